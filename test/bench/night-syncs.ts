/**
 * Part 6: a first sync and that of the next night, with 1 % changed, of Weaver E10 and of Hippius, by
 * our nodes and by a script over n8n's own helper that sends the same rows.
 */
import { Contestant } from './contestant.ts';
import { atMost, rounded } from './measure.ts';
import type { Aim, Part, Tell } from './measure.ts';
import type { Night, System } from './nights.ts';
import { changesOf, sizesOf } from './nights.ts';
import type { Measured, RemotePlatform } from './platform.ts';
import { startPlatform } from './platform.ts';
import { departmentsFor, parentOf } from './roster.ts';
import type { Weight } from './weigh.ts';

export type Name = 'ours' | 'script';

export interface RunNight {
	night: Night;
	people: number;
	platform: Pick<RemotePlatform, 'url' | 'credential'>;
}

export interface RanNight extends Weight {
	ms: number;
	/** How many records were done. */
	found: number;
}

/** Those of the nodes, unless set otherwise. */
export const BATCH_SIZE = 200;
export const CONCURRENCY: Record<System, number> = { weaverE10: 4, hippius: 5 };

const PAGE = 1000;
const PEOPLE = 10_000;
const PLATFORM = { latency: 2 };
const MB = 1_000_000;
const MOST_MB = 300;
const NIGHTS: Night[] = ['first', 'second'];
const CONTENDERS: Name[] = ['ours', 'script'];
const SYSTEMS: Record<System, { title: string; platform: 'weaverNight' | 'hippiusNight' }> = {
	weaverE10: { title: 'Weaver E10', platform: 'weaverNight' },
	hippius: { title: 'Hippius', platform: 'hippiusNight' },
};

type Run = RanNight & Measured;

interface Measurement {
	system: System;
	night: Night;
	runs: Record<Name, Run>;
}

const total = (counts: Record<string, number>) =>
	Object.values(counts).reduce((sum, count) => sum + count, 0);

/** How many departments stand on each level: what is below is sent after what is above. */
const levelsOf = (departments: number): number[] => {
	const depth = (index: number): number => {
		const above = parentOf(index);
		return above === undefined ? 0 : 1 + depth(above);
	};
	const counts: number[] = [];
	for (let index = 0; index < departments; index++)
		counts[depth(index)] = (counts[depth(index)] ?? 0) + 1;
	return counts;
};

/** The least that can be asked of a platform: what reads, and what writes. */
function leastOf(system: System, night: Night): { reads: number; writes: number } {
	const { department, employee } = sizesOf(system, PEOPLE);
	const changed = changesOf(system, PEOPLE);
	if (system === 'hippius')
		return { reads: 0, writes: total(night === 'first' ? sizesOf(system, PEOPLE) : changed) };
	const batches = (rows: number) => Math.ceil(rows / BATCH_SIZE);
	const pages = (rows: number) => Math.max(1, Math.ceil(rows / PAGE));
	if (night === 'second')
		return {
			// Subcompanies, which departments may be in, departments, employees.
			reads: 1 + pages(department) + pages(employee),
			writes: batches(changed.department) + batches(changed.employee),
		};
	const led = employee - employee / 10;
	const writes = levelsOf(department).map(batches).concat(batches(employee), batches(led));
	// The same, with nobody there, and who may have been sealed or have left.
	return { reads: 3 + 2, writes: writes.reduce((sum, count) => sum + count) };
}

/** One night after the other, and what must have come of it. */
async function runNight(
	contestant: Contestant<RunNight, RanNight>,
	system: System,
	night: Night,
	platform: RemotePlatform,
): Promise<Run> {
	const { url, credential } = platform;
	let ran: RanNight | undefined;
	const measured = await platform.measure(async () => {
		ran = await contestant.run({ night, people: PEOPLE, platform: { url, credential } });
		return { ms: 0 };
	});
	const changed = changesOf(system, PEOPLE);
	const sizes = sizesOf(system, PEOPLE);
	const expected = total(night === 'first' ? sizes : changed);
	// Departments and employees are there, and with them what has changed.
	const held = sizes.department + sizes.employee;
	const written = held + (night === 'first' ? 0 : 1_000_000 * total(changed));
	if (ran!.found !== expected || measured.written !== written)
		throw new Error(
			`${night} night of ${system}: ${ran!.found} of ${expected} done, ${measured.written} for ${written} there`,
		);
	return { ...measured, ...ran! };
}

async function measureSystem(system: System, tell: Tell): Promise<Measurement[]> {
	const { title, platform } = SYSTEMS[system];
	const of = {
		first: await startPlatform(platform, { ...PLATFORM, people: 0 }),
		second: await startPlatform(platform, { ...PLATFORM, people: PEOPLE }),
	};
	const runs: Record<Night, Partial<Record<Name, Run>>> = { first: {}, second: {} };
	for (const name of CONTENDERS) {
		const contestant = new Contestant<RunNight, RanNight>('nights-process.ts', system, name);
		await contestant.ready();
		for (const night of NIGHTS) {
			tell(`${title}, ${night} sync, ${name}`);
			runs[night][name] = await runNight(contestant, system, night, of[night]);
		}
		contestant.stop();
	}
	for (const night of NIGHTS) of[night].stop();
	return NIGHTS.map((night) => ({ system, night, runs: runs[night] as Record<Name, Run> }));
}

function rows({ system, night, runs }: Measurement): Part['table'] {
	const { reads, writes } = leastOf(system, night);
	const row = (name: Name): Part['table'][string] => {
		const [run, other] = [runs[name], runs.script];
		const times = (value: number, to: number) => (name === 'ours' ? rounded(value / to, 1) : '');
		return {
			'requests that read': run.reads,
			'least ': reads,
			'that write': run.requests - run.reads,
			least: writes,
			'CPU s': rounded(run.cpuMs / 1000),
			'× script': times(run.cpuMs, other.cpuMs),
			'wall s': rounded(run.ms / 1000),
			'× script ': times(run.ms, other.ms),
			'RSS MB': Math.round(run.rssBytes / MB),
			'heap MB': Math.round(run.heapBytes / MB),
		};
	};
	const { title } = SYSTEMS[system];
	return {
		[`${title}, ${night} sync, our node`]: row('ours'),
		[`${title}, ${night} sync, script`]: row('script'),
	};
}

function aims({ system, night, runs: { ours } }: Measurement): Aim[] {
	const { reads, writes } = leastOf(system, night);
	const name = `${SYSTEMS[system].title}, ${night} sync`;
	const sent = ours.requests - ours.reads;
	return [
		...(system === 'hippius'
			? [
					{
						aim: `${name}: exactly the ${writes} requests of what is new or changed`,
						measured: String(ours.requests),
						met: ours.requests === writes,
					},
				]
			: [
					atMost(`${name}: full batches, ${writes} requests that write`, sent, writes, ''),
					atMost(`${name}: ${reads} requests that read`, ours.reads, reads, ''),
				]),
		atMost(`${name}: under ${MOST_MB} MB`, ours.rssBytes / MB, MOST_MB, 'MB'),
	];
}

export async function measureNights(tell: Tell): Promise<Part> {
	const all: Measurement[] = [];
	for (const system of Object.keys(SYSTEMS) as System[])
		all.push(...(await measureSystem(system, tell)));
	return {
		title: `6 · ${PEOPLE} employees and ${departmentsFor(PEOPLE)} departments into Weaver E10 and Hippius, and 1 % of them changed, ${PLATFORM.latency} ms latency`,
		table: Object.assign({}, ...all.map(rows)) as Part['table'],
		aims: all.flatMap(aims),
		notes: [
			'The script reads, compares and sends the same, without a plan, checks, limits, retries or items.',
			'The first sync runs in a fresh process, and compiles all that it needs; the second one after it.',
			'RSS and heap: the most above what the process had before, the tables among it.',
		],
		raw: all,
	};
}
