// The main job of npm start: HR's tables go into Yunzhijia, night after night. Each step says what
// it did, and whether Yunzhijia then holds what it must.

import { isDeepStrictEqual } from 'node:util';
import { step } from '../../tools/progress.mjs';
import type { RecordedRequest, TestPlatform, YunzhijiaState } from '../../test/platforms/index.ts';
import type { Execution, N8n } from '../n8n.ts';
import { wrap } from '../report.ts';
import { countsIn, differences } from './check.ts';
import {
	areWrongRows,
	changeTable,
	countTable,
	examples,
	recordsSent,
	rejections,
	resultOf,
	sentTable,
	TABLES,
	writesIn,
	type Change,
} from './report.ts';
import {
	cutInHalf,
	enteredIn,
	readTables,
	secondNight,
	SECOND_NIGHT,
	WRONG,
	writeTables,
} from './tables.ts';

export const APPROVAL_FILE = 'sync-with-approval.json';
export const NIGHTLY_FILE = 'nightly-sync.json';

const RUN_TIMEOUT_SECONDS = 300;
const REJECTED = WRONG.flatMap(({ rows }) => rows).length;

export class SyncJob {
	private readonly n8n: N8n;
	private readonly yunzhijia: TestPlatform<YunzhijiaState>;
	/** Ids of the workflows, by file. */
	private readonly workflows: Record<string, string>;
	/** What n8n reads its files from. */
	private readonly folder: string;
	private tables = readTables();
	private ok = true;

	constructor(
		n8n: N8n,
		yunzhijia: TestPlatform<YunzhijiaState>,
		workflows: Record<string, string>,
		folder: string,
	) {
		this.n8n = n8n;
		this.yunzhijia = yunzhijia;
		this.workflows = workflows;
		this.folder = folder;
	}

	/** @returns whether everything came out as it must */
	async run({ again }: { again: boolean }): Promise<boolean> {
		await this.firstNight();
		await this.secondNight();
		await this.halfTheSource();
		if (again) await this.onceMore();
		return this.ok;
	}

	private async firstNight(): Promise<void> {
		const before = this.state();
		headline('The first night: plan, look, approve, apply');
		console.log(`Yunzhijia (云之家) has ${countsIn(before)}.\n`);

		const started = this.yunzhijia.requests.length;
		const id = await this.start(APPROVAL_FILE);
		const form = await step('Making the plan', () => this.n8n.waitForForm(id));
		const plan = resultOf(await this.n8n.execution(id), 'Plan');
		console.log(`\n${countTable(plan.summary)}\n\n${examples(plan)}\n`);
		console.log(`${rejections(plan.changes)}\n`);
		for (const warning of plan.summary.warnings) labelled('Warning', warning);
		labelled('Fingerprint', plan.summary.fingerprint);
		this.check(
			`Rejected are exactly the ${WRONG.length} wrong rows of demo/roster/README.md and the 2 that they take along`,
			areWrongRows(plan.changes),
		);
		this.check(
			'Nothing was sent: Yunzhijia is as it was',
			writesIn(this.requestsSince(started)).length === 0 && this.isAs(before),
		);

		console.log();
		const asked = this.yunzhijia.requests.length;
		const execution = await step('Approved; doing exactly that', async () => {
			await this.n8n.answerForm(form, ['Apply exactly this']);
			return await this.ended(id);
		});
		if (!this.check(`The run ended well${whyNot(execution)}`, execution.status === 'success'))
			return;
		const { changes, summary } = resultOf(execution, 'Apply');
		console.log(`\n${sentTable(this.requestsSince(asked))}\n`);
		this.check(
			'What was done is the approved plan',
			summary.fingerprint === plan.summary.fingerprint,
		);
		this.checkEnd(changes, plan.changes.filter(isPlanned).length);
		this.checkState(before);
	}

	private async secondNight(): Promise<void> {
		headline(`The second night: HR has changed ${SECOND_NIGHT.length} rows`);
		this.tables = secondNight(this.tables);
		writeTables(this.tables, this.folder);
		const before = this.state();
		const { changes, requests } = await this.night('Running Nightly sync');
		const entered = ({ kind, rows: [row] }: Change) => {
			const name = TABLES[kind];
			return enteredIn(name, this.tables[name][row - 1]);
		};
		console.log(`\n${changeTable(changes, entered)}\n\n${sentTable(requests)}\n`);
		this.check(
			`${recordsSent(requests)} records were sent for ${SECOND_NIGHT.length} changes`,
			recordsSent(requests) <= SECOND_NIGHT.length,
		);
		this.checkEnd(changes, SECOND_NIGHT.length);
		this.checkState(before);
	}

	private async halfTheSource(): Promise<void> {
		headline('The third night: the export broke off after half of the people');
		writeTables(cutInHalf(this.tables), this.folder);
		const before = this.state();
		const started = this.yunzhijia.requests.length;
		const id = await this.start(NIGHTLY_FILE);
		const execution = await step('Running Nightly sync', () => this.ended(id));
		writeTables(this.tables, this.folder);
		const message = execution.data.resultData.error?.message ?? '';
		console.log();
		labelled('n8n says', message);
		this.check(
			'The run ended with an error that names the limit',
			execution.status === 'error' && message.includes('maxRemovals'),
		);
		this.check(
			'Nothing was sent: Yunzhijia is as it was',
			writesIn(this.requestsSince(started)).length === 0 && this.isAs(before),
		);
	}

	private async onceMore(): Promise<void> {
		headline('Once more, with the whole tables');
		const before = this.state();
		const { changes, requests } = await this.night('Running Nightly sync a second time');
		console.log(`\n${sentTable(requests)}\n`);
		this.check('Nothing was left to send', recordsSent(requests) === 0);
		this.checkEnd(changes, 0);
		this.checkState(before);
	}

	/** One run without anybody who approves. */
	private async night(label: string) {
		const started = this.yunzhijia.requests.length;
		const id = await this.start(NIGHTLY_FILE);
		const execution = await step(label, () => this.ended(id));
		this.check(`The run ended well${whyNot(execution)}`, execution.status === 'success');
		const requests = this.requestsSince(started);
		return { changes: resultOf(execution, 'Yunzhijia Sync').changes, requests };
	}

	private async start(file: string): Promise<string> {
		return await this.n8n.runWorkflow(this.workflows[file], 'Run Now');
	}

	private async ended(id: string): Promise<Execution> {
		return await this.n8n.waitForExecution(id, { timeoutSeconds: RUN_TIMEOUT_SECONDS });
	}

	private state(): YunzhijiaState {
		return structuredClone(this.yunzhijia.state);
	}

	private isAs(before: YunzhijiaState): boolean {
		return isDeepStrictEqual(this.yunzhijia.state, before);
	}

	private requestsSince(started: number): RecordedRequest[] {
		return this.yunzhijia.requests.slice(started);
	}

	private checkEnd(changes: Change[], planned: number): void {
		const count = (wanted: string) => changes.filter(({ outcome }) => outcome === wanted).length;
		const [done, rejected] = [count('done'), count('rejected')];
		this.check(
			`${done} of ${planned} planned records are done, ${rejected} rows are rejected as before, none is unknown or not sent`,
			done === planned && rejected === REJECTED && count('unknown') + count('notSent') === 0,
		);
	}

	private checkState(before: YunzhijiaState): void {
		const found = differences(this.tables, before, this.yunzhijia.state);
		for (const difference of found.slice(0, 10)) console.log(wrap(`- ${difference}`).join('\n  '));
		this.check(
			`Yunzhijia holds what HR’s tables say, under the same ids: ${countsIn(this.yunzhijia.state)}`,
			found.length === 0,
		);
	}

	private check(what: string, isSo: boolean): boolean {
		console.log(wrap(`${isSo ? '✓' : '✗ NOT SO:'} ${what}.`).join('\n  '));
		this.ok &&= isSo;
		return isSo;
	}
}

const isPlanned = ({ outcome }: Change) => outcome === 'planned';

const whyNot = ({ data }: Execution) => {
	const message = data.resultData.error?.message;
	return message ? ` (${message})` : '';
};

const headline = (text: string) => console.log(`\n━━ ${text} ${'━'.repeat(96 - text.length)}\n`);

/** A long text beside its label. */
function labelled(label: string, text: string): void {
	const lines = wrap(text, 100 - label.length - 2);
	console.log(`${label}: ${lines.join(`\n${' '.repeat(label.length + 2)}`)}\n`);
}
