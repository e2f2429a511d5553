/**
 * Part 5: people and departments compared with the platform, and what differs sent, by our sync and
 * by a workflow of n8n's own nodes: HTTP Request, Split Out, Compare Datasets, Edit Fields.
 */
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { atLeast, atMost, inTurn, median, rounded } from './measure.ts';
import type { Aim, Part, Tell } from './measure.ts';
import { startPlatform } from './platform.ts';
import type { Measured, RemotePlatform } from './platform.ts';
import { changedOf, departmentsFor } from './roster.ts';

export interface ToRun {
	mode: 'plan' | 'apply';
	/** On both sides. */
	people: number;
	platform: Pick<RemotePlatform, 'url' | 'credential'>;
}

/** What a process says of a run of its workflow; all bytes are those above what it had before. */
export interface Ran {
	ms: number;
	/** Processor time of the whole process, threads of the garbage collector included. */
	cpuMs: number;
	gcMs: number;
	/** The most that the operating system gave. */
	rssBytes: number;
	/** The most that was in the heap, garbage included. */
	heapBytes: number;
	/** The most that was alive in it. */
	aliveBytes: number;
	/** How many changes it found. */
	found: number;
}

type Name = 'ours' | 'core';
type Run = Ran & Measured;

const PROCESS = fileURLToPath(new URL('sync-process.ts', import.meta.url));
const PLATFORM = { latency: 20 };
/** The first size is the one to warm up with. */
const SIZES = [1_000, 10_000, 100_000];
const ROUNDS: Record<number, number> = { 1_000: 5, 10_000: 3, 100_000: 1 };
/** A run that is not at its end by then is given up. */
const LONGEST_SECONDS = 150;

const LINEAR = 1.5;
const MOST_CPU_SECONDS = 10;
const MOST_MB = 500;
const MOST_SENT_PERCENT = 1;

const MB = 1_000_000;

/** A process that has run its workflow before, so that all is compiled. */
class Contestant {
	readonly #child: ChildProcess;
	readonly #gone: Promise<undefined>;

	constructor(name: Name) {
		this.#child = fork(PROCESS, [name], { execArgv: ['--expose-gc'] });
		this.#gone = once(this.#child, 'exit').then(() => undefined);
	}

	async #answer(): Promise<unknown> {
		const said = once(this.#child, 'message').then(([message]: unknown[]) => message);
		return await Promise.race([said, this.#gone]);
	}

	async start(platform: RemotePlatform): Promise<this> {
		await this.#answer();
		for (const mode of ['plan', 'apply', 'plan'] as const)
			await this.run({ mode, people: SIZES[0], platform });
		return this;
	}

	/** @returns undefined when it took too long, or ran out of memory */
	async run({ mode, people, platform }: ToRun & { platform: RemotePlatform }) {
		let ran: Ran | undefined;
		const { url, credential } = platform;
		const expected = changedOf(people) + changedOf(departmentsFor(people));
		const measured = await platform.measure(async () => {
			if (!this.#child.connected) return { ms: 0 };
			this.#child.send({ mode, people, platform: { url, credential } } satisfies ToRun);
			const late = new AbortController();
			const limit = setTimeout(LONGEST_SECONDS * 1000, undefined, { signal: late.signal }).then(
				() => undefined,
				() => undefined,
			);
			ran = (await Promise.race([this.#answer(), limit])) as Ran | undefined;
			late.abort();
			if (!ran) await this.stop();
			return { ms: 0 };
		});
		if (!ran) return undefined;
		if (ran.found !== expected) throw new Error(`${ran.found} of ${expected} changes were found`);
		if (mode === 'apply' && measured.written !== expected)
			throw new Error(`${measured.written} of ${expected} changes were written`);
		return { ...measured, ...ran };
	}

	async stop(): Promise<void> {
		this.#child.kill('SIGKILL');
		await this.#gone;
	}
}

interface Size {
	people: number;
	plan: Record<Name, Run[]>;
	apply: Record<Name, Run[]>;
}

async function measureSize(people: number, warmUp: RemotePlatform, tell: Tell): Promise<Size> {
	const platform = await startPlatform('directory', { ...PLATFORM, people });
	const told = (text: string) => tell(`${people} people, ${text}`);
	told('starting');
	const names: Name[] = ['ours', 'core'];
	const [ours, core] = [
		await new Contestant('ours').start(warmUp),
		await new Contestant('core').start(warmUp),
	];
	const of = { ours, core };
	const measured = async (mode: ToRun['mode'], rounds: number) => {
		const runs = await inTurn(
			Object.fromEntries(
				names.map((name) => [
					name,
					{ rounds, run: async () => await of[name].run({ mode, people, platform }) },
				]),
			) as Record<Name, { rounds: number; run: () => Promise<Run | undefined> }>,
			(text) => told(`${mode}, ${text}`),
		);
		return {
			ours: runs.ours.filter((run) => run !== undefined),
			core: runs.core.filter((run) => run !== undefined),
		};
	};
	const plan = await measured('plan', ROUNDS[people]);
	const apply = await measured('apply', 1);
	for (const name of names) await of[name].stop();
	platform.stop();
	return { people, plan, apply };
}

/** Medians; of memory what the first run took, since a process seldom gives any back. */
const figures = (runs: Run[]) => ({
	cpuSeconds: median(runs.map(({ cpuMs }) => cpuMs)) / 1000,
	seconds: median(runs.map(({ ms }) => ms)) / 1000,
	rssMB: runs[0].rssBytes / MB,
	heapMB: runs[0].heapBytes / MB,
	aliveMB: runs[0].aliveBytes / MB,
	gcSeconds: median(runs.map(({ gcMs }) => gcMs)) / 1000,
});

const ENDLESS = `more than ${LONGEST_SECONDS}`;

function row(runs: Run[], others: Run[]) {
	if (runs.length === 0) return { 'CPU s': ENDLESS, 'wall s': ENDLESS };
	const { cpuSeconds, seconds, rssMB, heapMB, aliveMB } = figures(runs);
	const { requests, sent } = runs[0];
	return {
		'CPU s': rounded(cpuSeconds),
		'wall s': rounded(seconds),
		'RSS MB': Math.round(rssMB),
		'heap MB': Math.round(heapMB),
		'of it alive': Math.round(aliveMB),
		requests,
		'records sent': sent,
		...(others.length && {
			'× CPU of ours': rounded(cpuSeconds / figures(others).cpuSeconds, 1),
			'× RSS of ours': rounded(rssMB / figures(others).rssMB, 1),
		}),
	};
}

const NAMES: Record<Name, string> = { ours: 'our node', core: 'n8n’s own nodes' };

function tableOf(sizes: Size[]): Part['table'] {
	const rows: Part['table'] = {};
	for (const mode of ['plan', 'apply'] as const)
		for (const { people, [mode]: runs } of sizes)
			for (const name of ['ours', 'core'] as const)
				rows[`${mode}, ${people} people: ${NAMES[name]}`] = row(runs[name], runs.ours);
	return rows;
}

/** Against a workflow that was given up there is nothing to divide by: it was slower in any case. */
function comparison({ people, plan: { ours, core } }: Size): Aim[] {
	const aim = `plan, ${people} people: no more CPU and memory than n8n’s own nodes`;
	if (core.length === 0)
		return [{ aim, measured: `they took more than ${LONGEST_SECONDS} s and were given up`, met: true }];
	const [our, their] = [figures(ours), figures(core)];
	return [
		atMost(`${aim}: CPU`, our.cpuSeconds / their.cpuSeconds, 1, '×'),
		atMost(`${aim}: RSS`, our.rssMB / their.rssMB, 1, '×'),
	];
}

export async function measureSync(tell: Tell): Promise<Part> {
	tell('starting');
	const warmUp = await startPlatform('directory', { ...PLATFORM, people: SIZES[0] });
	const sizes: Size[] = [];
	for (const people of SIZES) sizes.push(await measureSize(people, warmUp, tell));
	warmUp.stop();

	const [, some, many] = sizes;
	const perPerson = ({ people, plan }: Size) => figures(plan.ours).cpuSeconds / people;
	const most = figures(many.plan.ours);
	const [applied] = many.apply.ours;
	const records = many.people + departmentsFor(many.people);
	const given = sizes.find(({ plan }) => plan.core.length === 0);
	const factor = (growth: number) => rounded(growth, 1);
	const [before, after] = sizes.filter(({ plan }) => plan.core.length > 0).slice(-2);
	return {
		title: `5 · Sync of people and departments, 1 % changed, ${PLATFORM.latency} ms latency`,
		table: tableOf(sizes),
		aims: [
			atMost(
				`linear: CPU a person at most ${LINEAR} × from ${some.people} to ${many.people}`,
				perPerson(many) / perPerson(some),
				LINEAR,
				'×',
			),
			atMost(
				`plan of ${many.people}: under ${MOST_CPU_SECONDS} s of CPU`,
				most.cpuSeconds,
				MOST_CPU_SECONDS,
				's',
			),
			atMost(`plan of ${many.people}: under ${MOST_MB} MB`, most.rssMB, MOST_MB, 'MB'),
			atMost(
				`apply: at most ${MOST_SENT_PERCENT} % of the records sent`,
				(applied.sent / records) * 100,
				MOST_SENT_PERCENT,
				'%',
			),
			...sizes.flatMap(comparison),
		],
		notes: [
			'RSS and heap: the most during the run, above what the process had before. Ours reads and compares the same tables, and checks what Compare Datasets does not.',
			...(before && after && before !== after
				? [
						`n8n’s own nodes: ${factor(after.people / before.people)} × the people take ${factor(figures(after.plan.core).cpuSeconds / figures(before.plan.core).cpuSeconds)} × the CPU: Compare Datasets looks for each row from the first one on.`,
					]
				: []),
			...(given
				? [`At ${given.people} people they were given up after ${LONGEST_SECONDS} s.`]
				: []),
		],
		raw: sizes,
	};
}
