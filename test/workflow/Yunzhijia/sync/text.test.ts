/** The text of the Summary, which goes into a mail or a chat as it is. */
import type { IDataObject } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { addPerson } from '../../../platforms/index.ts';
import type { SyncResult } from '../../engine/sync.ts';
import type { Tables } from './syncs.ts';
import {
	ANY,
	company,
	departments,
	newcomers,
	PEOPLE,
	row,
	rows,
	says,
	somebody,
	startCompany,
	summaryOf,
	writes,
} from './syncs.ts';

const linesOf = (result: SyncResult) => String(summaryOf(result).text).split('\n');

/** Two new, one with another title, two who can’t be used, and person 1 is not in it. */
const TABLES: Tables = {
	department: departments(),
	person: [
		...rows(2, PEOPLE - 1),
		row(PEOPLE, { jobTitle: '主管' }),
		...newcomers(2),
		row(201, { name: '' }),
		row(202, { department: '没有这个部门' }),
	],
};
const LEAVERS: IDataObject = { personMissing: 'retire', limits: ANY };
const COUNTS =
	'People (人员): create (新增) 2, update (更新) 1, retire (离职, 封存) 1, rejected (不能用) 2';
const GOES = 'Would go (将离职或删除): 员工1 (J1)';

it('of a plan: what would be done of each kind, and who would go', async () => {
	const team = await startCompany();
	expect(linesOf(await team.plan(TABLES, LEAVERS))).toEqual([
		'Yunzhijia: a plan, nothing was changed (计划, 未改动)',
		'Departments (部门): no change (无变化)',
		COUNTS,
		GOES,
	]);
});

it('of what was done: by outcome, and who is gone', async () => {
	const team = await startCompany();
	team.misbehave({ how: 'refuseRow', path: 'person/addNew', row: 'J102' });
	expect(linesOf(await team.apply(TABLES, LEAVERS))).toEqual([
		'Yunzhijia: what was done (执行结果)',
		'Departments (部门): no change (无变化)',
		'People (人员): done (完成) 3, rejected (未执行) 3',
		'Gone (已离职或删除): 员工1 (J1)',
	]);
});

it('of a plan beyond a limit, in a node that goes on: nothing was done, and why', async () => {
	const team = await startCompany();
	const result = await team.apply(
		TABLES,
		{ ...LEAVERS, limits: { maxRemovals: 0 } },
		{ node: { onError: 'continueRegularOutput' } },
	);
	expect(writes(team)).toEqual([]);
	expect(linesOf(result)).toEqual([
		'Yunzhijia: nothing was changed (未改动)',
		'Departments (部门): no change (无变化)',
		COUNTS,
		GOES,
		says('Nothing was changed, because a limit is passed: 1 of 8 people would be retired'),
	]);
});

it('of a run that ended before its plan', async () => {
	const team = await startCompany();
	team.misbehave({ how: 'status', status: 403, path: 'person/getall' });
	const result = await team.plan(TABLES, {}, { node: { onError: 'continueRegularOutput' } });
	expect(linesOf(result)).toEqual([
		'Yunzhijia: nothing was changed (未改动)',
		says('Nothing was changed, because the platform could not be read'),
	]);
});

it('has the warnings, and of many who go the first thirty', async () => {
	const many = 41;
	const team = await startCompany({
		seed: (state) => {
			company()(state);
			for (let n = PEOPLE + 1; n <= many; n++) addPerson(state, somebody(n));
		},
	});
	const table = rows(1, 1).map((each) => ({ ...each, 血型: 'A' }));
	const result = await team.plan({ person: table }, { personMissing: 'retire' });
	const [, counts, going, ...warnings] = linesOf(result);
	expect(counts).toBe('People (人员): retire (离职, 封存) 40');
	expect(going).toMatch(/^Would go \(将离职或删除\): 员工10 \(J10\), .*, … \(10 more\)$/);
	expect(going.match(/员工/g)).toHaveLength(30);
	expect(warnings).toEqual(summaryOf(result).warnings);
	expect(warnings).toEqual([says('no column has the name “血型”'), says('Max Removals')]);
});
