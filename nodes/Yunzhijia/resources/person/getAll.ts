import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../../shared/call';
import { oneOf, type Field } from '../../../shared/field';
import { done } from '../../../shared/outcome';
import { checkLimit, limited, returnAllOrLimit } from '../../../shared/paging';
import { getallPeople, withBelow } from '../../directory';
import { department, since } from '../../fields';
import { resolveIds } from '../../lookups/resolve';
import { endpoint, type YunzhijiaOperation } from '../../operations';
import { listOf } from '../../settle';

const getAtTime = endpoint('person/getAtTime');

const status: Field = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Disabled (禁用)', value: '2' },
		{ name: 'Left (离职)', value: '0' },
		{ name: 'Normal (正常)', value: '1' },
	],
	default: '1',
	description:
		'Only people of this status (状态). Without Changed Since, Yunzhijia gives active people only.',
	read: oneOf(['0', '1', '2']),
};

export const getAll: YunzhijiaOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many people',
	description:
		'List people (查询全部人员). Yunzhijia gives the active ones, or those changed since a time; Department and Below and Status are applied by this node.',
	endpoints: [getallPeople, getAtTime],
	required: returnAllOrLimit,
	optional: [
		since('People changed since then (变更时间), those who have left among them'),
		department(
			'orgId',
			'Department and Below',
			'Only people in this department or below it (部门ID)',
		),
		status,
	],
	isQuery: true,
	check: checkLimit,
	resolve: resolveIds,
	async perform([{ row: asked }], call) {
		const { time, orgId, status: wanted, returnAll, limit } = asked;
		const isOurs = orgId !== undefined || wanted !== undefined;
		const rows = await limited(pageOf(call, time), isOurs ? { returnAll: true } : asked);
		const units = orgId === undefined ? undefined : await withBelow(call, String(orgId));
		const found = rows.filter(
			(row) =>
				(!units || units.has(String(row.orgId))) &&
				(wanted === undefined || String(row.status) === wanted),
		);
		return [done(returnAll ? found : found.slice(0, Number(limit)))];
	},
};

const pageOf =
	(call: Call, time: unknown) =>
	async (begin: number, count: number): Promise<IDataObject[]> => {
		const [to, since_] =
			time === undefined ? [getallPeople, {}] : [getAtTime, { time: String(time) }];
		return listOf((await call(to, { ...since_, begin, count }, { repeatable: true })).data);
	};
