/** Runs a part of the cells, many at the same time since most of them wait, and gives the results. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { Part } from './main.ts';

// No cell is about expressions, and isolates for them take their time.
process.env.N8N_EXPRESSION_ENGINE ??= 'legacy';
const { cellName, runCell } = await import('./cell.ts');
const { allCells } = await import('./matrix.ts');

const { values: asked } = parseArgs({
	strict: false,
	options: {
		operation: { type: 'string', default: '' },
		fault: { type: 'string', default: '' },
		mode: { type: 'string', default: '' },
		part: { type: 'string', default: '0/1' },
	},
});
const text = (name: string) => String(asked[name]);

const AT_ONCE = 250;
/** A busy process can make an answer come late: such cells are wrong only if wrong again in peace. */
const IN_PEACE = 40;

const { cells, skipped } = allCells();
const [part, parts] = text('part').split('/').map(Number);
const chosen = [...cells.entries()].filter(([at, cell]) => {
	const [operation, fault, mode] = cellName(cell).split(' | ');
	return (
		at % parts === part &&
		operation.includes(text('operation')) &&
		fault.includes(text('fault')) &&
		mode.startsWith(text('mode'))
	);
});

/** Its course depends on what comes first. */
const isOfTime = ({ fault, ...cell }: (typeof cells)[number]) =>
	fault.timeout !== undefined || fault.rules(cell).some(({ how }) => how === 'refuse');

async function runAll(these: typeof chosen, atOnce: number) {
	const results: Part['results'] = [];
	const waiting = [...these];
	const worker = async () => {
		for (let next = waiting.shift(); next; next = waiting.shift())
			results.push(await runCell(next[1], next[0]));
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
	return results;
}

const delay = monitorEventLoopDelay();
delay.enable();
// Those that wait long come first, so that the others overlap with them.
const order = chosen.toSorted(
	([, a], [, b]) => Number(b.fault.lasts ?? 0) - Number(a.fault.lasts ?? 0),
);
const first = await runAll(order, AT_ONCE);
const doubtful = new Set(
	first
		.filter(({ at, complaints }) => complaints.length > 0 && isOfTime(cells[at]))
		.map(({ at }) => at),
);
const again = await runAll(
	chosen.filter(([at]) => doubtful.has(at)),
	IN_PEACE,
);
const sent: Part = {
	results: [...first.filter(({ at }) => !doubtful.has(at)), ...again],
	skipped: [...skipped],
	again: again.length,
	busyMs: Math.round(delay.max / 1e6),
};
process.send!(sent, () => process.exit());
