/**
 * The notation of golden plans: a small organisation and its source as tables of text, the plan
 * as text beside them.
 *
 * Tables have their header in the first line and `|` between cells. What a platform makes of its
 * tables stands beside its goldens.
 *
 * A plan has a line for each item, `action kind key by match field | field: from → to | reason`,
 * then one for each kind with the counts that are not zero, then limits and warnings. Where the
 * wording is free (rejected, skipped, warnings), `…` stands for any text.
 */
import type { IDataObject } from 'n8n-workflow';
import type { Misbehaviour } from '../../platforms/index.ts';
import { byWireNames } from '../engine/sync.ts';

export type Tables<Kind extends string> = Partial<Record<Kind, string>>;

export interface Golden<Kind extends string, State> {
	/** The lesson. */
	title: string;
	/** What users of other sync engines complained of, that must not happen here. */
	complaint?: string | string[];
	platform?: Tables<Kind>;
	/** What no table says of the platform. */
	setUp?: (state: State) => void;
	/** The kinds that have a table here are those that are chosen. */
	source: Tables<Kind>;
	/** What differs from the defaults; removals are not limited unless `limits` says so. */
	parameters?: IDataObject;
	/** From here on, how the platform behaves while the plan is made. */
	planFaults?: Misbehaviour[];
	/** The whole plan; */
	plan?: string;
	/** or the message of the node that refuses to make one. */
	refused?: string;
	/** What the node says where a limit is passed and nobody has approved the plan. */
	stopped?: string;
	/** What happens between the plan and its approval. */
	meanwhile?: (state: State) => void;
	/** How the platform behaves while the plan is applied, */
	applyFaults?: Misbehaviour[];
	/** and what comes of it, where it is not just what was planned: `outcome action kind key | reason` */
	applied?: string;
	/** the requests that write, in their order: their interfaces, or all that a platform's notation tells; */
	sent?: string;
	/** or the message of the node that refuses to apply the plan. */
	notApplied?: string;
}

/** Backslashes of long names stand for themselves. */
export const text = String.raw;

const linesOf = (given: string) =>
	given
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');

const cellsOf = (line: string) => line.split('|').map((cell) => cell.trim());

export type Row = Record<string, string>;

export function rowsOf(table = ''): Row[] {
	const [header = '', ...lines] = linesOf(table);
	const columns = cellsOf(header);
	return lines.map((line) => {
		const cells = cellsOf(line);
		if (cells.length !== columns.length) throw new Error(`“${line}” does not fit “${header}”`);
		return Object.fromEntries(columns.map((column, index) => [column, cells[index]]));
	});
}

export interface Item {
	kind: string;
	key: string;
	name: string;
	/** Of its first row in its table, from 1 on. */
	row?: number;
	action: string;
	outcome?: string;
	reason: string;
	changes: Array<{ field: string; from: string; to: string }>;
	matchedBy: string;
	id: string;
}

export interface Summary {
	fingerprint: string;
	counts: Partial<Record<string, Record<string, number>>>;
	limitsPassed: Array<Record<'kind' | 'action' | 'count' | 'limit' | 'unit', unknown>>;
	warnings: string[];
}

/** What such an item knows besides its reason is not specified. */
const isOpen = ({ action }: Item) => action === 'rejected' || action === 'skipped';

const words = (...parts: string[]) => parts.filter((part) => part !== '').join(' ');

function lineOf(item: Item) {
	const { action, kind, key, matchedBy, changes, reason } = item;
	const by = matchedBy && !isOpen(item) ? ` by ${matchedBy}` : '';
	const told = isOpen(item) ? [] : changes;
	const change = told.map(({ field, from, to }) => words(`${field}:`, from, '→', to)).join(', ');
	return [words(action, kind, key) + by, change, reason].filter((part) => part !== '').join(' | ');
}

const COUNTS = [
	...['source', 'platform', 'matched', 'unchanged', 'create', 'update', 'move', 'restore'],
	...['enable', 'retire', 'remove', 'skipped', 'done', 'rejected', 'unknown', 'notSent'],
];

const countsOf = ([kind, counts]: [string, Record<string, number> | undefined]) => {
	const filled = COUNTS.filter((name) => counts?.[name]).map((name) => `${name} ${counts![name]}`);
	return filled.length === 0 ? [] : [`${kind}: ${filled.join(', ')}`];
};

/** Counts in the order of the kinds. */
export const planText = (kinds: readonly string[], items: Item[], summary: Summary) => [
	...items.map(lineOf),
	...kinds.flatMap((kind) => countsOf([kind, summary.counts[kind]])),
	...summary.limitsPassed.map(
		({ kind, action, count, limit, unit }) =>
			`limit passed: ${kind} ${action} ${count} > ${limit} ${unit}`,
	),
	...summary.warnings.map((warning) => `warning: ${warning}`),
];

export const appliedText = (items: Item[]) =>
	items.map(({ outcome, action, kind, key, reason }) =>
		[words(outcome ?? '', action, kind, key), reason].join(' | '),
	);

const escaped = (part: string) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
const patternOf = (line: string) => new RegExp(`^${line.split('…').map(escaped).join('.*')}$`, 's');

/** The two as texts to compare: a line that a golden one with `…` stands for is written like it. */
export function compared(got: string[], golden: string) {
	const expected = linesOf(golden).map(byWireNames);
	const isLike = (line: string, index: number) => patternOf(expected[index] ?? '').test(line);
	const written = got
		.map(byWireNames)
		.map((line, index) => (isLike(line, index) ? expected[index] : line));
	return { got: written.join('\n'), golden: expected.join('\n') };
}
