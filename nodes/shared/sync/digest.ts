/** What a sync came to, as a text for a mail, a chat or whoever approves; each term in both languages. */
import type { Credential, Outcome } from '../contract';
import type { Action, Kind, PlanItem } from '../contract/sync';
import { called } from './directory';
import { isGoing } from './item';
import type { End, Ending, Summary } from './report';

const ACTIONS: Partial<Record<Action, string>> = {
	create: 'create (新增)',
	update: 'update (更新)',
	move: 'move (调动)',
	restore: 'restore (恢复)',
	enable: 'enable (启用)',
	retire: 'retire (离职, 封存)',
	remove: 'remove (删除)',
	rejected: 'rejected (不能用)',
};

const OUTCOMES: Record<Outcome['kind'], string> = {
	done: 'done (完成)',
	rejected: 'rejected (未执行)',
	unknown: 'unknown (不确定)',
	notSent: 'not sent (未发送)',
};

type Counted = Summary['counts'][string];

interface View {
	heading: string;
	/** What is counted, and as what. */
	words: Partial<Record<keyof Counted, string>>;
	/** Of those who go, the ones that are named. */
	going: { outcome: Ending; says: string };
}

const WOULD_GO = 'Would go (将离职或删除)';
const VIEWS = {
	plan: {
		heading: 'a plan, nothing was changed (计划, 未改动)',
		words: ACTIONS,
		going: { outcome: 'planned', says: WOULD_GO },
	},
	applied: {
		heading: 'what was done (执行结果)',
		words: OUTCOMES,
		going: { outcome: 'done', says: 'Gone (已离职或删除)' },
	},
	refused: {
		heading: 'nothing was changed (未改动)',
		words: ACTIONS,
		going: { outcome: 'notSent', says: WOULD_GO },
	},
} satisfies Record<string, View>;

/** So many names are read; more are counted. */
const MOST_NAMED = 30;

export interface Told<C extends Credential> extends Pick<Summary, 'counts' | 'warnings'> {
	view: keyof typeof VIEWS;
	/** As people call the platform. */
	platform: string;
	kinds: Array<Kind<C>>;
	ends: Map<PlanItem<C>, End>;
}

/** @returns lines: a heading, the counts of each kind, who goes, and the warnings */
export function digestOf<C extends Credential>(told: Told<C>): string {
	const { platform, kinds, counts, ends, warnings } = told;
	const view: View = VIEWS[told.view];
	const lines = kinds
		.filter(({ value }) => value in counts)
		.flatMap(({ value, name, chinese }) => [
			`${name} (${chinese}): ${counted(view, counts[value])}`,
			...named(view, value, ends),
		]);
	return [`${platform}: ${view.heading}`, ...lines, ...warnings].join('\n');
}

function counted({ words }: View, counts: Counted): string {
	const parts = Object.entries(words).map(([name, says]) => ({
		says,
		count: counts[name as keyof Counted],
	}));
	const some = parts.filter(({ count }) => count > 0);
	return some.map(({ says, count }) => `${says} ${count}`).join(', ') || 'no change (无变化)';
}

/** Those who go are looked for first. */
function named<C extends Credential>(
	{ going }: View,
	kind: string,
	ends: Map<PlanItem<C>, End>,
): string[] {
	const names = [...ends]
		.filter(([item, { outcome }]) => isGoing(item) && outcome === going.outcome)
		.filter(([{ entity }]) => entity.kind.value === kind)
		.map(([{ entity }]) => called(entity));
	if (names.length === 0) return [];
	const more = names.length > MOST_NAMED ? `, … (${names.length - MOST_NAMED} more)` : '';
	return [`${going.says}: ${names.slice(0, MOST_NAMED).join(', ')}${more}`];
}
