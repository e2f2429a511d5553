/** What the platform holds, what the source says, and how the node is told to go about it. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { FAR_AWAY } from '../../../sync/properties/limits.ts';
import { ANY_LENGTH, mostly, pick, printedAs, shuffled } from '../../../sync/properties/random.ts';
import type { Row as AnyRow } from '../../../sync/properties/subject.ts';
import type { Event, Kind, Source } from './changes.ts';
import { event, KINDS, sourceAfter } from './changes.ts';
import type { Organisation } from './organisation.ts';
import { byN, organisation, pathOf, upwards } from './organisation.ts';

export interface Parameters {
	kinds: Kind[];
	missing: Record<Kind, 'keep' | 'retire' | 'remove'>;
	actions: string[];
	/** Departments whose path does not change. */
	scope: number[];
	protectedPeople: number[];
	protectedDepartments: number[];
	emptyCells: 'keep' | 'clear';
	onlyWhenCreating: string[];
	onlyIfEmpty: string[];
	/** Lists as an array, or as text with commas. */
	asText: boolean;
}

/** How the tables look. */
export interface Style {
	departments: 'ids' | 'paths' | 'codes' | 'idsAndCodes' | 'sparse';
	references: 'department' | 'orgId' | 'departmentCode';
	people: 'jobNo' | 'openId';
	headers: 'vendor' | 'chinese' | 'mapped';
	/** Levels that only the paths of what is below say. */
	implied: boolean;
	/** Columns of people that the table does not have. */
	without: string[];
	splitTitles: boolean;
	weights: boolean;
	order: number;
}

export interface Scenario {
	platform: Organisation;
	events: Event[];
	source: Source;
	parameters: Parameters;
	style: Style;
}

const ACTIONS = ['create', 'update', 'restore', 'enable'];
const indexes = fc.array(fc.nat(4), { maxLength: 2, ...ANY_LENGTH });

const kinds = fc.constantFrom<Kind[]>(
	KINDS,
	KINDS,
	['department', 'person'],
	['department', 'person', 'leader'],
	['department', 'person', 'partTimeJob'],
	['person'],
	['department'],
	['person', 'partTimeJob'],
	['leader', 'partTimeJob'],
);

const pairMissing = fc.constantFrom('remove' as const, 'remove' as const, 'keep' as const);

const freeParameters = {
	kinds,
	missing: fc.record({
		department: pairMissing,
		person: fc.constantFrom(...(['remove', 'retire', 'remove', 'retire', 'keep'] as const)),
		leader: pairMissing,
		partTimeJob: pairMissing,
	}),
	actions: mostly(ACTIONS, fc.subarray(ACTIONS, { minLength: 1 })),
	scope: fc.oneof(
		{ weight: 2, arbitrary: fc.constant<number[]>([]) },
		{ weight: 1, arbitrary: indexes },
	),
	protectedPeople: indexes,
	protectedDepartments: indexes,
	emptyCells: fc.constantFrom('keep' as const, 'clear' as const),
	onlyWhenCreating: fc.subarray(['jobTitle', 'name']),
	onlyIfEmpty: fc.subarray(['jobTitle', 'birthday']),
	asText: fc.boolean(),
};

/** All kinds, and whatever the source says is done. */
const wholeParameters: typeof freeParameters = {
	...freeParameters,
	kinds: fc.constant(KINDS),
	missing: fc.record({
		department: fc.constant('remove' as const),
		person: fc.constantFrom('remove' as const, 'retire' as const),
		leader: fc.constant('remove' as const),
		partTimeJob: fc.constant('remove' as const),
	}) as typeof freeParameters.missing,
	actions: fc.constant(ACTIONS),
	scope: fc.constant([]),
	protectedPeople: fc.constant([]),
	protectedDepartments: fc.constant([]),
	onlyWhenCreating: fc.constant([]),
	onlyIfEmpty: fc.constant([]),
};

const style: fc.Arbitrary<Style> = fc.record({
	departments: fc.constantFrom<Style['departments']>(
		...['ids' as const, 'paths' as const, 'codes' as const, 'idsAndCodes' as const],
		'sparse',
	),
	references: fc.constantFrom<Style['references']>('department', 'orgId', 'departmentCode'),
	people: fc.constantFrom<Style['people']>('jobNo', 'openId'),
	headers: fc.constantFrom<Style['headers']>('vendor', 'chinese', 'mapped'),
	implied: fc.boolean(),
	without: fc.subarray(['email', 'jobTitle', 'birthday', 'status']),
	splitTitles: fc.boolean(),
	weights: fc.boolean(),
	order: fc.nat(50),
});

interface Seed {
	platform: Organisation;
	events: Event[];
	parameters: Parameters;
	style: Style;
}

function scenarioOf({ platform, events, parameters: given, style: wanted }: Seed): Scenario {
	const source = sourceAfter(events, platform, given.kinds);
	const stays = ({ n }: { n: number }) => pathOf(platform, n) === pathOf(source, n);
	const isMoved = ({ n }: { n: number }) =>
		upwards(platform, n).some((one) => byN(source.departments, one) && !stays({ n: one }));
	const unmoved = platform.departments.filter(stays);
	const numbers = <T extends { n: number }>(list: T[], at: number[]) =>
		[...new Set(at.map((index) => pick(list, index)?.n ?? 0))].filter(Boolean);
	// What would go comes first, so that it often is what is protected.
	const goingFirst = <T extends { n: number }>(list: T[], isStaying: (one: T) => boolean) => [
		...list.filter((one) => !isStaying(one)),
		...list.filter(isStaying),
	];
	const people = platform.people.filter(({ status }) => status !== '0');
	const isStaff = ({ n }: { n: number }) => !!byN(source.people, n) && !source.quit.has(n);
	const isThere = ({ n }: { n: number }) => !!byN(source.departments, n);
	const parameters: Parameters = {
		...given,
		scope: numbers(unmoved, given.scope),
		protectedPeople: numbers(goingFirst(people, isStaff), given.protectedPeople),
		protectedDepartments: numbers(
			// By another name it would not be protected any more in the next run.
			goingFirst(
				platform.departments.filter((one) => stays(one) || !isMoved(one)),
				isThere,
			),
			given.protectedDepartments,
		),
	};
	return { platform, events, source, parameters, style: fitting(wanted, source, given, stays) };
}

/** The nearest style that can say what this source has to say. */
function fitting(
	wanted: Style,
	source: Source,
	{ kinds, emptyCells }: Parameters,
	stays: (one: { n: number }) => boolean,
): Style {
	const old = source.departments.filter(({ n }) => n < 20);
	let { departments } = wanted;
	if (departments === 'paths' && !old.every(stays)) departments = 'ids';
	if (departments === 'codes' && !old.every(stays)) departments = 'idsAndCodes';
	if (departments === 'sparse' && emptyCells === 'clear') departments = 'ids';
	const hasCodes = /odes/.test(departments) && kinds.includes('department');
	return {
		...wanted,
		departments,
		references:
			wanted.references === 'departmentCode' && !hasCodes ? 'department' : wanted.references,
		implied: wanted.implied && !/odes/.test(departments),
		without: wanted.without.filter(
			(column) =>
				(column !== 'status' || source.quit.size === 0) &&
				(column !== 'email' || source.people.every(({ phone }) => phone !== '')),
		),
	};
}

const scenarioWith = (parameters: typeof freeParameters, mostEvents: number) =>
	fc
		.record({
			platform: organisation,
			events: fc.array(event, { minLength: 3, maxLength: mostEvents, ...ANY_LENGTH }),
			parameters: fc.record(parameters),
			style,
		})
		.map((seed) => printable(scenarioOf(seed)));

/** Anything may be switched off, protected, or outside. */
export const anyScenario = scenarioWith(freeParameters, 10);
/** The source is to be reached. */
export const wholeScenario = scenarioWith(wholeParameters, 10);

/** One, and the same with one thing more that happened. */
export const scenarioPair: fc.Arbitrary<[Scenario, Scenario]> = fc
	.tuple(anyScenario, event)
	.map(([scenario, more]) => [
		scenario,
		printable(scenarioOf({ ...scenario, events: [...scenario.events, more] })),
	]);

export const described = ({ platform, source, parameters, style }: Scenario): string =>
	[
		`\nplatform: ${shown(platform)}`,
		`source: ${shown(source)}; quit ${[...source.quit].join()}`,
		`parameters: ${JSON.stringify(parameters)}`,
		`style: ${JSON.stringify(style)}\n`,
	].join('\n');

const printable = (scenario: Scenario): Scenario => printedAs(scenario, () => described(scenario));

const shown = (org: Organisation): string =>
	[
		org.departments.map(({ n, weights }) => `d${n}=${pathOf(org, n)}(${weights})`).join(' '),
		org.people
			.map(
				({ n, name, phone, email, jobTitle, birthday, department, status }) =>
					`${n}=${[name, phone, email, jobTitle, birthday, `d${department}`, status].join('/')}`,
			)
			.join(' '),
		`leaders ${org.leaders.map(({ person, department }) => `${person}|d${department}`).join()}`,
		`jobs ${org.jobs.map((job) => `${job.person}|d${job.department}:${job.titles!.join('+')}`).join()}`,
	].join('; ');

/** Whether a path is in scope: the departments there and all below. */
export function inScope({ platform, parameters }: Scenario, path: string): boolean {
	const tops = parameters.scope.map((n) => pathOf(platform, n));
	return tops.length === 0 || tops.some((top) => path === top || path.startsWith(`${top}\\`));
}

const list = (values: string[], asText: boolean) => (asText ? values.join(', ') : values);

/** The node's own parameters; limits far away. */
export function nodeParameters(scenario: Scenario, more: IDataObject = {}): IDataObject {
	const { platform, parameters } = scenario;
	const { kinds: chosen, missing, actions, emptyCells, asText } = parameters;
	const { onlyWhenCreating, onlyIfEmpty, protectedPeople, protectedDepartments } = parameters;
	const { limits, ...rest } = more;
	return {
		kinds: chosen,
		departmentMissing: missing.department,
		personMissing: missing.person,
		leaderMissing: missing.leader,
		partTimeJobMissing: missing.partTimeJob,
		actions,
		scope: {
			...(parameters.scope.length && {
				departments: list(
					parameters.scope.map((n) => pathOf(platform, n)),
					asText,
				),
			}),
			protected: list(
				[
					...protectedPeople.map((n) => `J${n}`),
					...protectedDepartments.map((n) => pathOf(platform, n)),
				],
				asText,
			),
			onlyWhenCreating: list(
				onlyWhenCreating.map((column) => `person.${column}`),
				asText,
			),
			onlyIfEmpty: list(
				onlyIfEmpty.map((column) => `person.${column}`),
				asText,
			),
			emptyCells,
		},
		limits: {
			...FAR_AWAY,
			allowEmptySource: true,
			...(limits as IDataObject | undefined),
		},
		...(scenario.style.people === 'openId' && { personMatchBy: ['openId', 'jobNo'] }),
		show: 'all',
		options: { timeout: 5, retries: 0, requestsPerMinute: 0 },
		...columnParameters(scenario),
		...rest,
	};
}

const CHINESE: Record<Kind, Record<string, string>> = {
	department: {
		orgId: '部门ID',
		department: '部门长名称',
		code: '部门编码',
		parentCode: '上级部门编码',
		name: '部门名称',
		weights: '排序',
	},
	person: {
		openId: '人员ID',
		name: '姓名',
		jobNo: '工号',
		phone: '手机号',
		email: '邮箱',
		department: '部门',
		orgId: '部门ID',
		departmentCode: '部门编码',
		jobTitle: '职位',
		status: '状态',
		birthday: '生日',
	},
	leader: { jobNo: '负责人工号' },
	partTimeJob: { jobNo: '工号', jobTitle: '兼职职位' },
};

const MAPPED: Record<Kind, string[]> = {
	...{ department: Object.keys(CHINESE.department), person: Object.keys(CHINESE.person) },
	leader: ['jobNo', 'openId', 'department', 'orgId', 'departmentCode'],
	partTimeJob: ['jobNo', 'openId', 'department', 'orgId', 'departmentCode', 'jobTitle'],
};

export function header(kind: Kind, column: string, { headers }: Style): string {
	if (headers === 'mapped') return `第 ${column}`;
	return headers === 'chinese' ? (CHINESE[kind][column] ?? column) : column;
}

function columnParameters({ style: look }: Scenario): IDataObject {
	if (look.headers !== 'mapped') return {};
	return Object.fromEntries(
		KINDS.map((kind) => [
			`${kind}Columns`,
			{ columns: MAPPED[kind].map((column) => ({ column, from: header(kind, column, look) })) },
		]),
	);
}

export interface Row extends AnyRow {
	/** The department or person that the row is about; of pairs the pair. */
	about: { n: number } | { person: number; department: number };
}

export type Tables = Record<Kind, Row[]>;

const STATUS = [
	['在职', '离职'],
	['1', '0'],
	['normal', 'left'],
];

/** The rows of the source; headers still are the vendor's names. */
export function tablesOf({ platform, source, parameters, style: look }: Scenario): Tables {
	const isOld = (n: number) => n < 20;
	const path = (n: number) => pathOf(source, n);
	const inTheWay = source.departments.filter(
		({ n }) =>
			isOld(n) &&
			path(n) === pathOf(platform, n) &&
			source.departments.some(({ parent }) => parent === n),
	);
	const implied = new Set(look.implied && !look.weights ? inTheWay.map(({ n }) => n) : []);

	const departments = source.departments
		.filter(({ n }) => !implied.has(n))
		.map(({ n, name, parent, weights }): Row => {
			const orgId = isOld(n) ? `d-${n}` : '';
			const names = { code: `C${n}`, parentCode: parent ? `C${parent}` : '', name };
			const stays = isOld(n) && path(n) === pathOf(platform, n);
			const cells = {
				ids: { orgId, department: path(n) },
				paths: { department: path(n) },
				codes: names,
				idsAndCodes: { orgId, ...names },
				sparse: { orgId, department: stays ? '' : path(n) },
			}[look.departments];
			return { about: { n }, cells: { ...cells, ...(look.weights && { weights }) } };
		});

	const place = (n: number): IDataObject => {
		if (look.references === 'departmentCode') return { departmentCode: n ? `C${n}` : '' };
		if (look.references === 'department') return { department: path(n) };
		return isOld(n) && n ? { orgId: `d-${n}`, department: '' } : { orgId: '', department: path(n) };
	};
	const [stays, left] = STATUS[look.order % STATUS.length];

	const people = source.people.map(({ n, department, ...person }): Row => {
		const cells: IDataObject = {
			...(look.people === 'openId' && { openId: isKnown(platform, n) ? openIdOf(n) : '' }),
			jobNo: `J${n}`,
			name: person.name,
			phone: person.phone,
			email: person.email,
			jobTitle: person.jobTitle,
			birthday: person.birthday,
			status: source.quit.has(n) ? left : stays,
			...place(department),
		};
		for (const column of look.without) delete cells[column];
		return { about: { n }, cells };
	});

	const pair = (one: { person: number; department: number }): IDataObject => ({
		...(look.people === 'openId' && isKnown(platform, one.person)
			? { openId: openIdOf(one.person) }
			: { jobNo: `J${one.person}` }),
		...place(one.department),
	});
	const leaders = source.leaders.map((one): Row => ({ about: one, cells: pair(one) }));
	const jobs = source.jobs.flatMap((job): Row[] => {
		const titles = job.titles!.toReversed();
		const split = look.splitTitles ? titles : [titles.join(',')];
		return split.map((jobTitle) => ({ about: job, cells: { ...pair(job), jobTitle } }));
	});

	const all: Tables = {
		department: departments,
		person: people,
		leader: leaders,
		partTimeJob: jobs,
	};
	return Object.fromEntries(
		KINDS.map((kind) => [
			kind,
			parameters.kinds.includes(kind) ? shuffled(all[kind], look.order) : [],
		]),
	) as Tables;
}

const isKnown = (platform: Organisation, n: number) => byN(platform.people, n) !== undefined;

export const openIdOf = (n: number) => n.toString(16).padStart(24, '0');
