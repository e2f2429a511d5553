/** Measures contenders in turn, so that noise on the machine hits all alike, and tabulates. */

export interface Contender<T> {
	/** How often it is measured: slow ones less often than those whose ratio matters. */
	rounds: number;
	run: () => Promise<T>;
}

export interface Aim {
	aim: string;
	measured: string;
	met: boolean;
}

/** What a part of the benchmark found. */
export interface Part {
	title: string;
	/** Rows by name; every row has the same columns. */
	table: Record<string, Record<string, string | number>>;
	aims: Aim[];
	notes?: string[];
	/** Every single measurement, for the JSON beside the table. */
	raw: unknown;
}

/** What tells a person how far a part is. */
export type Tell = (text: string) => void;

/** A B C, A B C, A B: each as often as it wants. */
export async function inTurn<K extends string, T>(
	contenders: Record<K, Contender<T>>,
	tell: Tell,
): Promise<Record<K, T[]>> {
	const entries = Object.entries<Contender<T>>(contenders) as Array<[K, Contender<T>]>;
	const results = Object.fromEntries(entries.map(([name]) => [name, []])) as unknown as Record<
		K,
		T[]
	>;
	const rounds = Math.max(...entries.map(([, contender]) => contender.rounds));
	for (let round = 0; round < rounds; round++)
		for (const [name, contender] of entries) {
			if (round >= contender.rounds) continue;
			tell(`round ${round + 1} of ${rounds}, ${name}`);
			results[name].push(await contender.run());
		}
	return results;
}

/** The clock of work that has none of its own. */
export async function clocked(work: () => Promise<unknown>): Promise<{ ms: number }> {
	const started = performance.now();
	await work();
	return { ms: performance.now() - started };
}

export function median(values: number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

/** The median over the rounds that both took part in: what slows a round slows both. */
export const ratio = (of: number[], to: number[]): number =>
	median(of.slice(0, to.length).map((value, round) => value / to[round]));

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));

export const atMost = (aim: string, value: number, most: number, unit: string): Aim => ({
	aim,
	measured: `${rounded(value)} ${unit}`.trim(),
	met: value <= most,
});

export const atLeast = (aim: string, value: number, least: number, unit: string): Aim => ({
	...atMost(aim, value, least, unit),
	met: value >= least,
});

/** The part as text: its table, its aims, its notes. */
export function shown({ title, table, aims, notes = [] }: Part): string {
	const columns = [...new Set(Object.values(table).flatMap((row) => Object.keys(row)))];
	const cells = [
		['', ...columns],
		...Object.entries(table).map(([name, row]) => [
			name,
			...columns.map((column) => String(row[column] ?? '')),
		]),
	];
	const widths = cells[0].map((_cell, column) =>
		Math.max(...cells.map((row) => row[column].length)),
	);
	const line = (row: string[]) =>
		row
			.map((cell, column) =>
				column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
			)
			.join('  ');
	return [
		title,
		...cells.map((row) => `  ${line(row)}`),
		...aims.map(({ aim, measured, met }) => `  ${met ? '✓' : '✗'} ${aim}: ${measured}`),
		...notes.map((note) => `  · ${note}`),
		'',
	].join('\n');
}
