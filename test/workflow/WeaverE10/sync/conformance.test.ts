/** Weaver E10's sync does what every platform's sync must do. */
import type { IDataObject } from 'n8n-workflow';
import type { RecordedRequest, WeaverE10State } from '../../../platforms/index.ts';
import { startWeaverE10 } from '../../../platforms/index.ts';
import type { Records } from '../../sync/conformance.ts';
import { conforms } from '../../sync/conformance.ts';
import { seed as seedTables } from './golden/golden.ts';
import { holds, idOf } from './syncs.ts';

const PEOPLE = 12;
/** So that everybody is read in three pages. */
const PAGE = 5;

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
const jobNum = (n: number) => `A${n}`;
const mobile = (n: number) => `139${String(n).padStart(8, '0')}`;

const HEADER = 'job_num | username | mobile | department | position | superior';
const personLine = (n: number) =>
	[
		...[jobNum(n), `员工${n}`, mobile(n), n === 10 ? 'O' : n % 2 ? 'S' : 'N'],
		...['P1', n > 1 ? 'A1' : ''],
	].join(' | ');

function seed(state: WeaverE10State): void {
	state.pageLimit = PAGE;
	seedTables(state, {
		subcompany: `
			code | name | parent
			HQ   | 总部 |
			W    | 华西 | HQ
			X    | 旧分部 | HQ`,
		department: `
			code | name   | parent
			S    | 销售部 | HQ
			N    | 华北区 | S
			L    | 实验室 | W
			O    | 旧部   | HQ`,
		position: `
			code | name | department
			P1   | 专员 | S
			P2   | 顾问 | L
			P4   | 讲师 | L`,
		employee: [HEADER, ...numbers(PEOPLE).map(personLine)].join('\n'),
	});
}

const SUBCOMPANIES: IDataObject[] = [
	{ 分部编码: 'HQ', 分部名称: '总部', 上级分部: '0' },
	{ 分部编码: 'W', 分部名称: '西区', 上级分部: 'HQ' },
	{ 分部编码: 'E', 分部名称: '华东', 上级分部: 'HQ' },
];
const DEPARTMENTS: IDataObject[] = [
	{ 部门编码: 'K1', 部门名称: '新组', 上级部门: 'K' },
	{ 部门编码: 'S', 部门名称: '销售部', 上级部门: 'HQ' },
	{ 部门编码: 'N', 部门名称: '北方区', 上级部门: 'S' },
	{ 部门编码: 'L', 部门名称: '实验室', 上级部门: 'E' },
	{ 部门编码: 'K', 部门名称: '新部', 上级部门: 'E' },
];
const POSITIONS: IDataObject[] = [
	{ 岗位编码: 'P1', 岗位名称: '专员', 所属部门: 'S' },
	{ 岗位编码: 'P2', 岗位名称: '高级顾问', 所属部门: 'L' },
	{ 岗位编码: 'P3', 岗位名称: '组长', 所属部门: 'L' },
];

const personRow = (n: number): IDataObject => ({
	工号: jobNum(n),
	姓名: `员工${n}`,
	手机: mobile(n),
	部门: n % 2 ? 'S' : 'N',
	岗位: 'P1',
	直接上级: n > 1 ? 'A1' : '',
});

/** Number 4 is missing; 2 and 10 go elsewhere, 3 has another position, 5 a new superior; 13 and 14 are new. */
const OTHERS: Record<number, IDataObject> = {
	2: { 部门: 'L' },
	3: { 岗位: 'P3' },
	5: { 直接上级: 'A14' },
	13: { 部门: 'L', 直接上级: 'A14' },
	14: { 部门: 'K1', 岗位: 'P2', 直接上级: 'A13' },
};
const EMPLOYEES = numbers(PEOPLE + 2)
	.filter((n) => n !== 4)
	.map((n): IDataObject => ({ ...personRow(n), ...OTHERS[n] }));

const wanted: Records = Object.fromEntries([
	...SUBCOMPANIES.map((row) => [`subcompany ${row.分部编码}`, `${row.分部名称} ${row.上级分部}`]),
	...DEPARTMENTS.map((row) => [`department ${row.部门编码}`, `${row.部门名称} ${row.上级部门}`]),
	...POSITIONS.map((row) => [`position ${row.岗位编码}`, `${row.岗位名称} ${row.所属部门}`]),
	...EMPLOYEES.map((row) => [
		`employee ${row.工号}`,
		[row.姓名, row.手机, row.部门, row.岗位, row.直接上级].join(' '),
	]),
]) as Records;

const idOfPerson = (n: number) => `"${idOf('employee', n)}"`;

conforms<WeaverE10State>('Weaver E10', {
	node: 'weaverE10Sync',
	credential: 'weaverE10Api',
	start: async () => await startWeaverE10(),
	seed,
	source: [SUBCOMPANIES, DEPARTMENTS, POSITIONS, EMPLOYEES],
	halfRead: [SUBCOMPANIES, DEPARTMENTS, POSITIONS, EMPLOYEES.slice(0, 6)],
	parameters: {
		kinds: ['subcompany', 'department', 'position', 'employee'],
		subcompanyMissing: 'retire',
		departmentMissing: 'retire',
		positionMissing: 'retire',
		employeeMissing: 'retire',
	},
	maxRemovals: 2,
	leave({ employees }) {
		Object.assign(employees.get(idOf('employee', 9))!, { status: '6', personnel_status: '6' });
	},
	holds,
	wanted,
	reads: {
		plain: 'queryOrg',
		paged: 'queryEmployee',
		askAgain({ body }) {
			(body as { current: number }).current = 1;
		},
	},
	writes: { first: 'syncSubcompany', later: 'syncEmployee' },
	isWrite: ({ path }: RecordedRequest) => /\/(sync|rehire|enable)\w+$/.test(path),
	refused: { path: 'syncEmployee', row: idOfPerson(3), record: `employee ${jobNum(3)}` },
	refusedInside: { path: 'syncEmployee', row: idOfPerson(10), keeps: 'department O' },
	refusedAbove: {
		path: 'syncDepartment',
		row: '"code":"K"',
		below: ['department K1', `employee ${jobNum(14)}`],
	},
	slowsDown: true,
});
