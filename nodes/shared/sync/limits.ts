/** How many records a plan touches, and whether that is more than it may. */
import { groupBy } from '../batching/group';
import type { Credential } from '../contract';
import { called, columnNames } from './directory';
import type { Action, Directory, Entity, PlanItem, SyncOptions } from '../contract/sync';
import type { Scope } from './scope';

export interface Counts extends Record<Action, number> {
	/** Rows of the source, also those in which nothing stands. */
	source: number;
	/** What is active on the platform and in scope. */
	platform: number;
	/** Of the source, found on the platform. */
	matched: number;
}

type Limited = keyof SyncOptions['limits'];

export interface LimitPassed {
	kind: string;
	action: Limited;
	count: number;
	limit: number;
	unit: 'count' | 'percent';
}

export function countsOf<C extends Credential>(
	items: Array<PlanItem<C>>,
	entities: Array<Entity<C>>,
	scope: Scope<C>,
): Counts {
	const counts: Counts = {
		...{ source: 0, platform: 0, matched: 0 },
		...{ create: 0, update: 0, move: 0, restore: 0, enable: 0, retire: 0, remove: 0 },
		...{ unchanged: 0, skipped: 0, rejected: 0 },
	};
	const known = new Set<unknown>();
	for (const entity of entities) {
		const { source, target } = entity;
		counts.source += source?.rows.length ?? 0;
		// Two rows may stand for one record.
		const isFirst = !known.has(target);
		known.add(target);
		if (isFirst && target?.state === 'active' && scope.holds(entity, 'now')) counts.platform++;
		if (source && target && source.impliedBy === undefined) counts.matched++;
	}
	for (const { action } of items) counts[action]++;
	return counts;
}

/** What a limit counts, and how it is called. */
const LIMITED: Record<
	Limited,
	{ actions: Action[]; label: string; term: string; parameter: string; says: string }
> = {
	removals: {
		actions: ['retire', 'remove'],
		label: 'Max Removals',
		term: '移除上限',
		parameter: 'maxRemovals',
		says: 'retired or removed',
	},
	creates: {
		actions: ['create'],
		label: 'Max Creates',
		term: '新增上限',
		parameter: 'maxCreates',
		says: 'created',
	},
	updates: {
		actions: ['update', 'move', 'restore', 'enable'],
		label: 'Max Updates',
		term: '更新上限',
		parameter: 'maxUpdates',
		says: 'updated, moved, restored or enabled',
	},
};

/** Which limits a plan passes, kind by kind. */
export function limitsPassed(counts: Map<string, Counts>, { limits }: SyncOptions): LimitPassed[] {
	return [...counts].flatMap(([kind, own]) =>
		(Object.keys(limits) as Limited[]).flatMap((action): LimitPassed[] => {
			const count = LIMITED[action].actions.reduce((sum, each) => sum + own[each], 0);
			const { most, mostPercent } = limits[action];
			const percent = shareOf(action, count, own.platform);
			const passed = { kind, action, count };
			return [
				...(most !== undefined && count > most
					? [{ ...passed, limit: most, unit: 'count' as const }]
					: []),
				...(mostPercent !== undefined && count > 0 && percent > mostPercent
					? [{ ...passed, limit: mostPercent, unit: 'percent' as const }]
					: []),
			];
		}),
	);
}

/** So few records say nothing about the key. */
const TOO_FEW = 20;

/** Kinds of which so little matches that the key is likely the wrong one, as sentences. */
export function mismatches<C extends Credential>(
	directory: Directory<C>,
	counts: Map<string, Counts>,
	{ minMatchedPercent, kinds }: SyncOptions,
): string[] {
	return [...counts].flatMap(([value, { source: all, platform, matched }]) => {
		const { kind, entities } = directory.view(value);
		const source = all - entities.filter((entity) => entity.source?.isEmpty).length;
		if (!kind.match || source <= TOO_FEW || platform <= TOO_FEW) return [];
		const percent = Math.round((matched / Math.min(source, platform)) * 100);
		if (percent >= minMatchedPercent) return [];
		const by = columnNames(kind, kinds.get(value)?.matchBy ?? [], ', ');
		return [
			`Only ${matched} of ${source} ${kind.called.many} of the source were found among the ${platform} on the platform (${percent} %, and Min Matched (%), minMatchedPercent, is ${minMatchedPercent}): is ${by} the right key under Match By?`,
		];
	});
}

/** In percent. Of nothing there is no share; and who is disabled may be among those who go. */
function shareOf(action: Limited, count: number, platform: number): number {
	const share = platform ? (count / platform) * 100 : 0;
	return action === 'removals' ? Math.min(share, 100) : share;
}

/** Passed limits as sentences, with the first records that they are about. */
export function sayPassed<C extends Credential>(
	passed: LimitPassed[],
	items: Array<PlanItem<C>>,
	counts: Map<string, Counts>,
): string[] {
	return groupBy(passed, ({ kind, action }) => `${kind} ${action}`).map((same) => {
		const [{ kind, action, count }] = same;
		const { actions, label, term, parameter, says } = LIMITED[action];
		const concerned = items.filter(
			(item) => item.entity.kind.value === kind && actions.includes(item.action),
		);
		const { called: words } = concerned[0].entity.kind;
		const first = concerned.slice(0, 5).map(({ entity }) => called(entity));
		const more = concerned.length > first.length ? ', …' : '';
		const limits = same.map(({ unit, limit }) =>
			unit === 'percent'
				? `${label} (${term}, %, ${parameter}Percent) is ${limit}`
				: `${label} (${term}, ${parameter}) is ${limit}`,
		);
		const all = counts.get(kind)?.platform ?? 0;
		return `${count} of ${all} ${words.many} would be ${says}, and ${limits.join(', and ')}: ${first.join(', ')}${more}`;
	});
}
