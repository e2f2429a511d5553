import type { Field } from '../../../shared/contract';
import { amend } from '../../../shared/form/field';
import { checkLimit, readByOffset, returnAllOrLimit } from '../../../shared/paging';
import { done } from '../../../shared/run/outcome';
import { getallPeople, getPeopleAtTime, withBelow } from '../../directory';
import { department, since } from '../../fields';
import { pagesOf, type YunzhijiaOperation } from '../../operations';
import { status } from './fields';

const ofStatus: Field = amend(status, {
	description:
		'Only people of this status (状态). Without Changed Since, Yunzhijia gives active people only.',
});

export const getAll: YunzhijiaOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many people',
	term: '查询全部人员',
	description:
		'List people. Yunzhijia gives the active ones, or those changed since a time; Department and Below and Status are applied by this node.',
	endpoints: [getallPeople, getPeopleAtTime],
	required: returnAllOrLimit,
	optional: [
		since('People changed since then (变更时间), those who have left among them'),
		department(
			'orgId',
			'Department and Below (部门及下级)',
			'Only people in this department or below it',
		),
		ofStatus,
	],
	isQuery: true,
	check: checkLimit,
	async perform([{ row: asked }], call) {
		const { time, orgId, status: wanted, returnAll, limit } = asked;
		const isOurs = orgId !== undefined || wanted !== undefined;
		const page =
			time === undefined ? pagesOf(call, getallPeople) : pagesOf(call, getPeopleAtTime, { time });
		const rows = await readByOffset(page, isOurs ? { returnAll: true } : asked);
		const units = orgId === undefined ? undefined : await withBelow(call, String(orgId));
		const found = rows.filter(
			(row) =>
				(!units || units.has(String(row.orgId))) &&
				(wanted === undefined || String(row.status) === wanted),
		);
		return [done(returnAll ? found : found.slice(0, Number(limit)))];
	},
};
