/** The company of the sync's own tests on Weaver E10, its source, and somebody who is protected (docs/sync.md). */
import type { WeaverE10State } from '../../platforms/index.ts';
import { startWeaverE10 } from '../../platforms/index.ts';
import type { Kind } from '../../workflow/WeaverE10/sync/golden/golden.ts';
import { idOf, KINDS, seed, sourceRow } from '../../workflow/WeaverE10/sync/golden/golden.ts';
import {
	COMPANY,
	RETIRE_ALL,
	SOURCE,
	shown,
	wantedBy,
} from '../../workflow/WeaverE10/sync/syncs.ts';
import { rowsOf } from '../../workflow/sync/golden.ts';
import type { Scene, Step, SyncWrite } from './scene.ts';
import { scene } from './scene.ts';

const TABLES = {
	...COMPANY,
	employee: `${COMPANY.employee}
		A6      | 孙丽     | 13800000006 | 孙    | S          | P1       | A1       |`,
};

const PLAN = {
	'subcompany HQ': 'unchanged',
	'subcompany E': 'update',
	'subcompany W': 'create',
	'subcompany X': 'retire',
	'department S': 'unchanged',
	'department N': 'move',
	'department R': 'unchanged',
	'department O': 'restore',
	'department K': 'create',
	'department K1': 'create',
	'department Z': 'retire',
	'position P1': 'unchanged',
	'position P2': 'update',
	'position P3': 'create',
	'position P4': 'restore',
	'position P5': 'retire',
	'employee A1': 'update',
	'employee A2': 'move',
	'employee A3': 'unchanged',
	'employee A4': 'retire',
	'employee A5': 'restore',
	'employee A6': 'skipped',
	'employee B1': 'create',
	'employee B2': 'create',
};

const PATH = {
	subcompany: 'syncSubcompany',
	department: 'syncDepartment',
	position: 'syncPosition',
	employee: 'syncEmployee',
};

/** The row of what is there goes by its ID. */
const row = (kind: Kind, n: number): Step<WeaverE10State> => ({
	...{ path: PATH[kind], is: new RegExp(`"id":"${idOf(kind, n)}"(?!,"superior")`) },
});
const added = (kind: Kind, code: string): Step<WeaverE10State> => ({
	path: PATH[kind],
	is: `"${kind === 'employee' ? 'job_num' : 'code'}":"${code}"`,
});
/** A superior who is new is set by itself, when everybody is there. */
const superior = (job_num: string): Step<WeaverE10State> => ({
	path: PATH.employee,
	is: ({ employees }) => {
		const found = [...employees.values()].find((one) => one.job_num === job_num);
		return found && `"id":"${found.id}","superior"`;
	},
});

/** The alias with them, since that is what the source changes of A1. */
function shownWithAlias(state: WeaverE10State): Array<[record: string, text: string]> {
	const aliases = [...state.employees.values()].map((one) => [one.job_num, one.alias] as const);
	return withAlias(shown(state), new Map(aliases));
}
const withAlias = (lines: Array<[record: string, text: unknown]>, aliases: Map<unknown, unknown>) =>
	lines.map(([record, text]): [string, string] => {
		const alias = aliases.get(record.replace(/^employee /, ''));
		return [record, alias === undefined ? String(text) : `${String(text)} ${String(alias)}`];
	});
const ALIASES = new Map(rowsOf(SOURCE.employee).map(({ job_num, alias }) => [job_num, alias]));

const write = (path: string, about: string, more: Partial<SyncWrite> = {}): SyncWrite => ({
	...{ path, about, answer: 'named', twice: 'harmless' },
	...more,
});

export const WEAVER_E10: Scene[] = [
	scene<WeaverE10State>({
		node: 'weaverE10',
		start: async (at) => await startWeaverE10({ ...at, seed: (state) => seed(state, TABLES) }),
		kinds: KINDS,
		tables: KINDS.map((kind) => rowsOf(SOURCE[kind]).map(sourceRow)),
		parameters: { ...RETIRE_ALL, scope: { protected: 'A6' } },
		shown: shownWithAlias,
		wanted: {
			...Object.fromEntries(withAlias(Object.entries(wantedBy(SOURCE)), ALIASES)),
			'employee A6': '孙丽 13800000006 S P1 A1 孙',
		},
		plan: PLAN,
		steps: {
			'subcompany E': [row('subcompany', 2)],
			'subcompany W': [added('subcompany', 'W')],
			'subcompany X': [row('subcompany', 3)],
			'department N': [row('department', 2)],
			'department O': [
				{ path: 'enableDepartment', is: idOf('department', 4) },
				row('department', 4),
			],
			'department K': [added('department', 'K')],
			'department K1': [added('department', 'K1')],
			'department Z': [row('department', 5)],
			'position P2': [row('position', 2)],
			'position P3': [added('position', 'P3')],
			'position P4': [row('position', 3)],
			'position P5': [row('position', 4)],
			'employee A1': [row('employee', 1), superior('A1')],
			'employee A2': [row('employee', 2)],
			'employee A4': [row('employee', 4)],
			'employee A5': [{ path: 'rehireEmployee', is: idOf('employee', 5) }, row('employee', 5)],
			'employee B1': [added('employee', 'B1'), superior('B1')],
			'employee B2': [added('employee', 'B2'), superior('B2')],
		},
		writes: [
			write(PATH.subcompany, '"code":"W"', { alone: true }),
			write(PATH.department, '"code":"K"', { alone: true }),
			write(PATH.position, '"code":"P3"', { alone: true }),
			write(PATH.employee, '"job_num":"B1"'),
			write('enableDepartment', idOf('department', 4), { together: true }),
			write('rehireEmployee', idOf('employee', 5), { together: true }),
		],
		// Of two types, and both once more with what is sealed.
		reads: { queryOrg: 4, queryPosition: 1, queryEmployee: 2 },
	}),
];
