import type { Resource } from '../../../shared/contract';
import type { WeaverE10Credential } from '../../token';
import { buildView } from './buildView';
import { deleteRows } from './deleteRows';
import { getValues } from './getValues';
import { save } from './save';
import { upsertRows } from './upsertRows';

export const matrix: Resource<WeaverE10Credential> = {
	name: 'Matrix',
	value: 'matrix',
	term: '条件矩阵',
	operations: [upsertRows, save, deleteRows, getValues, buildView],
};
