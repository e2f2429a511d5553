/**
 * What the tests of yunzhijiaPollingTrigger share: a small team, a clock that a test moves, polls
 * one after the other, and what they told. From docs/triggers.md alone.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { expect, onTestFinished } from 'vitest';
import type {
	YunzhijiaOptions,
	YunzhijiaPerson,
	YunzhijiaState,
} from '../../../platforms/index.ts';
import {
	addDepartment,
	addLeader,
	addPerson,
	changesIn,
	dataOf,
	partTimeJobKey,
	startYunzhijia,
} from '../../../platforms/index.ts';
import { engine } from '../../engine/cases.ts';
import { BETWEEN_POLLS_MS, clockOfTest } from '../../engine/clock.ts';
import type { CredentialData } from '../../engine/credentials.ts';
import type { PollOptions, PollResult, Store } from '../../engine/triggers.ts';
import { polling } from '../../engine/triggers.ts';
import { LAB, NORTH, SALES, person } from '../team.ts';

export { LAB, NORTH, SALES, person };

export type Watch = 'person' | 'department' | 'partTimeJob' | 'leader';
export const WATCHES: Watch[] = ['person', 'department', 'partTimeJob', 'leader'];

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** How many people there are, unless a test wants more. */
export const PEOPLE = 8;

export const somebody = (n: number, more: Partial<YunzhijiaPerson> = {}): YunzhijiaPerson => ({
	openId: person(n),
	name: `员工${n}`,
	phone: `139${String(n).padStart(8, '0')}`,
	jobNo: `J${n}`,
	orgId: [SALES, NORTH, LAB][n % 3],
	jobTitle: '工程师',
	...more,
});

export const pair = (n: number, orgId: string) => `${person(n)}|${orgId}`;

/** Three departments, so many people, a part-time job and a leadership for each of the first few. */
export function seedTeam(state: YunzhijiaState, people = PEOPLE): void {
	addDepartment(state, SALES, '销售中心');
	addDepartment(state, NORTH, '华北区', SALES);
	addDepartment(state, LAB, '实验室');
	for (let n = 0; n < people; n++) addPerson(state, somebody(n));
	for (let n = 0; n < 3; n++) {
		addJob(state, n);
		addLeader(state, { openId: person(n), orgId: somebody(n).orgId });
	}
}

/** In the department after that of the main job. */
export function addJob(state: YunzhijiaState, n: number, jobTitle = '顾问', orgId = jobAt(n)) {
	const openId = person(n);
	state.partTimeJobs.set(partTimeJobKey(openId, orgId), { openId, orgId, jobTitle });
}

export const jobAt = (n: number) => somebody(n + 1).orgId;

/** Time that a test moves: that of this process, and a platform's with it or alone. */
function movableTime() {
	let apart = 0;
	const { wait } = clockOfTest(untilNoon);
	return {
		wait,
		/** Moves the platform's clock alone. */
		shift: (ms: number) => void (apart += ms),
		platformNow: () => Date.now() + apart,
	};
}

/** It begins at noon in Beijing, since keys have the day. */
const untilNoon = () => DAY - ((Date.now() + 20 * HOUR) % DAY);

export interface WatchOptions extends YunzhijiaOptions {
	/** Besides `watch`. */
	parameters?: INodeParameters;
	options?: IDataObject;
	store?: Store;
	people?: number;
}

/** A team and a trigger that watches it, not polled yet. */
export async function startWatch(watch: Watch, given: WatchOptions = {}) {
	const { parameters: more, options = {}, store = 'memory', people, ...platformOptions } = given;
	const { platformNow, ...time } = movableTime();
	const platform = await startYunzhijia({
		seed: (state) => seedTeam(state, people),
		now: platformNow,
		...platformOptions,
	});
	onTestFinished(platform.stop);
	const yunzhijiaApi = platform.credential as CredentialData;
	const parameters = { watch, ...more, options } as INodeParameters;
	const credentials = { yunzhijiaApi };
	const trigger = polling(engine, { type: NODE, parameters, credentials, store });
	// In memory the context of activation serves all polls; the scheduler makes one for each.
	let polls: PollOptions =
		store === 'memory'
			? { activation: 'activate', budgetMs: IN_MEMORY_MS }
			: { activation: 'update', budgetMs: SCHEDULED_MS };
	return {
		...platform,
		...time,
		platformNow,
		trigger,
		happens: changesIn(platform.state, platformNow),
		/** A poll as n8n makes it again and again. */
		poll: async (poll?: PollOptions) => {
			const result = await trigger.poll({ ...polls, ...poll });
			if (poll?.discarded) time.wait(BETWEEN_POLLS_MS);
			return result;
		},
		/** The poll that n8n makes when somebody publishes. */
		begin: async (poll?: PollOptions) =>
			await trigger.poll({ ...PUBLISHED, ...poll, activating: true }),
		/** n8n starts anew; what its first poll told. In memory it polls at once. */
		restart: async () => {
			await trigger.restarted();
			if (store === 'memory') polls = { ...polls, activation: 'init' };
			return await trigger.poll({ ...polls, activating: store === 'memory' });
		},
		/** As when somebody changes options of the node and publishes. */
		publish: (changed: IDataObject) =>
			trigger.publish({ ...parameters, options: { ...options, ...changed } } as INodeParameters),
		/** What requests to such a path said, in their order. */
		askedOf: (path: string) =>
			platform.requestsTo(path).map((request) => dataOf(request) as IDataObject),
	};
}

/** What n8n 2.41 gives a poll, by its scheduler or without. */
const SCHEDULED_MS = 36_000;
const IN_MEMORY_MS = 300_000;
const PUBLISHED: PollOptions = { activation: 'activate', budgetMs: IN_MEMORY_MS };

export type Watched = Awaited<ReturnType<typeof startWatch>>;

/** The same after its first poll, which told nothing. */
export async function watching(watch: Watch, given?: WatchOptions): Promise<Watched> {
	const watched = await startWatch(watch, given);
	expect(brief(await watched.begin())).toEqual([]);
	return watched;
}

export const NODE = 'yunzhijiaPollingTrigger';

export interface Told {
	event: string;
	id: string;
	time: string;
	after: IDataObject | null;
	before: null;
	changedFields: string[] | null;
	eventKey: string;
	stateKey: string;
	sample?: true;
	cursorLost?: true;
}

/** What a poll told, in an order of our own; a poll that failed or gave an empty list is a fault. */
export function told({ items, failure }: PollResult): Told[] {
	if (failure) throw failure;
	if (items !== null) expect(items).not.toEqual([]);
	const events = (items ?? []).map(({ json }) => json as unknown as Told);
	return events.toSorted((a, b) => (named(a) < named(b) ? -1 : 1));
}

const named = ({ event, id }: Told) => `${event} ${id}`;

/** The same as `event id`. */
export const brief = (result: PollResult): string[] => told(result).map(named);

/** The only thing that a poll told. */
export function single(result: PollResult): Told {
	const all = told(result);
	expect(all.map(named)).toHaveLength(1);
	return all[0]!;
}

/** What it failed with, having told nothing. */
export function failureOf({ items, failure }: PollResult): Error & { failure?: IDataObject } {
	expect(items).toBeNull();
	expect(failure).toBeInstanceOf(Error);
	return failure as unknown as Error & { failure?: IDataObject };
}

/** A time as Yunzhijia wants it: Beijing's. */
export const inBeijing = (text: unknown): number =>
	Date.parse(`${String(text).replace(' ', 'T')}+08:00`);

/** Whole readings are counted by their first pages. */
export const readings = (watched: Watched, path = 'person/getall'): number =>
	watched.askedOf(path).filter(({ begin }) => begin === 0).length;

/** The day in Beijing by the platform's clock, as it ends a `stateKey`. */
export const today = ({ platformNow }: Watched): string =>
	new Date(platformNow() + 8 * HOUR).toISOString().slice(0, 10);
