/** The face of a sync to n8n: what its node's `execute` hands itself to. */
import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { Cancelled, Failure } from '../client/failure';
import { connect } from '../client/request';
import { credentialKey } from '../client/token';
import type { Call, Credential } from '../contract';
import type { Directory, Kind, PlanItem, SyncColumn, SyncPlatform } from '../contract/sync';
import { checkBaseUrl } from '../input/credentials';
import { Invalid, sentenceOf } from '../input/invalid';
import { readOptions, type Options } from '../input/options';
import { inputsOf, isFurtherRun, whyPartial } from '../input/inputs';
import { readSyncSettings, type SyncSettings } from '../input/sync';
import { isTool } from '../input/tool';
import { CircuitBreaker } from '../run/circuit';
import { Journal } from '../run/journal';
import { Outcomes } from '../run/outcomes';
import { BatchSender } from '../run/sender';
import { apply } from './apply';
import { digestOf, type Told } from './digest';
import { remember } from './fingerprint';
import { newEntity } from './directory';
import { isPlanned } from './item';
import { sayPassed } from './limits';
import { lock } from './lock';
import { doubtfulStateOf, memoryOf, sayMemory, stateOf, type Remembered } from './memory';
import { planOf } from './plan';
import { readBoth } from './read';
import {
	changeItem,
	endOf,
	endOfPlan,
	summedUp,
	unsentRow,
	type End,
	type RowPlace,
	type Summary,
} from './report';
import { sourceOf, type Source } from './source';
import { judged, refusalOf, type Planned, type Refusal } from './verdict';
import { sayHomeless, sayLeft, sayRejected, sayUntold } from './warnings';
import { outcomeOfWork, workOf, type Work } from './work';

const FOR_AGENTS =
	'A sync compares whole tables, which an agent can’t hand over, so nothing was read or changed. Let a workflow run this node, with a table on each of its inputs.';

/**
 * @returns the items of Changes and of Summary
 * @throws NodeOperationError when a run ends before its plan does, unless it goes on after failures
 */
export async function runSync<C extends Credential>(
	context: IExecuteFunctions,
	sync: SyncPlatform<C>,
): Promise<INodeExecutionData[][]> {
	if (isTool(context)) return [[{ json: { message: FOR_AGENTS } }], []];
	const run = new SyncRun(context, sync);
	try {
		return await run.outputs();
	} finally {
		run.end();
	}
}

class SyncRun<C extends Credential> {
	private readonly context: IExecuteFunctions;
	private readonly sync: SyncPlatform<C>;
	private readonly inputs: INodeExecutionData[][];
	private readonly memory: INodeExecutionData[];
	private readonly journal: Journal;
	private readonly startedAt = performance.now();
	private readonly warnings: string[] = [];
	private tables: Source['tables'] = new Map();
	private requests = 0;
	private release: () => void = () => {};
	private mode = 'plan';

	constructor(context: IExecuteFunctions, sync: SyncPlatform<C>) {
		this.context = context;
		this.sync = sync;
		const { kinds, memory } = sync;
		this.inputs = inputsOf(context, kinds.length + (memory ? 1 : 0));
		this.memory = this.inputs[kinds.length] ?? [];
		this.journal = new Journal(sync.platform.name, context.logger);
	}

	end(): void {
		this.release();
		const hint = this.journal.hint();
		if (hint) this.context.addExecutionHints({ message: hint, location: 'outputPane' });
	}

	async outputs(): Promise<INodeExecutionData[][]> {
		try {
			const settings = this.settings();
			this.mode = settings.mode;
			const { context, sync } = this;
			let source = this.source(sync.kinds, settings);
			const { credentialType, token } = sync.platform;
			const credential = await context.getCredentials<C>(credentialType, 0);
			checkBaseUrl(credential);
			const key = credentialKey(token, credential);
			this.take(key, settings);
			const options = readOptions(context, { batch: sync.batch }, sync.platform.pace);
			const circuit = new CircuitBreaker((failure) => this.journal.stopping(failure));
			const call = this.connected(credential, options, circuit);

			const kinds = await this.kinds(source, settings, call);
			if (kinds !== sync.kinds) source = this.source(kinds, settings);
			const left = sayLeft(source, kinds);
			if (left) {
				this.warnings.push(left);
				context.addExecutionHints({ message: left, location: 'outputPane' });
			}
			const remembered = this.remembered(settings);
			const read = async ({ tables }: Source) =>
				await readBoth(sync, { kinds, tables, remembered }, settings, call, options.concurrency);
			// Matching writes into the records: a second look begins with the rows as they came.
			const look = async () => await read(sourceOf(kinds, this.inputs, settings));
			const directory = await read(source);
			this.warnings.push(...sayUntold(directory, this.tables, sync.platform.name));
			const planned = judged(directory, settings, credential, key, sync.rules);
			const { items, fingerprint } = planned;
			remember(fingerprint, items.filter(isPlanned));
			if (settings.mode === 'plan') return this.report(planned, settings, planEnds(items));

			const refusal = refusalOf(planned, settings);
			if (refusal) return this.refuse(refusal, planned, settings);
			const ends = await this.apply(planned, settings, {
				credential,
				options,
				circuit,
				call,
				look,
			});
			return this.report(planned, settings, ends);
		} catch (error) {
			return this.ended(error as Error);
		}
	}

	private settings(): SyncSettings {
		const settings = readSyncSettings(this.context, this.sync.kinds);
		settings.partial = whyPartial(this.context, this.inputs, settings, this.sync.kinds.length);
		if (!settings.partial) return settings;
		this.warnings.push(`Nothing counts as missing, because ${settings.partial}.`);
		// A later run of the node has only the rows that came this time.
		if (isFurtherRun(this.context))
			this.sync.kinds.forEach(({ value }, input) => {
				if (!this.inputs[input].length) settings.kinds.delete(value);
			});
		return settings;
	}

	private source(kinds: Array<Kind<C>>, settings: SyncSettings): Source {
		const source = sourceOf(kinds, this.inputs, settings);
		this.tables = source.tables;
		return source;
	}

	/** With the columns that only this tenant has, where a table has any. */
	private async kinds(
		{ left }: Source,
		{ said }: SyncSettings,
		call: Call,
	): Promise<Array<Kind<C>>> {
		const added = new Map<Kind<C>, SyncColumn[]>();
		for (const kind of this.sync.kinds) {
			const isKnown = (id: string) => kind.columns.some((column) => column.id === id);
			const mapped = [...(said.get(kind.value)?.keys() ?? [])].filter((id) => !isKnown(id));
			const unknown = (left.get(kind.value) ?? []).filter(({ instead }) => instead === undefined);
			const headers = [...unknown.map(({ header }) => header), ...mapped];
			const own = headers.length ? await kind.ownColumns?.(call, headers) : undefined;
			if (own?.length) added.set(kind, own);
		}
		if (added.size === 0) return this.sync.kinds;
		return this.sync.kinds.map((kind) => {
			const columns = [...kind.columns, ...(added.get(kind) ?? [])];
			return added.has(kind) ? { ...kind, columns } : kind;
		});
	}

	private remembered({ kinds: chosen }: SyncSettings): Remembered['records'] {
		const { kinds, memory, platform } = this.sync;
		const remembered = memoryOf(kinds, this.memory);
		const wanted = kinds.filter(({ value }) => chosen.has(value));
		if (memory) this.warnings.push(...sayMemory(remembered, wanted, platform.name, memory.name));
		return remembered.records;
	}

	/** @throws Invalid while another run is at it */
	private take(key: string, { kinds }: SyncSettings): void {
		const release = lock([...kinds.keys()].map((kind) => `${key} ${kind}`));
		if (!release)
			throw new Invalid(
				`Another sync of the same ${this.sync.platform.name} is under way in this n8n process: run this one when that has ended`,
			);
		this.release = release;
	}

	private connected(credential: C, options: Options, circuit: CircuitBreaker): Call {
		const { helpers } = this.context;
		const counting: typeof helpers.httpRequest = async (request) => {
			this.requests++;
			return await helpers.httpRequest(request);
		};
		const counted = {
			helpers: { ...helpers, httpRequest: counting },
			getExecutionCancelSignal: () => this.context.getExecutionCancelSignal(),
		};
		return connect(counted, this.sync.platform, credential, options, {
			circuit,
			observer: this.journal,
		});
	}

	/** Nothing at all is sent. */
	private refuse(
		{ short, message, advice }: Refusal,
		planned: Planned<C>,
		settings: SyncSettings,
	): INodeExecutionData[][] {
		if (!this.context.continueOnFail()) throw new Refused(message, advice);
		this.warnings.push(`${message}${message.endsWith('?') ? '' : '.'} ${advice}`);
		const reason = { message: `Not sent, because ${short}: see the Summary` };
		const ends = planned.items.map((item): [PlanItem<C>, End] =>
			isPlanned(item) ? [item, { outcome: 'notSent', reason }] : [item, endOfPlan(item)],
		);
		return this.report(planned, settings, new Map(ends), true);
	}

	private async apply(
		{ items, directory }: Planned<C>,
		settings: SyncSettings,
		{ credential, options, circuit, call, look }: Means<C>,
	): Promise<Map<PlanItem<C>, End>> {
		const outcomes = new Outcomes(true);
		const works = workOf(items.filter(isPlanned), directory);
		const { platform, rules } = this.sync;
		const sending = { platform, credential, call, circuit, options, outcomes };
		try {
			await apply(works, {
				credential,
				outcomes,
				sender: new BatchSender(sending),
				again: async () => planOf(await look(), settings, credential, rules),
				hasStopped: () => circuit.opened !== undefined,
			});
		} catch (error) {
			const parts = works.flatMap(({ tasks }) => tasks);
			outcomes.end(
				parts.map(({ record }) => record),
				error as Error,
			);
			if (!(error instanceof Cancelled)) this.warnings.push((error as Error).message);
		}
		const ends = planEnds(items);
		for (const work of works) ends.set(work.item, this.endOf(work, outcomes));
		return ends;
	}

	private endOf(work: Work<C>, outcomes: Outcomes): End {
		const outcome = outcomeOfWork(work, outcomes);
		const end = endOf(outcome, work.item);
		if (!this.sync.memory) return end;
		if (end.outcome === 'done') return { ...end, state: stateOf(work.item) };
		const isDoubtful = end.outcome === 'unknown' && work.item.entity.target;
		return isDoubtful ? { ...end, state: doubtfulStateOf(work.item) } : end;
	}

	private report(
		{ directory, items, counts, fingerprint, passed, doubts }: Planned<C>,
		{ showsAll }: SyncSettings,
		ends: Map<PlanItem<C>, End>,
		isRefused = false,
	): INodeExecutionData[][] {
		const inputOf = new Map(this.sync.kinds.map(({ value }, input) => [value, input]));
		const changes = items
			.filter(({ isHidden, action }) => showsAll || (!isHidden && action !== 'unchanged'))
			.map((item) =>
				changeItem(item, ends.get(item) ?? {}, this.place(inputOf.get(item.entity.kind.value))),
			);
		// A refusal has told them already.
		const limits = isRefused
			? []
			: [...sayPassed(passed, items, counts).map((each) => `${each}.`), ...doubts];
		const said = [...sayHomeless(items, directory, this.tables), ...sayRejected(items, counts)];
		const view = this.mode === 'plan' ? 'plan' : isRefused ? 'refused' : 'applied';
		const told = {
			warnings: [...this.warnings, ...said, ...limits],
			counts: summedUp(counts, ends),
		};
		return [changes, this.summary({ fingerprint, limitsPassed: passed, ...told }, { view, ends })];
	}

	private place(input = 0): RowPlace {
		const splits = this.context.getNode().onError === 'continueErrorOutput';
		return { platform: this.sync.platform.name, input, splits };
	}

	private summary(
		{
			fingerprint,
			warnings,
			limitsPassed,
			counts,
		}: Pick<Summary, 'fingerprint' | 'warnings' | 'limitsPassed' | 'counts'>,
		told: Pick<Told<C>, 'view' | 'ends'>,
	): INodeExecutionData[] {
		const { kinds, platform } = this.sync;
		const json: Summary = {
			mode: this.mode,
			fingerprint,
			text: digestOf({ ...told, platform: platform.name, kinds, counts, warnings }),
			...{ warnings, limitsPassed, counts },
			requests: this.requests,
			seconds: Math.round((performance.now() - this.startedAt) / 100) / 10,
		};
		return [{ json: json as unknown as INodeExecutionData['json'] }];
	}

	/** The run ended before its plan did. */
	private ended(error: Error): INodeExecutionData[][] {
		const { message, advice } = sayEnd(error);
		if (!this.context.continueOnFail()) {
			const thrown = new NodeOperationError(this.context.getNode(), message, {
				description: advice,
			});
			// n8n puts its own words for texts that look like Node's codes, as “routeNotFound” does.
			thrown.message = message;
			throw thrown;
		}
		const rows = this.sync.kinds.flatMap((kind, input) => {
			const records = this.tables.get(kind.value)?.records ?? [];
			const recordAt = new Map(records.map((record) => [record.rows[0], record]));
			return this.inputs[input].map((_item, at) => {
				// Rows of one record may be together by then: each leaves by itself.
				const source = { values: {}, ...recordAt.get(at), rows: [at] };
				return unsentRow(newEntity(kind, { source }), this.place(input), message);
			});
		});
		const warnings = [...this.warnings, [message, advice].filter(Boolean).join('. ')];
		return [
			rows,
			this.summary(
				{ fingerprint: '', warnings, limitsPassed: [], counts: {} },
				{ view: 'refused', ends: new Map() },
			),
		];
	}
}

/** A plan that is not applied ends the run. */
class Refused extends Error {
	readonly advice: string;

	constructor(message: string, advice: string) {
		super(message);
		this.advice = advice;
	}
}

interface Means<C extends Credential> {
	credential: C;
	options: Options;
	circuit: CircuitBreaker;
	call: Call;
	/** Reads both sides again. */
	look(): Promise<Directory<C>>;
}

/** Of what ends in some way; most records are as they should be. */
function planEnds<C extends Credential>(items: Array<PlanItem<C>>): Map<PlanItem<C>, End> {
	const ends = new Map<PlanItem<C>, End>();
	for (const item of items) {
		const end = endOfPlan(item);
		if (end.outcome) ends.set(item, end);
	}
	return ends;
}

function sayEnd(error: Error): { message: string; advice?: string } {
	if (error instanceof Refused) return error;
	if (error instanceof Invalid) return { message: sentenceOf(error) };
	if (error instanceof Failure)
		return {
			message: `Nothing was changed, because the platform could not be read: ${error.message}`,
			advice: error.facts.advice,
		};
	return { message: error.message };
}
