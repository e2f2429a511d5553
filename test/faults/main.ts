/**
 * `npm run test:faults`: every write under every fault, and whether what the node says of each
 * record is true. Ends non-zero if a cell is wrong.
 *
 *     node test/faults/main.ts [--operation=text] [--fault=text] [--mode=text] [--all]
 *
 * takes only cells with these texts in their names; --all shows all wrong cells, not ten of a kind.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';

// No cell is about expressions, and isolates for them take their time.
process.env.N8N_EXPRESSION_ENGINE ??= 'legacy';
const { cellName, runCell } = await import('./cell.ts');
const { allCells } = await import('./matrix.ts');
const { nameOf } = await import('./operation.ts');
const { printed } = await import('./print.ts');

const { values: asked } = parseArgs({
	options: {
		operation: { type: 'string', default: '' },
		fault: { type: 'string', default: '' },
		mode: { type: 'string', default: '' },
		all: { type: 'boolean', default: false },
		atOnce: { type: 'string', default: '60' },
	},
});

const { cells, skipped } = allCells();
const chosen = cells.filter(
	(cell) =>
		`${nameOf(cell.operation)} ${cell.path}`.includes(asked.operation) &&
		cell.fault.name.includes(asked.fault) &&
		cell.mode.startsWith(asked.mode),
);

type Result = Awaited<ReturnType<typeof runCell>>;

async function runAll(these: typeof chosen, atOnce: number): Promise<Result[]> {
	const results: Result[] = [];
	const waiting = [...these.entries()];
	const worker = async () => {
		for (let next = waiting.shift(); next; next = waiting.shift()) {
			const [at, cell] = next;
			results[at] = await runCell(cell);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
	return results;
}

const delay = monitorEventLoopDelay();
delay.enable();
const started = performance.now();
// Cells that wait long come first, so that others overlap with them.
const order = chosen.toSorted((a, b) => Number(b.fault.lasts ?? 0) - Number(a.fault.lasts ?? 0));
const first = await runAll(order, Number(asked.atOnce));
const firstMs = performance.now() - started;
// A busy process can make an answer come late: what is wrong is wrong twice, the second time in peace.
const doubtful = first.filter(({ complaints }) => complaints.length > 0).map(({ cell }) => cell);
const again = await runAll(doubtful, Math.ceil(Number(asked.atOnce) / 4));
const second = new Map(again.map((result) => [result.cell, result]));
const results = first.map((result) => second.get(result.cell) ?? result);

const seconds = (performance.now() - started) / 1000;
console.log(printed(results, skipped, asked.all));
console.log(
	`${results.length} cells in ${Math.round(seconds)} s (the first ${Math.round(firstMs / 1000)} s for all, the rest for ${doubtful.length} again); ` +
		`longest wait of the process ${Math.round(delay.max / 1e6)} ms`,
);
const slow = results.toSorted((a, b) => b.ms - a.ms).slice(0, 5);
console.log(
	`the slowest: ${slow.map(({ cell, ms }) => `${Math.round(ms / 1000)} s ${cellName(cell)}`).join('; ')}`,
);
const wrong = results.filter(({ complaints }) => complaints.length > 0);
mkdirSync(new URL('../output', import.meta.url), { recursive: true });
writeFileSync(
	new URL('../output/faults.json', import.meta.url),
	JSON.stringify(
		wrong.map(({ cell: { operation, path, fault, mode }, complaints, story }) => ({
			...{ operation: nameOf(operation), path, fault: fault.name, mode },
			...{ complaints, story },
		})),
		undefined,
		'\t',
	),
);
process.exit(wrong.length ? 1 : 0);
