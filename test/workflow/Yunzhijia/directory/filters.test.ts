/**
 * Get Many of departments and people with filters: changed since, which the platform has, and
 * department and below and status, which the node applies (issue 4; docs/vendors/yunzhijia.md, 4 and 5).
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import type { YunzhijiaState } from '../../../platforms/index.ts';
import { addDepartment, addPerson, YUNZHIJIA_ROOT } from '../../../platforms/index.ts';
import { fromItem, itemsOf, reasons } from '../../engine/cases.ts';
import { asked, LAB, locators, NORTH, SALES, startTeam } from '../team.ts';

const ROOT = YUNZHIJIA_ROOT.orgId;
const at = (time: string) => Date.parse(time);
/** The clock of Beijing is eight hours ahead. */
const [BEFORE, SINCE, AFTER] = [
	'2026-01-30T23:59:59Z',
	'2026-01-31T00:00:00Z',
	'2026-03-01T00:00Z',
];
const TIME = '2026-01-31 08:00:00';

const PEOPLE: Array<[openId: string, orgId: string, status: string, updatedAt: string]> = [
	['p-sales', SALES, '1', BEFORE],
	['p-north', NORTH, '1', SINCE],
	['p-lab', LAB, '1', AFTER],
	['p-none', '', '1', AFTER],
	['p-left', NORTH, '0', AFTER],
	['p-disabled', LAB, '2', AFTER],
];

function seed(state: YunzhijiaState): void {
	addDepartment(state, SALES, '销售中心', '', { createdAt: at(BEFORE), updatedAt: at(BEFORE) });
	addDepartment(state, NORTH, '华北区', SALES, { createdAt: at(BEFORE), updatedAt: at(SINCE) });
	addDepartment(state, LAB, '实验室', '', { createdAt: at(AFTER), updatedAt: at(AFTER) });
	const gone = { orgId: 'd-gone', name: '旧', department: '旧', parentId: SALES };
	state.deletedDepartments.set(gone.orgId, { ...gone, updatedAt: at(AFTER) });
	for (const [openId, orgId, status, updatedAt] of PEOPLE)
		addPerson(state, {
			openId,
			name: openId,
			orgId,
			status,
			jobTitle: '',
			updatedAt: at(updatedAt),
		});
}

const start = async () => await startTeam({ seed });

type Resource = 'department' | 'person';
const key = { department: 'id', person: 'openId' };
const getMany = async (
	resource: Resource,
	additionalFields: INodeParameters,
	{ items = [{}], ...parameters }: { items?: IDataObject[] } & INodeParameters = {},
) => {
	const team = await start();
	const given = { returnAll: true, ...parameters, additionalFields };
	const result = await team.perform(`${resource}.getAll`, given, items);
	return {
		...result,
		ids: result.main.map(({ json }) => json[key[resource]]),
		requests: asked(team.requestsTo('')),
	};
};

const orgId = (value: string, mode = 'id') => ({ orgId: { __rl: true, mode, value } });
const page = { begin: 0, count: 1000 };
const pagesOf = (requests: Array<[string, unknown]>, path: string) =>
	requests.filter(([to]) => to === path).map(([, data]) => data);

describe('Changed Since', () => {
	it('departments: new, changed and deleted ones, by the clock of Beijing', async () => {
		const { ids, main, requests } = await getMany('department', { time: TIME });
		expect(requests).toEqual([['dept/getAtTime', { time: TIME }]]);
		expect(ids).toEqual([NORTH, LAB, 'd-gone']);
		expect(main.map(({ json }) => json.changeType)).toEqual(['2', '1', '3']);
	});

	it('people: also those who have left, page by page', async () => {
		const { ids, requests } = await getMany('person', { time: TIME });
		expect(requests).toEqual([
			['person/getAtTime', { time: TIME, ...page }],
			['person/getAtTime', { time: TIME, begin: 5, count: 1000 }],
		]);
		expect(ids).toEqual(['p-north', 'p-lab', 'p-none', 'p-left', 'p-disabled']);
	});

	it('with a Limit', async () => {
		const limited = { returnAll: false, limit: 2 };
		const people = await getMany('person', { time: TIME }, limited);
		expect(people.ids).toEqual(['p-north', 'p-lab']);
		expect(people.requests).toEqual([['person/getAtTime', { time: TIME, begin: 0, count: 2 }]]);
		const departments = await getMany('department', { time: TIME }, limited);
		expect(departments.ids).toEqual([NORTH, LAB]);
	});

	it.each([
		['2026-01-31 08:00:00', TIME],
		['2026-01-31T08:00:00', TIME],
		['2026-01-31T08:00', TIME],
		['2026-01-31 08:00', TIME],
		[' 2026-01-31 08:00:00 ', TIME],
		['2026-01-31', '2026-01-31 00:00:00'],
		['2026-01-31T00:00:00Z', TIME],
		['2026-01-31T00:00:00.123Z', TIME],
		['2026-01-31T08:00:00+08:00', TIME],
		['2026-01-31T08:00:00+0800', TIME],
		['2026-01-30T19:00:00.000-05:00', TIME],
		['2026-02-28T20:00:00Z', '2026-03-01 04:00:00'],
	])('%j is sent as %j', async (time, sent) => {
		for (const resource of ['department', 'person'] as const) {
			const { requests, error } = await getMany(resource, fromItem('time'), { items: [{ time }] });
			expect(error).toEqual([]);
			expect(requests[0][1]).toMatchObject({ time: sent });
		}
	});

	it.each([
		"={{ DateTime.fromISO('2026-01-31T00:00:00Z') }}",
		"={{ DateTime.fromISO('2026-01-30T19:00:00', { zone: 'America/New_York' }) }}",
		"={{ new Date('2026-01-31T00:00:00Z') }}",
		"={{ new Date('2026-01-31T00:00:00Z').toISOString() }}",
	])('a date of an expression, %s', async (time) => {
		const { requests } = await getMany('department', { time });
		expect(requests).toEqual([['dept/getAtTime', { time: TIME }]]);
	});

	it.each([
		'',
		'yesterday',
		'31.01.2026',
		'2026-1-31',
		'2026-13-01',
		'2026-01-31 25:00',
		'2026-02-31',
		'2026-01-31 08:00:00 CST',
		1769817600000,
		true,
		{},
		{ toJSON: 1 },
	])('refuses %j without a request', async (time) => {
		const items = [{ time }];
		for (const resource of ['department', 'person'] as const) {
			const { requests, error } = await getMany(resource, fromItem('time'), { items });
			expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'rejected', field: 'time' }]);
			expect(requests).toEqual([]);
		}
	});

	it('is left out where an item has none', async () => {
		const items = [{ time: null }, {}];
		const { requests } = await getMany('department', fromItem('time'), { items });
		expect(requests).toEqual([
			['dept/getall', {}],
			['dept/getall', {}],
		]);
	});
});

describe('Department and Below', () => {
	it.each([
		[SALES, [SALES, NORTH], ['p-sales', 'p-north']],
		[NORTH, [NORTH], ['p-north']],
		[LAB, [LAB], ['p-lab']],
		[ROOT, [ROOT, SALES, NORTH, LAB], ['p-sales', 'p-north', 'p-lab']],
		['nowhere', [], []],
	])('%s', async (id, departments, people) => {
		const found = await getMany('department', orgId(id));
		expect(found.ids).toEqual(departments);
		const active = await getMany('person', orgId(id));
		expect(active.ids).toEqual(people);
		expect(pagesOf(active.requests, 'dept/getall')).toEqual([{}]);
		expect(pagesOf(active.requests, 'person/getall')).toEqual([page, { begin: 4, count: 1000 }]);
	});

	it('by long name', async () => {
		const found = await getMany('department', orgId('销售中心', 'name'));
		expect(found.ids).toEqual([SALES, NORTH]);
		const people = await getMany('person', orgId('销售中心', 'name'));
		expect(people.ids).toEqual(['p-sales', 'p-north']);
		expect(pagesOf(people.requests, 'dept/get')).toEqual([{ type: 1, array: ['销售中心'] }]);
	});

	it('the Limit counts what is left over', async () => {
		const limited = { returnAll: false, limit: 1 };
		expect((await getMany('department', orgId(NORTH), limited)).ids).toEqual([NORTH]);
		expect((await getMany('person', orgId(LAB), limited)).ids).toEqual(['p-lab']);
	});

	it('together with Changed Since', async () => {
		const people = await getMany('person', { ...orgId(SALES), time: TIME });
		expect(people.ids).toEqual(['p-north', 'p-left']);
		const departments = await getMany('department', { ...orgId(SALES), time: TIME });
		expect(departments.ids).toContain(NORTH);
		expect(departments.ids).not.toContain(LAB);
	});

	it('a deleted department below is among those that have changed', async () => {
		const { ids } = await getMany('department', { ...orgId(SALES), time: TIME });
		expect(ids).toContain('d-gone');
	});

	it('departments that are above each other in a circle end', async () => {
		const team = await start();
		team.state.departments.get(SALES)!.parentId = NORTH;
		const parameters = { returnAll: true, additionalFields: orgId(SALES) };
		const { main } = await team.perform('department.getAll', parameters, [{}]);
		expect(main.map(({ json }) => json.id)).toEqual([SALES, NORTH]);
	});
});

describe('Status', () => {
	it('of the active people is 1', async () => {
		const { ids, error } = await getMany('person', { status: '1' });
		expect(error).toEqual([]);
		expect(ids).toEqual(['p-sales', 'p-north', 'p-lab', 'p-none']);
	});

	it.each(['0', '2'])(
		'%s of the active people is refused: nobody would be listed',
		async (status) => {
			const { ids, error } = await getMany('person', { status });
			expect(ids).toEqual([]);
			expect(error[0].json.error).toContain('needs Changed Since (变更时间, time)');
		},
	);

	it.each([
		['1', ['p-north', 'p-lab', 'p-none']],
		['0', ['p-left']],
		['2', ['p-disabled']],
	])('%s of those changed since', async (status, people) => {
		const { ids } = await getMany('person', { status, time: TIME });
		expect(ids).toEqual(people);
	});

	it('with department and Limit, item by item', async () => {
		const additionalFields = { ...fromItem('status'), ...locators({ orgId: 'id' }), time: TIME };
		const items = [
			{ status: '0', orgId: SALES },
			{ status: '9', orgId: SALES },
			{ status: '2', orgId: LAB },
			{ status: 1 },
		];
		const limited = { returnAll: false, limit: 1, items };
		const { ids, main, error } = await getMany('person', additionalFields, limited);
		expect(ids).toEqual(['p-left', 'p-disabled', 'p-north']);
		expect(itemsOf(main)).toEqual([0, 2, 3]);
		expect(reasons(error)).toMatchObject([{ item: 1, field: 'status' }]);
	});
});

describe('Name and Job Number', () => {
	const named = async (additionalFields: INodeParameters, more: INodeParameters = {}) => {
		const team = await start();
		for (const [openId, jobNo, name] of [
			['p-sales', 'J1', '张三'],
			['p-north', 'J10', '张三丰'],
			['p-lab', 'J2', '李四'],
		])
			Object.assign(team.state.people.get(openId)!, { jobNo, name });
		const given = { returnAll: true, ...more, additionalFields };
		const { main } = await team.perform('person.getAll', given, [{}]);
		return main.map(({ json }) => json);
	};

	it.each([
		['a part of the name', { name: '张三' }, ['p-sales', 'p-north']],
		['a whole job number', { jobNo: 'J1' }, ['p-sales']],
		['both', { name: '丰', jobNo: 'J10' }, ['p-north']],
		['nobody', { name: '王' }, []],
		[
			'empty ones, which say nothing',
			{ name: '', jobNo: '', status: '1' },
			['p-sales', 'p-north', 'p-lab', 'p-none'],
		],
	])('%s', async (_what, filters, found) => {
		expect((await named(filters)).map(({ openId }) => openId)).toEqual(found);
	});

	it('the Limit counts those that are found', async () => {
		const rows = await named({ name: '三' }, { returnAll: false, limit: 1 });
		expect(rows.map(({ openId }) => openId)).toEqual(['p-sales']);
	});

	it('simplified rows say who it is, and no more', async () => {
		const [row] = await named({ jobNo: 'J1' }, { simple: true });
		expect(Object.keys(row)).toEqual(
			expect.arrayContaining(['openId', 'name', 'jobNo', 'department', 'jobTitle', 'status']),
		);
		expect(Object.keys(row).length).toBeLessThan(9);
		const [whole] = await named({ jobNo: 'J1' });
		expect(Object.keys(whole).length).toBeGreaterThan(9);
	});
});
