/** Departments as they are watched: docs/vendors/yunzhijia.md, section 4. */
import type { Watch } from '../../shared/contract/triggers';
import { byBeijingsClock } from '../../shared/input/beijing';
import { changedDepartments, getAllDepartments } from '../directory';
import { getDepartments } from '../lookups/resolve';
import { queried } from '../operations';
import { comparedFields } from './pages';

const DELETED = '3';

export const department: Watch = {
	value: 'department',
	name: 'Departments (部门)',
	description: 'What is added, renamed, moved or deleted',
	// Not `department`, the long name: it changes in all departments below one that is renamed.
	...comparedFields({
		name: 'Name (部门名称)',
		parentId: 'Parent ID (上级部门ID)',
		weights: 'Weights (排序)',
		businessUnit: 'Business Unit (业务单元)',
	}),
	idOf: ({ id }) => String(id),
	isGone: ({ changeType }) => String(changeType) === DELETED,
	page: async (call) => ({ rows: await getAllDepartments(call) }),
	changes: async (call, since) => ({
		rows: await changedDepartments(call, byBeijingsClock(since)),
	}),
	find: async (call, array) => ({
		there: await queried(call, getDepartments, { type: 0, array }),
	}),
	sample: {
		id: '6a1f0b0e-5d2f-11e6-8d3b-005056ac2c2b',
		name: '华北区',
		department: '研发中心\\华北区',
		parentId: '5f0000000000000000000001',
		weights: 1,
		businessUnit: 0,
	},
};
