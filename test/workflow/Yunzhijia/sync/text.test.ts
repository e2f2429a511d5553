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

it('names new people who have no department, where the table could say one', async () => {
	const team = await startCompany();
	const newcomers = rows(101, 107).map((each) => ({ ...each, department: '' }));
	const person = [...rows(1, 2), ...newcomers];
	const all = await team.plan({ person });
	expect(linesOf(all).at(-1)).toBe(
		'People: 7 new people have no department: 员工101 (J101), 员工102 (J102), 员工103 (J103), 员工104 (J104), 员工105 (J105), ….',
	);
	expect(summaryOf(all).warnings).toHaveLength(1);
	const one = await team.plan({ person: [...rows(1, 2), ...newcomers.slice(0, 1)] });
	expect(summaryOf(one).warnings).toEqual([
		'People: 1 new person has no department: 员工101 (J101).',
	]);
	const unsaid = rows(101, 107).map(({ department: _department, ...each }) => each);
	const none = await team.plan({ person: unsaid });
	expect(summaryOf(none).warnings).toEqual([]);
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
