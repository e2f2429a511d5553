/** What the platform holds, what the source says, and how the node is told to go about it. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { FAR_AWAY } from '../../../sync/properties/limits.ts';
import { ANY_LENGTH, mostly, pick, printedAs, shuffled } from '../../../sync/properties/random.ts';
import type { Row as AnyRow } from '../../../sync/properties/subject.ts';
import { byN } from '../../../sync/properties/tree.ts';
import type { Event, Source } from './changes.ts';
import { event, sourceAfter } from './changes.ts';
import type { Kind, Organisation, Thing } from './organisation.ts';
import { isNew, KINDS, keyOf, nameColumn, ofKind, organisation, upwards } from './organisation.ts';

export interface Parameters {
	kinds: Kind[];
	missing: Record<Kind, 'keep' | 'retire'>;
	actions: string[];
	/** Departments and subcompanies. */
	scope: number[];
	protected: number[];
	emptyCells: 'keep' | 'clear';
	onlyWhenCreating: string[];
	onlyIfEmpty: string[];
	/** Lists as an array, or as text with commas. */
	asText: boolean;
}

/** How the tables look. */
export interface Style {
	/** By what a row says which record it is about. */
	keys: 'code' | 'id' | 'codeAndId';
	references: 'code' | 'id' | 'name';
	headers: 'vendor' | 'chinese' | 'mapped';
	/** Header of the tenant's own field. */
	own: string;
	/** `<kind>.<column>` that the tables do not have. */
	without: string[];
	/** A column of departments that the platform tells of nobody. */
	fullname: boolean;
	/** Mobiles, mail and days as people write them. */
	isLoose: boolean;
	words: number;
	order: number;
}

export interface Scenario {
	platform: Organisation;
	events: Event[];
	source: Source;
	parameters: Parameters;
	style: Style;
}

const ACTIONS = ['create', 'update', 'restore'];
const indexes = fc.array(fc.nat(6), { maxLength: 2, ...ANY_LENGTH });

const kinds = fc.constantFrom<Kind[]>(
	[...KINDS],
	[...KINDS],
	['department', 'employee'],
	['department', 'position', 'employee'],
	['subcompany', 'department'],
	['employee'],
	['department'],
	['position', 'employee'],
	['position'],
);
const missing = fc.constantFrom('retire' as const, 'retire' as const, 'keep' as const);

const freeParameters = {
	kinds,
	missing: fc.record({
		...{ subcompany: missing, department: missing, position: missing, employee: missing },
	}),
	actions: mostly(ACTIONS, fc.subarray(ACTIONS, { minLength: 1 })),
	scope: mostly<number[]>([], indexes),
	protected: indexes,
	emptyCells: fc.constantFrom('keep' as const, 'clear' as const),
	onlyWhenCreating: fc.subarray(['alias', 'username']),
	onlyIfEmpty: fc.subarray(['alias', 'hiredate']),
	asText: fc.boolean(),
};

/** All kinds, and whatever the source says is done. */
const wholeParameters: typeof freeParameters = {
	...freeParameters,
	kinds: fc.constant<Kind[]>([...KINDS]),
	missing: fc.constant({
		...{ subcompany: 'retire', department: 'retire', position: 'retire', employee: 'retire' },
	}) as typeof freeParameters.missing,
	actions: fc.constant(ACTIONS),
	scope: fc.constant<number[]>([]),
	protected: fc.constant<number[]>([]),
	onlyWhenCreating: fc.constant<string[]>([]),
	onlyIfEmpty: fc.constant<string[]>([]),
};

/** The tenant's own field. */
export const OWN = { fieldId: '9001', name: '车牌号' };
const OWN_COLUMN = `userInfoExtend.${OWN.fieldId}`;
export const fieldOf = (column: string): string => (column === 'own' ? OWN_COLUMN : column);

/** What a table may lack. */
const MAY_LACK = [
	...['mobile', 'email', 'alias', 'hiredate', 'own', 'personnel_status', 'department', 'position'],
	'superior',
].map((column) => `employee.${column}`);
const STATUS = 'employee.personnel_status';
const ALSO = ['position.parent', 'position.disporder'];

const style: fc.Arbitrary<Style> = fc.record({
	keys: fc.constantFrom<Style['keys']>('code', 'code', 'id', 'codeAndId'),
	references: fc.constantFrom<Style['references']>('code', 'code', 'id', 'name'),
	headers: fc.constantFrom<Style['headers']>('vendor', 'chinese', 'mapped'),
	own: fc.constantFrom(OWN.name, OWN_COLUMN),
	without: mostly<string[]>([], fc.subarray([...MAY_LACK, ...ALSO])),
	fullname: fc.boolean(),
	isLoose: fc.boolean(),
	...{ words: fc.nat(5), order: fc.nat(50) },
});

interface Seed {
	platform: Organisation;
	events: Event[];
	parameters: Parameters;
	style: Style;
}

function scenarioOf({ platform, events, parameters: given, style: wanted }: Seed): Scenario {
	const source = sourceAfter(events, platform, given.kinds);
	const numbers = (list: Thing[], at: number[]) => [
		...new Set(at.flatMap((index) => pick(list, index)?.n ?? [])),
	];
	const line = (org: Organisation, n: number) => upwards(org, n).join();
	// By another name it would not be found any more in the next run.
	const unmoved = ofKind(platform, 'department', 'subcompany').filter(
		({ n, isActive, values }) =>
			isActive &&
			line(platform, n) === line(source.things, n) &&
			byN(source.things, n)!.values.name === values.name,
	);
	// What would go comes first, so that it often is what is protected.
	const isStaying = ({ n }: Thing) => !!byN(source.things, n) && !source.closed.has(n);
	const active = platform.filter(({ isActive }) => isActive);
	const goingFirst = [
		...active.filter((one) => !isStaying(one)),
		...active.filter((one) => isStaying(one)),
	];
	const parameters: Parameters = {
		...given,
		scope: numbers(unmoved, given.scope),
		protected: numbers(goingFirst, given.protected),
	};
	return { platform, events, source, parameters, style: fitting(wanted, platform, source) };
}

export const lacks = ({ without }: Style, kind: Kind, column: string): boolean =>
	without.includes(`${kind}.${column}`);

const isEmpty = ({ values, refs }: Thing, column: string) => !(values[column] || refs[column]);

/**
 * The nearest style that can say what this source has to say. A column of positions that none of
 * them has can't be compared, so that one must keep its own.
 */
function fitting(wanted: Style, platform: Organisation, source: Source): Style {
	const isTold = (kind: Kind, column: string) => {
		const those = ofKind(platform, kind);
		if (those.length === 0) return true;
		return those.some((one) => {
			const after = byN(source.things, one.n);
			return !!after && !isEmpty(one, column) && !isEmpty(after, column);
		});
	};
	const hasQuit = ofKind(source.things, 'employee').some(({ n }) => source.closed.has(n));
	const without = wanted.without.filter((lacking) => !hasQuit || lacking !== STATUS);
	const untold = ALSO.filter((lacking) => !isTold('position', lacking.split('.')[1]));
	return { ...wanted, without: [...without, ...untold] };
}

const scenarioWith = (parameters: typeof freeParameters) =>
	fc
		.record({
			platform: organisation,
			events: fc.array(event, { minLength: 4, maxLength: 16, ...ANY_LENGTH }),
			parameters: fc.record(parameters),
			style,
		})
		.map((seed) => printable(scenarioOf(seed)));

/** Anything may be switched off, protected, or outside. */
export const anyScenario = scenarioWith(freeParameters);
/** The source is to be reached. */
export const wholeScenario = scenarioWith(wholeParameters);

/** One, and the same with one thing more that happened. */
export const scenarioPair: fc.Arbitrary<[Scenario, Scenario]> = fc
	.tuple(anyScenario, event)
	.map(([scenario, more]) => {
		const other = scenarioOf({ ...scenario, events: [...scenario.events, more] });
		// The same parameters and the same look, but for what can't be said so any more.
		return [scenario, printable({ ...other, parameters: scenario.parameters })];
	});

export const described = ({ platform, source, parameters, style, events }: Scenario): string =>
	[
		`\nevents: ${events.map(({ what, a, b, c }) => `${what} ${a} ${b} ${c}`).join(', ')}`,
		`platform: ${shown(platform)}`,
		`source: ${shown(source.things)}; closed ${[...source.closed].join()}`,
		`parameters: ${JSON.stringify(parameters)}`,
		`style: ${JSON.stringify(style)}\n`,
	].join('\n');

const printable = (scenario: Scenario): Scenario => printedAs(scenario, () => described(scenario));

const shown = (org: Organisation): string =>
	org
		.map(({ n, isActive, values, refs }) => {
			const named = Object.entries(refs).map(([column, other]) => `${column.slice(0, 3)}:${other}`);
			return `${n}${isActive ? '' : '†'}=${[...Object.values(values), ...named].join('/')}`;
		})
		.join(' ');

/** Whether a place of that organisation is in scope: those there and all below. */
export const inScope = ({ parameters: { scope } }: Scenario, org: Organisation, place: number) =>
	scope.length === 0 || upwards(org, place).some((n) => scope.includes(n));

const list = (values: string[], asText: boolean) => (asText ? values.join(', ') : values);

/** The node's own parameters; limits far away. */
export function nodeParameters(scenario: Scenario, more: IDataObject = {}): IDataObject {
	const { platform, parameters, style: look } = scenario;
	const { kinds: chosen, actions, emptyCells, asText } = parameters;
	const { limits, ...rest } = more;
	const each = (suffix: string, value: (kind: Kind) => unknown) =>
		Object.fromEntries(KINDS.map((kind) => [`${kind}${suffix}`, value(kind)])) as IDataObject;
	const key = (kind: Kind) => (kind === 'employee' ? 'job_num' : 'code');
	/** A department by its code, its id, or its name. */
	const named = (n: number, at: number) =>
		[keyOf(byN(platform, n)!), idOf(n), byN(platform, n)!.values.name][(at + look.words) % 3];
	return {
		kinds: chosen,
		...each('Missing', (kind) => parameters.missing[kind]),
		...(look.keys !== 'code' && each('MatchBy', (kind) => ['id', key(kind)])),
		actions,
		scope: {
			...(parameters.scope.length && { departments: list(parameters.scope.map(named), asText) }),
			protected: list(
				parameters.protected.map((n) => keyOf(byN(platform, n)!)),
				asText,
			),
			onlyWhenCreating: list(
				parameters.onlyWhenCreating.map((column) => `employee.${column}`),
				asText,
			),
			onlyIfEmpty: list(
				parameters.onlyIfEmpty.map((column) => `employee.${column}`),
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
	subcompany: {
		...{ id: '分部ID', code: '分部编码', name: '分部简称', parent: '上级分部编码', status: '状态' },
		fullname: '分部全称',
	},
	department: {
		...{ id: '部门ID', code: '部门编码', name: '部门简称', parent: '上级部门编码', status: '状态' },
		fullname: '部门全称',
	},
	position: {
		...{ id: '岗位ID', code: '岗位编码', name: '岗位名称', department: '所属部门编码' },
		...{ parent: '上级岗位编码', is_canceled: '是否封存', disporder: '显示顺序' },
	},
	employee: {
		...{ id: '人员ID', job_num: '工号', username: '姓名', mobile: '手机号', email: '邮箱' },
		...{ department: '部门编码', position: '岗位编码', superior: '直接上级工号' },
		personnel_status: '人员状态',
	},
};

export function header(kind: Kind, column: string, { headers, own }: Style): string {
	if (column === 'own') return own;
	if (headers === 'mapped') return `第 ${column}`;
	return headers === 'chinese' ? (CHINESE[kind][column] ?? column) : column;
}

/** Columns by which a row names others, those by which it is known, and all the rest. */
const MAPPED: Record<Kind, string[]> = {
	subcompany: Object.keys(CHINESE.subcompany),
	department: Object.keys(CHINESE.department),
	position: Object.keys(CHINESE.position),
	employee: [...Object.keys(CHINESE.employee), 'alias', 'hiredate'],
};

function columnParameters(look: Style): IDataObject {
	if (look.headers !== 'mapped') return {};
	return Object.fromEntries(
		KINDS.map((kind) => [
			`${kind}Columns`,
			{ columns: MAPPED[kind].map((column) => ({ column, from: header(kind, column, look) })) },
		]),
	);
}

export interface Row extends AnyRow {
	about: { n: number };
}

export type Tables = Record<Kind, Row[]>;

const GONE_COLUMN: Record<Kind, string> = {
	...{ subcompany: 'status', department: 'status', position: 'is_canceled' },
	employee: 'personnel_status',
};
/** What says that it stays, and that it goes; of a position, the other way round. */
const UNIT_WORDS = [
	['1', '0'],
	['1', '封存'],
];
const POSITION_WORDS = [
	['0', '1'],
	['0', '封存'],
];
const STAFF_WORDS: Record<string, string> = {
	...{ 1: '试用', 2: '试用延期', 3: '正式', 4: '临时', 6: '离职', 7: '退休', 9: '解聘' },
};

/** The status by which somebody of the source leaves. */
export const leavingStatus = ({ style: { words } }: Pick<Scenario, 'style'>, n: number): string =>
	['6', '6', '7', '9'][(n + words) % 4];

export function idOf(n: number): string {
	return `9754109811234500${n}`;
}

/** The rows of the source; headers still are the vendor's names. */
export function tablesOf(scenario: Scenario): Tables {
	const { source, parameters, style: look } = scenario;
	const reference = (n: number): string => {
		const one = byN(source.things, n) ?? byN(scenario.platform, n);
		if (!one) return '';
		if (look.references === 'name') return one.values[nameColumn(one.kind)];
		return look.references === 'id' && !isNew(n) ? idOf(n) : keyOf(one);
	};
	const status = ({ kind, n, values }: Thing): string => {
		const isClosed = source.closed.has(n);
		if (kind !== 'employee')
			return (kind === 'position' ? POSITION_WORDS : UNIT_WORDS)[look.words % 2][isClosed ? 1 : 0];
		const own = isClosed ? leavingStatus(scenario, n) : values.personnel_status;
		return look.words % 2 ? STAFF_WORDS[own] : own;
	};
	const loose = (one: Thing): IDataObject => {
		const { mobile, email, hiredate } = one.values;
		if (!look.isLoose || one.kind !== 'employee') return {};
		return {
			mobile: mobile && `+86 ${mobile.slice(0, 3)}-${mobile.slice(3)}`,
			email: email.toUpperCase(),
			hiredate: hiredate.replace(
				/^(\d+)-0?(\d+)-0?(\d+)$/,
				['$1/$2/$3', '$1年$2月$3日'][one.n % 2],
			),
		};
	};
	const hasKey = (n: number) => look.keys !== 'id' || isNew(n) || parameters.emptyCells === 'clear';
	const row = (one: Thing): Row => {
		const { kind, n, values, refs } = one;
		const cells: IDataObject = {
			...(look.keys !== 'code' && { id: isNew(n) ? '' : idOf(n) }),
			// Without it nothing new can be looked up.
			...{ [kind === 'employee' ? 'job_num' : 'code']: hasKey(n) ? keyOf(one) : '' },
			...values,
			...loose(one),
			...Object.fromEntries(
				Object.entries(refs).map(([column, other]) => [column, reference(other)]),
			),
			...(kind === 'subcompany' && refs.parent === 0 && { parent: '0' }),
			...(kind === 'department' && look.fullname && { fullname: `${values.name}（全称）` }),
			[GONE_COLUMN[kind]]: status(one),
		};
		for (const column of Object.keys(cells)) if (lacks(look, kind, column)) delete cells[column];
		return { about: { n }, cells };
	};
	return Object.fromEntries(
		KINDS.map((kind) => [
			kind,
			parameters.kinds.includes(kind)
				? shuffled(ofKind(source.things, kind).map(row), look.order)
				: [],
		]),
	) as Tables;
}
