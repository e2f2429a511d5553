import type { SyncPlatform } from '../../shared/contract/sync';
import { BATCH } from '../operations';
import { yunzhijia } from '../platform';
import type { YunzhijiaCredential } from '../token';
import { department } from './department';
import { leader } from './leader';
import { oneDepartment } from './oneDepartment';
import { partTimeJob } from './partTimeJob';
import { person } from './person';

export const yunzhijiaSync: SyncPlatform<YunzhijiaCredential> = {
	platform: yunzhijia,
	kinds: [department, person, leader, partTimeJob],
	preset: ['department', 'person'],
	batch: BATCH,
	rules: [oneDepartment],
};
