/** What the polling trigger watches. */
import type { PollingPlatform } from '../../shared/contract/triggers';
import { weaverE10 } from '../platform';
import type { WeaverE10Credential } from '../token';
import { employee } from './employee';
import { organization } from './organization';
import { position } from './position';

export const weaverE10Polling: PollingPlatform<WeaverE10Credential> = {
	platform: weaverE10,
	company: ({ corpId }) => [corpId],
	watches: [employee, organization, position],
	choosesFields: true,
};
