/**
 * `npm run bench`: ratios between our nodes and what else could do the work, on one machine in
 * one run. Prints tables and writes test/output/bench.json. A missed aim is shown, but does not
 * make the run a failed one: a busy machine misses some too.
 * `npm run bench -- 1 4` measures these parts only.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { step } from '../../tools/progress.mjs';
import { loadPackage } from '../workflow/engine/engine.ts';
import { measureCost } from './cost.ts';
import { measureEmployees } from './employees.ts';
import { measureLoading } from './loading.ts';
import { shown } from './measure.ts';
import type { Part, Tell } from './measure.ts';
import { measureNights } from './night-syncs.ts';
import { measurePartTimeJobs } from './part-time-jobs.ts';
import { measureRows } from './rows.ts';
import { measureServer } from './server.ts';
import { measureSync } from './sync.ts';
import { measureTriggers } from './triggers.ts';

const OUTPUT = new URL('../output/bench.json', import.meta.url);

const engine = await loadPackage();
const PARTS: Array<[string, (tell: Tell) => Promise<Part>]> = [
	['Part-time jobs', (tell) => measurePartTimeJobs(engine, tell)],
	['Employees', (tell) => measureEmployees(engine, tell)],
	['Cost of a record', measureCost],
	['Loading', measureLoading],
	['Sync', measureSync],
	['Weaver E10 and Hippius', measureNights],
	['Polling for changes', measureTriggers],
	['A million rows', measureRows],
	['One n8n process', measureServer],
];

const chosen = process.argv.slice(2).map(Number);
const parts: Part[] = [];
for (const [index, [label, measure]] of PARTS.entries()) {
	if (chosen.length > 0 && !chosen.includes(index + 1)) continue;
	const part = await step(label, measure);
	parts.push(part);
	console.log(shown(part));
}

const machine = { node: process.version, cores: availableParallelism() };
mkdirSync(new URL('.', OUTPUT), { recursive: true });
writeFileSync(OUTPUT, `${JSON.stringify({ machine, parts }, null, '\t')}\n`);
const aims = parts.flatMap((part) => part.aims);
const met = aims.filter((aim) => aim.met).length;
console.log(`${met} of ${aims.length} aims met. All measurements: ${fileURLToPath(OUTPUT)}`);
// n8n's expression engine would keep the process alive.
process.exit();
