/** Leaders of departments in step: docs/vendors/yunzhijia.md, section 6. */
import type { Kind, TargetRecord } from '../../shared/contract/sync';
import { readByOffset } from '../../shared/paging';
import { column } from '../../shared/sync/columns';
import { pagesOf } from '../operations';
import { pairId } from '../pair';
import { del } from '../resources/leader/delete';
import { queryOrgAdmins } from '../resources/leader/getAll';
import { set } from '../resources/leader/set';
import type { YunzhijiaCredential } from '../token';
import { ofDepartment, ofPerson, untoldIn, WEIGHTS } from './columns';
import { PHASE } from './phases';
import { idsOf, toDepartment, toPerson } from './references';

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
		const records = rows.map(
			({ openId, departmentId }): TargetRecord => ({
				id: pairId(openId, departmentId),
				state: 'active',
				values: { openId, orgId: departmentId },
			}),
		);
		return { records, untold: untoldIn(leader.columns, records) };
	},

	tasks({ entity, action }) {
		const { source, now, then } = entity;
		const weights = source?.values.weights;
		return action === 'remove'
			? [{ operation: del, phase: PHASE.pairsGo, values: () => idsOf(now) }]
			: [{ operation: set, phase: PHASE.pairs, values: () => ({ ...idsOf(then), weights }) }];
	},
};
