/**
 * `npm run soak`: thousands of small runs in one process, on platforms that fail now and then and
 * on which others change things. Ends non-zero, and says what is wrong, if the platforms are not
 * what the source says in the end, somebody was removed who must not be, an item is missing, an
 * event was told not at all or twice, a secret stands somewhere, or memory, timers or sockets grow.
 *
 *     npm run soak -- --seed=123 --minutes=5
 */
import { parseArgs } from 'node:util';

// No run is about expressions, and isolates for them take their time.
process.env.N8N_EXPRESSION_ENGINE ??= 'legacy';
const { NODE_TYPES } = await import('../platforms/index.ts');
const { moveClock } = await import('../workflow/engine/clock.ts');
const { Lane } = await import('./lane.ts');
const { searched, wrong } = await import('./left.ts');
const { growths, sample, table } = await import('./memory.ts');
const { Operations } = await import('./operations.ts');
const { randomFrom } = await import('./random.ts');
const { startRemote } = await import('./remote.ts');
const { Calls, Watches } = await import('./telling.ts');

const { values: asked } = parseArgs({
	options: {
		seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000_000)) },
		minutes: { type: 'string', default: '5' },
	},
});
const seed = Number(asked.seed);
const minutes = Number(asked.minutes);
if (!Number.isInteger(seed) || !(minutes > 0))
	throw new Error('--seed=<whole number> --minutes=<number>');
if (!globalThis.gc) throw new Error('Start it with --expose-gc, as npm run soak does');

const SAMPLES = 24;
const CHECK_EVERY_ROUNDS = 20;
/** By the clock of all; once in a while so long that tokens end and everything is read anew. */
const ROUND_MS = 60_000;
const LONG_MS = 9 * 3_600_000;
const SHOWN = 20;

const startedAt = process.hrtime.bigint();
const seconds = () => Number(process.hrtime.bigint() - startedAt) / 1e9;
console.log(`Soak: seed ${seed}, ${minutes} minutes`);

const clock = moveClock();
const remote = await startRemote();
const random = randomFrom(seed, 'rounds');
const lanes = await Promise.all(
	NODE_TYPES.map(async (name) => await Lane.start(name, remote, randomFrom(seed, name))),
);
const watches = await Promise.all(lanes.map(async (lane) => await Watches.start(lane)));
const calls = await Calls.start(lanes.find(({ name }) => name === 'yunzhijia')!);
const operations = ([0, 1] as const).map(
	(part) => new Operations(remote, randomFrom(seed, `operations ${part}`), part),
);

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const ofLanes = (of: (lane: (typeof lanes)[number]) => number) => sum(lanes.map(of));
const runs = () =>
	ofLanes(({ deeds }) => deeds.syncs) +
	sum(watches.map(({ polls }) => polls)) +
	sum(operations.map((each) => each.runs)) +
	calls.calls;

/** What one platform goes through in a minute; the others do so beside it. */
async function minuteOf(at: number): Promise<void> {
	const lane = lanes[at];
	lane.happen();
	const events = [];
	while (lane.random.chance(0.4)) events.push(await lane.byHand());
	const raised = events.filter((event) => event !== undefined);
	if (raised.length > 0) await calls.send(raised);
	await watches[at].any();
	await operations[0].anyQuery(lane);
	if (lane.random.chance(0.1)) await operations[0].test(lane);
	// Who was refused a token waits: until the next minute.
	await lane.anySync();
}

async function check(): Promise<void> {
	await Promise.all(
		lanes.map(async (lane, at) => {
			await lane.check();
			await watches[at].check();
		}),
	);
}

async function pass(ms: number): Promise<void> {
	clock.wait(ms);
	await remote.wait(ms);
}

const samples = [await sample({ seconds: seconds(), runs: runs() }, remote)];
let rounds = 0;
while (seconds() < minutes * 60 && wrong.length === 0) {
	await pass(random.chance(0.01) ? LONG_MS : ROUND_MS);
	await Promise.all([
		...lanes.map(async (_lane, at) => await minuteOf(at)),
		...operations.map(async (each) => {
			for (let times = 0; times < 6; times++) await each.anyWrite();
		}),
	]);
	rounds++;
	if (rounds % CHECK_EVERY_ROUNDS === 0) {
		await pass(ROUND_MS);
		await check();
	}
	if (seconds() >= (samples.length * minutes * 60) / SAMPLES)
		samples.push(await sample({ seconds: seconds(), runs: runs() }, remote));
}
await pass(ROUND_MS);
if (wrong.length === 0) await check();
samples.push(await sample({ seconds: seconds(), runs: runs() }, remote));
wrong.push(...growths(samples));

const deeds = (of: keyof (typeof lanes)[number]['deeds']) => ofLanes((lane) => lane.deeds[of]);
console.log(`
${table(samples)}

${runs()} runs in ${Math.round(seconds())} s and ${rounds} minutes of their own:
  ${deeds('syncs')} syncs, ${sum(operations.map((each) => each.runs))} single operations, ${sum(watches.map(({ polls }) => polls))} polls, ${calls.calls} calls
  ${deeds('changes')} changes in the sources, ${deeds('byHand')} by hand, ${deeds('faults')} faults set up for syncs and polls
  ${sum(watches.map(({ events }) => events))} events told by polls, ${calls.items} by calls
  ${deeds('checks')} times a platform was compared with its source; ${deeds('second')} times it took a second sync
  ${searched.runs} times looked for secrets, in ${Math.round(searched.characters / 1e6)} million signs; ${searched.tokens} tokens given out
`);
for (const text of wrong.slice(0, SHOWN)) console.log(`✗ ${text}`);
if (wrong.length > SHOWN) console.log(`✗ and ${wrong.length - SHOWN} more`);
console.log(
	wrong.length === 0
		? 'Nothing is wrong.'
		: `In round ${rounds}. Again: npm run soak -- --seed=${seed} --minutes=${minutes}`,
);
await calls.stop();
remote.stop();
process.exit(wrong.length === 0 ? 0 : 1);
