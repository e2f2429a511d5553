/**
 * What every platform's sync must do, whatever the platform does to it:
 * {plan, apply, apply of an approved plan} × {healthy, each fault} × {first run, second run, a
 * leaver who is back, a source that was read by half}. A platform describes itself, and passes.
 *
 * One that can't be read is known by what its node said last: each item that was done is kept by
 * its kind and key, and comes in again with every later run. To these platforms happens as well
 * that all of it is lost.
 */
import type { IDataObject, IPairedItemData } from 'n8n-workflow';
import { describe, expect, it, vi } from 'vitest';
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
	/** Somebody who is in the source has left: the platform says so, or a run without them did it. */
	leave: ((state: State) => void) | { by: Tables };
	/** What somebody who is back needs, if the platform can’t restore them. */
	comesBackAs?: 'create';
	/** Everything active that the platform holds, under the names that the source has for it. */
	holds(state: State): Records;
	/** The same once it is as the source says. */
	wanted: Records;
	/** Ends of paths; absent: nothing is read, so what is known comes in by one more input. */
	reads?: {
		plain: string;
		paged: string;
		/** Makes a request for a later page one for the first page. */
		askAgain(request: RecordedRequest): void;
	};
	/** Where nothing is read: the source of a run before the first one, from which all is known. */
	earlier?: Tables;
	/** Ends of paths. */
	writes: { first: string; later: string };
	isWrite(request: RecordedRequest): boolean;
	/** Rows with this text are refused where they are sent to; the record that it is about. */
	refused: { path: string; row: string; record: string };
	/** Somebody who is to leave what goes, and is refused: then it does not go. Absent: nothing goes. */
	refusedInside?: { path: string; row: string; keeps: string };
	/** A level of a tree whose change is refused: nothing below it is sent. */
	refusedAbove: { path: string; row: string; below: string[] };
	/** Whether it has a code by which it asks for patience. */
	slowsDown: boolean;
}

interface Fault {
	name: string;
	/** What the platform does; a function where no rule says it. */
	strike<State extends object>(
		on: TestPlatform<State>,
		of: SyncedPlatform<State>,
	): void | (() => void);
	/** All is done nevertheless: at once, or since what an answer was lost of is looked at again. */
	heals?: 'at once' | 'by reading';
	/** Seconds, where an answer does not come. */
	timeout?: 1;
	only?: (of: SyncedPlatform<never>) => boolean;
}

const rule =
	(
		place: (of: SyncedPlatform<never>) => string,
		how: Omit<Misbehaviour, 'path'>,
	): Fault['strike'] =>
	(on, of) =>
		on.misbehave({ ...how, path: place(of as unknown as SyncedPlatform<never>) });

const plainRead = ({ reads }: SyncedPlatform<never>) => reads!.plain;
const pagedRead = ({ reads }: SyncedPlatform<never>) => reads!.paged;
const firstWrite = ({ writes }: SyncedPlatform<never>) => writes.first;
const laterWrite = ({ writes }: SyncedPlatform<never>) => writes.later;
const slowsDown = ({ slowsDown: does }: SyncedPlatform<never>) => does;
const FOR_GOOD_MS = 60_000;

const READ_FAULTS: Fault[] = [
	{ name: 'connection refused', strike: (on) => on.misbehave({ how: 'refuse', ms: FOR_GOOD_MS }) },
	{ name: 'time-out', strike: rule(plainRead, { how: 'hang' }), timeout: 1 },
	{ name: 'cut', strike: rule(plainRead, { how: 'resetBefore' }) },
	{ name: 'half an answer', strike: rule(pagedRead, { how: 'cutJson' }) },
	{ name: '503', strike: rule(plainRead, { how: 'status', status: 503 }) },
	{ name: 'slow down', strike: rule(pagedRead, { how: 'slowDown' }), only: slowsDown },
	{ name: 'a refusal', strike: rule(plainRead, { how: 'refusal' }) },
	{
		name: 'token rejected',
		strike: rule(pagedRead, { how: 'expireToken', times: 1 }),
		heals: 'at once',
	},
	{
		name: 'a page twice',
		strike: (on, { reads }) => eachRequest(on, reads!.paged, (n) => n > 1, reads!.askAgain),
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
	{
		name: 'time-out before effect',
		strike: rule(firstWrite, { how: 'hang', times: 1 }),
		timeout: 1,
	},
	{
		name: 'time-out after effect',
		strike: rule(laterWrite, { how: 'hangAfter', times: 1 }),
		timeout: 1,
		heals: 'by reading',
	},
	{ name: 'cut before effect', strike: rule(firstWrite, { how: 'resetBefore', times: 1 }) },
	{
		name: 'cut after effect',
		strike: rule(laterWrite, { how: 'resetAfter', times: 1 }),
		heals: 'by reading',
	},
	{ name: '503', strike: rule(laterWrite, { how: 'status', status: 503 }) },
	{
		name: '500 after effect',
		strike: rule(firstWrite, { how: 'statusAfter', times: 1 }),
		heals: 'by reading',
	},
	{ name: 'slow down', strike: rule(laterWrite, { how: 'slowDown' }), only: slowsDown },
	{
		name: 'token rejected',
		strike: rule(firstWrite, { how: 'expireToken', times: 1 }),
		heals: 'at once',
	},
	{
		name: 'who is inside refused',
		strike: (on, { refusedInside }) => {
			const { path, row } = refusedInside!;
			on.misbehave({ how: 'refuseRow', path, row });
		},
		only: ({ refusedInside }) => refusedInside !== undefined,
	},
	{
		name: 'a level refused',
		strike: (on, { refusedAbove: { path, row } }) => on.misbehave({ how: 'refuseRow', path, row }),
	},
	{
		name: 'a row refused',
		strike: (on, { refused: { path, row } }) => on.misbehave({ how: 'refuseRow', path, row }),
	},
];

/** Changes requests on their way in, until what it returns is called. */
function eachRequest(
	{ requests }: TestPlatform<object>,
	path: string,
	isMeant: (n: number) => boolean,
	change: (request: RecordedRequest) => void,
): () => void {
	const push = requests.push.bind(requests);
	let n = 0;
	requests.push = (...more) => {
		for (const each of more) if (each.path.endsWith(path) && isMeant(++n)) change(each);
		return push(...more);
	};
	return () => (requests.push = push);
}

const MODES = ['plan', 'apply', 'approved plan'] as const;
type Mode = (typeof MODES)[number];
const SITUATIONS = ['first run', 'second run', 'returned leaver', 'half-read source'] as const;
type Situation = (typeof SITUATIONS)[number] | 'lost memory';

/** What strikes writes shows only where something is written. */
const WRITTEN: Situation[] = ['first run', 'returned leaver'];
const WRITING: Mode[] = ['apply', 'approved plan'];

export function conforms<State extends object>(name: string, of: SyncedPlatform<State>): void {
	const fits = ({ only }: Fault) => only?.(of as unknown as SyncedPlatform<never>) ?? true;
	const each = <M extends string>(
		title: string,
		situations: readonly Situation[],
		modes: readonly M[],
		observe: (trial: Trial<State>, situation: Situation, mode: M) => Promise<void>,
	) =>
		it.concurrent.for(
			situations.flatMap((situation) => modes.map((mode): [Situation, M] => [situation, mode])),
		)(`${title}: %s, %s`, async ([situation, mode]) => {
			const on = await of.start();
			try {
				of.seed(on.state);
				const trial = new Trial(on, of);
				await trial.bringAbout(situation);
				await observe(trial, situation, mode);
				await endsInSource(trial);
			} finally {
				await on.stop();
			}
		});
	const { reads } = of;
	const lost: Situation[] = reads ? [] : ['lost memory'];
	describe(name, () => {
		each('healthy', [...SITUATIONS, ...lost], MODES, goesThrough());
		each('approved, but changed since', ['second run'], ['apply'], isAnotherPlan);
		// Where nothing is read only those that write take long enough to meet.
		each('two at once', reads ? ['first run', 'second run'] : WRITTEN, ['apply'], oneAtATime);
		for (const fault of reads ? READ_FAULTS.filter(fits) : [])
			if (fault.heals) each(`reading, ${fault.name}`, SITUATIONS, MODES, goesThrough(fault));
			// Nothing changes, so that all modes can be seen in one place.
			else each(`reading, ${fault.name}`, SITUATIONS, ['all modes'], cannotRead(fault));
		for (const fault of WRITE_FAULTS.filter(fits))
			each(`writing, ${fault.name}`, [...WRITTEN, ...lost], WRITING, goesThrough(fault, 'writing'));
	});
}

const PATIENCE_S = 20;

class Trial<State extends object> {
	readonly on: TestPlatform<State>;
	readonly of: SyncedPlatform<State>;
	/** Seconds; short only where an answer is not to come, since a busy machine is slow, too. */
	timeout = PATIENCE_S;
	/** `<kind> <key>` → what a workflow keeps of a record that was done. */
	readonly known = new Map<string, IDataObject>();

	constructor(on: TestPlatform<State>, of: SyncedPlatform<State>) {
		this.on = on;
		this.of = of;
	}

	async run(
		mode: 'plan' | 'apply',
		more: IDataObject = {},
		{ tables = this.of.source, stops = false } = {},
	): Promise<SyncResult> {
		const { parameters, maxRemovals, node, credential, reads } = this.of;
		const result = await runSync(node, {
			tables: reads ? tables : [...tables, [...this.known.values()]],
			parameters: {
				...parameters,
				mode,
				show: 'all',
				limits: { maxRemovals, maxRemovalsPercent: 100 },
				options: { timeout: this.timeout, retries: 0 },
				...more,
			},
			credentials: { [credential]: this.on.credential as CredentialData },
			node: { onError: stops ? 'stopWorkflow' : 'continueErrorOutput' },
		});
		if (!reads) this.keep(result);
		return result;
	}

	/**
	 * What is done says how it is now; what was known and is unknown now says the rest. Nothing else
	 * says anything.
	 */
	private keep({ records }: SyncResult): void {
		for (const { kind, key, action, outcome, state } of records) {
			const isText = typeof state === 'string' && state !== '';
			const isTold = outcome === 'done' || (outcome === 'unknown' && action !== 'create');
			expect([kind, key, outcome, isText]).toEqual([kind, key, outcome, isTold]);
			if (!isTold) expect(state).toBeUndefined();
			else this.known.set(`${String(kind)} ${String(key)}`, { kind, key, state });
		}
	}

	async bringAbout(situation: Situation): Promise<void> {
		const { earlier, wanted } = this.of;
		if (earlier) {
			expect(outcomesOf(await this.run('apply', {}, { tables: earlier }))).toEqual(['done']);
			expect(this.holds()).not.toEqual(wanted);
		}
		if (situation === 'first run' || situation === 'half-read source') return;
		const first = await this.run('apply');
		expect(outcomesOf(first)).toEqual(['done']);
		expect(this.holds()).toEqual(wanted);
		if (situation === 'lost memory') this.known.clear();
		if (situation === 'returned leaver') await this.leave();
	}

	async leave(): Promise<void> {
		const { leave, wanted } = this.of;
		if (typeof leave === 'function') leave(this.on.state);
		else expect(outcomesOf(await this.run('apply', {}, { tables: leave.by }))).toEqual(['done']);
		expect(this.holds()).not.toEqual(wanted);
	}

	/** The parameters and the table of a run in such a mode, of which the plan was made before. */
	async prepared(mode: Mode, situation: Situation) {
		const tables = situation === 'half-read source' ? this.of.halfRead : this.of.source;
		const { fingerprint } = mode === 'approved plan' ? summaryOf(await this.run('plan')) : {};
		const more: IDataObject = fingerprint ? { approvedPlan: fingerprint } : {};
		return async (stops = false) =>
			await this.run(mode === 'plan' ? 'plan' : 'apply', more, { tables, stops });
	}

	/** Lets the platform fail; what it returns ends that. */
	struckBy(fault: Fault | undefined): () => Promise<void> {
		this.timeout = fault?.timeout ?? PATIENCE_S;
		const undo = fault?.strike(this.on, this.of);
		return async () => {
			this.timeout = PATIENCE_S;
			this.on.behave();
			undo?.();
			// A platform that listens again does so a moment later.
			if (fault) await vi.waitFor(async () => await fetch(this.on.url));
		};
	}

	holds(): Records {
		return this.of.holds(this.on.state);
	}

	writes(): number {
		return this.on.requests.filter((request) => this.of.isWrite(request)).length;
	}
}

/** A run that does what it can. */
const goesThrough =
	(fault?: Fault, strikes?: 'writing') =>
	async <State extends object>(trial: Trial<State>, situation: Situation, mode: Mode) => {
		const { of } = trial;
		const run = await trial.prepared(mode, situation);
		const [before, sent] = [trial.holds(), trial.writes()];
		const heal = trial.struckBy(fault);
		const result = await run();
		const written = trial.writes() - sent;
		await heal();
		const after = trial.holds();
		const isHalf = situation === 'half-read source';
		expect(rowsOf(result, of)).toEqual(allRows(isHalf ? of.halfRead : of.source));
		if (isHalf) expectStopped(result, mode);
		else if (mode === 'plan') expectPlan(result, situation, of);
		else expectTruth(result, before, after, of);
		if (isHalf || mode === 'plan') {
			expect(written).toBe(0);
			expect(after).toEqual(before);
		} else if (!strikes || healsOn(fault, of)) {
			expect(after).toEqual(of.wanted);
			expect(outcomesOf(result)).toEqual(situation === 'second run' ? [] : ['done']);
		}
		if (mode === 'apply')
			for (const [, gone] of Map.groupBy(
				Object.keys(before).filter((record) => !(record in after)),
				kindOf,
			))
				expect(gone.length).toBeLessThanOrEqual(of.maxRemovals);
		if (situation === 'second run') {
			expect(written).toBe(0);
			expect(outcomesOf(result)).toEqual([]);
		}
		if (fault?.name === 'who is inside refused' && situation === 'first run') {
			const { keeps } = of.refusedInside!;
			expect(recordOf(result, keeps).outcome).toBe('notSent');
			expect(after).toHaveProperty([keeps]);
		}
		if (fault?.name === 'a level refused' && situation === 'first run')
			for (const record of of.refusedAbove.below) {
				expect([record, recordOf(result, record).outcome]).toEqual([record, 'notSent']);
				expect(after).not.toHaveProperty([record]);
			}
		if (fault?.name === 'a row refused' && situation === 'first run') {
			const { action, outcome, reason } = recordOf(result, of.refused.record);
			expect([action, outcome, reason]).toEqual([
				expect.not.stringMatching('rejected'),
				'rejected',
				expect.stringMatching(/./),
			]);
		}
	};

/** A reading that fails: in no mode anything is sent, or said but that. */
const cannotRead =
	(fault: Fault) =>
	async <State extends object>(trial: Trial<State>, situation: Situation) => {
		const { of } = trial;
		const runs: Array<Awaited<ReturnType<typeof trial.prepared>>> = [];
		// What is waited for is waited for once, but for the first run.
		const modes: readonly Mode[] = fault.timeout && situation !== 'first run' ? ['apply'] : MODES;
		for (const mode of modes) runs.push(await trial.prepared(mode, situation));
		const [before, sent] = [trial.holds(), trial.writes()];
		const heal = trial.struckBy(fault);
		if (!fault.timeout) {
			const { failure } = await runs.at(-1)!(true);
			const says = 'the fault struck nothing: reads.paged must be a list that is asked for twice';
			expect(failure, says).toBeDefined();
			expectClear(failure);
		}
		for (const run of runs) {
			const result = await run();
			expect(rowsOf(result, of)).toEqual(
				allRows(situation === 'half-read source' ? of.halfRead : of.source),
			);
			expectNothing(result);
		}
		expect(trial.writes()).toBe(sent);
		await heal();
		expect(trial.holds()).toEqual(before);
	};

/** What was approved is not what would be done by now, though no limit is passed. */
async function isAnotherPlan<State extends object>(trial: Trial<State>): Promise<void> {
	const { fingerprint } = summaryOf(await trial.run('plan'));
	await trial.leave();
	const [before, sent] = [trial.holds(), trial.writes()];
	const more = { approvedPlan: fingerprint };
	expectClear((await trial.run('apply', more, { stops: true })).failure);
	const result = await trial.run('apply', more);
	expect(outcomesOf(result)).toEqual(['notSent']);
	expect(trial.writes()).toBe(sent);
	expect(trial.holds()).toEqual(before);
}

/** The second of two runs is refused, and the first one does not notice. */
async function oneAtATime<State extends object>(trial: Trial<State>): Promise<void> {
	const { on, of } = trial;
	on.misbehave({ how: 'latency', path: of.reads?.plain, ms: 100 });
	const both = await Promise.all([trial.run('apply'), trial.run('apply')]);
	const refused = both.filter(({ records }) =>
		records.every(({ outcome }) => outcome === 'notSent'),
	);
	expect(refused).toHaveLength(1);
	expectNothing(refused[0]);
	on.behave();
	expect(trial.holds()).toEqual(of.wanted);
}

/** Whatever happened, a healthy run ends in the source, and after it there is nothing to do. */
async function endsInSource<State extends object>(trial: Trial<State>): Promise<void> {
	// A token that could not be had is not asked for again at once.
	const options = { timeout: PATIENCE_S, retries: 3 };
	const isKnown = trial.of.reads !== undefined || trial.known.size > 0;
	const healthy = await trial.run('apply', { options });
	// A run that broke off may have left a kind of which nothing is remembered.
	const warnings = (summaryOf(healthy).warnings as string[]).filter(
		(warning) => !/ tells of no /.test(warning),
	);
	expect(warnings).toEqual(isKnown ? [] : [expect.stringMatching(/^Nothing is known of /)]);
	expect(trial.holds()).toEqual(trial.of.wanted);
	expect(outcomesOf(await trial.run('plan'))).toEqual([]);
}

const healsOn = <State extends object>(
	fault: Fault | undefined,
	{ reads }: SyncedPlatform<State>,
) => fault?.heals === 'at once' || (fault?.heals === 'by reading' && reads !== undefined);

const kindOf = (record: string) => record.split(' ')[0];

const summaryOf = ({ summary }: SyncResult): IDataObject => summary[0]?.json ?? {};

const outcomesOf = ({ records }: Pick<SyncResult, 'records'>) => [
	...new Set(records.flatMap(({ outcome }) => (outcome === undefined ? [] : [outcome]))),
];

const recordOf = ({ records }: SyncResult, wanted: string): IDataObject =>
	records.find(({ kind, key }) => `${String(kind)} ${String(key)}` === wanted) ?? {};

/** `input:row` of every row. */
const allRows = (tables: Tables) =>
	tables.flatMap((rows, input) => rows.map((_, item) => `${input}:${item}`)).toSorted();

/** The same of those that items are paired with; what is known is no row of the source. */
const rowsOf = <State extends object>(
	{ changes, error }: SyncResult,
	{ source }: SyncedPlatform<State>,
) => {
	const items = [...changes, ...error];
	for (const { json, pairedItem } of items) {
		const { row } = (json.details ?? json) as IDataObject;
		const [first] = [pairedItem ?? []].flat() as IPairedItemData[];
		if (row !== undefined) expect([json, row]).toEqual([json, first.item + 1]);
	}
	return items
		.flatMap(({ pairedItem = [] }) => pairedItem)
		.map((pair) => (typeof pair === 'number' ? { item: pair } : pair))
		.filter(({ input = 0 }) => input < source.length)
		.map(({ item, input = 0 }) => `${input}:${item}`)
		.toSorted();
};

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

function expectStopped(result: SyncResult, mode: Mode): void {
	const { limitsPassed } = summaryOf(result);
	if (mode === 'plan') {
		expect(limitsPassed).toMatchObject([{ action: 'removals', unit: 'count' }]);
		expect(result.failure).toBeUndefined();
		return expect(outcomesOf(result)).toContain('planned');
	}
	if (mode === 'apply') expect(limitsPassed).not.toEqual([]);
	// What the plan itself rejects stays so.
	const rest = result.records.filter(({ action }) => action !== 'rejected');
	expect(outcomesOf({ records: rest })).toEqual(['notSent']);
	expect(summaryOf(result).warnings).not.toEqual([]);
}

function expectPlan<State extends object>(
	result: SyncResult,
	situation: Situation,
	{ comesBackAs }: SyncedPlatform<State>,
): void {
	expect(outcomesOf(result)).toEqual(situation === 'second run' ? [] : ['planned']);
	expect(summaryOf(result)).toMatchObject({ mode: 'plan', limitsPassed: [] });
	if (situation === 'returned leaver')
		expect(result.records.filter(({ outcome }) => outcome)).toMatchObject([
			{ action: comesBackAs ?? 'restore' },
		]);
	if (situation === 'lost memory')
		for (const { action } of result.records) expect(action).toBe('create');
}

/** What is said of a record is so. */
function expectTruth<State extends object>(
	result: SyncResult,
	before: Records,
	after: Records,
	{ wanted, reads }: SyncedPlatform<State>,
): void {
	for (const { kind, key, outcome, reason, error } of result.records) {
		const record = `${String(kind)} ${String(key)}`;
		const is = after[record];
		const said = [record, outcome, reason];
		if (outcome === 'done') expect([is, ...said]).toEqual([wanted[record], ...said]);
		// Of several steps the earlier ones may have been done, which is said.
		if (outcome === 'notSent' && !/\(done of it: /.test(String(reason)))
			expect([is, ...said]).toEqual([before[record], ...said]);
		// Who can't read sends what is there already.
		if (outcome === 'rejected' && (reads || before[record] !== wanted[record]))
			expect([is, ...said]).not.toEqual([wanted[record], ...said]);
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
