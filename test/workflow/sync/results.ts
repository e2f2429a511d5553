/** What a run of a sync told, whatever the platform: items, counts, hints, and why it stopped. */
import type { IDataObject } from 'n8n-workflow';
import { expect } from 'vitest';
import type { WorkflowResult } from '../engine/engine.ts';
import { asText } from '../engine/secrets.ts';
import type { SyncResult } from '../engine/sync.ts';

export const summaryOf = ({ summary }: SyncResult): IDataObject => {
	expect(summary).toHaveLength(1);
	return summary[0].json;
};
export const warningsOf = (result: SyncResult) => (summaryOf(result).warnings as string[]).join();
export const countsOf = (result: SyncResult, kind: string) =>
	(summaryOf(result).counts as Record<string, IDataObject>)[kind];
export const fingerprintOf = (result: SyncResult) => summaryOf(result).fingerprint as string;

/** Each record as `key: action outcome`. */
export const told = ({ records }: SyncResult) =>
	records.map(({ key, action, outcome }) => `${key}: ${action}${outcome ? ` ${outcome}` : ''}`);

/** The one record with that key. */
export function recordOf({ records }: SyncResult, key: string): IDataObject {
	const found = records.filter((record) => record.key === key);
	expect(found, key).toHaveLength(1);
	return found[0];
}

/** Why the record failed, or what was done with it. */
export const reasonOf = (result: SyncResult, key: string) => String(recordOf(result, key).reason);

export const change = (field: string, from: string, to: string) => ({ field, from, to });

/** Everything that the run left, as text: items, errors, hints, log lines. */
export const everythingOf = ({ run, logs, failure }: SyncResult | WorkflowResult) =>
	asText(run, logs, failure);

/** What the node tells the user besides its items. */
export const hintsOf = ({ run: { data } }: SyncResult): string[] =>
	Object.values(data.resultData.runData)
		.flat()
		.flatMap(({ hints = [] }) => hints.map(({ message }) => message));

/** Message and description of what stopped the run. */
export function stopOf({ failure }: SyncResult | WorkflowResult) {
	const { message, description } = (failure ?? {}) as Error & { description?: string | null };
	return `${message}\n${description ?? ''}`;
}

export const says = (text: string) => expect.stringContaining(text) as string;

/** Cases that wait for a clock wait together; all that fail are named. */
export async function atOnce<Case extends unknown[]>(
	cases: Case[],
	check: (...given: Case) => Promise<void>,
): Promise<void> {
	const ends = await Promise.allSettled(cases.map(async (each) => await check(...each)));
	const failed = ends.flatMap((end, at) =>
		end.status === 'rejected' ? [`${JSON.stringify(cases[at])}: ${String(end.reason)}`] : [],
	);
	expect(failed).toEqual([]);
}
