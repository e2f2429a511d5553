/**
 * Look-ups of Weaver E10: departments and subcompanies with their path, positions, people, groups
 * (docs/vendors/weaver-e10.md, section 5: no. 13, 14, 15 and 22). The company is that of ../company.ts.
 */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import type { WeaverE10Options, WeaverE10State } from '../../../platforms/index.ts';
import { entriesOf, formOf, nodeTypeOf, scrolled } from '../../lookups/lookups.ts';
import { traffic } from '../runs.ts';
import {
	CHIEF,
	CLUB,
	EAST,
	GROUP,
	HQ,
	LI,
	NORTH,
	OLD,
	SALES,
	SELLER,
	WANG,
	ZHAO,
	id,
	startCompany,
} from '../company.ts';

async function start(options: WeaverE10Options = {}, targetType = '1') {
	const company = await startCompany(options);
	const form = formOf('weaverE10', company.credential, { targetType });
	return { ...company, form };
}

const DEPARTMENTS = [
	['总部 \\ 销售 (S)', SALES],
	['总部 \\ 销售 \\ 华北 (SN)', NORTH],
];
const SEALED = [['总部 \\ 华东 \\ 旧部 (O)', OLD]];
const SUBCOMPANIES = [
	['总部 (HQ)', HQ],
	['总部 \\ 华东 (E)', EAST],
];
const POSITIONS = [
	['销售员 (P1)', SELLER],
	['主管 (P2)', CHIEF],
];
const EMPLOYEES = [
	['王五 (A1)', WANG],
	['李四 (A2)', LI],
];
const LEAVERS = [['赵六 (A3)', ZHAO]];

describe('departments', () => {
	it('show the levels above them, which may be subcompanies, and their code', async () => {
		const { form } = await start();
		expect(entriesOf(await form('searchDepartments'))).toEqual(DEPARTMENTS);
	});

	it('may be sealed ones where these are wanted', async () => {
		const { form } = await start();
		expect(entriesOf(await form('searchAllDepartments'))).toEqual(
			[...DEPARTMENTS, ...SEALED].toSorted(([a], [b]) => (a < b ? -1 : 1)),
		);
		expect(entriesOf(await form('searchDepartments'))).toEqual(DEPARTMENTS);
	});

	it('below a sealed level show the levels that are known', async () => {
		const seed = ({ departments }: WeaverE10State) => {
			departments.get(SALES)!.status = '0';
		};
		const { form } = await start({ seed });
		expect(entriesOf(await form('searchDepartments'))).toEqual([['华北 (SN)', NORTH]]);
	});

	it.each([
		['华北', [NORTH]],
		['(sn)', [NORTH]],
		['总部 \\ 销售', [SALES, NORTH]],
		[NORTH, [NORTH]],
		[NORTH.slice(1), []],
		['旧部', []],
	])('“%s” finds %j', async (filter, found) => {
		const { form } = await start();
		const { results } = await form('searchDepartments', filter);
		expect(results.map(({ value }) => value)).toEqual(found);
	});

	it('are read once while somebody types', async () => {
		const weaver = await start();
		for (const filter of ['', '华', '华北']) await weaver.form('searchDepartments', filter);
		const page = { current: 1, pageSize: 1000 };
		expect(traffic(weaver)).toEqual([
			['queryOrg', page],
			['queryOrg', { ...page, typeList: ['department'] }],
		]);
	});
});

describe('positions', () => {
	it.each([
		['', POSITIONS],
		['p2', [POSITIONS[1]]],
		[SELLER, [POSITIONS[0]]],
	])('“%s” finds %j, of a list that is read once', async (filter, found) => {
		const weaver = await start();
		expect(entriesOf(await weaver.form('searchPositions', filter))).toEqual(found);
		await weaver.form('searchPositions', 'again');
		expect(traffic(weaver)).toEqual([['queryPosition', { current: 1, pageSize: 1000 }]]);
	});

	it('of more the first ten thousand are read, and shown a hundred at a time', async () => {
		const seed = ({ positions }: WeaverE10State) => {
			positions.clear();
			for (let n = 0; n < 10_001; n++) {
				const key = String(BigInt(id(0)) + BigInt(n));
				positions.set(key, { id: key, name: `岗位${n}` });
			}
		};
		const weaver = await start({ seed });
		const { pages, sizes } = await scrolled(weaver.form, 'searchPositions');
		expect(sizes).toEqual(Array<number>(100).fill(100));
		expect(pages.at(-1)!.results.at(-1)!.name).toBe('岗位9999');
		expect(traffic(weaver)).toEqual(
			Array.from({ length: 10 }, (_, n) => ['queryPosition', { current: n + 1, pageSize: 1000 }]),
		);
	});
});

describe('people', () => {
	it('are those in service, with their job number', async () => {
		const { form } = await start();
		expect(entriesOf(await form('searchEmployees'))).toEqual(EMPLOYEES);
	});

	it('have left where leavers are wanted', async () => {
		const { form } = await start();
		expect(entriesOf(await form('searchLeavers'))).toEqual(LEAVERS);
		expect(entriesOf(await form('searchLeavers', '王'))).toEqual([]);
	});

	it('are searched and paged by Weaver, a hundred at a time', async () => {
		const seed = ({ employees }: WeaverE10State) => {
			for (let n = 100; n < 350; n++)
				employees.set(id(n), { id: id(n), username: `员工${n}`, status: 'normal' });
		};
		const weaver = await start({ seed });
		const { sizes, entries } = await scrolled(weaver.form, 'searchEmployees', ' 员工 ');
		expect(sizes).toEqual([100, 100, 50]);
		expect(entries).toEqual(Array.from({ length: 250 }, (_, n) => [`员工${n + 100}`, id(n + 100)]));
		expect(traffic(weaver)).toEqual(
			[1, 2, 3].map((current) => [
				'queryEmployee',
				{ nameLikeList: ['员工'], current, pageSize: 100 },
			]),
		);
	});

	it('are asked for without a filter when nothing is typed', async () => {
		const weaver = await start();
		await weaver.form('searchLeavers', '  ');
		expect(traffic(weaver)).toEqual([
			['queryEmployee', { userStatusList: ['6'], current: 1, pageSize: 100 }],
		]);
	});
});

describe('groups', () => {
	it.each([
		[GROUP, [['项目组', GROUP]]],
		[
			` ${GROUP}, ${CLUB} `,
			[
				['项目组', GROUP],
				['俱乐部', CLUB],
			],
		],
		[`${GROUP}，${CLUB}`.slice(0, -1), [['项目组', GROUP]]],
		[id(99), []],
	])('“%s” tells that it is %j', async (filter, found) => {
		const { form } = await start();
		expect(entriesOf(await form('searchGroups', filter))).toEqual(found);
	});

	const halfTyped = GROUP.slice(0, 17);

	it.each(['', '项目组', 'group 1', '1e5', halfTyped])(
		'“%s” is no ID, so nothing is asked',
		async (filter) => {
			const weaver = await start();
			expect(entriesOf(await weaver.form('searchGroups', filter))).toEqual([]);
			expect(traffic(weaver)).toEqual([]);
		},
	);
});

const TARGETS: Array<[types: string[], list: string[][]]> = [
	[['1'], EMPLOYEES],
	[['2', '3', '2002', '3002'], DEPARTMENTS],
	[['5', '6', '501', '502'], SUBCOMPANIES],
	[['1311', '13111'], POSITIONS],
	[['11'], [['Everyone (所有人)', '0']]],
	[['10', '={{ $json.type }}'], []],
];

describe('targets of a share', () => {
	it.each(TARGETS.flatMap(([types, list]) => types.map((type) => [type, list] as const)))(
		'of type %s',
		async (type, list) => {
			const { form } = await start({}, type);
			expect(entriesOf(await form('searchTargets'))).toEqual(list);
		},
	);

	it('are groups by their ID for type 1411', async () => {
		const { form } = await start({}, '1411');
		expect(entriesOf(await form('searchTargets', CLUB))).toEqual([['俱乐部', CLUB]]);
	});

	it('are searched too', async () => {
		const weaver = await start({}, '5');
		expect(entriesOf(await weaver.form('searchTargets', '华东'))).toEqual([SUBCOMPANIES[1]]);
		expect(traffic(weaver).at(-1)![1].typeList).toEqual(['subcompany']);
	});

	it('every type that the form offers is one of these', () => {
		const { options } = nodeTypeOf('weaverE10').description.properties.find(
			({ name, displayOptions }) =>
				name === 'targetType' && displayOptions?.show?.resource?.includes('share'),
		) as INodeProperties;
		expect(
			options!.map((option) => String((option as INodePropertyOptions).value)).toSorted(),
		).toEqual(
			[
				...TARGETS.flatMap(([types]) => types).filter((type) => /^\d+$/.test(type)),
				'1411',
			].toSorted(),
		);
	});
});
