/**
 * `npm run test:faults`: every write, every sync and every trigger under every fault, and whether what
 * is said of each record is true and nothing is lost. Ends non-zero if a cell is wrong. All that is
 * wrong is in test/output/faults.json.
 *
 *     node test/faults/main.ts [--operation=text] [--fault=text] [--mode=text] [--all]
 *
 * takes only cells with these texts in their names; --all shows all wrong cells, not ten of a kind.
 * The mode of a polling trigger is how n8n keeps its memory; that of an event is `details`.
 */
import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { printed } from './print.ts';
import type { Result } from './wire.ts';

const { values: asked } = parseArgs({ options: { all: { type: 'boolean' } }, strict: false });
const OUTPUT = new URL('../output/', import.meta.url);
const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** What a part of the cells gave. */
export interface Part {
	results: Result[];
	/** Fault → how many cells make no sense. */
	skipped: Array<[string, number]>;
	/** How often a cell was run again, since the process was too busy to tell. */
	again: number;
	/** How many could not be told in the end. */
	left: number;
	/** The longest that the process was busy at a stretch. */
	busyMs: number;
}

const started = performance.now();
const parts = Math.min(2, availableParallelism());
const done = await Promise.all(Array.from({ length: parts }, (_, part) => runPart(part)));

async function runPart(part: number): Promise<Part> {
	const worker = fork(WORKER, [...process.argv.slice(2), `--part=${part}/${parts}`]);
	return await new Promise((resolve, reject) => {
		worker.once('message', (message) => resolve(message as Part));
		worker.once('exit', (code) => reject(new Error(`A worker ended with ${code}`)));
	});
}

const results = done.flatMap((each) => each.results).toSorted((a, b) => a.at - b.at);
const wrong = results.filter(({ complaints }) => complaints.length > 0);
const seconds = Math.round((performance.now() - started) / 1000);
const again = done.reduce((sum, each) => sum + each.again, 0);
const left = done.reduce((sum, each) => sum + each.left, 0);
const slowest = results.toSorted((a, b) => b.ms - a.ms)[0];

console.log(printed(results, new Map(done[0]?.skipped), Boolean(asked.all)));
console.log(`${results.length} cells in ${seconds} s, ${wrong.length} wrong.`);
if (again > 0)
	console.log(`${again} runs were disturbed and repeated; ${left} cells are left out for that.`);
console.log(
	`At most busy at a stretch: ${Math.round(Math.max(...done.map(({ busyMs }) => busyMs)))} ms. ` +
		`Slowest: ${Math.round((slowest?.ms ?? 0) / 1000)} s, ${slowest?.name}`,
);
mkdirSync(OUTPUT, { recursive: true });
writeFileSync(new URL('faults.json', OUTPUT), JSON.stringify(wrong, undefined, '\t'));
process.exit(wrong.length > 0 || results.length === 0 ? 1 : 0);
