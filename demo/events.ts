// The other job of npm start: somebody enters in Yunzhijia and leaves again, and by its event the other two
// platforms know within seconds. Whatever tells it, it happens once.

import { callbacksOf, type YunzhijiaEvent } from '../test/platforms/index.ts';
import { step } from '../tools/progress.mjs';
import type { N8n } from './n8n.ts';
import { waitFor } from './n8n-process.ts';
import type { Row } from './roster.ts';
import { differences } from './sync/check.ts';
import { LEFT, picturesOf, statesOf, statusIn } from './sync/pictures.ts';
import { NAMES, PLATFORMS, writesIn, type Platforms } from './sync/platforms.ts';
import { writeTables, type Tables } from './sync/tables.ts';
import { headline, sayChecked, table } from './text.ts';

export const EVENTS_FILE = 'who-enters-or-leaves.json';
/** `webhookId` of its trigger, and the trigger's own path. */
const WEBHOOK = 'b0e5a4de-6f2f-4f6e-9f57-2f7d3c1d9a10/yunzhijia';

const OPEN_ID = '5c00000000000000000000aa';
const NEWCOMER = {
	工号: 'XQ0600',
	姓名: '程新月',
	性别: '女',
	手机号: '19900000600',
	邮箱: 'xq0600@example.com',
	状态: '试用',
	入职日期: '2026-11-26',
};
const LEAVES = '离职';
const PATIENCE_SECONDS = 60;

export class EventsJob {
	private readonly n8n: N8n;
	private readonly platforms: Platforms;
	private readonly workflowId: string;
	/** HR's tables, and where n8n reads them. */
	private readonly tables: Tables;
	private readonly folder: string;
	private readonly callbacks: ReturnType<typeof callbacksOf>;
	private readonly told: string[][] = [['Event', 'Told by', ...NAMES.map(nameOf), 'After']];
	private ok = true;

	constructor(
		n8n: N8n,
		platforms: Platforms,
		workflowId: string,
		{ tables, folder }: { tables: Tables; folder: string },
	) {
		this.n8n = n8n;
		this.platforms = platforms;
		this.workflowId = workflowId;
		this.tables = structuredClone(tables);
		this.folder = folder;
		const { callbackToken, eid } = platforms.yunzhijia.credential;
		this.callbacks = callbacksOf({ token: String(callbackToken), eid: String(eid) });
	}

	/** @returns whether everything came out as it must */
	async run(): Promise<boolean> {
		headline('Somebody enters in Yunzhijia, and leaves again');
		await step('Publishing Who enters or leaves', async () => this.n8n.activate(this.workflowId));
		const refused = await this.callbacks.register(this.n8n.webhookUrl(WEBHOOK)).then(
			() => undefined,
			(error: Error) => error.message,
		);
		this.check(`Yunzhijia has asked the address, and got ${refused ?? 'its ok'}`, !refused);
		const row = this.hire();
		const entered = await this.event('user_enter', () => this.enters(row));
		await this.againAndByPolling(entered);
		await this.event('user_leave', () => this.leaves(row));
		const { status } = await this.callbacks.send(
			{ eventType: 'user_leave', eventId: OPEN_ID },
			{ token: 'somebody else’s' },
		);
		this.check(`An event that somebody else signed is refused (HTTP ${status})`, status === 401);
		console.log(`\n${table(this.told)}\n`);
		return this.ok;
	}

	/** HR knows of it first: a colleague of somebody who is there. */
	private hire(): Row {
		const [like] = this.tables.people.filter(({ 部门编码 }) => 部门编码 === 'HR01');
		const row = { ...like, ...NEWCOMER };
		this.tables.people.push(row);
		writeTables(this.tables, this.folder);
		return row;
	}

	private enters(row: Row): void {
		const { state } = this.platforms.yunzhijia;
		const department = this.tables.departments.find(({ 部门编码 }) => 部门编码 === row.部门编码);
		const [place] = [...state.departments.values()].filter(
			({ name }) => name === department?.部门名称,
		);
		state.people.set(OPEN_ID, {
			...{ openId: OPEN_ID, name: row.姓名, jobNo: row.工号, phone: row.手机号, email: row.邮箱 },
			...{ orgId: place.orgId, jobTitle: row.职位, gender: row.性别, hireDate: row.入职日期 },
			...{ createdAt: Date.now(), updatedAt: Date.now() },
		});
	}

	private leaves(row: Row): void {
		Object.assign(this.platforms.yunzhijia.state.people.get(OPEN_ID)!, {
			status: '0',
			updatedAt: Date.now(),
		});
		row.状态 = LEAVES;
		writeTables(this.tables, this.folder);
	}

	/** Something happens, and is told; then all three must hold what HR's table says. */
	private async event(eventType: string, happens: () => void): Promise<YunzhijiaEvent> {
		const before = statesOf(this.platforms);
		happens();
		const event = { eventType, eventId: OPEN_ID, createTime: Date.now() };
		const began = performance.now();
		await this.startsOne(async () => await this.callbacks.send(event));
		const seconds = ((performance.now() - began) / 1000).toFixed(1);
		const found = differences(this.tables, before, statesOf(this.platforms));
		for (const name of NAMES) for (const each of found[name].slice(0, 3)) console.log(`- ${each}`);
		const [verb, said] = eventType === 'user_enter' ? ['enters', '入职'] : ['leaves', LEAVES];
		this.check(
			`${NEWCOMER.姓名} ${verb} (${said}): all three platforms hold what HR’s table says`,
			NAMES.every((name) => found[name].length === 0),
		);
		this.told.push([
			...[eventType, 'webhook'],
			...NAMES.map((name) => this.lineOf(name)),
			`${seconds} s`,
		]);
		return event;
	}

	private async againAndByPolling(event: YunzhijiaEvent): Promise<void> {
		const before = await this.count();
		const { body } = await this.callbacks.send(event);
		await this.pollingFindsTheSame();
		// What starts late would have started before the one of the poll.
		this.check(
			`The same event again is answered ${body} and starts nothing`,
			body === 'ok' && (await this.count()) === before + 1,
		);
	}

	/** Publishing the workflow anew polls at once. */
	private async pollingFindsTheSame(): Promise<void> {
		const { weaverE10, hippius } = this.platforms;
		const writes = () =>
			writesIn('weaverE10', weaverE10.requests).length +
			writesIn('hippius', hippius.requests).length;
		const before = writes();
		await this.startsOne(async () => {
			await this.n8n.deactivate(this.workflowId);
			await this.n8n.activate(this.workflowId);
		});
		this.check(
			'Polling has found the same, and Each Event Once has dropped it',
			writes() === before,
		);
	}

	/** @returns when an execution has come to its end that this started */
	private async startsOne(start: () => Promise<unknown>): Promise<void> {
		const before = await this.count();
		await start();
		await waitFor('the workflow to have run', PATIENCE_SECONDS, async () => {
			const executions = await this.n8n.executions(this.workflowId);
			const isOver = executions.every(({ status }) => !['new', 'running'].includes(status));
			const failed = executions.find(({ status }) => status === 'error');
			if (failed) throw new Error(`Execution ${failed.id} of Who enters or leaves has failed`);
			return (executions.length > before && isOver) || undefined;
		});
	}

	private async count(): Promise<number> {
		return (await this.n8n.executions(this.workflowId)).length;
	}

	/** How a platform holds whoever it is about. */
	private lineOf(name: (typeof NAMES)[number]): string {
		const kind = name === 'yunzhijia' ? 'person' : 'employee';
		const line = picturesOf(statesOf(this.platforms))[name][kind].get(NEWCOMER.工号);
		if (line === undefined) return '–';
		return statusIn(line) === LEFT ? 'left' : 'here';
	}

	private check(what: string, isSo: boolean): void {
		sayChecked(what, isSo);
		this.ok &&= isSo;
	}
}

const nameOf = (name: (typeof NAMES)[number]): string => PLATFORMS[name].name;
