/** What a process keeps while it runs on and on: samples of it, a table of them, and whether it grows. */
import { setImmediate as turn } from 'node:timers/promises';
import { median, rounded } from '../bench/measure.ts';
import type { Remote } from './remote.ts';

export interface Sample {
	seconds: number;
	runs: number;
	heapBytes: number;
	externalBytes: number;
	rssBytes: number;
	/** What keeps this process busy, by kind. */
	own: Record<string, number>;
	/** The same of the process with the platforms: sockets on their side. */
	served: Record<string, number>;
}

const MB = 1024 * 1024;

const counted = (kinds: string[]): Record<string, number> => {
	const counts: Record<string, number> = {};
	for (const kind of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
	return counts;
};

/** While no run is under way. */
export async function sample(
	at: Pick<Sample, 'seconds' | 'runs'>,
	remote: Remote,
): Promise<Sample> {
	for (let time = 0; time < 3; time++) {
		globalThis.gc!();
		// What a collection finalises goes a turn later.
		await turn();
	}
	const { heapUsed, external, rss } = process.memoryUsage();
	return {
		...at,
		...{ heapBytes: heapUsed, externalBytes: external, rssBytes: rss },
		own: counted(process.getActiveResourcesInfo()),
		served: counted(await remote.resources()),
	};
}

const SOCKET = 'TCPSocketWrap';
const TIMER = 'Timeout';

/** What is looked at; `step` and `times`: how much more than before is growth. */
const MEASURES: Array<[string, of: (sample: Sample) => number, times: number, step: number]> = [
	['heap MB', ({ heapBytes }) => heapBytes / MB, 1.3, 20],
	['external MB', ({ externalBytes }) => externalBytes / MB, 1.3, 20],
	['RSS MB', ({ rssBytes }) => rssBytes / MB, 1.3, 150],
	['timers', ({ own }) => own[TIMER] ?? 0, 1, 5],
	['sockets', ({ own }) => own[SOCKET] ?? 0, 1, 10],
	['others', ({ own }) => sum(own) - (own[TIMER] ?? 0) - (own[SOCKET] ?? 0), 1, 5],
	['sockets served', ({ served }) => served[SOCKET] ?? 0, 1, 10],
];

const sum = (counts: Record<string, number>) =>
	Object.values(counts).reduce((total, count) => total + count, 0);

/** The first part, in which caches fill, is left out. */
export const warmedUp = (samples: Sample[]) => samples.slice(Math.ceil(samples.length / 6));

function thirds<T>(list: T[]): T[][] {
	const size = list.length / 3;
	return [0, 1, 2].map((at) => list.slice(Math.round(at * size), Math.round((at + 1) * size)));
}

/** By least squares, in a thousand runs. */
function slope(samples: Sample[], of: (sample: Sample) => number): number {
	const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
	const [x, y] = [mean(samples.map(({ runs }) => runs)), mean(samples.map(of))];
	const above = samples.map((each) => (each.runs - x) * (of(each) - y));
	const below = samples.map(({ runs }) => (runs - x) ** 2);
	return (1000 * mean(above)) / (mean(below) || 1);
}

/** What grew clearly, in words. */
export function growths(samples: Sample[]): string[] {
	const [, second, last] = thirds(warmedUp(samples));
	if (second.length === 0 || last.length === 0) return [];
	return MEASURES.flatMap(([name, of, times, step]) => {
		const [before, after] = [second, last].map((third) => median(third.map(of)));
		const grew = after > before * times + step;
		return grew ? [`${name} grew from ${rounded(before, 1)} to ${rounded(after, 1)}`] : [];
	});
}

/** The samples as a table, with the slope of each column below. */
export function table(samples: Sample[]): string {
	const names = ['s', 'runs', ...MEASURES.map(([name]) => name)];
	const rows = samples.map((each) => [
		String(Math.round(each.seconds)),
		String(each.runs),
		...MEASURES.map(([, of]) => String(rounded(of(each), 1))),
	]);
	const slopes = MEASURES.map(([, of]) => String(rounded(slope(warmedUp(samples), of), 2)));
	const all = [names, ...rows, ['', '+1000', ...slopes]];
	const widths = names.map((_name, at) => Math.max(...all.map((row) => row[at].length)));
	return all.map((row) => row.map((cell, at) => cell.padStart(widths[at])).join('  ')).join('\n');
}
