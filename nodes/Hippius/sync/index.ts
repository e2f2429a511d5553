import type { SyncPlatform } from '../../shared/contract/sync';
import { hippius } from '../platform';
import type { HippiusCredential } from '../token';
import { assigned } from './assigned';
import { department } from './department';
import { editions } from './editions';
import { employee } from './employee';
import { position } from './position';

export const hippiusSync: SyncPlatform<HippiusCredential> = {
	platform: hippius,
	kinds: [department, position, employee],
	preset: ['department', 'position', 'employee'],
	rules: [editions, assigned],
	memory: { name: 'Last Known State', chinese: '上次已知状态' },
};
