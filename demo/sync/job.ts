// The job of npm start: HR's tables go into three platforms by one workflow, night after night. Each
// night says whether it did what it must, and whether the platforms then hold what they must.

import { isDeepStrictEqual } from 'node:util';
import { step } from '../../tools/progress.mjs';
import type { Execution, N8n } from '../n8n.ts';
import { headline, sayChecked, wrap } from '../text.ts';
import { differences, lostIds, recordsOf } from './check.ts';
import { knownIn } from './memory.ts';
import { countsIn, picturesOf, statesOf, type States } from './pictures.ts';
import {
	NAMES,
	PLATFORMS,
	requestsFor,
	requestsSince,
	writesIn,
	type PlatformName,
	type Platforms,
} from './platforms.ts';
import {
	areWrongRows,
	changeTable,
	endsIn,
	failuresIn,
	nightsTable,
	notDoneTable,
	resultsOf,
	totalOf,
	type Night,
} from './report.ts';
import {
	cutInHalf,
	readTables,
	secondNight,
	SECOND_NIGHT,
	WRONG,
	writeTables,
	type Tables,
} from './tables.ts';

export const NIGHTLY_FILE = 'nightly-sync.json';
/** What approves, in the forms of the examples. */
export const YES = 'Apply exactly this 执行';

/** By these the workflow starts. */
const BY_HAND = 'Run Now';
const AT_NIGHT = 'Every Night at 2:30';
const RUN_TIMEOUT_SECONDS = 300;

const MOST_LINES = 10;
const NOT_DONE = `; not done are the ${WRONG.length} wrong rows of demo/roster/README.md, each where and why it must be`;

/** The platforms when a night begins. */
interface Before {
	states: States;
	/** How many requests they have had. */
	requests: Record<PlatformName, number>;
}

export class SyncJob {
	private readonly n8n: N8n;
	private readonly platforms: Platforms;
	private readonly workflowId: string;
	/** What n8n reads its files from. */
	private readonly folder: string;
	private readonly nights: Night[] = [];
	private tables = readTables();
	private ok = true;

	constructor(n8n: N8n, platforms: Platforms, workflowId: string, folder: string) {
		this.n8n = n8n;
		this.platforms = platforms;
		this.workflowId = workflowId;
		this.folder = folder;
	}

	/** HR's tables as they are by now. */
	get tablesNow(): Tables {
		return this.tables;
	}

	/** @returns whether everything came out as it must */
	async run(): Promise<boolean> {
		const { departments, people, partTimeJobs } = this.tables;
		console.log(
			`\nHR has ${departments.length} departments, ${people.length} people, ${partTimeJobs.length} part-time jobs. The platforms have:`,
		);
		for (const name of NAMES) console.log(`- ${PLATFORMS[name].name}: ${this.countsOn(name)}`);
		const first = await this.firstNight();
		await this.sameAgain();
		const second = await this.secondNight();
		const message = await this.halfTheSource();

		headline('What became of everybody');
		console.log(`${nightsTable(this.nights)}\n`);
		if (second) console.log(`${changeTable(second)}\n`);
		if (first) console.log(`${notDoneTable(first)}\n`);
		console.log(`n8n says of the night with half a table:\n${quoted(message)}\n`);
		return this.ok;
	}

	private async firstNight(): Promise<Night | undefined> {
		headline('The first time: three plans, a yes, and exactly that');
		const before = this.now();
		const id = await this.n8n.runWorkflow(this.workflowId, BY_HAND);
		const form = await step('Making the plans', () => this.n8n.waitForForm(id));
		const plan = resultsOf(form.execution, 'Plan');
		const wasSilent = this.nothingWasSent(before);
		const execution = await step('Approved: doing exactly that', async () => {
			await this.n8n.answerForm(form.url, [YES]);
			return await this.ended(id);
		});
		this.check('Nothing was sent before somebody had said yes', wasSilent);
		const night = this.applied('First night, approved', execution, before);
		this.check(
			'What was done is what was approved, by the fingerprints of the three plans',
			NAMES.every(
				(name) =>
					plan && plan[name].summary.fingerprint === night?.apply?.[name].summary.fingerprint,
			),
		);
		await this.checkPlatforms(before);
		return night;
	}

	private async sameAgain(): Promise<void> {
		headline('The same tables again');
		const before = this.now();
		this.applied('The same again', await this.runAtNight(), before);
		this.check('Nothing was left to send', this.nothingWasSent(before));
	}

	private async secondNight(): Promise<Night | undefined> {
		headline(`The second night: HR has changed ${SECOND_NIGHT.length} rows`);
		this.tables = secondNight(this.tables);
		writeTables(this.tables, this.folder);
		const before = this.now();
		const execution = await this.runAtNight();
		const title = `Second night, ${SECOND_NIGHT.length} changes`;
		const night = this.applied(title, execution, before);
		// Of a new position Yunzhijia knows nothing.
		const wanted = { yunzhijia: 8, weaverE10: 9, hippius: 9 };
		const doneOn = (name: PlatformName) =>
			night?.apply?.[name].changes.filter(({ outcome }) => outcome === 'done').length;
		this.check(
			`Sent was what had changed: ${NAMES.map((name) => `${doneOn(name)} records to ${PLATFORMS[name].name}`).join(', ')}`,
			NAMES.every((name) => doneOn(name) === wanted[name]),
		);
		await this.checkPlatforms(before);
		return night;
	}

	/** @returns what n8n says */
	private async halfTheSource(): Promise<string> {
		headline('The third night: the export broke off after half of the people');
		const half = cutInHalf(this.tables);
		writeTables(half, this.folder);
		const before = this.now();
		const execution = await this.runAtNight();
		writeTables(this.tables, this.folder);
		const { message = '' } = execution.data.resultData.error ?? {};
		const plan = resultsOf(execution, 'Plan');
		const requests = this.requestsSince(before);
		if (plan)
			this.checkRecords(
				{ title: 'Third night, half a table', plan, requests, tables: half },
				before,
			);
		this.check(
			'The run was stopped, since on each platform a limit is passed',
			execution.status === 'error' &&
				NAMES.every(
					(name) =>
						plan?.[name].summary.limitsPassed.length && message.includes(PLATFORMS[name].name),
				),
		);
		this.check('Nothing was sent to any platform', this.nothingWasSent(before));
		return message;
	}

	private async runAtNight(): Promise<Execution> {
		return await step('Running Nightly sync', async () =>
			this.ended(await this.n8n.runWorkflow(this.workflowId, AT_NIGHT)),
		);
	}

	private async ended(id: string): Promise<Execution> {
		return await this.n8n.waitForExecution(id, { timeoutSeconds: RUN_TIMEOUT_SECONDS });
	}

	/** A night on which the plans were done. */
	private applied(title: string, execution: Execution, before: Before): Night | undefined {
		const { error } = execution.data.resultData;
		const [plan, apply] = [resultsOf(execution, 'Plan'), resultsOf(execution, 'Apply')];
		const isWell = execution.status === 'success' && plan !== undefined && apply !== undefined;
		if (!isWell) {
			this.check(`The run ended well (${error?.message ?? execution.status})`, false);
			return undefined;
		}
		const requests = this.requestsSince(before);
		const night = { title, plan, apply, requests, tables: this.tables };
		this.checkRecords(night, before);
		return night;
	}

	/** Keeps the night for the table; every record must stand in it, and every request. */
	private checkRecords(night: Night, { states }: Before): void {
		this.nights.push(night);
		const kinds = NAMES.flatMap((name) =>
			Object.keys(PLATFORMS[name].kinds).map((kind) => ({
				name,
				kind,
				told: totalOf(endsIn(night, name, kind)),
				all: recordsOf(name, kind, night.tables, states),
				sent: requestsFor(name, kind, night.requests[name]),
			})),
		);
		const sum = (numbers: number[]) => numbers.reduce((left, right) => left + right, 0);
		const all = sum(kinds.map((each) => each.all));
		const { apply, tables } = night;
		const failures = apply ? failuresIn(apply, tables) : [];
		for (const each of failures.slice(0, MOST_LINES)) console.log(bullet(each));
		this.check(
			`Every one of ${all} records is accounted for${apply ? NOT_DONE : ''}`,
			kinds.every(({ told, all: wanted }) => told === wanted) &&
				(!apply || areWrongRows(apply, tables)) &&
				sum(kinds.map(({ sent }) => sent)) === Object.values(night.requests).flat().length,
		);
	}

	/** Each holds what HR's tables say, and the memory of Hippius knows of all of it. */
	private async checkPlatforms({ states }: Before): Promise<void> {
		const after = this.states();
		const found = differences(this.tables, states, after);
		const pictures = picturesOf(after);
		for (const name of NAMES) {
			for (const each of found[name].slice(0, MOST_LINES)) console.log(bullet(each));
			this.check(
				`${PLATFORMS[name].name} holds what HR’s tables say: ${this.countsOn(name)}`,
				found[name].length === 0,
			);
		}
		const lost = lostIds(states, after);
		if (lost.length)
			this.check(`Everybody has the same id as before (not ${lost.join(', ')})`, false);
		const known = await knownIn(this.n8n);
		const isKnown = Object.entries(pictures.hippius).every(([kind, lines]) =>
			isDeepStrictEqual(known[kind] ?? new Set(), new Set(lines.keys())),
		);
		this.check('The data table tells of all that Hippius holds, and of nothing else', isKnown);
	}

	private countsOn(name: PlatformName): string {
		const { kinds } = PLATFORMS[name];
		return countsIn(picturesOf(this.states())[name], (kind) => kinds[kind].many);
	}

	private now(): Before {
		const counts = NAMES.map((name) => [name, this.platforms[name].requests.length]);
		return {
			states: this.states(),
			requests: Object.fromEntries(counts) as Record<PlatformName, number>,
		};
	}

	private states(): States {
		return statesOf(this.platforms);
	}

	private requestsSince({ requests }: Before): Night['requests'] {
		const found = NAMES.map((name) => [name, requestsSince(this.platforms[name], requests[name])]);
		return Object.fromEntries(found) as Night['requests'];
	}

	private nothingWasSent(before: Before): boolean {
		const requests = this.requestsSince(before);
		const isSilent = NAMES.every((name) => writesIn(name, requests[name]).length === 0);
		return isSilent && isDeepStrictEqual(this.states(), before.states);
	}

	private check(what: string, isSo: boolean): void {
		sayChecked(what, isSo);
		this.ok &&= isSo;
	}
}

const bullet = (text: string) => wrap(`- ${text}`).join('\n  ');

const quoted = (text: string) =>
	text
		.split('\n')
		.flatMap((line) => wrap(line, 96))
		.map((line) => `  ${line}`)
		.join('\n');
