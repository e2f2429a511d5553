/**
 * Part 5: people and departments compared with the platform, and what differs sent, by our sync and
 * by a workflow of n8n's own nodes: HTTP Request, Split Out, Compare Datasets, Edit Fields.
 */
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { atMost, inTurn, median, rounded } from './measure.ts';
import type { Aim, Part, Tell } from './measure.ts';
import { startPlatform } from './platform.ts';
import { peakOf } from './peak.ts';
import type { Measured, RemotePlatform } from './platform.ts';
import { changedOf, departmentsFor } from './roster.ts';
import type { Weight } from './weigh.ts';

export interface ToRun {
	mode: 'plan' | 'apply';
	/** On both sides. */
	people: number;
	platform: Pick<RemotePlatform, 'url' | 'credential'>;
}

/** What a process says of a run of its workflow. */
export interface Ran extends Weight {
	ms: number;
	/** How many changes it found. */
	found: number;
}

/** What a process says when its clock starts. */
export interface Begun {
	/** Bytes. */
	rss: number;
}

type Name = 'ours' | 'core';
type Run = Ran & Measured;
type Runs = Record<Name, Run[]>;

interface Job extends ToRun {
	platform: RemotePlatform;
}

const PROCESS = fileURLToPath(new URL('sync-process.ts', import.meta.url));
const PLATFORM = { latency: 20 };
/** How often a plan is made after a first time, which compiles, and which the memory is taken of. */
const ROUNDS: Record<number, Record<Name, number>> = {
	1_000: { ours: 9, core: 5 },
	10_000: { ours: 9, core: 2 },
	100_000: { ours: 3, core: 1 },
};
const SIZES = Object.keys(ROUNDS).map(Number);
/** A run that is not at its end by then is given up. */
const LONGEST_SECONDS = 120;

const LINEAR = 1.5;
const MOST_CPU_SECONDS = 10;
const MOST_MB = 500;
const MOST_SENT_PERCENT = 1;

const MB = 1_000_000;

/** A process that runs the workflow of one contender, until it takes too long. */
class Contestant {
	readonly #child: ChildProcess;
	readonly #gone: Promise<undefined>;
	/** By the time when it was given up, as far as this system tells. */
	tookBytes?: number;

	constructor(name: Name) {
		this.#child = fork(PROCESS, [name], { execArgv: ['--expose-gc'] });
		this.#gone = once(this.#child, 'exit').then(() => undefined);
	}

	/** @returns undefined when it has ended */
	async answer(): Promise<unknown> {
		const said = once(this.#child, 'message').then(([message]: unknown[]) => message);
		return await Promise.race([said, this.#gone]);
	}

	/** @returns undefined when it took too long, or ran out of memory */
	async run({ mode, people, platform }: Job): Promise<Run | undefined> {
		if (!this.#child.connected) return undefined;
		const { url, credential } = platform;
		let ran: Ran | undefined;
		const measured = await platform.measure(async () => {
			this.#child.send({ mode, people, platform: { url, credential } } satisfies ToRun);
			const begun = (await this.answer()) as Begun | undefined;
			const late = new AbortController();
			const limit = setTimeout(LONGEST_SECONDS * 1000, undefined, { signal: late.signal });
			ran = (await Promise.race([this.answer(), limit])) as Ran | undefined;
			late.abort();
			limit.catch(() => {}); // nobody waits for it any more
			if (!ran) await this.giveUp(begun);
			return { ms: 0 };
		});
		if (!ran) return undefined;
		const expected = changedOf(people) + changedOf(departmentsFor(people));
		const written = mode === 'apply' ? measured.written : expected;
		if (ran.found !== expected || written !== expected)
			throw new Error(`Of ${expected} changes ${ran.found} were found, ${written} written`);
		return { ...measured, ...ran };
	}

	private async giveUp(begun: Begun | undefined): Promise<void> {
		const peak = peakOf(this.#child.pid!);
		if (begun && peak !== undefined) this.tookBytes = peak - begun.rss;
		await this.stop();
	}

	async stop(): Promise<void> {
		this.#child.kill('SIGKILL');
		await this.#gone;
	}
}

interface Size {
	people: number;
	/** In fresh processes. */
	first: Runs;
	plan: Runs;
	apply: Runs;
	/** Of n8n's own nodes, had they taken so much when they were given up. */
	tookBytes?: number;
}

const ONCE = { ours: 1, core: 1 };

async function measureSize(people: number, tell: Tell): Promise<Size> {
	const told = (text: string) => tell(`${people} people, ${text}`);
	told('starting');
	const platform = await startPlatform('directory', { ...PLATFORM, people });
	const of = { ours: new Contestant('ours'), core: new Contestant('core') };
	await Promise.all([of.ours.answer(), of.core.answer()]);
	const measured = async (mode: ToRun['mode'], rounds: Record<Name, number>): Promise<Runs> => {
		const contender = (name: Name) => ({
			rounds: rounds[name],
			run: async () => await of[name].run({ mode, people, platform }),
		});
		const { ours, core } = await inTurn(
			{ ours: contender('ours'), core: contender('core') },
			(text) => told(`${mode}, ${text}`),
		);
		const isRun = (run: Run | undefined) => run !== undefined;
		return { ours: ours.filter(isRun), core: core.filter(isRun) };
	};
	const size = {
		people,
		first: await measured('plan', ONCE),
		plan: await measured('plan', ROUNDS[people]),
		apply: await measured('apply', ONCE),
		tookBytes: of.core.tookBytes,
	};
	await Promise.all([of.ours.stop(), of.core.stop()]);
	platform.stop();
	return size;
}

const seconds = (runs: Run[], key: 'cpuMs' | 'ms') => median(runs.map((run) => run[key])) / 1000;
const megabytes = ([run]: Run[], key: 'rssBytes' | 'heapBytes' | 'aliveBytes') => run[key] / MB;

function row({ first, plan, apply, tookBytes }: Size, name: Name): Part['table'][string] {
	if (plan[name].length === 0)
		return {
			'wall s': `over ${LONGEST_SECONDS}`,
			...(tookBytes !== undefined && { 'RSS MB': `over ${Math.round(tookBytes / MB)}` }),
		};
	const [{ requests }] = plan[name];
	const [{ requests: allRequests, sent }] = apply[name];
	const times = (value: number, ours: number) => (name === 'ours' ? '' : rounded(value / ours, 1));
	return {
		'CPU s': rounded(seconds(plan[name], 'cpuMs')),
		'× ours': times(seconds(plan[name], 'cpuMs'), seconds(plan.ours, 'cpuMs')),
		'wall s': rounded(seconds(plan[name], 'ms')),
		'RSS MB': Math.round(megabytes(first[name], 'rssBytes')),
		'×': times(megabytes(first[name], 'rssBytes'), megabytes(first.ours, 'rssBytes')),
		'heap MB': Math.round(megabytes(first[name], 'heapBytes')),
		'requests that read': requests,
		'that write': allRequests - requests,
		'records sent': sent,
		'apply, CPU s': rounded(seconds(apply[name], 'cpuMs')),
	};
}

const NAMES: Record<Name, string> = { ours: 'our node', core: 'n8n’s own nodes' };

function comparison({ people, first, plan: { ours, core }, tookBytes }: Size): Aim[] {
	const [faster, smaller] = ['faster', 'smaller'].map(
		(what) => `${what} than n8n’s own nodes, ${people} people`,
	);
	const our = megabytes(first.ours, 'rssBytes');
	if (core.length > 0)
		return [
			atMost(`${faster}: CPU`, seconds(ours, 'cpuMs') / seconds(core, 'cpuMs'), 1, '×'),
			atMost(`${smaller}: RSS`, our / megabytes(first.core, 'rssBytes'), 1, '×'),
		];
	const measured = `they were given up after ${LONGEST_SECONDS} s`;
	return [
		{ aim: faster, measured, met: true },
		...(tookBytes !== undefined
			? [atMost(`${smaller} by then: RSS`, our / (tookBytes / MB), 1, '×')]
			: []),
	];
}

/** How the time of n8n's own nodes grew between the two largest sizes that they mastered. */
function growth(sizes: Size[]): string[] {
	const [before, after] = sizes.filter(({ plan }) => plan.core.length > 0).slice(-2);
	if (!after) return [];
	const times = seconds(after.plan.core, 'cpuMs') / seconds(before.plan.core, 'cpuMs');
	return [
		`n8n’s own nodes take ${rounded(times, 0)} × the CPU for ${after.people / before.people} × the people: for each row Compare Datasets looks through the other table from its beginning.`,
	];
}

export async function measureSync(tell: Tell): Promise<Part> {
	const sizes: Size[] = [];
	for (const people of SIZES) sizes.push(await measureSize(people, tell));
	const [some, many] = sizes.slice(-2);
	const each = ({ people, plan }: Size) => seconds(plan.ours, 'cpuMs') / people;
	const [applied] = many.apply.ours;
	const records = many.people + departmentsFor(many.people);
	const names: Name[] = ['ours', 'core'];
	return {
		title: `5 · Plan and apply of a sync, 1 % changed, ${departmentsFor(many.people)} departments at the most, ${PLATFORM.latency} ms latency`,
		table: Object.fromEntries(
			sizes.flatMap((size) =>
				names.map((name) => [`${size.people} people, ${NAMES[name]}`, row(size, name)]),
			),
		),
		aims: [
			atMost(
				`linear: CPU a person at most ${LINEAR} × from ${some.people} to ${many.people} people`,
				each(many) / each(some),
				LINEAR,
				'×',
			),
			atMost(
				`plan of ${many.people}: under ${MOST_CPU_SECONDS} s of CPU`,
				seconds(many.plan.ours, 'cpuMs'),
				MOST_CPU_SECONDS,
				's',
			),
			atMost(
				`plan of ${many.people}: under ${MOST_MB} MB`,
				megabytes(many.first.ours, 'rssBytes'),
				MOST_MB,
				'MB',
			),
			atMost(
				`apply sends at most ${MOST_SENT_PERCENT} % of the records`,
				(applied.sent / records) * 100,
				MOST_SENT_PERCENT,
				'%',
			),
			...sizes.flatMap(comparison),
		],
		notes: [
			'RSS and heap: the most in the first plan of a process, above what it had before, the tables among it.',
			...growth(sizes),
		],
		raw: sizes,
	};
}
