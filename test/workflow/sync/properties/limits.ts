/** Random limits, and which of them a plan passes, by the specification's own arithmetic. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { SyncResult } from '../../engine/sync.ts';
import { plannedOf, summaryOf } from './items.ts';

const few = fc.option(fc.nat(3), { nil: undefined });
const percent = fc.option(fc.constantFrom(0, 10, 34, 50, 100), { nil: undefined });

export type Limits = Record<string, number>;

export const someLimits: fc.Arbitrary<Limits> = fc
	.record({
		...{ maxRemovals: few, maxRemovalsPercent: percent },
		...{ maxCreates: few, maxCreatesPercent: percent },
		...{ maxUpdates: few, maxUpdatesPercent: percent },
	})
	.map(
		(given) =>
			Object.fromEntries(
				Object.entries(given).filter(([, value]) => value !== undefined),
			) as Limits,
	);

/** Those of the harness where none was chosen. */
export const FAR_AWAY = { maxRemovals: 1000, maxRemovalsPercent: 1000 };

const ACTIONS: Record<string, string[]> = {
	removals: ['retire', 'remove'],
	creates: ['create'],
	updates: ['update', 'move', 'restore', 'enable'],
};

const nameOf = (action: string) => `max${action[0].toUpperCase()}${action.slice(1)}`;

/** A percentage of nothing is left open. */
export const comparable = (limits: unknown, planned: SyncResult): IDataObject[] =>
	(limits as IDataObject[]).filter(
		({ kind, unit }) => unit === 'count' || platformCount(planned, String(kind)) > 0,
	);

const platformCount = (planned: SyncResult, kind: string): number => {
	const { counts } = summaryOf(planned) as { counts: Record<string, Record<string, number>> };
	return counts[kind]?.platform ?? 0;
};

export function passedBy(
	planned: SyncResult,
	kinds: readonly string[],
	given: Limits,
): IDataObject[] {
	const limits: Limits = { ...FAR_AWAY, ...given };
	return kinds.flatMap((kind) =>
		Object.entries(ACTIONS).flatMap(([action, which]) => {
			const count = plannedOf(planned).filter(
				(item) => item.kind === kind && which.includes(String(item.action)),
			).length;
			const platform = platformCount(planned, kind);
			const most = limits[nameOf(action)];
			const percent = limits[`${nameOf(action)}Percent`];
			const part = count === 0 ? 0 : (100 * count) / platform;
			// Disabled ones may go too, and more than all is all.
			const share = action === 'removals' ? Math.min(100, part) : part;
			return [
				...(most !== undefined && count > most
					? [{ kind, action, count, limit: most, unit: 'count' }]
					: []),
				...(percent !== undefined && share > percent
					? [{ kind, action, count, limit: percent, unit: 'percent' }]
					: []),
			];
		}),
	);
}
