/** Filters of the paged queries of Weaver E10 through the node: docs/vendors/weaver-e10.md, section 5, no. 13 to 15. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { itemsOf, paired, reasons } from '../../engine/cases.ts';
import { CHIEF, EAST, HQ, id, LI, NORTH, OLD, SALES, SELLER, WANG, ZHAO } from '../company.ts';
import { rawOf, sentTo, startAnswering, startCompany } from '../company.ts';
import { traffic } from '../runs.ts';

const ALL = { returnAll: true };
const PAGE = { current: 1, pageSize: 1000 };
const number = (text: string) => BigInt(text);

interface Query {
	operation: string;
	path: string;
	/** Filter → as the user gives it, as it goes over the wire, the ids of the rows that come. */
	filters: Record<string, [given: unknown, sent: unknown, found: string[]]>;
}

const PAGED: Query[] = [
	{
		operation: 'employee.getAll',
		path: 'queryEmployee',
		filters: {
			jobNumList: ['A1, A2', ['A1', 'A2'], [WANG, LI]],
			subcompanyIds: [HQ, [HQ], [WANG, LI]],
			departmentIds: [[SALES], [SALES], [WANG]],
			positionList: [SELLER, [SELLER], [WANG]],
			ids: [`${WANG}，${LI}`, [WANG, LI], [WANG, LI]],
			mobileList: ['13800000002', ['13800000002'], [LI]],
			accurateEmailList: ['A2@x.test', 'A2@x.test', [LI]],
			nameLikeList: ['["王", "赵"]', ['王', '赵'], [WANG]],
			userStatusList: [
				['normal', '6'],
				['normal', '6'],
				[WANG, LI, ZHAO],
			],
			containUserInfo: [true, true, [WANG, LI]],
			containAvatar: [false, false, [WANG, LI]],
			containEmployeeExtend: [true, true, [WANG, LI]],
			containUserInfoExtend: ['true', true, [WANG, LI]],
			returnFieldList: ['username,job_num', ['username', 'job_num'], [WANG, LI]],
			needReturnBrowserInfo: [true, true, [WANG, LI]],
			needAccountInfo: [true, true, [WANG, LI]],
		},
	},
	{
		operation: 'organization.getAll',
		path: 'queryOrg',
		filters: {
			codeList: ['HQ，SN', ['HQ', 'SN'], [HQ, NORTH]],
			ids: [
				[EAST, NORTH],
				[number(EAST), number(NORTH)],
				[EAST, NORTH],
			],
			typeList: [['department'], ['department'], [SALES, NORTH]],
			containDisableOrg: [true, true, [HQ, EAST, SALES, NORTH, OLD]],
			containExtend: [true, true, [HQ, EAST, SALES, NORTH]],
			parentCodeList: ['S', ['S'], [NORTH]],
			parentOrgIds: [HQ, [HQ], [EAST, SALES]],
		},
	},
	{
		operation: 'position.getAll',
		path: 'queryPosition',
		filters: {
			codeList: ['P2', ['P2'], [CHIEF]],
			ids: [`[${CHIEF}]`, [number(CHIEF)], [CHIEF]],
			nameList: ['销售员,没有', ['销售员', '没有'], [SELLER]],
			multiFieldList: ['name', ['name'], [SELLER, CHIEF]],
		},
	},
];

describe.each(PAGED)('$operation', ({ operation, path, filters }) => {
	it.each(Object.entries(filters))('filter %s', async (name, [given, sent, found]) => {
		const weaver = await startCompany();
		const parameters = { ...ALL, additionalFields: { [name]: '={{ $json.given }}' } };
		const { main, error } = await weaver.run(operation, parameters, [{ given }] as IDataObject[]);
		expect(reasons(error)).toEqual([]);
		expect(sentTo(weaver, path)).toEqual([{ [name]: sent, ...PAGE }]);
		expect(main.map(({ json }) => json.id)).toEqual(found);
		expect(new Set(itemsOf(main))).toEqual(new Set([0]));
	});

	it('sends all filters together, and without any none', async () => {
		const together = Object.entries(filters).filter(([name]) => name !== 'parentOrgIds');
		const given = Object.fromEntries(together.map(([name, [value]]) => [name, value]));
		const sent = Object.fromEntries(together.map(([name, [, value]]) => [name, value]));
		const weaver = await startCompany();
		const filled = { ...ALL, additionalFields: given as IDataObject } as never;
		await weaver.run(operation, filled, [{}]);
		await weaver.run(operation, ALL, [{}]);
		expect(sentTo(weaver, path)).toEqual([{ ...sent, ...PAGE }, PAGE]);
	});

	it('asks once for each item, with its own filter, and pairs the rows with it', async () => {
		const weaver = await startCompany();
		const [name, [given, , found]] = Object.entries(filters)[0];
		const parameters = { ...ALL, additionalFields: { [name]: '={{ $json.given }}' } };
		const items = [{ given }, { given: 'nothing' }, {}, { given }] as IDataObject[];
		const { main } = await weaver.run(operation, parameters, items);
		expect(sentTo(weaver, path)).toHaveLength(4);
		expect(sentTo(weaver, path)).toContainEqual(PAGE);
		const of = (item: number) =>
			main.filter((each) => itemsOf([each])[0] === item).map(({ json }) => json.id);
		expect([of(0), of(1), of(3)]).toEqual([found, [], found]);
		expect(of(2).length).toBeGreaterThan(found.length - 1);
		expect(itemsOf(main)).toEqual(itemsOf(main).toSorted((a, b) => a - b));
	});

	it('gives ids that come as numbers back as text', async () => {
		const weaver = await startCompany();
		weaver.misbehave({ how: 'numberId' });
		const { main } = await weaver.run(operation, ALL, [{}]);
		expect(weaver.requestsTo('')[0].answer).toMatch(/"id":\d{19}/);
		const rows = main.map(({ json }) => json.id as string);
		expect(rows).not.toEqual([]);
		for (const row of rows) expect(row).toMatch(/^\d{19}$/);
		expect(rows).toContain(filters.ids[2][0]);
	});
});

it.each([
	['organization.getAll', 'queryOrg'],
	['position.getAll', 'queryPosition'],
])('%s writes ids as numbers, all digits and nothing else', async (operation, path) => {
	const weaver = await startCompany();
	const parameters = { ...ALL, additionalFields: { ids: '={{ $json.ids }}' } };
	const items = [
		{ ids: [HQ, SELLER] },
		{ ids: `${HQ},x` },
		{ ids: Number(HQ) },
		{ ids: [] },
		{ ids: '' },
		{ ids: Array.from({ length: 201 }, (_, n) => id(n)) },
	] as IDataObject[];
	const { error } = await weaver.run(operation, parameters, items);
	expect(sentTo(weaver, path)).toHaveLength(1);
	expect(rawOf(weaver.requestsTo('')[0])).toBe(
		`{"ids":[${HQ},${SELLER}],"current":1,"pageSize":1000}`,
	);
	expect(reasons(error)).toMatchObject(
		[
			[1, 'must be IDs of up to 19 digits, but “x” is none'],
			[2, 'lost digits'],
			[3, 'has no entries'],
			[4, 'has no entries'],
			[5, 'must have at most 200 entries, but has 201'],
		].map(([item, says]) => ({
			item,
			field: 'ids',
			outcome: 'rejected',
			error: expect.stringContaining(says as string) as string,
		})),
	);
});

it.each([
	['employee.getAll', 'userStatusList', ['normal', '7'], /must be one of normal, 6, but is “7”/],
	['employee.getAll', 'containAvatar', 'yes', /must be true or false, but is “yes”/],
	['organization.getAll', 'typeList', 'group', /must be one of department, subcompany, but is/],
	['organization.getAll', 'containExtend', 1, /must be true or false/],
])('%s refuses %s %j', async (operation, name, given, says) => {
	const weaver = await startCompany();
	const parameters = { ...ALL, additionalFields: { [name]: '={{ $json.given }}' } };
	const { main, error } = await weaver.run(operation, parameters, [{ given }] as IDataObject[]);
	expect(main).toEqual([]);
	expect(reasons(error)).toMatchObject([{ item: 0, field: name, outcome: 'rejected' }]);
	expect(reasons(error)[0].error).toMatch(says);
	expect(weaver.requests).toEqual([]);
});

it.each([
	['employee.getAll', 'departmentId', 'departmentIds', [SALES, NORTH]],
	['employee.getAll', 'subcompanyId', 'subcompanyIds', [EAST, HQ]],
	['employee.getAll', 'positionId', 'positionList', [CHIEF, SELLER]],
	['organization.getAll', 'parentOrgId', 'parentOrgIds', [HQ, EAST]],
] as const)('%s: %s, chosen by name, goes out with %s', async (operation, one, list, [a, b]) => {
	const weaver = await startCompany();
	const chosen = { __rl: true, mode: 'list', value: a, cachedResultName: 'A' };
	const filters = [{ [one]: chosen }, { [one]: chosen, [list]: `${b}, ${a}` }, { [list]: [b] }, {}];
	for (const additionalFields of filters)
		await weaver.run(operation, { ...ALL, additionalFields } as INodeParameters, [{}]);
	const sent = traffic(weaver).map(([, body]) => body);
	expect(sent.map((body) => body[list])).toEqual([[a], [b, a], [b], undefined]);
	for (const body of sent) expect(body).not.toHaveProperty(one);
});

it('a parent that was chosen excludes parents by code', async () => {
	const weaver = await startCompany();
	const parentOrgId = { __rl: true, mode: 'id', value: HQ };
	const { error } = await weaver.run(
		'organization.getAll',
		{ ...ALL, additionalFields: { parentCodeList: 'HQ', parentOrgId } },
		[{}],
	);
	expect(reasons(error)).toMatchObject([{ field: 'parentCodeList', outcome: 'rejected' }]);
	expect(weaver.requests).toEqual([]);
});

it('parents by code and by ID exclude each other', async () => {
	const weaver = await startCompany();
	const additionalFields = { parentCodeList: 'HQ', parentOrgIds: '={{ $json.parent }}' };
	const { main, error } = await weaver.run('organization.getAll', { ...ALL, additionalFields }, [
		{ parent: HQ },
		{},
	]);
	expect(reasons(error)).toMatchObject([{ item: 0, field: 'parentCodeList' }]);
	expect(reasons(error)[0].error).toContain('Parents by ID (上级组织ID)');
	expect(new Set(itemsOf(main))).toEqual(new Set([1]));
});

describe('Simplify', () => {
	const wide = {
		...{ id: id(1), user_id: id(2), username: '王五', job_num: 'A1', mobile: '138' },
		...{ email: 'a', status: 'normal', account: 'w', department: [id(3)], position: id(4) },
		...{ sex: 'male', birthday: '1990-01-01', avatar: 'x', userInfoExtend: { '9001': 'L' } },
	};
	const simple = Object.fromEntries(Object.entries(wide).slice(0, 10));
	const { sex, birthday, userInfoExtend } = wide;

	it.each<[string, IDataObject, IDataObject]>([
		['is on by default', {}, simple],
		['off gives everything', { simple: false }, wide],
		[
			'keeps columns that were asked for',
			asking({ returnFieldList: 'sex, birthday' }),
			{ sex, birthday },
		],
		[
			'keeps own fields that were asked for',
			asking({ containUserInfoExtend: true }),
			{ userInfoExtend },
		],
	])('%s', async (_what, parameters, kept) => {
		const weaver = await startAnswering('queryEmployee', () => ({ total: 1, data: [wide] }));
		const asked = { ...ALL, ...parameters } as never;
		const { main } = await weaver.run('employee.getAll', asked, [{}]);
		expect(main).toEqual(paired([0, { ...simple, ...kept }]));
		expect(weaver.requestsTo('')[0].body).not.toHaveProperty('simple');
	});

	function asking(additionalFields: IDataObject): IDataObject {
		return { simple: true, additionalFields };
	}
});
