/** Leaders of departments in step: docs/vendors/yunzhijia.md, section 6. */
import type { Kind } from '../../shared/contract/sync';
import { readByOffset } from '../../shared/paging';
import { idOf } from '../../shared/sync/directory';
import { pagesOf } from '../operations';
import { del } from '../resources/leader/delete';
import { queryOrgAdmins } from '../resources/leader/getAll';
import { set } from '../resources/leader/set';
import type { YunzhijiaCredential } from '../token';
import { column, ofDepartment, ofPerson, WEIGHTS } from './columns';
import { PHASE } from './phases';
import { toDepartment, toPerson } from './references';

export const leader: Kind<YunzhijiaCredential> = {
	value: 'leader',
	name: 'Leaders',
	chinese: '部门负责人',
	called: { one: 'leader', many: 'leaders' },
	columns: [
		...ofPerson,
		...ofDepartment,
		column('weights', 'Weights', ['排序', '排序码', '权重'], WEIGHTS),
	],
	references: [toPerson, toDepartment],
	keyColumns: [],
	alike: [],
	missing: ['remove'],
	reads: () => ['person', 'department'],

	async read(call) {
		const rows = await readByOffset(pagesOf(call, queryOrgAdmins), { returnAll: true });
		return {
			records: rows.map(({ openId, departmentId }) => ({
				id: `${String(openId)}|${String(departmentId)}`,
				state: 'active',
				values: { openId, orgId: departmentId },
			})),
		};
	},

	tasks({ entity, action }) {
		const { source, now, then } = entity;
		const pair = ({ person, department }: typeof then) => ({
			openId: person && idOf(person),
			orgId: department && idOf(department),
		});
		const weights = source?.values.weights;
		return action === 'remove'
			? [{ operation: del, phase: PHASE.pairsGo, values: () => pair(now) }]
			: [{ operation: set, phase: PHASE.pairs, values: () => ({ ...pair(then), weights }) }];
	},
};
