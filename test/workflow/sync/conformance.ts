/**
 * What every platform's sync must do, whatever the platform does to it:
 * {plan, apply, apply of an approved plan} × {healthy, each fault} × {first run, second run, a
 * leaver who is back, a source that was read by half}. A platform describes itself, and passes.
 */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import type { Misbehaviour, RecordedRequest, TestPlatform } from '../../platforms/index.ts';
import type { CredentialData } from '../engine/credentials.ts';
import type { SyncResult } from '../engine/sync.ts';
import { runSync } from '../engine/sync.ts';

type Tables = Array<IDataObject[]>;
/** `<kind> <key>`, as items name a record → what there is to compare, as text. */
export type Records = Record<string, string>;

export interface SyncedPlatform<State extends object> {
	node: string;
	credential: string;
	start(): Promise<TestPlatform<State>>;
	seed(state: State): void;
	/** A table for each input. It wants some of everything: created, changed, removed. */
	source: Tables;
	/** The same with so many rows missing that `maxRemovals` is passed. */
	halfRead: Tables;
	/** All kinds, and policies that retire or remove. */
	parameters: IDataObject;
	maxRemovals: number;
	/** Somebody who is in the source has left. */
	leave(state: State): void;
	/** Everything active that the platform holds, under the names that the source has for it. */
	holds(state: State): Records;
	/** The same once it is as the source says. */
	wanted: Records;
	/** Ends of paths. */
	reads: { plain: string; paged: string };
	writes: { first: string; later: string };
	isWrite(request: RecordedRequest): boolean;
	/** Rows with this text are refused where they are sent to; the record that it is about. */
	refused: { path: string; row: string; record: string };
	/** Makes a request for a later page one for the first page. */
	askAgain(request: RecordedRequest): void;
	/** Whether it has a code by which it asks for patience. */
	slowsDown: boolean;
}

interface Fault {
	name: string;
	/** What the platform does; a function where no rule says it. */
	strike<State extends object>(on: TestPlatform<State>, of: SyncedPlatform<State>): void;
	/** Whether all is done nevertheless. */
	heals?: true;
	only?: (of: SyncedPlatform<never>) => boolean;
}

const rule =
	(
		place: (of: SyncedPlatform<never>) => string,
		how: Omit<Misbehaviour, 'path'>,
	): Fault['strike'] =>
	(on, of) =>
		on.misbehave({ ...how, path: place(of as unknown as SyncedPlatform<never>) });

const plainRead = ({ reads }: SyncedPlatform<never>) => reads.plain;
const pagedRead = ({ reads }: SyncedPlatform<never>) => reads.paged;
const firstWrite = ({ writes }: SyncedPlatform<never>) => writes.first;
const laterWrite = ({ writes }: SyncedPlatform<never>) => writes.later;
const slowsDown = ({ slowsDown: does }: SyncedPlatform<never>) => does;
const FOR_GOOD_MS = 60_000;

const READ_FAULTS: Fault[] = [
	{ name: 'connection refused', strike: (on) => on.misbehave({ how: 'refuse', ms: FOR_GOOD_MS }) },
	{ name: 'time-out', strike: rule(plainRead, { how: 'hang' }) },
	{ name: 'cut', strike: rule(plainRead, { how: 'resetBefore' }) },
	{ name: 'half an answer', strike: rule(pagedRead, { how: 'cutJson' }) },
	{ name: '503', strike: rule(plainRead, { how: 'status', status: 503 }) },
	{ name: 'slow down', strike: rule(pagedRead, { how: 'slowDown' }), only: slowsDown },
	{ name: 'a refusal', strike: rule(plainRead, { how: 'refusal' }) },
	{
		name: 'token rejected',
		strike: rule(pagedRead, { how: 'expireToken', times: 1 }),
		heals: true,
	},
	{
		name: 'a page twice',
		strike: (on, { reads, askAgain }) => eachRequest(on, reads.paged, (n) => n > 1, askAgain),
	},
	{
		name: 'reading that stops half-way',
		strike: rule(pagedRead, { how: 'status', status: 500, after: 1 }),
	},
];

const WRITE_FAULTS: Fault[] = [
	{
		name: 'connection refused',
		strike: rule(firstWrite, { how: 'refuse', after: 1, ms: FOR_GOOD_MS }),
	},
	{ name: 'time-out before effect', strike: rule(firstWrite, { how: 'hang', times: 1 }) },
	{ name: 'time-out after effect', strike: rule(laterWrite, { how: 'hangAfter', times: 1 }) },
	{ name: 'cut before effect', strike: rule(firstWrite, { how: 'resetBefore', times: 1 }) },
	{ name: 'cut after effect', strike: rule(laterWrite, { how: 'resetAfter', times: 1 }) },
	{ name: '503', strike: rule(laterWrite, { how: 'status', status: 503 }) },
	{ name: '500 after effect', strike: rule(firstWrite, { how: 'statusAfter', times: 1 }) },
	{ name: 'slow down', strike: rule(laterWrite, { how: 'slowDown' }), only: slowsDown },
	{
		name: 'token rejected',
		strike: rule(firstWrite, { how: 'expireToken', times: 1 }),
		heals: true,
	},
	{
		name: 'a row refused',
		strike: (on, { refused: { path, row } }) => on.misbehave({ how: 'refuseRow', path, row }),
	},
];

/** Changes requests on their way in. */
function eachRequest(
	{ requests }: TestPlatform<object>,
	path: string,
	isMeant: (n: number) => boolean,
	change: (request: RecordedRequest) => void,
): void {
	const push = requests.push.bind(requests);
	let n = 0;
	requests.push = (...more) => {
		for (const each of more) if (each.path.endsWith(path) && isMeant(++n)) change(each);
		return push(...more);
	};
}

const MODES = ['plan', 'apply', 'approved plan'] as const;
const SITUATIONS = ['first run', 'second run', 'returned leaver', 'half-read source'] as const;
type Situation = (typeof SITUATIONS)[number];

interface Cell {
	mode: (typeof MODES)[number];
	situation: Situation;
	fault?: Fault;
	/** What it keeps from being whole. */
	strikes?: 'reading' | 'writing';
}

/** What strikes writes shows only where something is written. */
const WRITING: Situation[] = ['first run', 'returned leaver'];

function cellsOf(fault: Fault | undefined, strikes: Cell['strikes']): Cell[] {
	return MODES.flatMap((mode) =>
		SITUATIONS.filter((situation) => strikes !== 'writing' || WRITING.includes(situation)).map(
			(situation): Cell => ({ mode, situation, fault, strikes }),
		),
	).filter(({ mode }) => mode !== 'plan' || strikes !== 'writing');
}

const nameOf = ({ mode, situation }: Cell) => `${mode}, ${situation}`;

export function conforms<State extends object>(
	name: string,
	platform: SyncedPlatform<State>,
): void {
	const suite = (title: string, cells: Cell[]) =>
		it.concurrent.for(cells.map((cell): [string, Cell] => [nameOf(cell), cell]))(
			`${title}: %s`,
			async ([, cell]) => await holdsFor(platform, cell),
		);
	describe(name, () => {
		suite('healthy', cellsOf(undefined, undefined));
		for (const [strikes, faults] of [
			['reading', READ_FAULTS],
			['writing', WRITE_FAULTS],
		] as const)
			for (const fault of faults)
				if (fault.only?.(platform as unknown as SyncedPlatform<never>) ?? true)
					suite(`${strikes}, ${fault.name}`, cellsOf(fault, strikes));
	});
}

async function holdsFor<State extends object>(
	of: SyncedPlatform<State>,
	cell: Cell,
): Promise<void> {
	const on = await of.start();
	try {
		of.seed(on.state);
		await observe(new Trial(on, of), cell);
	} finally {
		await on.stop();
	}
}

class Trial<State extends object> {
	readonly on: TestPlatform<State>;
	readonly of: SyncedPlatform<State>;

	constructor(on: TestPlatform<State>, of: SyncedPlatform<State>) {
		this.on = on;
		this.of = of;
	}

	async run(
		mode: 'plan' | 'apply',
		more: IDataObject = {},
		{ tables = this.of.source, stops = false } = {},
	): Promise<SyncResult> {
		const { parameters, maxRemovals, node, credential } = this.of;
		return await runSync(node, {
			tables,
			parameters: {
				...parameters,
				mode,
				show: 'all',
				limits: { maxRemovals, maxRemovalsPercent: 100 },
				options: { timeout: 1, retries: 0 },
				...more,
			},
			credentials: { [credential]: this.on.credential as CredentialData },
			node: { onError: stops ? 'stopWorkflow' : 'continueErrorOutput' },
		});
	}

	holds(): Records {
		return this.of.holds(this.on.state);
	}

	writes(): number {
		return this.on.requests.filter((request) => this.of.isWrite(request)).length;
	}
}

async function observe<State extends object>(
	trial: Trial<State>,
	{ mode, situation, fault, strikes }: Cell,
): Promise<void> {
	const { on, of } = trial;
	if (situation === 'second run' || situation === 'returned leaver') {
		const first = await trial.run('apply');
		expect(outcomesOf(first)).toEqual(['done']);
		expect(trial.holds()).toEqual(of.wanted);
	}
	if (situation === 'returned leaver') {
		of.leave(on.state);
		expect(trial.holds()).not.toEqual(of.wanted);
	}
	const isHalf = situation === 'half-read source';
	const tables = isHalf ? of.halfRead : of.source;
	const approved: IDataObject = {};
	if (mode === 'approved plan')
		approved.approvedPlan = summaryOf(await trial.run('plan')).fingerprint;

	const [before, sent] = [trial.holds(), trial.writes()];
	fault?.strike(on, of);
	const run = async (stops = false) =>
		await trial.run(mode === 'plan' ? 'plan' : 'apply', approved, { tables, stops });
	// A reading that fails changes nothing, so that it can be seen twice.
	const failsToRead = strikes === 'reading' && !fault!.heals;
	if (failsToRead) expectClear((await run(true)).failure);
	const result = await run();
	const after = trial.holds();
	const isDone = trial.writes() - sent;

	expect(rowsOf(result)).toEqual(allRows(tables));
	if (mode === 'plan') expect(isDone).toBe(0);
	if (failsToRead) expectNothing(result);
	else if (isHalf) expectStopped(result, mode);
	else if (mode === 'plan') expectPlan(result, situation);
	else expectTruth(result, before, after, of);
	if (failsToRead || isHalf || mode === 'plan') {
		expect(isDone).toBe(0);
		expect(after).toEqual(before);
	}
	if (mode === 'apply')
		for (const [, gone] of Map.groupBy(
			Object.keys(before).filter((record) => !(record in after)),
			kindOf,
		))
			expect(gone.length).toBeLessThanOrEqual(of.maxRemovals);
	const isWhole = !strikes || fault!.heals;
	if (isWhole && mode !== 'plan' && !isHalf) expect(after).toEqual(of.wanted);
	if (situation === 'second run' && isWhole) {
		expect(isDone).toBe(0);
		expect(result.records.filter(({ outcome }) => outcome !== undefined)).toEqual([]);
	}
	if (fault?.name === 'a row refused' && situation === 'first run') {
		const { action, outcome, reason } = recordOf(result, of.refused.record);
		expect([action, outcome, reason]).toEqual([
			expect.not.stringMatching('rejected'),
			'rejected',
			expect.stringMatching(/./),
		]);
	}

	on.behave();
	const healthy = await trial.run('apply');
	expect(healthy.failure).toBeUndefined();
	expect(trial.holds()).toEqual(of.wanted);
	const last = await trial.run('plan');
	expect(last.records.filter(({ outcome }) => outcome !== undefined)).toEqual([]);
}

const kindOf = (record: string) => record.split(' ')[0];

const summaryOf = ({ summary }: SyncResult): IDataObject => summary[0]?.json ?? {};

const outcomesOf = ({ records }: SyncResult) => [
	...new Set(records.flatMap(({ outcome }) => (outcome === undefined ? [] : [outcome]))),
];

const recordOf = ({ records }: SyncResult, wanted: string): IDataObject =>
	records.find(({ kind, key }) => `${String(kind)} ${String(key)}` === wanted) ?? {};

/** `input:row` of every row. */
const allRows = (tables: Tables) =>
	tables.flatMap((rows, input) => rows.map((_, item) => `${input}:${item}`)).toSorted();

const rowsOf = ({ changes, error }: SyncResult) =>
	[...changes, ...error]
		.flatMap(({ pairedItem = [] }) => pairedItem)
		.map((pair) => (typeof pair === 'number' ? `0:${pair}` : `${pair.input ?? 0}:${pair.item}`))
		.toSorted();

/** A message for people: not a code alone, and nothing of JavaScript. */
function expectClear(failure: Error | undefined): void {
	expect(failure?.name).toMatch(/^Node(Operation|Api)Error$/);
	expect(failure?.message).toMatch(/\w+ \w+/);
	expect(failure?.message).not.toMatch(/undefined|\[object|TypeError|is not a function/);
}

/** Every row is there with the reason, and the summary says it too. */
function expectNothing(result: SyncResult): void {
	expect(outcomesOf(result)).toEqual(['notSent']);
	for (const { reason } of result.records) expect(reason).toMatch(/\w+ \w+/);
	expect(result.summary).toHaveLength(1);
	expect(summaryOf(result).warnings).toContainEqual(expect.stringMatching(/\w+ \w+/));
}

function expectStopped(result: SyncResult, mode: Cell['mode']): void {
	const { limitsPassed } = summaryOf(result);
	if (mode === 'plan') {
		expect(limitsPassed).toMatchObject([{ action: 'removals', unit: 'count' }]);
		expect(result.failure).toBeUndefined();
		return expect(outcomesOf(result)).toContain('planned');
	}
	if (mode === 'apply') expect(limitsPassed).not.toEqual([]);
	expect(outcomesOf(result)).toEqual(['notSent']);
	expect(summaryOf(result).warnings).not.toEqual([]);
}

function expectPlan(result: SyncResult, situation: Situation): void {
	expect(outcomesOf(result)).toEqual(situation === 'second run' ? [] : ['planned']);
	expect(summaryOf(result)).toMatchObject({ mode: 'plan', limitsPassed: [] });
	if (situation === 'returned leaver')
		expect(result.records.filter(({ outcome }) => outcome)).toMatchObject([{ action: 'restore' }]);
}

/** What is said of a record is so. */
function expectTruth<State extends object>(
	result: SyncResult,
	before: Records,
	after: Records,
	{ wanted }: SyncedPlatform<State>,
): void {
	for (const { kind, key, outcome, reason, error } of result.records) {
		const record = `${String(kind)} ${String(key)}`;
		const is = after[record];
		const said = [record, outcome, reason];
		if (outcome === 'done') expect([is, ...said]).toEqual([wanted[record], ...said]);
		if (outcome === 'notSent') expect([is, ...said]).toEqual([before[record], ...said]);
		if (outcome === 'rejected') expect([is, ...said]).not.toEqual([wanted[record], ...said]);
		if (outcome !== undefined && outcome !== 'done') expect(error).toMatch(/./);
		expect(['done', 'notSent', 'rejected', 'unknown', undefined]).toContain(outcome);
	}
	// Of everything that is to be changed something is said.
	const told = new Set(
		result.records
			.filter((one) => one.outcome)
			.map(({ kind, key }) => `${String(kind)} ${String(key)}`),
	);
	for (const record of Object.keys({ ...before, ...wanted }))
		if (before[record] !== wanted[record]) expect([...told]).toContain(record);
	const { counts } = summaryOf(result) as { counts: Record<string, Record<string, number>> };
	for (const outcome of ['done', 'rejected', 'unknown', 'notSent'])
		for (const kind of Object.keys(counts))
			expect([kind, outcome, counts[kind][outcome]]).toEqual([
				kind,
				outcome,
				result.records.filter((one) => one.kind === kind && one.outcome === outcome).length,
			]);
}
