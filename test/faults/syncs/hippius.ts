/** An organisation of Hippius as an earlier run left it, and what the source makes of it (docs/sync.md). */
import type { IDataObject } from 'n8n-workflow';
import type { HippiusState } from '../../platforms/index.ts';
import { startHippius } from '../../platforms/index.ts';
import type { Scene, Step, SyncWrite } from './scene.ts';
import { scene } from './scene.ts';

const department = (unitCode: string, unitName: string, parentUnitCode = 'HQ'): IDataObject => ({
	...{ unitCode, unitName, orderSeq: 1, parentUnitCode },
});
const position = (positionCode: string, positionName = '专员'): IDataObject => ({
	...{ positionCode, positionName, unitCode: positionCode.slice(0, -2), orderSeq: 1 },
});
const employee = (n: number, positionCode: string, more: IDataObject = {}): IDataObject => ({
	...{ employeeNum: `E${n}`, name: `员工${n}`, gender: '男', status: '在职' },
	...{ mobile: `139${String(n).padStart(8, '0')}`, unitCode: positionCode.slice(0, -2) },
	...{ positionCode, ...more },
});

const HQ = department('HQ', '总部', '');
const LAB = department('LAB', '实验室');
const EARLIER = [
	[HQ, LAB, department('SALES', '销售部'), department('OLD', '旧部')],
	[position('SALES01'), position('LAB01'), position('OLD01')],
	[
		...[employee(1, 'SALES01'), employee(2, 'SALES01'), employee(3, 'SALES01')],
		...[employee(4, 'SALES01'), employee(5, 'OLD01'), employee(6, 'LAB01')],
		employee(7, 'LAB01'),
	],
];

/** OLD, E4 and E6 are not in it; E6 is protected. E7 leaves, E8 is new. */
const TABLES = [
	[HQ, LAB, department('SALES', '销售中心'), department('NEW', '新组', 'LAB')],
	[position('SALES01', '销售专员'), position('LAB01'), position('NEW01')],
	[
		...[employee(1, 'SALES01'), employee(2, 'SALES01', { mobile: '13800000002' })],
		...[employee(3, 'LAB01'), employee(5, 'LAB01'), employee(7, 'LAB01', { status: '离职' })],
		employee(8, 'NEW01'),
	],
];

type Edition = 'classic' | 'v033';

/** Positions of what goes may go with it, which is no action of its own. */
function shown({ departments, positions, employees }: HippiusState): Array<[string, string]> {
	return [
		...[...departments.values()].map((one): [string, string] => [
			`department ${one.unitCode}`,
			`${one.unitName} < ${one.parentUnitCode ?? ''}`,
		]),
		...[...positions.values()]
			.filter(({ unitCode }) => unitCode !== 'OLD')
			.map((one): [string, string] => [`position ${one.positionCode}`, one.positionName]),
		...[...employees.values()]
			.filter(({ status }) => status !== 'LEAVE')
			.map((one): [string, string] => [
				`employee ${one.employeeNum}`,
				[one.name, one.mobile, ...one.list.map(({ positionCode }) => positionCode)].join(' '),
			]),
	];
}

const wantedIn = (edition: Edition): Record<string, string> => ({
	'department HQ': '总部 < ',
	'department LAB': '实验室 < HQ',
	'department SALES': '销售中心 < HQ',
	'department NEW': '新组 < LAB',
	// What nothing can delete stays.
	...(edition === 'v033' && { 'department OLD': '旧部 < HQ' }),
	'position SALES01': '销售专员',
	'position LAB01': '专员',
	'position NEW01': '专员',
	'employee E1': '员工1 13900000001 SALES01',
	'employee E2': '员工2 13800000002 SALES01',
	'employee E3': '员工3 13900000003 LAB01',
	'employee E5': '员工5 13900000005 LAB01',
	'employee E6': '员工6 13900000006 LAB01',
	'employee E8': '员工8 13900000008 NEW01',
});

const planIn = (edition: Edition): Record<string, string> => ({
	'department HQ': 'unchanged',
	'department LAB': 'unchanged',
	'department SALES': 'update',
	'department NEW': 'create',
	'department OLD': edition === 'classic' ? 'remove' : 'skipped',
	'position SALES01': 'update',
	'position LAB01': 'unchanged',
	'position OLD01': 'skipped',
	'position NEW01': 'create',
	'employee E1': 'unchanged',
	'employee E2': 'update',
	'employee E3': 'move',
	'employee E4': 'retire',
	'employee E5': 'move',
	'employee E6': 'skipped',
	'employee E7': 'retire',
	'employee E8': 'create',
});

const of = (path: string, key: string): Step => ({ path, is: `Code":"${key}"` });
const ofEmployee = (path: string, n: number): Step => ({ path, is: `"employeeNum":"E${n}"` });
const write = (path: string, about: string, more: Partial<SyncWrite> = {}): SyncWrite => ({
	...{ path, about, answer: 'whole', twice: 'harmless', ...more },
});

export const HIPPIUS: Scene[] = (['classic', 'v033'] as const).map((edition) =>
	scene<HippiusState>({
		node: 'hippius',
		variant: edition,
		start: async (at) => await startHippius({ ...at, edition, positionsGoAlong: true }),
		kinds: ['department', 'position', 'employee'],
		tables: TABLES,
		earlier: EARLIER,
		parameters: {
			...{ departmentMissing: 'remove', employeeMissing: 'retire' },
			scope: { protected: 'E6' },
		},
		shown,
		wanted: wantedIn(edition),
		plan: planIn(edition),
		steps: {
			'department SALES': [of('dept/update', 'SALES')],
			'department NEW': [of('dept/create', 'NEW')],
			'department OLD': [of('dept/delete', 'OLD')],
			'position SALES01': [of('position/update', 'SALES01')],
			'position NEW01': [of('position/create', 'NEW01')],
			'employee E2': [ofEmployee('employee/update', 2)],
			'employee E3': [ofEmployee('employee/update', 3)],
			'employee E4': [ofEmployee('employee/update', 4)],
			'employee E5': [ofEmployee('employee/update', 5)],
			'employee E7': [ofEmployee('employee/update', 7)],
			'employee E8': [ofEmployee('employee/create', 8)],
		},
		writes: [
			write('dept/create', '"NEW"'),
			write('dept/update', '"SALES"'),
			...(edition === 'classic' ? [write('dept/delete', '"OLD"')] : []),
			write('position/create', '"NEW01"'),
			write('position/update', '"SALES01"'),
			write('employee/create', '"E8"'),
			write('employee/update', '"E5"'),
		],
		reads: {},
	}),
);
