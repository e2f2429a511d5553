/** A scenario on the test platform: seeds it, runs the node, and tells where it is not as expected. */
import type { IDataObject } from 'n8n-workflow';
import type { HippiusState, TestPlatform } from '../../../../platforms/index.ts';
import { startHippius } from '../../../../platforms/index.ts';
import type { CredentialData } from '../../../engine/credentials.ts';
import type { SyncResult } from '../../../engine/sync.ts';
import { runSync } from '../../../engine/sync.ts';
import { recordOf } from '../../../sync/properties/items.ts';
import type { Company, OnError } from '../../../sync/properties/subject.ts';
import { byN } from '../../../sync/properties/tree.ts';
import type { Expected } from './model.ts';
import { expectedOf, mayVanish, sameJobs } from './model.ts';
import type { Kind, Thing } from './organisation.ts';
import { KINDS, number, ofKind, PROPERTIES } from './organisation.ts';
import { misstatements } from './said.ts';
import type { Edition, Scenario, Tables } from './scenario.ts';
import { header, keyOf, nodeParameters, tablesFor, tablesOf } from './scenario.ts';

const HELD = { department: 'departments', position: 'positions', employee: 'employees' } as const;

const held = (state: HippiusState, kind: Kind) => state[HELD[kind]] as Map<string, object>;

/** Every new token is fetched from a platform that was asked for one in the last run, too. */
const ANY_NUMBER = 100_000;

export async function startCompany(): Promise<Company<Scenario>> {
	const start = async (edition: Edition, deletesUsed = false) =>
		await startHippius({ edition, deletesUsed, tokenRequestsPerMinute: ANY_NUMBER });
	const [classic, lenient] = [await start('classic'), await start('classic', true)];
	const newer = await start('v033');
	const on = ({ edition, deletesUsed }: Scenario) =>
		edition === 'v033' ? newer : deletesUsed ? lenient : classic;
	let at: Case = new Case(classic, undefined);
	return {
		async stop() {
			for (const platform of [classic, lenient, newer]) await platform.stop();
		},
		misbehave: (rule) => at.on.misbehave(rule),
		behave: () => at.on.behave(),
		async seed(scenario) {
			at = new Case(on(scenario), scenario);
			await at.seed(scenario);
		},
		sync: async (scenario, more, tables = tablesOf(scenario), onError = 'continueErrorOutput') =>
			await at.sync(scenario, more, tables as Tables, onError),
		writes: () => at.on.requestsTo(''),
		snapshot: () => at.snapshot(),
		complaints: (scenario) => [
			...at.wrong,
			...complaints(at.on.state, scenario, expectedOf(scenario)),
		],
		misstatements: (result, scenario, tables) =>
			misstatements(result, scenario, expectedOf(scenario), tables),
		gone: (scenario) => gone(at.on.state, scenario),
		touched: (result, scenario) => at.touched(result, scenario),
		silent: (result, scenario) => silent(at.on.state, scenario, result),
		// Of what is forgotten nobody knows where it is.
		stranded: ({ forgotten, losesAfter }) =>
			forgotten.size || losesAfter ? [] : stranded(at.on.state),
	};
}

/** A platform with a scenario, and what the workflow remembers of it. */
class Case {
	readonly on: TestPlatform<HippiusState>;
	readonly states = new Map<string, IDataObject>();
	/** What the workflow has under the same key from before, and has not deleted. */
	readonly older: IDataObject[] = [];
	seeded = new Map<string, string>();
	readonly wrong: string[] = [];
	applied = 0;

	constructor(on: TestPlatform<HippiusState>, scenario: Scenario | undefined) {
		this.on = on;
		if (scenario) on.reset();
	}

	/** Brings the platform about by what it is for: those who have left are sent, and leave. */
	async seed(scenario: Scenario): Promise<void> {
		const { platform, style } = scenario;
		const everybody = { things: platform, closed: new Set<number>() };
		const left = ofKind(platform, 'employee').filter(({ isActive }) => !isActive);
		// By a row that says so, or by none.
		const quit = left.filter(({ n }) => n % 2);
		const rest = {
			things: platform.filter((one) => one.isActive || quit.includes(one)),
			closed: new Set(quit.map(({ n }) => n)),
		};
		for (const source of left.length ? [everybody, rest] : [everybody]) {
			const look = { ...style, headers: 'vendor' as const, without: style.wasWithout };
			const tables = tablesFor({ ...scenario, style: look }, source, KINDS);
			if (KINDS.every((kind) => tables[kind].length === 0)) continue;
			const { emptyCells } = scenario.parameters;
			const parameters = { ...SEEDING, emptyCells };
			const plain = { ...scenario, style: look, parameters, losesAfter: 0 };
			await this.sync(plain, { mode: 'apply' }, tables, 'stopWorkflow');
		}
		const wrong = complaints(this.on.state, scenario, {
			...{ verdicts: new Map(platform.map(({ n }) => [n, 'platform'])), targets: new Map() },
			going: new Set(),
		});
		if (wrong.length) throw new Error(`Could not be seeded: ${wrong.join('; ')}`);
		for (const [record, { kind, key }] of this.states) {
			const isForgotten = [...scenario.forgotten].some((n) => {
				const one = byN(platform, n)!;
				return one.kind === kind && keyOf(one, scenario.edition) === key;
			});
			if (isForgotten) this.states.delete(record);
		}
		if (scenario.forgotten.size) this.older.length = 0;
		this.on.requests.length = 0;
		this.applied = 0;
		this.seeded = rowsByCode(this.on.state);
	}

	async sync(
		scenario: Scenario,
		more: IDataObject,
		tables: Tables,
		onError: OnError,
	): Promise<SyncResult> {
		const rows = (kind: Kind) =>
			tables[kind].map(({ cells }) =>
				Object.fromEntries(
					Object.entries(cells).map(([column, value]) => [
						header(kind, column, scenario.style),
						value,
					]),
				),
			);
		const remembered = [...this.older, ...this.states.values()];
		const result = await runSync('hippiusSync', {
			tables: [
				...KINDS.map((kind) => (scenario.parameters.kinds.includes(kind) ? rows(kind) : undefined)),
				// A Data Table that has nothing gives one empty item.
				remembered.length ? remembered : [{}],
			],
			parameters: nodeParameters(scenario, more),
			credentials: { hippiusApi: this.on.credential as CredentialData },
			node: { onError },
		});
		this.remember(result);
		if (more.mode === 'apply' && ++this.applied === scenario.losesAfter) {
			this.states.clear();
			this.older.length = 0;
		}
		return result;
	}

	/** As a workflow does: by kind and key. */
	remember({ records }: SyncResult): void {
		for (const one of records) {
			const { kind, key, state, outcome } = one;
			const before = this.states.get(recordOf(one));
			const isText = typeof state === 'string' && state !== '';
			// Of what is unknown it is remembered what is not known any more.
			const hasState = outcome === 'done' || (outcome === 'unknown' && before !== undefined);
			if (isText !== hasState || (!isText && state !== undefined))
				this.wrong.push(
					`${recordOf(one)} is ${String(outcome)} and has the state ${String(state)}`,
				);
			if (!isText) continue;
			if (before) this.older.push(before);
			this.states.set(recordOf(one), { kind, key, state, updatedAt: this.applied });
		}
	}

	snapshot(): string {
		return JSON.stringify([...rowsByCode(this.on.state)]);
	}

	/** Records that nothing that was done names, and that are not as before. */
	touched({ records }: SyncResult, { platform, edition }: Scenario): string[] {
		const named = new Set(
			records
				.filter(({ outcome }) => ['done', 'unknown', 'rejected'].includes(String(outcome)))
				.filter(({ action }) => action !== 'rejected')
				.map(recordOf),
		);
		const now = rowsByCode(this.on.state);
		return platform
			.map((one) => `${one.kind} ${keyOf(one, edition)}`)
			.filter((record) => !named.has(record) && now.get(record) !== this.seeded.get(record))
			.map((record) => `${now.get(record)}, not ${this.seeded.get(record)}`);
	}
}

const SEEDING: Scenario['parameters'] = {
	kinds: [...KINDS],
	missing: { department: 'keep', position: 'keep', employee: 'retire' },
	actions: ['create', 'update', 'restore'],
	...{ scope: [], protected: [], onlyWhenCreating: [] },
	...{ emptyCells: 'keep', asText: false },
};

const rowsByCode = (state: HippiusState) =>
	new Map(
		KINDS.flatMap((kind) =>
			[...held(state, kind)].map(([code, row]): [string, string] => [
				`${kind} ${code}`,
				JSON.stringify(row),
			]),
		),
	);

const rowOf = (state: HippiusState, one: Thing, edition: Edition) =>
	held(state, one.kind).get(keyOf(one, edition));

function gone(state: HippiusState, { platform, edition }: Scenario): string[] {
	return platform
		.filter((one) => {
			const row = rowOf(state, one, edition) as { status?: string } | undefined;
			return one.isActive && (!row || row.status === 'LEAVE');
		})
		.map(({ kind, n }) => `${kind} ${n}`);
}

/** What the platform holds, as the model has it; undefined: nothing. */
function thingOf(state: HippiusState, one: Thing, edition: Edition): Thing | undefined {
	const row = rowOf(state, one, edition) as Record<string, unknown> | undefined;
	if (!row) return undefined;
	const numberOf = (kind: Kind, code: unknown) =>
		code ? number(kind, Number(String(code).slice(2))) : 0;
	const {
		status,
		list = [],
		propertyInfoDTOS = [],
	} = row as Partial<HippiusState['employees'] extends Map<string, infer E> ? E : never>;
	const properties = Object.fromEntries(
		propertyInfoDTOS.map(({ propertyName, infoName }) => [
			`propertyInfoDTOS.${propertyName}`,
			infoName,
		]),
	);
	const primary = list.filter(({ primaryPositionFlag }) => primaryPositionFlag === '1');
	const others = list.filter(({ primaryPositionFlag }) => primaryPositionFlag !== '1');
	return {
		...one,
		isActive: status !== 'LEAVE',
		values: Object.fromEntries(
			Object.keys(one.values).map((column) => [
				column,
				String((PROPERTIES.includes(column) ? properties[column] : row[column]) ?? ''),
			]),
		),
		place:
			one.kind === 'employee'
				? 0
				: numberOf('department', one.kind === 'department' ? row.parentUnitCode : row.unitCode),
		jobs: [...primary, ...others].map(({ positionCode }) => numberOf('position', positionCode)),
	};
}

/** What is not as it should be, in words. */
function complaints(state: HippiusState, scenario: Scenario, expected: Expected): string[] {
	const { platform, source, edition } = scenario;
	const all = [...platform, ...source.things];
	const codes = new Set(all.map((one) => `${one.kind} ${keyOf(one, edition)}`));
	const strange = [...rowsByCode(state).keys()].filter((record) => !codes.has(record));
	return [
		...strange.map((record) => `${record} is there`),
		...unfinished(state, scenario, expected).map(({ text }) => text),
	];
}

/** Records that are not as they should be. */
function unfinished(
	state: HippiusState,
	scenario: Scenario,
	expected: Expected,
): Array<{ one: Thing; text: string }> {
	const all = [...scenario.platform, ...scenario.source.things];
	return [...expected.verdicts].flatMap(([n, verdict]) => {
		const one = byN(all, n)!;
		const problem = problemOf(scenario, expected, n, thingOf(state, one, scenario.edition));
		return problem ? [{ one, text: `${one.kind} ${n}: ${problem} (${verdict})` }] : [];
	});
}

/** Of which it is not said that nothing, or not all, was done. */
function silent(state: HippiusState, scenario: Scenario, { records }: SyncResult): string[] {
	return unfinished(state, scenario, expectedOf(scenario)).flatMap(({ one, text }) => {
		const key = keyOf(one, scenario.edition);
		const said = records.find((each) => each.kind === one.kind && each.key === key);
		const isSaid =
			said && (said.action === 'skipped' || !['done', undefined].includes(said.outcome as string));
		return isSaid
			? []
			: [`${text}: ${said ? `${String(said.action)} ${String(said.outcome)}` : 'no item'}`];
	});
}

/** Employees of departments that are not there any more, and departments below such. */
function stranded({ departments, employees }: HippiusState): string[] {
	const lost = [...employees.values()].filter(
		({ status, list }) =>
			status !== 'LEAVE' && list.some(({ unitCode }) => !departments.has(unitCode)),
	);
	const below = [...departments.values()].filter(
		({ parentUnitCode }) => parentUnitCode && !departments.has(parentUnitCode),
	);
	return [
		...lost.map(({ employeeNum }) => `employee ${employeeNum}`),
		...below.map(({ unitCode }) => `department ${unitCode}`),
	];
}

function problemOf(
	scenario: Scenario,
	{ verdicts, going, targets }: Expected,
	n: number,
	is: Thing | undefined,
): string | undefined {
	const [before, after] = [byN(scenario.platform, n), targets.get(n)];
	const verdict = verdicts.get(n)!;
	// What was to go when it was forgotten stays.
	const isOpen = verdict === 'either' || (scenario.losesAfter > 0 && going.has(n));
	if (verdict === 'gone' && !isOpen) return is && 'is still there';
	if (verdict === 'platform' && !before) return is && 'was created';
	if (!is) return isOpen && (!before || going.has(n)) ? undefined : 'is not there';
	const allowed = {
		...{ source: [after], platform: [before], left: [before], gone: [before] },
		either: [before, after],
	}[verdict].flatMap((one) => one ?? []);
	const activities = verdict === 'left' ? [false] : allowed.map(({ isActive }) => isActive);
	if (isOpen && going.has(n)) activities.push(true, false);
	if (!activities.includes(is.isActive)) return `is ${is.isActive ? '' : 'not '}active`;
	const written = byN(scenario.source.things, n);
	for (const [column, value] of Object.entries(is.values)) {
		if (column === 'status' && !is.isActive) continue;
		const right = allowed.map(({ values }) => values[column]);
		const isLost = mayVanish(column) && (!written?.values[column] || isLacking(scenario, column));
		if (!right.includes(value) && !(isLost && value === ''))
			return `${column} is ${value}, not ${right.join(' or ')}`;
	}
	if (!allowed.some(({ place }) => place === is.place))
		return `is in ${is.place}, not ${allowed.map(({ place }) => place).join(' or ')}`;
	if (!allowed.some(({ jobs }) => sameJobs(jobs, is.jobs)))
		return `has ${is.jobs.join('+')}, not ${allowed.map(({ jobs }) => jobs.join('+')).join(' or ')}`;
	return undefined;
}

const isLacking = ({ style }: Scenario, column: string) => style.without.includes(column);
