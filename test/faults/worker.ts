/** Runs a part of the cells, many at the same time since most of them wait, and gives the results. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Part } from './main.ts';

// No cell is about expressions, and isolates for them take their time.
process.env.N8N_EXPRESSION_ENGINE ??= 'legacy';
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

const AT_ONCE = 350;
const BEGIN_EVERY_MS = 4;
/** A process that is busy for longer makes an answer come late that is waited for but a second. */
const DISTURBANCE_MS = 300;
/** Of cells that wait for no answer, or that were disturbed and came out wrong. */
const IN_PEACE = 120;
const MOST_RUNS = 4;

const { cells, skipped } = allCells();
const [part, parts] = text('part').split('/').map(Number);
const chosen = [...cells.entries()].filter(([at, cell]) => {
	const [operation, fault, mode] = cell.name.split(' | ');
	return (
		at % parts === part &&
		operation.includes(text('operation')) &&
		fault.includes(text('fault')) &&
		mode.startsWith(text('mode'))
	);
});

/** When the process was busy for long. */
const disturbances: number[] = [];
let busyMs = 0;
let beat = performance.now();
setInterval(() => {
	const late = performance.now() - beat - 20;
	beat = performance.now();
	busyMs = Math.max(busyMs, late);
	if (late > DISTURBANCE_MS) disturbances.push(beat);
}, 20);

let begin = Promise.resolve();

/** Many cells that begin together would keep the process busy. */
async function ofTurn() {
	begin = begin.then(async () => await sleep(BEGIN_EVERY_MS));
	await begin;
}

let again = 0;

async function runAll(these: typeof chosen, atOnce: number) {
	const results: Part['results'] = [];
	const doubtful: typeof chosen = [];
	const waiting = [...these];
	const worker = async () => {
		for (let next = waiting.shift(); next; next = waiting.shift()) {
			const [at, cell] = next;
			await ofTurn();
			const from = performance.now();
			const result = await cell.run(at);
			const isDisturbed =
				cell.fault.timeout !== undefined && disturbances.some((when) => when > from);
			if (isDisturbed && result.complaints.length > 0) doubtful.push(next);
			else results.push(result);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
	return { results, doubtful };
}

// Those that wait long come first, so that the others overlap with them.
const order = chosen.toSorted(
	([, a], [, b]) => Number(b.fault.lasts ?? 0) - Number(a.fault.lasts ?? 0),
);
const isOfTime = ([, { fault }]: (typeof chosen)[number]) => fault.timeout !== undefined;
const { results } = await runAll(
	order.filter((each) => !isOfTime(each)),
	AT_ONCE,
);
let left = order.filter(isOfTime);
for (let run = 1; left.length > 0; run++) {
	const { results: more, doubtful } = await runAll(left, Math.ceil(IN_PEACE / run));
	results.push(...more);
	again += doubtful.length;
	left = doubtful;
	// Nobody can tell: neither right nor wrong.
	if (run === MOST_RUNS) break;
}
const sent: Part = { results, skipped: [...skipped], again, left: left.length, busyMs };
process.send!(sent, () => process.exit());
