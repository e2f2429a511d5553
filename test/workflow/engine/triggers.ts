/**
 * Runs trigger nodes of the built package in n8n-core's own contexts: polling ones here, those
 * that listen in listening.ts. Follows n8n 2.41.1 (`PollTriggerExecutor`,
 * `TriggerExecutionContextFactory`, read).
 */
import type { IDataObject, INodeExecutionData, INodeParameters, Workflow } from 'n8n-workflow';
import { isDeepStrictEqual } from 'node:util';
import type { Engine } from './engine.ts';
import { n8nCore } from './n8n.ts';
import type { TriggerOptions } from './trigger-node.ts';
import { TriggerNode } from './trigger-node.ts';

export { listening } from './listening.ts';
export { newProcess } from './trigger-node.ts';

/**
 * How n8n keeps static data:
 * - `durable` (durable cursors): read from `saved` at each poll; written when the poll ended with
 *   items or null, unless nothing changed; forgotten when it threw.
 * - `memory` (n8n's default): one object for as long as the process lives, whatever is saved and
 *   **whether or not a poll threw**; `saved` is written when a poll ended with items, and after
 *   the poll on activation; **not after null**.
 * - `column` (scheduler without durable cursors): read from `saved` at each poll, written when it
 *   ended with items only.
 */
export type Store = 'durable' | 'memory' | 'column';

export interface PollOptions {
	mode?: 'trigger' | 'manual';
	activation?: 'init' | 'create' | 'update' | 'activate' | 'manual' | 'leadershipChange';
	/** What `getPollBudgetMs()` gives; without, the context has none, as in an older n8n. */
	budgetMs?: number;
	/**
	 * The poll that n8n makes when a workflow is activated. With durable cursors n8n keeps nothing
	 * of it if it ends with null.
	 */
	activating?: boolean;
	/** Nobody wants the result any more (n8n lost the lease, or the workflow was published anew). */
	discarded?: boolean;
}

export interface PollResult {
	items: INodeExecutionData[] | null;
	/** What `poll` threw. */
	failure?: Error & IDataObject;
	logs: string[];
}

export const polling = (engine: Engine, options: TriggerOptions & { store?: Store }) =>
	new Polling(engine, options);

export class Polling {
	readonly #node: TriggerNode;
	readonly #store: Store;
	/** All that was logged so far. */
	readonly logs: string[] = [];
	/** With `memory`, the workflow that lives on. */
	#living?: ReturnType<TriggerNode['load']>;

	constructor(
		engine: Engine,
		{ store = 'durable', ...options }: TriggerOptions & { store?: Store },
	) {
		this.#node = new TriggerNode(engine, options);
		this.#store = store;
	}

	/** The workflow's static data as it is saved, as text: a test may put something else there. */
	get saved(): string {
		return this.#node.saved;
	}

	set saved(text: string) {
		this.#node.saved = text;
	}

	/** How often static data was written. */
	get saves(): number {
		return this.#node.saves;
	}

	/** A new process: the package's modules know nothing, and static data is read again. */
	async restarted(): Promise<void> {
		await this.#node.newProcess();
		this.#living = undefined;
	}

	/** The workflow is published with other settings, and its static data read again. */
	publish(parameters: INodeParameters, credentials = this.#node.credentials): void {
		Object.assign(this.#node, { parameters, credentials });
		this.#living = undefined;
	}

	/** Polls may overlap. */
	async poll(options: PollOptions = {}): Promise<PollResult> {
		const { activating = false, discarded = false } = options;
		const manual = options.mode === 'manual';
		const inMemory = this.#store === 'memory' && !manual;
		const loaded = inMemory ? (this.#living ??= this.#node.load()) : this.#node.load();
		const { workflow } = loaded;
		const seed = this.#node.own;
		const staged = this.#store === 'durable' && !manual ? structuredClone(seed) : undefined;
		const context = this.#context(loaded, options, staged);
		const logs: string[] = [];

		const poll = () => this.#node.type.poll!.call(context);
		const ended = await this.#node.run(workflow, logs, poll).then(
			(items) => ({ items: items?.flat() ?? null, failure: undefined }),
			(failure: unknown) => ({ items: null, failure: failure as PollResult['failure'] }),
		);

		this.logs.push(...logs);
		if (discarded) {
			// The workflow that lives on was superseded by one read again.
			this.#living = undefined;
		} else if (!manual && !ended.failure) {
			this.#keep(workflow, staged, seed, activating, ended.items === null);
		}
		return { items: ended.items, ...(ended.failure && { failure: ended.failure }), logs };
	}

	#keep(
		workflow: Workflow,
		staged: IDataObject | undefined,
		seed: IDataObject,
		activating: boolean,
		isNull: boolean,
	) {
		if (staged) {
			const isKept = !(isNull && activating) && !isDeepStrictEqual(staged, seed);
			if (isKept) this.#node.own = staged;
		} else if (!isNull || activating) {
			this.#node.save(workflow);
		}
	}

	#context(
		{ workflow, node }: ReturnType<TriggerNode['load']>,
		{ mode = 'trigger', activation, budgetMs }: PollOptions,
		staged?: IDataObject,
	) {
		const context = new n8nCore.PollContext(
			workflow,
			node,
			this.#node.additional(),
			mode,
			activation ?? (mode === 'manual' ? 'manual' : 'update'),
			undefined,
			undefined,
			undefined,
			undefined,
			staged && (() => staged),
			budgetMs === undefined ? undefined : () => budgetMs,
		);
		if (budgetMs === undefined) Reflect.deleteProperty(context, 'getPollBudgetMs');
		return context;
	}
}
