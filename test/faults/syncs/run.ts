/** Runs of a sync, one after the other, as a workflow that keeps what it has to keep. */
import type { IDataObject } from 'n8n-workflow';
import { PLATFORMS, type TestPlatform } from '../../platforms/index.ts';
import type { CredentialData } from '../../workflow/engine/credentials.ts';
import type { NodeUnderTest } from '../../workflow/engine/engine.ts';
import type { SyncResult } from '../../workflow/engine/sync.ts';
import { runSync } from '../../workflow/engine/sync.ts';
import { CELL_MS } from '../wire.ts';
import type { Scene } from './scene.ts';

/** So that a few removals in a small organisation are no accident. */
const ANY = { maxRemovals: 100_000, maxRemovalsPercent: 100 };

export type Kept = Map<string, IDataObject>;
export type Run = (options?: IDataObject, node?: Partial<NodeUnderTest>) => Promise<SyncResult>;

/** @param kept what is kept for the next run, where the node needs it */
export function runsOf(given: Scene, { credential }: TestPlatform<object>, kept: Kept) {
	const { node, kinds, parameters } = given;
	return async (tables: IDataObject[][], options = {}, how: Partial<NodeUnderTest> = {}) => {
		const memory = given.earlier ? [[...kept.values()]] : [];
		const result = await runSync(`${node}Sync`, {
			tables: [...tables, ...memory],
			parameters: {
				...{ kinds, mode: 'apply', show: 'all', limits: ANY, ...parameters },
				options: { concurrency: 4, batchSize: 2, retries: 2, timeout: 20, ...options },
			},
			credentials: { [PLATFORMS[node].credentialType]: credential as CredentialData },
			node: how,
			cancelAfter: CELL_MS,
		});
		for (const { kind, key, state } of result.records)
			if (state) kept.set(`${String(kind)} ${String(key)}`, { kind, key, state });
		return result;
	};
}
