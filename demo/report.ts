// What a run of a workflow came to: counts and failed records from n8n's execution data,
// and tables of them for a terminal. Pure: takes values, returns values.

import type { Execution, Item } from './n8n.ts';

const OUTCOMES = ['done', 'rejected', 'unknown', 'notSent'] as const;
type OutcomeKind = (typeof OUTCOMES)[number];

export interface NodeReport {
	node: string;
	/** Records that entered the node. */
	records: number;
	counts: Record<OutcomeKind, number>;
	failures: FailedRecord[];
	/** When it began, and how long it took. */
	startedAt: number;
	milliseconds: number;
}

export interface FailedRecord {
	key: string;
	name: string;
	outcome: string;
	/** The parameter that is wrong, or the platform's code. */
	where: string;
	reason: string;
}

interface Details {
	outcome: OutcomeKind;
	field?: string;
	code?: string;
}

/** @param columns by node: which columns of the record identify it for a person */
export function reportOf(
	{ data }: Execution,
	columns: Record<string, { key: string; name?: string }>,
): NodeReport[] {
	const { runData } = data.resultData;
	return Object.entries(columns).map(([node, { key, name }]) => {
		const [run] = runData[node] ?? [];
		const [done, failed] = [0, 1].map((output) => run?.data?.main[output] ?? []);
		const failures = failed.map(({ json }: Item): FailedRecord => {
			const { outcome, field, code } = json.details as Details;
			return {
				key: String(json[key] ?? ''),
				name: name ? String(json[name] ?? '') : '',
				outcome,
				where: field ?? code ?? '',
				reason: String(json.error),
			};
		});
		const count = (kind: OutcomeKind) => failures.filter(({ outcome }) => outcome === kind).length;
		const { previousNode = '' } = run?.source?.[0] ?? {};
		return {
			node,
			records: runData[previousNode]?.[0].data?.main[0]?.length ?? 0,
			counts: {
				done: done.length,
				rejected: count('rejected'),
				unknown: count('unknown'),
				notSent: count('notSent'),
			},
			failures,
			startedAt: run?.startTime ?? 0,
			milliseconds: run?.executionTime ?? 0,
		};
	});
}

/** Nothing vanished and nothing was counted twice. */
export const isAccountedFor = (reports: NodeReport[]): boolean =>
	reports.every(({ records, counts }) => records > 0 && records === total(counts));

const total = (counts: NodeReport['counts']) =>
	OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);

const sum = (numbers: number[]) => numbers.reduce((left, right) => left + right, 0);

/** Whether exactly these records were rejected, and every other was done. */
export const failedExactly = (
	reports: NodeReport[],
	expected: Record<string, { wrong: string[] }>,
): boolean =>
	reports.every(
		({ node, counts, failures }) =>
			counts.rejected === failures.length &&
			failures
				.map(({ key }) => key)
				.toSorted()
				.join() === expected[node].wrong.toSorted().join(),
	);

/** @param requests by node: how many requests the platform saw */
export function countTable(
	title: string,
	reports: NodeReport[],
	requests: Record<string, number>,
): string {
	const row = (node: string, records: number, counts: number[], sent: number, ms: number) =>
		[node, records, ...counts, sent, `${(ms / 1000).toFixed(1)} s`].map(String);
	const rows = reports.map(({ node, records, counts, milliseconds }) =>
		row(
			node,
			records,
			OUTCOMES.map((kind) => counts[kind]),
			requests[node],
			milliseconds,
		),
	);
	const totals = row(
		'Total',
		sum(reports.map(({ records }) => records)),
		OUTCOMES.map((kind) => sum(reports.map(({ counts }) => counts[kind]))),
		sum(Object.values(requests)),
		sum(reports.map(({ milliseconds }) => milliseconds)),
	);
	const header = [title, 'Records', 'Done', 'Rejected', 'Unknown', 'Not sent', 'Requests', 'Time'];
	return table([header, ...rows, totals], { alignRightFrom: 1 });
}

/** One line for each record that was not done. */
export function failureTable(reports: NodeReport[]): string {
	const rows = reports.flatMap(({ node, failures }) =>
		failures.map(({ key, name, outcome, where, reason }) => [
			node,
			[key, name].filter(Boolean).join(' '),
			outcome,
			where,
			reason,
		]),
	);
	return table([['Node', 'Record', 'Outcome', 'Field or code', 'Reason'], ...rows]);
}

// Chinese, kana, hangul and full-width forms take two columns of a terminal.
const WIDE =
	/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/gu;

/** Columns that a text takes on a terminal. */
export const width = (text: string): number => [...text].length + (text.match(WIDE)?.length ?? 0);

/** What a terminal shows at least. */
const MOST_COLUMNS = 100;

/** Lines of at most so many columns; Chinese may break anywhere, the rest at spaces if it can. */
export function wrap(text: string, columns = MOST_COLUMNS): string[] {
	const lines: string[] = [];
	let line = '';
	const push = (part: string) => {
		if (line !== '' && width((line + part).trimEnd()) > columns) {
			lines.push(line.trimEnd());
			line = '';
		}
		line += part;
	};
	for (const word of text.match(WORDS) ?? []) {
		if (width(word.trimEnd()) > columns) [...word].forEach(push);
		else push(word);
	}
	return [...lines, line.trimEnd()];
}

/** Wide characters one by one, other words with the spaces behind them; a semicolon ends one. */
const WORDS = new RegExp(
	`(?:${WIDE.source})[，。、；：]?\\s*|(?:(?!${WIDE.source})[^\\s;])+;?\\s*|;|\\s+`,
	'gu',
);

/** Cells in columns, two spaces apart; the first row is the header. The last column may wrap. */
export function table(rows: string[][], { alignRightFrom = Infinity } = {}): string {
	const last = rows[0].length - 1;
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => width(row[column]))));
	const before = widths.slice(0, last).reduce((sum, columns) => sum + columns + 2, 0);
	widths[last] = Math.min(widths[last], Math.max(MOST_COLUMNS - before, MOST_COLUMNS / 4));
	const pad = (cell: string, column: number) => {
		const space = ' '.repeat(widths[column] - width(cell));
		return column >= alignRightFrom ? space + cell : cell + space;
	};
	const lines = rows.flatMap((row) =>
		wrap(row[last], widths[last]).map((text, at) =>
			row.map((cell, column) => (column === last ? text : at === 0 ? cell : '')),
		),
	);
	const rule = widths.map((columns) => '─'.repeat(columns));
	return [lines[0], rule, ...lines.slice(1)]
		.map((row) => row.map(pad).join('  ').trimEnd())
		.join('\n');
}
