/**
 * What the tests of hippiusSync share: a platform, runs of the node, and what a workflow keeps of
 * them for the next one.
 */
import type { IDataObject } from 'n8n-workflow';
import { expect, onTestFinished } from 'vitest';
import type { HippiusOptions } from '../../../platforms/index.ts';
import { startHippius } from '../../../platforms/index.ts';
import type { CredentialData } from '../../engine/credentials.ts';
import type { NodeUnderTest, RunOptions } from '../../engine/engine.ts';
import type { SyncResult } from '../../engine/sync.ts';
import { runSync } from '../../engine/sync.ts';

export const TYPE = 'hippiusSync';
/** In the order of the node's inputs; Last Known State comes behind them. */
export const KINDS = ['department', 'position', 'employee'] as const;
export type Kind = (typeof KINDS)[number];
export type Tables = Partial<Record<Kind, IDataObject[]>>;

export interface More extends Pick<RunOptions, 'cancelAfter'> {
	node?: Partial<NodeUnderTest>;
	/** The rows of Last Known State; null: it is not connected. */
	memory?: IDataObject[] | null;
}

/** `<kind> <key>` → what is kept of a record. */
type Kept = Map<string, IDataObject>;

/**
 * A platform for the test at hand, and syncs with it: of the kinds that have a table.
 * @param finished of the test's own context, where several run at a time
 */
export async function startOrganisation(options: HippiusOptions = {}, finished = onTestFinished) {
	const platform = await startHippius({ positionsGoAlong: true, ...options });
	finished(platform.stop);
	const credentials = { hippiusApi: platform.credential as CredentialData };
	const kept: Kept = new Map();

	const sync = async (tables: Tables, parameters: IDataObject = {}, more: More = {}) => {
		const { memory = [...kept.values()], ...rest } = more;
		const result = await runSync(TYPE, {
			tables: [...KINDS.map((kind) => tables[kind]), memory ?? undefined],
			parameters: { kinds: KINDS.filter((kind) => tables[kind]), ...parameters },
			credentials,
			...rest,
		});
		keep(kept, result);
		return result;
	};
	return {
		...platform,
		kept,
		plan: sync,
		apply: async (tables: Tables, parameters: IDataObject = {}, more?: More) =>
			await sync(tables, { mode: 'apply', ...parameters }, more),
	};
}
export type Organisation = Awaited<ReturnType<typeof startOrganisation>>;

/**
 * What is done has a state; so has what was known and is unknown now, without what was sent. Nothing
 * else has one, and the last one counts.
 */
function keep(kept: Kept, { records }: SyncResult): void {
	for (const { kind, key, action, outcome, state } of records) {
		const record = `${String(kind)} ${String(key)}`;
		const isTold = outcome === 'done' || (outcome === 'unknown' && action !== 'create');
		expect([record, outcome, typeof state]).toEqual([
			...[record, outcome, isTold ? 'string' : 'undefined'],
		]);
		if (!isTold) continue;
		expect(state).not.toBe('');
		kept.set(record, { kind, key, state });
	}
}

/** What was sent to change something; nothing else is ever sent but for a token. */
export const writes = ({ requestsTo }: Pick<Organisation, 'requestsTo'>) => requestsTo('');

export const summaryOf = ({ summary }: SyncResult): IDataObject => {
	expect(summary).toHaveLength(1);
	return summary[0].json;
};
export const warningsOf = (result: SyncResult) => (summaryOf(result).warnings as string[]).join();

/** Each record as `key: action outcome`. */
export const told = ({ records }: SyncResult) =>
	records.map(({ key, action, outcome }) => `${key}: ${action}${outcome ? ` ${outcome}` : ''}`);

/** So that a few removals in a small company are no accident. */
export const ANY = { maxRemovals: 100_000, maxRemovalsPercent: 100 };
