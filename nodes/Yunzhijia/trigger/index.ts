/** What the polling trigger watches. */
import type { PollingPlatform } from '../../shared/contract/triggers';
import { yunzhijia } from '../platform';
import type { YunzhijiaCredential } from '../token';
import { department } from './department';
import { leader, partTimeJob } from './pairs';
import { person } from './person';

export const yunzhijiaPolling: PollingPlatform<YunzhijiaCredential> = {
	platform: yunzhijia,
	company: ({ eid }) => [eid],
	watches: [person, department, leader, partTimeJob],
};
