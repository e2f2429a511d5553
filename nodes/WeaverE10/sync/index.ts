import type { SyncPlatform } from '../../shared/contract/sync';
import { BATCH } from '../operations';
import { weaverE10 } from '../platform';
import type { WeaverE10Credential } from '../token';
import { department } from './department';
import { employee } from './employee';
import { position } from './position';
import { subcompany } from './subcompany';
import { parentsByCode } from './write';

export const weaverE10Sync: SyncPlatform<WeaverE10Credential> = {
	platform: weaverE10,
	kinds: [subcompany, department, position, employee],
	preset: ['department', 'employee'],
	batch: BATCH,
	rules: [parentsByCode],
};
