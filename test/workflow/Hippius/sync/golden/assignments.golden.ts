/** Golden plans of where people are: one assignment or several, in rows or in a list. */
import type { Golden } from './golden.ts';
import { NEW, NOTHING_KNOWN, text } from './golden.ts';

const both = (first: string, second: string) => [
	{ unitCode: 'A', positionCode: 'A01', primaryPositionFlag: first },
	{ unitCode: 'B', positionCode: 'B01', primaryPositionFlag: second },
];
const HE = { employeeNum: 'E1', name: '王伟', gender: '1', status: 'ON' };
const CREATED = text`
	create employee E1 | employeeNum: → E1, name: → 王伟, gender: → 1, status: → ON, unitCode: → B, list: → B:B01, A:A01 | ${NEW}
	employee: source 1, create 1
	${NOTHING_KNOWN}`;
const SENT = text`
	POST employee/create employeeNum=E1, name=王伟, gender=1, status=ON, list=A:A01 B:B01*`;

/** E1 in A and, mainly, in B; E2 in A alone. */
const TWO = text`
	employeeNum | name | gender | status | unitCode | positionCode | primaryPositionFlag
	E1          | 王伟 | 1      | ON     | A        | A01          | 0
	E1          |      |        |        | B        | B01          | 1
	E2          | 李娜 | 0      | ON     | A        | A01          |`;

export const assignments: Golden[] = [
	{
		title: 'several are a row each; the primary one is told first',
		source: {
			employee: text`
				employeeNum | name | gender | status | unitCode | positionCode | primaryPositionFlag
				E1          | 王伟 | 1      | ON     | A        | A01          | 0
				E1          | 王伟 | 1      | ON     | B        | B01          | 1`,
		},
		plan: CREATED.replace('source 1', 'source 2'),
		sent: SENT,
	},
	{
		title: 'only the first of them needs the other columns, and an unmarked one is none',
		source: {
			employee: text`
				工号 | 姓名 | 性别 | 状态 | 部门编码 | 岗位编码 | 是否主岗
				E1   | 王伟 | 男   | 在职 | B        | B01      | 是
				E1   |      |      |      | A        | A01      |`,
		},
		plan: CREATED.replace('source 1', 'source 2'),
		sent: SENT,
	},
	{
		title: 'or one row with a list',
		source: { employee: [{ ...HE, list: both('0', '1') }] },
		plan: CREATED,
		sent: SENT,
	},
	{
		title: 'which may be the text of one, and go by its Chinese name',
		source: { employee: [{ ...HE, 任职: JSON.stringify(both('否', '是')) }] },
		plan: CREATED,
		sent: SENT,
	},
	{
		title: 'with flags as a database has them',
		source: {
			employee: [
				{
					...HE,
					岗位集合: [
						{ unitCode: 'A', positionCode: 'A01', primaryPositionFlag: 0 },
						{ unitCode: 'B', positionCode: 'B01', primaryPositionFlag: true },
					],
				},
			],
		},
		plan: CREATED,
		sent: SENT,
	},
	{
		title: 'one alone is primary, whether it is marked or not',
		source: {
			employee: [
				{ ...HE, list: [{ unitCode: 'A', positionCode: 'A01' }] },
				{ ...HE, employeeNum: 'E2', list: '[{"unitCode":"A","positionCode":"A01"}]' },
			],
		},
		plan: text`
			create employee E1 | employeeNum: → E1, name: → 王伟, gender: → 1, status: → ON, unitCode: → A, list: → A:A01 | ${NEW}
			create employee E2 | employeeNum: → E2, name: → 王伟, gender: → 1, status: → ON, unitCode: → A, list: → A:A01 | ${NEW}
			employee: source 2, create 2
			${NOTHING_KNOWN}`,
		sent: text`
			POST employee/create employeeNum=E1, name=王伟, gender=1, status=ON, list=A:A01*
			POST employee/create employeeNum=E2, name=王伟, gender=1, status=ON, list=A:A01*`,
	},
	{
		title: 'of several exactly one is primary: neither none nor two',
		source: {
			employee: [
				{ ...HE, list: both('0', '0') },
				{ ...HE, employeeNum: 'E2', list: both('1', '1') },
				...['', ''].map((primaryPositionFlag, at) => ({
					...{ ...HE, employeeNum: 'E3', primaryPositionFlag },
					...(at ? { unitCode: 'A', positionCode: 'A01' } : { unitCode: 'B', positionCode: 'B01' }),
				})),
			],
		},
		plan: text`
			rejected employee E1 | list must have exactly one primary position, but has 0: mark it under primaryPositionFlag
			rejected employee E2 | list must have exactly one primary position, but has 2…
			rejected employee E3 | list must have exactly one primary position, but has 0…
			employee: source 4, rejected 3
			${NOTHING_KNOWN}`,
	},
	{
		title: 'rows of one that say two things of her are nobody’s guess',
		known: [{ employee: TWO }],
		source: {
			employee: text`
				employeeNum | name   | gender | status | unitCode | positionCode | primaryPositionFlag
				E1          | 王伟   | 1      | ON     | A        | A01          | 0
				E1          | 王小伟 | 1      | ON     | B        | B01          | 1
				E2          | 李小娜 | 0      | ON     | A        | A01          |`,
		},
		parameters: { employeeMissing: 'retire' },
		plan: text`
			rejected employee E1 | …name…
			update employee E2 by employeeNum | name: → 李小娜 | name differs
			employee: source 3, platform 2, matched 2, update 1, rejected 1`,
	},
	{
		title: 'in whatever order the others stand, and in rows or a list: it is the same',
		known: [
			{
				employee: text`
					employeeNum | name | gender | status | unitCode | positionCode | primaryPositionFlag
					E1          | 王伟 | 1      | ON     | A        | A01          | 1
					E1          | 王伟 | 1      | ON     | B        | B01          | 0
					E1          | 王伟 | 1      | ON     | C        | C01          | 0`,
			},
		],
		source: {
			employee: [
				{
					employeeNum: 'E1',
					list: [
						{ unitCode: 'C', positionCode: 'C01', primaryPositionFlag: '0' },
						{ unitCode: 'A', positionCode: 'A01', primaryPositionFlag: '1' },
						{ unitCode: 'B', positionCode: 'B01', primaryPositionFlag: '0' },
					],
				},
			],
		},
		plan: text`
			employee: source 1, platform 1, matched 1, unchanged 1`,
	},
	{
		title: 'another primary department is a move, another position there or elsewhere an update',
		known: [
			{
				employee: text`
					employeeNum | name | gender | status | unitCode | positionCode | primaryPositionFlag
					E1          | 王伟 | 1      | ON     | A        | A01          | 1
					E1          |      |        |        | B        | B01          | 0
					E2          | 李娜 | 0      | ON     | A        | A01          | 1
					E2          |      |        |        | B        | B01          | 0
					E3          | 张敏 | 0      | ON     | A        | A01          | 1
					E3          |      |        |        | B        | B01          | 0`,
			},
		],
		source: {
			employee: text`
				employeeNum | unitCode | positionCode | primaryPositionFlag
				E1          | A        | A01          | 0
				E1          | B        | B01          | 1
				E2          | A        | A02          | 1
				E2          | B        | B01          | 0
				E3          | A        | A01          |`,
		},
		plan: text`
			move employee E1 by employeeNum | unitCode: A → B, list: A:A01, B:B01 → B:B01, A:A01 | unitCode, list differ
			update employee E2 by employeeNum | list: A:A01, B:B01 → A:A02, B:B01 | list differs
			update employee E3 by employeeNum | list: A:A01, B:B01 → A:A01 | list differs
			employee: source 5, platform 3, matched 3, update 2, move 1`,
		sent: text`
			PUT employee/update employeeNum=E1, list=A:A01 B:B01*
			PUT employee/update employeeNum=E2, list=A:A02* B:B01
			PUT employee/update employeeNum=E3, list=A:A01*`,
	},
	{
		title:
			'whatever is wrong with an assignment, no other row of hers is lost: nor that she is back',
		known: [{ employee: TWO }],
		source: {
			employee: text`
				employeeNum | status | unitCode | positionCode
				E1          | 离职   | A        |
				E1          | 在职   | B        | B01
				E2          | 在职   | B        | B01
				E2          | 离职   | A        |`,
		},
		parameters: { employeeMissing: 'retire' },
		plan: text`
			rejected employee E1 | status is “LEAVE” in row 1 and “ON” in row 2: the rows of one employee must agree
			rejected employee E2 | status is “ON” in row 3 and “LEAVE” in row 4: the rows of one employee must agree
			employee: source 4, platform 2, matched 2, rejected 2`,
	},
	{
		title: 'half an assignment is none',
		known: [{ employee: TWO }],
		source: {
			employee: [
				{ employeeNum: 'E1', unitCode: 'A', positionCode: '' },
				{ employeeNum: 'E2', list: [{ positionCode: 'A01' }] },
			],
		},
		plan: text`
			rejected employee E1 | …positionCode…
			rejected employee E2 | …unitCode…
			employee: source 2, platform 2, matched 2, rejected 2`,
	},
	{
		title: 'a list that is none, or empty, is refused rather than taken for no assignments',
		known: [{ employee: TWO }],
		source: {
			employee: [
				{ employeeNum: 'E1', list: [] },
				{ employeeNum: 'E2', list: 'A:A01' },
				{ ...HE, employeeNum: 'E3', list: { unitCode: 'A', positionCode: 'A01' } },
			],
		},
		plan: text`
			rejected employee E1 | …list…
			rejected employee E2 | …list…
			rejected employee E3 | …list…
			employee: source 3, platform 2, matched 2, rejected 3`,
	},
	{
		title: 'whoever is in the source without any keeps those there are',
		known: [{ employee: TWO }],
		source: {
			employee: text`
				employeeNum | name   | unitCode | positionCode
				E1          | 王小伟 |          |
				E2          | 李娜   |          |`,
		},
		plan: text`
			update employee E1 by employeeNum | name: → 王小伟 | name differs
			employee: source 2, platform 2, matched 2, unchanged 1, update 1`,
		sent: text`PUT employee/update employeeNum=E1, name=王小伟`,
	},
];
