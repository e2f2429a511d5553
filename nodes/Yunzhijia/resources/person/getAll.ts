import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../../shared/contract';
import { amend } from '../../../shared/form/field';
import { Invalid } from '../../../shared/input/invalid';
import { text, unlessEmpty } from '../../../shared/input/readers';
import {
	checkLimit,
	readByOffset,
	returnAllOrLimit,
	simplifyForAgents,
} from '../../../shared/paging';
import { done } from '../../../shared/run/outcome';
import { getallPeople, getPeopleAtTime, withBelow } from '../../directory';
import { department, since } from '../../fields';
import { pagesOf, type YunzhijiaOperation } from '../../operations';
import { newName, status } from './fields';

const NORMAL = '1';

const ofStatus: Field = amend(status, {
	description:
		'Only people of this status. Without Changed Since, Yunzhijia gives active people only.',
});

const nameContains: Field = amend(
	newName,
	{
		displayName: 'Name Contains (姓名)',
		placeholder: 'e.g. 张',
		description: 'Only people whose name contains this',
	},
	{ read: unlessEmpty(text()) },
);

const jobNumber: Field = {
	parameter: {
		displayName: 'Job Number (工号)',
		name: 'jobNo',
		type: 'string',
		default: '',
		placeholder: 'e.g. J00042',
		description: 'Only the person with exactly this job number',
	},
	read: unlessEmpty(text()),
};

/** What tells one person from another, and where they work. */
const SIMPLE = ['openId', 'name', 'jobNo', 'phone', 'email', 'department', 'jobTitle', 'status'];

const simplified = (row: IDataObject): IDataObject =>
	Object.fromEntries(SIMPLE.filter((name) => name in row).map((name) => [name, row[name]]));

export const getAll: YunzhijiaOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many people',
	term: '查询全部人员',
	description:
		'List people. Yunzhijia gives the active ones, or those changed since a time; this node then filters them by department, status, name and job number.',
	endpoints: [getallPeople, getPeopleAtTime],
	required: [...returnAllOrLimit, simplifyForAgents],
	optional: [
		since('People who changed since then, with those who have left'),
		department(
			'orgId',
			'Department and Below (部门/含下级)',
			'Only people in this department or below it',
		),
		ofStatus,
		nameContains,
		jobNumber,
	],
	isQuery: true,
	check(record) {
		checkLimit(record);
		const { time, status: wanted } = record.row;
		if (wanted !== undefined && wanted !== NORMAL && time === undefined)
			throw new Invalid(
				'needs Changed Since (变更时间, time), unless it is Normal (正常): without it Yunzhijia lists active people only',
				'status',
			);
	},
	async perform([{ row: asked }], call) {
		const { time, orgId, status: wanted, name = '', jobNo, simple, returnAll, limit } = asked;
		const isOurs = [orgId, wanted, asked.name, jobNo].some((filter) => filter !== undefined);
		const page =
			time === undefined ? pagesOf(call, getallPeople) : pagesOf(call, getPeopleAtTime, { time });
		const rows = await readByOffset(page, isOurs ? { returnAll: true } : asked);
		const units = orgId === undefined ? undefined : await withBelow(call, String(orgId));
		const found = rows.filter(
			(row) =>
				(!units || units.has(String(row.orgId))) &&
				(wanted === undefined || String(row.status) === wanted) &&
				String(row.name).includes(String(name)) &&
				(jobNo === undefined || row.jobNo === jobNo),
		);
		const asMany = returnAll ? found : found.slice(0, Number(limit));
		return [done(simple ? asMany.map(simplified) : asMany)];
	},
};
