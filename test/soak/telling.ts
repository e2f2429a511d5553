/** Triggers beside the syncs: what they tell, added up, is what happened. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';
import type { YunzhijiaEvent } from '../platforms/index.ts';
import { callbacksOf } from '../platforms/index.ts';
import { engine } from '../workflow/engine/cases.ts';
import type { Listening } from '../workflow/engine/listening.ts';
import type { Polling, PollResult } from '../workflow/engine/triggers.ts';
import { listening, polling } from '../workflow/engine/triggers.ts';
import { someFaults } from './faults.ts';
import type { Lane } from './lane.ts';
import { complain } from './left.ts';
import { line } from './sides.ts';

/** Of each watch the fields by which it is seen whether it told the latest. */
const FIELDS: Record<string, string[]> = {
	person: ['name', 'phone', 'orgId', 'jobTitle'],
	department: ['name'],
	partTimeJob: ['jobTitle'],
	leader: [],
	employee: ['username', 'mobile'],
	organization: ['name'],
	position: ['name'],
};

const ON_PUBLISHING = { activation: 'activate', budgetMs: 300_000, activating: true } as const;
const BY_SCHEDULER = { budgetMs: 36_000 };
const MOST_POLLS = 5;

/** One polling trigger, and what is known from it. */
class Watched {
	readonly lane: Lane;
	readonly watch: string;
	private readonly trigger: Polling;
	/** ID → its fields as they were told last. */
	private known = new Map<string, string>();
	private readonly keys = new Set<string>();
	events = 0;

	constructor(lane: Lane, watch: string) {
		this.lane = lane;
		this.watch = watch;
		const { type } = lane.subject.polling!;
		const fields = type === 'weaverE10PollingTrigger' ? { fields: FIELDS[watch] } : {};
		const parameters = { watch, ...fields } as INodeParameters;
		this.trigger = polling(engine, { type, parameters, credentials: lane.credentials });
	}

	/** Somebody publishes; of a poll then without events durable cursors keep nothing, so the next one remembers. */
	async begin(): Promise<void> {
		this.known = new Map(Object.entries((await this.lane.platform.watched())[this.watch]));
		for (const poll of [ON_PUBLISHING, BY_SCHEDULER]) {
			const { items, failure } = await this.trigger.poll(poll);
			if (failure) complain(`${this.watch}: the first poll failed: ${failure.message}`);
			if (items) complain(`${this.watch}: the first poll told ${JSON.stringify(items)}`);
		}
	}

	/** @returns whether it told something */
	async poll(): Promise<boolean> {
		const result = await this.trigger.poll(BY_SCHEDULER);
		for (const { json } of result.items ?? []) this.add(json);
		await this.search(result);
		return result.items !== null;
	}

	private async search({ items, failure, logs }: PollResult): Promise<void> {
		await this.lane.search(`${this.watch}, poll`, items, failure, logs, this.trigger.saved);
		this.trigger.logs.length = 0;
	}

	private add({ event, eventKey, id, after }: IDataObject): void {
		this.events++;
		const what = `${this.lane.name}: ${String(event)} ${String(id)}`;
		const key = String(id);
		if (this.keys.has(String(eventKey))) complain(`${what} was told twice, ${String(eventKey)}`);
		this.keys.add(String(eventKey));
		const isNew = String(event).endsWith('.added');
		if (this.known.has(key) === isNew)
			complain(`${what} of somebody who is ${isNew ? 'known' : 'not known'}`);
		if (String(event).endsWith('.removed')) this.known.delete(key);
		else
			this.known.set(
				key,
				line(...FIELDS[this.watch].map((field) => (after as IDataObject)[field])),
			);
	}

	/** Nothing is left to tell, and what was told is what is there. */
	async check(): Promise<void> {
		for (let polls = 0; await this.poll(); polls++)
			if (polls === MOST_POLLS) return complain(`${this.watch}: polls always tell something`);
		const there = (await this.lane.platform.watched())[this.watch];
		for (const id of new Set([...this.known.keys(), ...Object.keys(there)]))
			if (this.known.get(id) !== there[id])
				complain(
					`${this.lane.name}, ${this.watch} ${id}: told “${this.known.get(id)}”, is “${there[id]}”`,
				);
	}
}

export class Watches {
	private readonly all: Watched[];
	private readonly lane: Lane;
	polls = 0;

	private constructor(lane: Lane) {
		this.lane = lane;
		this.all = (lane.subject.polling?.watches ?? []).map((watch) => new Watched(lane, watch));
	}

	static async start(lane: Lane): Promise<Watches> {
		const watches = new Watches(lane);
		for (const each of watches.all) await each.begin();
		return watches;
	}

	get events(): number {
		return this.all.reduce((sum, { events }) => sum + events, 0);
	}

	/** One of them polls; so often the platform fails. */
	async any(): Promise<void> {
		const { random, platform, subject, deeds } = this.lane;
		const watched = random.one(this.all);
		if (!watched) return;
		// Not at the token: who can't get one waits.
		const paths = subject.paths.filter((path) => /query|get(all|AtTime)?$/.test(path));
		const faults = random.chance(0.3) ? someFaults({ paths }, random) : [];
		deeds.faults += faults.length;
		for (const rule of faults) await platform.misbehave(rule);
		await watched.poll();
		await platform.behave();
		this.polls++;
	}

	async check(): Promise<void> {
		for (const each of this.all) await each.check();
	}
}

/** How long an item may take: details are asked for again where the platform fails. */
const PATIENCE_MS = 60_000;

const keyOf = ({ eventType, eventId, createTime }: YunzhijiaEvent) =>
	`${eventType}|${eventId}|${createTime}`;

/** Yunzhijia's calls, some of them again, forged, or only asking whether somebody is there. */
export class Calls {
	private readonly lane: Lane;
	private readonly trigger: Listening;
	private readonly callbacks: ReturnType<typeof callbacksOf>;
	calls = 0;
	items = 0;

	private constructor(lane: Lane, trigger: Listening) {
		const { callbackToken, eid } = lane.credentials.yunzhijiaApi as Record<string, string>;
		this.lane = lane;
		this.trigger = trigger;
		this.callbacks = callbacksOf({
			...{ token: callbackToken, eid, url: trigger.url },
			// Whether it comes within two seconds is no question for a busy machine.
			...{ now: () => Date.now(), patienceMs: PATIENCE_MS },
		});
	}

	static async start(lane: Lane): Promise<Calls> {
		const { credentials } = lane;
		const parameters = { includeDetails: true };
		return new Calls(
			lane,
			await listening(engine, { type: 'yunzhijiaTrigger', parameters, credentials }),
		);
	}

	/** Each is told, once; whatever else is sent starts nothing. */
	async send(events: YunzhijiaEvent[]): Promise<void> {
		const { random, platform } = this.lane;
		const path = random.one(['person/get', 'dept/get'])!;
		if (random.chance(0.05)) await platform.misbehave({ how: 'echo', path, times: 1 });
		const answers = await Promise.all(
			events.flatMap((event) => [
				this.answered('ok', event, random.chance(0.3) ? { method: 'GET' } : {}),
				...(random.chance(0.2) ? [this.answered('not ok', event, { token: 'forged' })] : []),
				...(random.chance(0.2) ? [this.answered('ok', { ...event, eventType: 'check' })] : []),
			]),
		);
		const late = new AbortController();
		await Promise.race([
			this.trigger.arrived(events.length),
			sleep(PATIENCE_MS, undefined, { signal: late.signal }).catch(() => {}),
		]);
		late.abort();
		for (const event of events)
			if (random.chance(0.3)) answers.push(await this.answered('ok', event));
		await platform.behave();

		const told = this.trigger.items.map(({ json }) => String(json.eventKey)).toSorted();
		const sent = events.map(keyOf).toSorted();
		if (told.join() !== sent.join()) complain(`Told ${told.join()}, sent ${sent.join()}`);
		this.items += told.length;
		const { executions, logs, saved } = this.trigger;
		await this.lane.search('calls', answers, executions, logs, saved);
		executions.length = 0;
		logs.length = 0;
	}

	private async answered(says: string, ...call: Parameters<Calls['callbacks']['send']>) {
		this.calls++;
		const answer = await this.callbacks.send(...call);
		if (answer.body !== says)
			complain(`A call was answered ${answer.status} “${answer.body}”, not “${says}”`);
		return answer;
	}

	stop = async (): Promise<void> => await this.trigger.stop();
}
