/** Hippius' sync does what every platform's sync must do, in either edition. */
import type { IDataObject } from 'n8n-workflow';
import type { HippiusState } from '../../../platforms/index.ts';
import { startHippius } from '../../../platforms/index.ts';
import type { Records } from '../../sync/conformance.ts';
import { conforms } from '../../sync/conformance.ts';
import { EDITIONS } from '../runs.ts';

type Edition = (typeof EDITIONS)[number];

const department = (unitCode: string, unitName: string, parentUnitCode = 'HQ'): IDataObject => ({
	部门编码: unitCode,
	部门名称: unitName,
	排序: 1,
	上级部门编码: parentUnitCode,
});
const position = (positionCode: string, unitCode: string, positionName = '专员'): IDataObject => ({
	岗位编码: positionCode,
	岗位名称: positionName,
	部门编码: unitCode,
	排序: 1,
});
const employee = (n: number, positionCode: string, more: IDataObject = {}): IDataObject => ({
	工号: `E${n}`,
	姓名: `员工${n}`,
	性别: n % 2 ? '男' : '女',
	状态: '在职',
	手机: `139${String(n).padStart(8, '0')}`,
	部门编码: positionCode.slice(0, -2),
	岗位编码: positionCode,
	...more,
});

const HQ = department('HQ', '总部', '');
const LAB = department('LAB', '实验室');
/** What is known from the run before. */
const EARLIER = [
	[
		HQ,
		department('SALES', '销售部'),
		LAB,
		department('OLD', '旧部'),
		department('OLDER', '旧组', 'OLD'),
	],
	[position('SALES01', 'SALES'), position('LAB01', 'LAB'), position('OLD01', 'OLD')],
	[
		employee(1, 'SALES01'),
		employee(2, 'SALES01'),
		employee(3, 'SALES01'),
		employee(4, 'SALES01'),
		employee(5, 'OLD01'),
		employee(6, 'LAB01'),
		employee(9, 'LAB01'),
	],
];

/** One is renamed, one is new with another below it, and two are to go; in 0.3.3 one moves. */
const departmentsOf = (edition: Edition) => [
	HQ,
	department('SALES', '销售中心'),
	edition === 'v033' ? department('LAB', '实验室', 'SALES') : LAB,
	department('NEWER', '新小组', 'NEW'),
	department('NEW', '新组', 'LAB'),
];
const POSITIONS = [
	position('SALES01', 'SALES', '销售专员'),
	position('LAB01', 'LAB'),
	position('NEW01', 'NEW'),
];
/** Number 4 is missing, 5 and 3 move, 7 is new, and so is 8, whom the platform has from elsewhere. */
const ROWS = [
	employee(1, 'SALES01'),
	employee(2, 'SALES01', { 手机: '13800000002' }),
	employee(3, 'LAB01'),
	employee(5, 'LAB01'),
	employee(6, 'LAB01', { 姓名: '员工六' }),
	employee(7, 'NEW01'),
	employee(8, 'LAB01'),
	employee(9, 'LAB01'),
];

function seed({ departments, positions, employees }: HippiusState): void {
	departments.set('HQ', { unitCode: 'HQ', unitName: '公司', orderSeq: '7' });
	positions.set('HQ01', {
		...{ positionCode: 'HQ01', positionName: '总裁', unitCode: 'HQ', orderSeq: '1' },
	});
	employees.set('E8', {
		...{ employeeNum: 'E8', name: '某人', gender: '1', status: 'TRIAL' },
		list: [{ unitCode: 'HQ', positionCode: 'HQ01', primaryPositionFlag: '1' }],
	});
}

const joined = (...parts: unknown[]) => parts.map((part) => String(part ?? '')).join(' ');

function holds({ departments, positions, employees }: HippiusState): Records {
	return Object.fromEntries([
		...[...departments.values()].map((one) => [
			`department ${one.unitCode}`,
			joined(one.unitName, one.orderSeq, one.parentUnitCode),
		]),
		// The one of what goes may go with it, which is no action of its own.
		...[...positions.values()]
			.filter(({ unitCode }) => unitCode !== 'OLD')
			.map((one) => [
				`position ${one.positionCode}`,
				joined(one.positionName, one.unitCode, one.orderSeq),
			]),
		...[...employees.values()]
			.filter(({ status }) => status !== 'LEAVE')
			.map(({ employeeNum, name, gender, mobile, list }) => [
				`employee ${employeeNum}`,
				joined(name, gender, mobile, ...list.map((one) => `${one.unitCode}:${one.positionCode}`)),
			]),
	]) as Records;
}

const wantedOf = (edition: Edition): Records =>
	Object.fromEntries([
		...departmentsOf(edition).map((row) => [
			`department ${String(row.部门编码)}`,
			joined(row.部门名称, row.排序, row.上级部门编码),
		]),
		// What nothing can delete stays.
		...(edition === 'v033'
			? [
					['department OLD', '旧部 1 HQ'],
					['department OLDER', '旧组 1 OLD'],
				]
			: []),
		['position HQ01', '总裁 HQ 1'],
		...POSITIONS.map((row) => [
			`position ${String(row.岗位编码)}`,
			joined(row.岗位名称, row.部门编码, row.排序),
		]),
		...ROWS.map((row) => [
			`employee ${String(row.工号)}`,
			joined(
				...[row.姓名, row.性别 === '男' ? 1 : 0, row.手机],
				`${String(row.部门编码)}:${String(row.岗位编码)}`,
			),
		]),
	]) as Records;

for (const edition of EDITIONS)
	conforms<HippiusState>(`Hippius, ${edition}`, {
		node: 'hippiusSync',
		credential: 'hippiusApi',
		start: async () => await startHippius({ edition, positionsGoAlong: true }),
		seed,
		earlier: EARLIER,
		source: [departmentsOf(edition), POSITIONS, ROWS],
		halfRead: [departmentsOf(edition), POSITIONS, ROWS.slice(0, 3)],
		parameters: {
			kinds: ['department', 'position', 'employee'],
			departmentMissing: 'remove',
			employeeMissing: 'retire',
		},
		maxRemovals: 2,
		leave: { by: [departmentsOf(edition), POSITIONS, ROWS.slice(0, -1)] },
		holds,
		wanted: wantedOf(edition),
		writes: { first: 'dept/update', later: 'employee/create' },
		isWrite: ({ path }) => !path.endsWith('/oauth/token'),
		refused: { path: 'employee/update', row: 'E2', record: 'employee E2' },
		// Nothing is removed in 0.3.3 and later.
		...(edition === 'classic' && {
			refusedInside: { path: 'employee/update', row: 'E5', keeps: 'department OLD' },
		}),
		refusedAbove: {
			path: 'dept/create',
			row: 'NEW',
			below: ['department NEWER', 'position NEW01', 'employee E7'],
		},
		slowsDown: true,
	});
