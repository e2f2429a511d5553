import { integer, type Field } from '../../../shared/field';
import { resolveIds } from '../../lookups/resolve';
import { endpoint, writeByCommitId, type YunzhijiaOperation } from '../../operations';
import { BATCH, openId, orgId, pair } from './fields';

const setOrgAdminsById = endpoint('company/setOrgAdminsById');

const weights: Field = {
	displayName: 'Weights',
	name: 'weights',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: 'Weight for the order among the leaders of the department (排序权重)',
	read: integer(0, 2_147_483_647),
};

export const set: YunzhijiaOperation = {
	name: 'Set',
	value: 'set',
	action: 'Set leaders',
	description: 'Make people leaders of departments (设置部门负责人)',
	endpoints: [setOrgAdminsById],
	required: [openId, orgId],
	optional: [weights],
	batch: BATCH,
	key: pair,
	resolve: resolveIds,
	perform: writeByCommitId(setOrgAdminsById, { repeatable: true }),
};
