/**
 * Part 7: polls of a directory of 50,000 people: the first, which remembers everybody, one that finds
 * nothing new, and one that finds 1 % changed; by our triggers and by a script that reads all and
 * compares a hash of each row.
 */
import type { CredentialData } from '../workflow/engine/credentials.ts';
import { Contestant } from './contestant.ts';
import { atMost, rounded } from './measure.ts';
import type { Aim, Part, Tell } from './measure.ts';
import type { Measured } from './platform.ts';
import { startPlatform } from './platform.ts';
import { changedOf } from './roster.ts';
import type { Weight } from './weigh.ts';

export type System = 'yunzhijia' | 'weaverE10';
type Name = 'ours' | 'script';

export const TRIGGERS = {
	yunzhijia: {
		...{ type: 'yunzhijiaPollingTrigger', watch: 'person', credentialType: 'yunzhijiaApi' },
		...{ title: 'Yunzhijia', platform: 'directory' as const },
	},
	weaverE10: {
		...{ type: 'weaverE10PollingTrigger', watch: 'employee', credentialType: 'weaverE10Api' },
		...{ title: 'Weaver E10', platform: 'weaverNight' as const },
	},
};

const POLLS = ['first poll', 'nothing new', '1 % changed'] as const;
type PollName = (typeof POLLS)[number];

export interface RunPoll {
	what: 'poll' | 'change';
	name: Name;
	people: number;
	url: string;
	credential: CredentialData;
}

export interface Ran extends Weight {
	ms: number;
	/** How many changes it told. */
	told: number;
	/** What n8n saves with the workflow. */
	savedBytes: number;
}

type Run = Ran & Measured;

export const PAGE = 1000;
const PEOPLE = 50_000;
const PLATFORM = { latency: 2 };
const MB = 1_000_000;
const MOST_SAVED_MB = 3;
const MOST_MB = 300;
const MOST_CPU_SECONDS = 5;

type Runs = Record<PollName, Run>;

async function measureOne(system: System, name: Name, tell: Tell): Promise<Runs> {
	const { title, platform: kind } = TRIGGERS[system];
	const platform = await startPlatform(kind, { ...PLATFORM, people: PEOPLE });
	const poller = new Contestant<RunPoll, Ran>('triggers-process.ts', system);
	await poller.ready();
	const { url, credential } = platform;
	const told = { name, people: PEOPLE, url, credential };
	const runs: Partial<Runs> = {};
	for (const poll of POLLS) {
		tell(`${title}, ${poll}, ${name}`);
		let ran: Ran | undefined;
		// Asking for the traffic puts the platform back to its start: the changes come within.
		const measured = await platform.measure(async () => {
			if (poll === '1 % changed') await poller.run({ what: 'change', ...told });
			ran = await poller.run({ what: 'poll', ...told });
			return { ms: 0 };
		});
		const expected = poll === '1 % changed' ? changedOf(PEOPLE) : 0;
		if (ran!.told !== expected)
			throw new Error(`${title}, ${poll}, ${name}: ${ran!.told} of ${expected} changes were told`);
		runs[poll] = { ...measured, ...ran! };
	}
	poller.stop();
	platform.stop();
	return runs as Runs;
}

interface Measurement {
	system: System;
	ours: Runs;
	script: Runs;
}

const row = (run: Run, other?: Run): Part['table'][string] => ({
	'requests that read': run.reads,
	'CPU s': rounded(run.cpuMs / 1000),
	'× script': other ? rounded(run.cpuMs / other.cpuMs, 1) : '',
	'wall s': rounded(run.ms / 1000),
	'RSS MB': Math.round(run.rssBytes / MB),
	'heap MB': Math.round(run.heapBytes / MB),
	'saved MB': other ? rounded(run.savedBytes / MB) : '',
});

const rows = ({ system, ours, script }: Measurement): Part['table'] =>
	Object.fromEntries(
		POLLS.flatMap((poll) => [
			[`${TRIGGERS[system].title}, ${poll}, our node`, row(ours[poll], script[poll])],
			[`${TRIGGERS[system].title}, ${poll}, script`, row(script[poll])],
		]),
	);

function aims({ system, ours }: Measurement): Aim[] {
	const { title } = TRIGGERS[system];
	const all = Object.values(ours);
	const most = (of: (run: Run) => number) => Math.max(...all.map(of));
	return [
		atMost(
			`${title}: saved with the workflow under ${MOST_SAVED_MB} MB`,
			most(({ savedBytes }) => savedBytes) / MB,
			MOST_SAVED_MB,
			'MB',
		),
		atMost(`${title}: under ${MOST_MB} MB`, most(({ rssBytes }) => rssBytes) / MB, MOST_MB, 'MB'),
		atMost(
			`${title}: no poll above ${MOST_CPU_SECONDS} s of CPU`,
			most(({ cpuMs }) => cpuMs) / 1000,
			MOST_CPU_SECONDS,
			's',
		),
		...(system === 'yunzhijia'
			? [
					atMost(
						`${title}: asks once where nothing is new`,
						ours['nothing new'].reads,
						1,
						'requests',
					),
				]
			: []),
	];
}

export async function measureTriggers(tell: Tell): Promise<Part> {
	const all: Measurement[] = [];
	for (const system of Object.keys(TRIGGERS) as System[])
		all.push({
			system,
			ours: await measureOne(system, 'ours', tell),
			script: await measureOne(system, 'script', tell),
		});
	return {
		title: `7 · Polling for changes among ${PEOPLE} people, ${PLATFORM.latency} ms latency`,
		table: Object.assign({}, ...all.map(rows)) as Part['table'],
		aims: all.flatMap(aims),
		notes: [
			'The script reads all and compares one hash a row: no fields told apart, no budget, nothing kept over a restart.',
			'Where 1 % changed, the requests that looked up whom to change are among those that read.',
			'Weaver E10 has no interface for what has changed, so each poll reads everybody.',
		],
		raw: all,
	};
}
