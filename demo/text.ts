// Texts for a terminal, where Chinese takes two columns a sign.

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

export const headline = (text: string): void =>
	console.log(`\n━━ ${text} ${'━'.repeat(96 - width(text))}\n`);

export const sayChecked = (what: string, isSo: boolean): void =>
	console.log(wrap(`${isSo ? '✓' : '✗ NOT SO:'} ${what}.`).join('\n  '));
