/** What the platform holds, what is remembered of it, what the source says, and how the node is told to go about it. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { FAR_AWAY } from '../../../sync/properties/limits.ts';
import { ANY_LENGTH, mostly, pick, printedAs, shuffled } from '../../../sync/properties/random.ts';
import type { Row as AnyRow } from '../../../sync/properties/subject.ts';
import { byN } from '../../../sync/properties/tree.ts';
import type { Event, Source } from './changes.ts';
import { event, sourceAfter } from './changes.ts';
import type { Kind, Organisation, Thing } from './organisation.ts';
import { isNew, KINDS, ofKind, organisation, PROPERTIES, upwards } from './organisation.ts';

export type Edition = 'classic' | 'v033';

export interface Parameters {
	kinds: Kind[];
	missing: Record<Kind, 'keep' | 'retire' | 'remove'>;
	actions: string[];
	/** Departments. */
	scope: number[];
	protected: number[];
	emptyCells: 'keep' | 'clear';
	onlyWhenCreating: string[];
	/** Lists as an array, or as text with commas. */
	asText: boolean;
}

/** How the tables look. */
export interface Style {
	headers: 'vendor' | 'chinese' | 'mapped';
	/** Several assignments: a row each, a list, or its text. */
	assignments: 'rows' | 'list' | 'text';
	/** Columns of employees that the table does not have, and that it did not have before. */
	without: string[];
	wasWithout: string[];
	words: number;
	order: number;
}

export interface Scenario {
	edition: Edition;
	platform: Organisation;
	/** A department that is used is deleted all the same. */
	deletesUsed: boolean;
	/** Of what the state was lost before the run; `all`: of everything. */
	forgotten: Set<number>;
	forgetsAll: boolean;
	/** After so many runs all states are lost; 0: never. */
	losesAfter: number;
	events: Event[];
	source: Source;
	parameters: Parameters;
	style: Style;
}

/** What happens instead where the table has no status. */
const STATUSLESS: Partial<Record<Event['what'], Event['what']>> = {
	...{ hire: 'rehire', ghost: 'rehire', quit: 'leave' },
};

const ACTIONS = ['create', 'update', 'restore'];
const indexes = fc.array(fc.nat(6), { maxLength: 2, ...ANY_LENGTH });

const kinds = fc.constantFrom<Kind[]>(
	[...KINDS],
	[...KINDS],
	['department', 'employee'],
	['position', 'employee'],
	['employee'],
	['department'],
	['position'],
);

const freeParameters = {
	kinds,
	missing: fc.record({
		department: fc.constantFrom('remove' as const, 'remove' as const, 'keep' as const),
		position: fc.constant('keep' as const),
		employee: fc.constantFrom('retire' as const, 'retire' as const, 'keep' as const),
	}),
	actions: mostly(ACTIONS, fc.subarray(ACTIONS, { minLength: 1 })),
	scope: mostly<number[]>([], indexes),
	protected: indexes,
	emptyCells: fc.constantFrom('keep' as const, 'clear' as const),
	onlyWhenCreating: fc.subarray(['mobile', 'name']),
	asText: fc.boolean(),
};

/** All kinds, and whatever the source says is done. */
const wholeParameters: typeof freeParameters = {
	...freeParameters,
	kinds: fc.constant<Kind[]>([...KINDS]),
	missing: fc.constant({
		...{ department: 'remove' as const, position: 'keep' as const, employee: 'retire' as const },
	}) as typeof freeParameters.missing,
	actions: fc.constant(ACTIONS),
	scope: fc.constant<number[]>([]),
	protected: fc.constant<number[]>([]),
	onlyWhenCreating: fc.constant<string[]>([]),
};

const MAY_LACK = ['mobile', 'email', ...PROPERTIES];

const style: fc.Arbitrary<Style> = fc.record({
	headers: fc.constantFrom<Style['headers']>('vendor', 'chinese', 'mapped'),
	assignments: fc.constantFrom<Style['assignments']>('rows', 'list', 'text'),
	without: mostly<string[]>([], fc.subarray([...MAY_LACK, 'status', 'gender'])),
	wasWithout: mostly<string[]>([], fc.subarray(MAY_LACK)),
	...{ words: fc.nat(5), order: fc.nat(50) },
});

interface Seed {
	edition: Edition;
	platform: Organisation;
	deletesUsed: boolean;
	forgets: { all: boolean; some: number[] };
	losesAfter: number;
	events: Event[];
	parameters: Parameters;
	style: Style;
}

function scenarioOf(seed: Seed): Scenario & { seed: Seed } {
	const { platform: given, parameters: wanted, style: look, forgets } = seed;
	// Who is new has to have a status, and who says that they leave, too.
	const events = seed.events.map((each) =>
		look.without.includes('status') ? { ...each, what: STATUSLESS[each.what] ?? each.what } : each,
	);
	// What the table did not have before the platform has not.
	const platform = structuredClone(given);
	for (const { kind, values } of platform)
		if (kind === 'employee') for (const column of look.wasWithout) values[column] = '';
	const source = sourceAfter(events, platform, wanted.kinds);
	const numbers = (list: Thing[], at: number[]) => [
		...new Set(at.flatMap((index) => pick(list, index)?.n ?? [])),
	];
	const line = (org: Organisation, n: number) => upwards(org, n).join();
	// By another name, or moved, it would not be found in the next run.
	const unmoved = ofKind(platform, 'department').filter(
		({ n, values }) =>
			line(platform, n) === line(source.things, n) &&
			byN(source.things, n)!.values.unitName === values.unitName,
	);
	// What would go comes first, so that it often is what is protected.
	const isStaying = ({ n }: Thing) => !!byN(source.things, n) && !source.closed.has(n);
	const active = ofKind(platform, 'department', 'employee').filter(({ isActive }) => isActive);
	const goingFirst = [
		...active.filter((one) => !isStaying(one)),
		...active.filter((one) => isStaying(one)),
	];
	const forgotten = new Set(
		forgets.all ? platform.map(({ n }) => n) : numbers(platform, forgets.some),
	);
	const home = (job: number) => homeOf({ platform, source }, job);
	/** What is forgotten is new to the node, and may look like another one by another name. */
	const looksRenamed = (from: number, to: number) =>
		from !== 0 && !byN(source.things, from) && forgotten.has(to);
	for (const one of source.things) {
		const before = byN(platform, one.n);
		if (!before) continue;
		// A position that is created anew may move by that, in the newer edition.
		const isMoved = one.kind === 'position' && (forgotten.has(one.n) || seed.losesAfter > 0);
		if (isMoved || looksRenamed(before.place, one.place)) one.place = before.place;
		if (one.jobs.some((job) => looksRenamed(home(before.jobs[0]), home(job))))
			one.jobs = before.jobs;
	}
	// Where things are is known by what is remembered only.
	const scope = forgotten.size ? [] : numbers(unmoved, wanted.scope);
	const isCreated = ofKind(source.things, 'employee').some(({ n }) => isNew(n) || forgotten.has(n));
	return printable({
		...{ seed, edition: seed.edition, platform, deletesUsed: seed.deletesUsed, forgotten },
		...{ forgetsAll: forgets.all, losesAfter: seed.losesAfter, events, source },
		parameters: { ...wanted, scope, protected: numbers(goingFirst, wanted.protected) },
		style: {
			...look,
			// Who is new needs them, and who leaves says so.
			without: look.without.filter(
				(column) =>
					!(column === 'gender' && isCreated) &&
					!(column === 'status' && (isCreated || source.closed.size > 0)),
			),
		},
	});
}

const scenarioWith = (parameters: typeof freeParameters, losesAfter: fc.Arbitrary<number>) =>
	fc
		.record({
			edition: fc.constantFrom<Edition>('classic', 'classic', 'v033'),
			platform: organisation,
			deletesUsed: fc.constantFrom(true, true, false),
			forgets: mostly(
				{ all: false, some: [] as number[] },
				fc.record({ all: fc.boolean(), some: fc.array(fc.nat(15), { maxLength: 3 }) }),
			),
			losesAfter,
			events: fc.array(event, { minLength: 4, maxLength: 16, ...ANY_LENGTH }),
			parameters: fc.record(parameters),
			style,
		})
		.map(scenarioOf);

/** Events by which nobody comes or goes, and of which there is a way back. */
const CHANGES = ['rewrite', 'retitle', 'reorder', 'restatus', 'transfer', 'second'] as const;

const never = fc.constant(0);
/** Anything may be switched off, protected, or outside. */
export const anyScenario = scenarioWith(freeParameters, never);
/** The source is to be reached. */
export const wholeScenario = scenarioWith(wholeParameters, never);
/** The same, and after a run or two the workflow may lose what it remembers; then two more follow. */
export const forgetfulScenario = scenarioWith(
	wholeParameters,
	mostly(0, fc.integer({ min: 1, max: 2 })),
);

/** Something is changed, and taken back before the next run: what was empty is emptied. */
export const takenBack: fc.Arbitrary<[Scenario, Scenario]> = scenarioWith(
	{ ...wholeParameters, emptyCells: fc.constant('clear' as const) },
	never,
).map(({ seed }) => {
	const before: Seed = { ...seed, forgets: { all: false, some: [] }, events: [] };
	const what = (at: number) => CHANGES[at % CHANGES.length];
	const events = seed.events.map((each) => ({ ...each, what: what(each.c) }));
	return [scenarioOf({ ...before, events }), scenarioOf(before)];
});

/** One, and the same with one thing more that happened. */
export const scenarioPair: fc.Arbitrary<[Scenario, Scenario]> = fc
	.tuple(anyScenario, event)
	.map(([scenario, more]) => {
		const { seed, parameters } = scenario;
		const other = scenarioOf({ ...seed, events: [...seed.events, more] });
		return [scenario, printable({ ...other, parameters })];
	});

export const described = (scenario: Scenario): string => {
	const { edition, platform, source, parameters, style: look, events, forgotten } = scenario;
	const { deletesUsed, losesAfter } = scenario;
	return [
		`\n${edition}, deletesUsed ${deletesUsed}, forgotten ${[...forgotten].join()}, losesAfter ${losesAfter}`,
		`events: ${events.map(({ what, a, b, c }) => `${what} ${a} ${b} ${c}`).join(', ')}`,
		`platform: ${shown(platform)}`,
		`source: ${shown(source.things)}; closed ${[...source.closed].join()}`,
		`parameters: ${JSON.stringify(parameters)}`,
		`style: ${JSON.stringify(look)}\n`,
	].join('\n');
};

const printable = <S extends Scenario>(scenario: S): S =>
	printedAs(scenario, () => described(scenario));

const shown = (org: Organisation): string =>
	org
		.map(({ kind, n, isActive, values, place, jobs }) => {
			const where = kind === 'employee' ? jobs.join('+') : `in ${place}`;
			return `${n}${isActive ? '' : '†'}=${[...Object.values(values), where].join('/')}`;
		})
		.join(' ');

const LETTER: Record<Kind, string> = { department: 'D', position: 'P', employee: 'E' };
/** In the newer edition also with signs. */
export const keyOf = ({ kind, n }: Pick<Thing, 'kind' | 'n'>, edition: Edition): string =>
	`${LETTER[kind]}${edition === 'v033' ? '-' : '0'}${n % 100}`;

/** Whether a department of that organisation is in scope: those there and all below. */
export const inScope = ({ parameters: { scope } }: Scenario, org: Organisation, n: number) =>
	scope.length === 0 || upwards(org, n).some((one) => scope.includes(one));

const list = (values: string[], asText: boolean) => (asText ? values.join(', ') : values);

/** The node's own parameters; limits far away. */
export function nodeParameters(scenario: Scenario, more: IDataObject = {}): IDataObject {
	const { platform, parameters, style: look, edition } = scenario;
	const { kinds: chosen, missing, actions, emptyCells, asText, onlyWhenCreating } = parameters;
	const { limits, ...rest } = more;
	const code = (n: number) => keyOf(byN(platform, n)!, edition);
	return {
		kinds: chosen,
		departmentMissing: missing.department,
		positionMissing: missing.position,
		employeeMissing: missing.employee,
		actions,
		scope: {
			...(parameters.scope.length && { departments: list(parameters.scope.map(code), asText) }),
			protected: list(parameters.protected.map(code), asText),
			onlyWhenCreating: list(
				onlyWhenCreating.map((column) => `employee.${column}`),
				asText,
			),
			emptyCells,
		},
		limits: { ...FAR_AWAY, allowEmptySource: true, ...(limits as IDataObject | undefined) },
		show: 'all',
		options: { timeout: 5, retries: 0, requestsPerMinute: 0 },
		...columnParameters(look),
		...rest,
	};
}

const CHINESE: Record<Kind, Record<string, string>> = {
	department: {
		...{
			unitCode: '部门编码',
			unitName: '部门名称',
			orderSeq: '排序',
			parentUnitCode: '上级部门编码',
		},
	},
	position: {
		...{
			positionCode: '岗位编码',
			positionName: '岗位名称',
			orderSeq: '排序',
			unitCode: '所属部门编码',
		},
	},
	employee: {
		...{ employeeNum: '工号', name: '姓名', gender: '性别', status: '在职状态', mobile: '手机号' },
		...{ email: '邮箱', unitCode: '部门编码', positionCode: '岗位编码', list: '任职' },
		primaryPositionFlag: '是否主岗',
	},
};

export function header(kind: Kind, column: string, { headers }: Style): string {
	if (headers === 'mapped' && column in CHINESE[kind]) return `第 ${column}`;
	return headers === 'chinese' ? (CHINESE[kind][column] ?? column) : column;
}

function columnParameters(look: Style): IDataObject {
	if (look.headers !== 'mapped') return {};
	return Object.fromEntries(
		KINDS.map((kind) => [
			`${kind}Columns`,
			{
				columns: Object.keys(CHINESE[kind]).map((column) => ({
					column,
					from: header(kind, column, look),
				})),
			},
		]),
	);
}

export interface Row extends AnyRow {
	about: { n: number };
}

export type Tables = Record<Kind, Row[]>;

const STATUS: Record<string, string> = {
	...{ ON: '在职', TRIAL: '试用', INTERNSHIP: '实习', LEAVE: '离职' },
};
const GENDER = [
	['0', '1'],
	['女', '男'],
	['female', 'male'],
];
const FLAG = [
	['0', '1'],
	['否', '是'],
	[false, true],
];

/** Where a position is: no edition moves one that is there. */
export const homeOf = ({ platform, source }: Pick<Scenario, 'platform' | 'source'>, job: number) =>
	(byN(platform, job) ?? byN(source.things, job))!.place;

/** The rows of the source; headers still are the vendor's names. */
export const tablesOf = (scenario: Scenario): Tables =>
	tablesFor(scenario, scenario.source, scenario.parameters.kinds);

/** Rows of any source in the style of the scenario. */
export function tablesFor(
	scenario: Pick<Scenario, 'platform' | 'source' | 'style' | 'edition'>,
	{ things, closed }: Source,
	chosen: readonly Kind[],
): Tables {
	const { style: look, edition } = scenario;
	const code = (kind: Kind, n: number) => (n ? keyOf({ kind, n }, edition) : '');
	const rowsOf = (one: Thing): Row[] => {
		const { kind, n, values, place } = one;
		const about = { n };
		const key = code(kind, n);
		if (kind === 'department')
			return [{ about, cells: { unitCode: key, ...values, parentUnitCode: code(kind, place) } }];
		if (kind === 'position')
			return [
				{ about, cells: { positionCode: key, ...values, unitCode: code('department', place) } },
			];
		const status = closed.has(n) ? 'LEAVE' : values.status;
		const cells: IDataObject = {
			...values,
			gender: GENDER[look.words % 3][Number(values.gender)],
			status: look.words % 2 ? STATUS[status] : status,
		};
		for (const column of look.without) delete cells[column];
		return assigned(one, cells).map((row) => ({ about, cells: { employeeNum: key, ...row } }));
	};
	const assigned = ({ n, jobs }: Thing, cells: IDataObject): IDataObject[] => {
		const all = jobs.map((job, at) => ({
			unitCode: code('department', homeOf(scenario, job)),
			positionCode: code('position', job),
			primaryPositionFlag: FLAG[look.words % 3][at === 0 ? 1 : 0],
		}));
		if (look.assignments !== 'rows') {
			const flat = all.map((one, at) => ({ ...one, primaryPositionFlag: at === 0 ? '1' : '0' }));
			return [{ ...cells, list: look.assignments === 'text' ? JSON.stringify(flat) : flat }];
		}
		const first = (n + look.words) % all.length;
		const blank = Object.fromEntries(Object.keys(cells).map((column) => [column, '']));
		return all.map((one, at) => ({
			// One assignment alone is primary without saying so.
			...(at === first || n % 2 ? cells : blank),
			...one,
			...(all.length === 1 && { primaryPositionFlag: '' }),
		}));
	};
	return Object.fromEntries(
		KINDS.map((kind) => [
			kind,
			chosen.includes(kind) ? shuffled(ofKind(things, kind).flatMap(rowsOf), look.order) : [],
		]),
	) as Tables;
}
