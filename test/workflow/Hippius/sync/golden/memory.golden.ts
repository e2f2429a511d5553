/** Golden plans of what becomes of what is known: lost, garbled, doubled, of other shapes. */
import type { IDataObject } from 'n8n-workflow';
import type { Golden } from './golden.ts';
import { GONE, NEW, NOTHING_KNOWN, text } from './golden.ts';

const TWO = text`
	employeeNum | name | gender | status | unitCode | positionCode
	E1          | 王伟 | 1      | ON     | A        | A01
	E2          | 李娜 | 0      | ON     | B        | B01`;
const CREATED = (key: string, name: string, gender: number, list: string) =>
	`create employee ${key} | employeeNum: → ${key}, name: → ${name}, gender: → ${gender}, status: → ON, unitCode: → ${list.split(':')[0]}, list: → ${list} | ${NEW}`;
const E1 = CREATED('E1', '王伟', 1, 'A:A01');
const E2 = CREATED('E2', '李娜', 0, 'B:B01');
const KNOWN = 'employee: source 2, platform 2, matched 2, unchanged 2';

type Items = IDataObject[];
const without = (key: string) => (items: Items) => items.filter((item) => item.key !== key);
const withState =
	(key: string, change: (state: string, items: Items) => unknown) => (items: Items) =>
		items.map((item) =>
			item.key === key
				? { ...item, state: change(String(item.state), items) as IDataObject }
				: item,
		);

/** States that nobody can have given out. */
const GARBLED: Array<[what: string, garble: (state: string) => unknown]> = [
	['words', () => 'anything else'],
	['nothing', () => ''],
	['null', () => null],
	['a number', () => 7],
	['an object', () => ({})],
	['half of it', (state) => state.slice(0, Math.floor(state.length / 2))],
	[
		'another case',
		(state) => (state === state.toUpperCase() ? state.toLowerCase() : state.toUpperCase()),
	],
	['valid JSON of something else', () => '{"v":999,"columns":[]}'],
];

export const memory: Golden[] = [
	...GARBLED.map(
		([what, garble]): Golden => ({
			title: `a state that is ${what} is not known any more, which is said with its row`,
			known: [{ employee: TWO }],
			memory: withState('E2', garble),
			source: { employee: TWO },
			parameters: { employeeMissing: 'retire' },
			plan: text`
			${E2}
			employee: source 2, platform 1, matched 1, unchanged 1, create 1
			warning: …2…`,
		}),
	),
	{
		title: 'if none can be read nothing is known: nobody is missing',
		known: [{ employee: TWO }],
		memory: (items) => items.map((item) => ({ ...item, state: 'x' })),
		source: {
			employee: text`
				employeeNum | name | gender | status | unitCode | positionCode
				E1          | 王伟 | 1      | ON     | A        | A01`,
		},
		parameters: { employeeMissing: 'retire' },
		plan: text`
			${E1}
			employee: source 1, create 1
			${NOTHING_KNOWN}
			warning: Last Known State…1, 2…`,
	},
	{
		title: 'who is not remembered is as new, and nobody else',
		known: [{ employee: TWO }],
		memory: without('E2'),
		source: { employee: TWO },
		parameters: { employeeMissing: 'retire' },
		plan: text`
			${E2}
			employee: source 2, platform 1, matched 1, unchanged 1, create 1`,
		sent: {
			classic: text`
				POST employee/create employeeNum=E2, name=李娜, gender=0, status=ON, list=B:B01*
				PUT employee/update employeeNum=E2, name=李娜, gender=0, status=ON, list=B:B01*`,
			v033: text`
				POST employee/create employeeNum=E2, name=李娜, gender=0, status=ON, list=B:B01*`,
		},
	},
	{
		title: 'all lost: all are sent again, nobody is missing, and it is said',
		known: [{ employee: TWO }],
		memory: () => [],
		source: {
			employee: text`
				employeeNum | name | gender | status | unitCode | positionCode
				E1          | 王伟 | 1      | ON     | A        | A01`,
		},
		parameters: { employeeMissing: 'retire' },
		plan: text`
			${E1}
			employee: source 1, create 1
			${NOTHING_KNOWN}`,
	},
	{
		title: 'of several items for one record the last one counts',
		known: [
			{ employee: TWO },
			{
				employee: text`
					employeeNum | name   | gender | status | unitCode | positionCode
					E1          | 王小伟 | 1      | ON     | A        | A01
					E2          | 李娜   | 0      | ON     | B        | B01`,
			},
		],
		// An item that says nothing is no last one, and one that can’t be read is the last one.
		memory: (items) => [{ ...items[0], state: 'of long ago' }, ...items, {}],
		source: { employee: TWO },
		plan: text`
			update employee E1 by employeeNum | name: → 王伟 | name differs
			employee: source 2, platform 2, matched 2, unchanged 1, update 1
			…`,
	},
	{
		title: 'a whole item of Changes, or of a database, says the same as its three columns',
		known: [{ employee: TWO }],
		memory: (items) => [
			...items.map(({ kind, key, state }, at) => ({
				...{ id: at + 1, createdAt: '2026-11-26T00:00:00Z', action: 'retire', outcome: 'rejected' },
				...{ name: '别人', changes: [{ field: 'name', from: '', to: '别人' }] },
				...{ state, key, kind },
			})),
			{},
		],
		source: { employee: TWO },
		plan: KNOWN,
	},
	{
		title: 'in whatever order it comes',
		known: [{ employee: TWO }],
		memory: (items) => items.toReversed(),
		source: { employee: TWO },
		plan: KNOWN,
	},
	{
		title: 'a code of digits may come back as a number',
		known: [
			{
				employee: text`
					employeeNum | name | gender | status | unitCode | positionCode
					1001        | 王伟 | 1      | ON     | A        | A01`,
			},
		],
		memory: (items) => items.map((item) => ({ ...item, key: Number(item.key) })),
		source: { employee: [{ employeeNum: 1001, name: '王伟' }] },
		plan: 'employee: source 1, platform 1, matched 1, unchanged 1',
	},
	{
		title: 'kinds that are not chosen are known all the same, and left alone',
		known: [
			{
				department: text`
					unitCode | unitName | orderSeq
					S        | 销售中心 | 1
					R        | 研发中心 | 1`,
				position: text`
					positionCode | positionName | unitCode | orderSeq
					S01          | 经理         | S        | 1
					R01          | 工程师       | R        | 1`,
				employee: text`
					employeeNum | name | gender | status | unitCode | positionCode
					E1          | 王伟 | 1      | ON     | S        | S01
					E2          | 李娜 | 0      | ON     | S        | S01`,
			},
		],
		source: {
			employee: text`
				employeeNum | unitCode | positionCode
				E1          | R        | R01`,
		},
		parameters: { employeeMissing: 'retire' },
		plan: text`
			move employee E1 by employeeNum | unitCode: S → R, list: S:S01 → R:R01 | unitCode, list differ
			retire employee E2 | …${GONE}
			employee: source 1, platform 2, matched 1, move 1, retire 1`,
	},
	{
		title: 'a plan that was approved is that plan or nothing: what is known is a part of it',
		known: [{ employee: TWO }],
		source: {
			employee: text`
				employeeNum | name   | gender | status | unitCode | positionCode
				E1          | 王小伟 | 1      | ON     | A        | A01
				E2          | 李娜   | 0      | ON     | B        | B01`,
		},
		plan: text`
			update employee E1 by employeeNum | name: → 王小伟 | name differs
			employee: source 2, platform 2, matched 2, unchanged 1, update 1`,
		meanwhile: without('E2'),
		notApplied: '…',
	},
	{
		title: 'who was forgotten is not missing either',
		known: [{ employee: TWO }],
		memory: without('E1'),
		source: {
			employee: text`
				employeeNum | name
				E2          | 李娜`,
		},
		parameters: { employeeMissing: 'retire' },
		plan: 'employee: source 1, platform 1, matched 1, unchanged 1',
	},
	{
		title: 'of somebody else it tells nothing: who has another’s state is sent again',
		known: [{ employee: TWO }],
		memory: withState('E2', (_state, [first]) => first.state),
		source: { employee: TWO },
		plan: text`
			… employee E2…
			employee: source 2…`,
	},
];
