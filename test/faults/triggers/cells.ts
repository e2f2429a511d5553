/** Cells of the triggers: a poll, or an event that comes, while the platform fails. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestPlatform, YunzhijiaEvent } from '../../platforms/index.ts';
import { callbacksOf, PLATFORMS, startYunzhijia } from '../../platforms/index.ts';
import { engine } from '../../workflow/engine/cases.ts';
import type { CredentialData } from '../../workflow/engine/credentials.ts';
import type { PollOptions, PollResult, Store } from '../../workflow/engine/triggers.ts';
import { listening, polling } from '../../workflow/engine/triggers.ts';
import { NORTH, person, seedTeam } from '../../workflow/Yunzhijia/trigger/watch.ts';
import type { Fault, Target } from '../faults.ts';
import { FAULTS, QUERY_FAULTS } from '../faults.ts';
import type { Complaint } from '../judge.ts';
import type { Cell, Result } from '../wire.ts';
import {
	AFTER_TOKENS_MS,
	CELL_MS,
	hasStruck,
	secretsIn,
	shortened,
	strike,
	wireLine,
	withPlatform,
} from '../wire.ts';
import type { Call, Poll, PollObservation } from './judge.ts';
import { judgeCalls, judgePolls } from './judge.ts';
import type { Watched } from './watches.ts';
import { WATCHED } from './watches.ts';

/** How n8n keeps what a polling trigger remembers. */
const STORES: Store[] = ['durable', 'memory', 'column'];
/** A poll's budget, where nothing is slow, and where it waits for an answer that does not come. */
const BUDGET_MS = 36_000;
const SHORT_BUDGET_MS = 3_000;

const isBusy = ({ name }: Fault) => /^(429|slow-down)/.test(name);

/** The token is rejected, and there is no other one. */
const noToken: Fault = {
	name: 'token rejected, and none given',
	lasts: true,
	rules: ({ path, operation: { node } }) => [
		{ how: 'expireToken', path, times: 1 },
		{ how: 'status', status: 503, path: PLATFORMS[node].tokenPath },
	],
};

/** Of what is read in pages, or looked for once more, the first is answered. */
const later = FAULTS.filter(({ name }) => name.endsWith('always after the first'));
const POLL_FAULTS = [...QUERY_FAULTS, ...later, noToken];

export function triggerCells(): Cell[] {
	return [...WATCHED.flatMap(pollCells), ...callCells()];
}

interface Polls {
	watched: Watched;
	/** The fault strikes the first poll, which remembers everything; else one that has changes to tell. */
	isFirst: boolean;
	target: Target;
	fault: Fault;
	store: Store;
}

function pollCells(watched: Watched): Cell[] {
	const { node, watch, path, whole } = watched;
	const operation = { node, batched: true };
	const cells = (isFirst: boolean, end: string, faults: Fault[], stores: Store[]) =>
		faults.flatMap((fault) => {
			const target: Target = { operation, path: end, mark: '' };
			if (!(fault.fits?.(target) ?? true)) return [];
			const what = isFirst ? `${watch}, first poll` : watch;
			return stores.map((store): Cell => {
				const name = `${node}PollingTrigger ${what} → ${end} | ${fault.name} | ${store}`;
				const polls = { watched, isFirst, target, fault, store };
				return { name, fault, run: async (at) => ({ ...(await runPolls(polls)), at, name }) };
			});
		});
	// A token is waited for in its own time, whatever the option says, and whatever the platform says.
	const ofTokens = QUERY_FAULTS.filter(({ name, timeout }) => !timeout && !/3600/.test(name));
	return [
		...cells(false, path, POLL_FAULTS, STORES),
		...cells(true, whole, QUERY_FAULTS, ['durable', 'memory']),
		...cells(true, PLATFORMS[node].tokenPath, ofTokens, ['durable']),
	];
}

type Outcome = Omit<Result, 'at' | 'name'>;

async function runPolls({ watched, isFirst, target, fault, store }: Polls): Promise<Outcome> {
	const { node, watch, first, second } = watched;
	return await withPlatform(watched.start, async (platform, tried) => {
		const { state, requests } = platform;
		const started = performance.now();
		const trigger = polling(engine, {
			...{ type: `${node}PollingTrigger`, parameters: { watch }, store },
			credentials: { [PLATFORMS[node].credentialType]: platform.credential as CredentialData },
		});
		const poll = async (more: PollOptions = {}) =>
			await within(trigger.poll({ budgetMs: BUDGET_MS, ...more }));
		const begin = async (more: PollOptions = {}) =>
			await poll({ activation: 'activate', activating: true, ...more });
		if (!isFirst) {
			await begin();
			first.do(state);
		}
		requests.length = 0;
		strike(platform, fault, target);
		const budget = fault.timeout ? { budgetMs: SHORT_BUDGET_MS } : {};
		const during = await (isFirst ? begin(budget) : poll(budget));
		const struck = hasStruck(fault, requests, tried);
		platform.behave();
		if (fault === noToken || target.path === PLATFORMS[node].tokenPath)
			await sleep(AFTER_TOKENS_MS);
		const after = isFirst ? [await begin()] : [];
		second.do(state);
		for (let n = 0; n < 3; n++) after.push(await poll());
		const all = [during, ...after].flatMap((each) => (each ? [each] : []));
		const seen: PollObservation = {
			happened: isFirst ? second.told : [...first.told, ...second.told],
			during: pollOf(during),
			mustFail: struck && fault.lasts === true,
			cause: target.path === PLATFORMS[node].tokenPath ? undefined : causeOf(fault),
			after: after.map(pollOf),
			ended: all.length === after.length + 1,
			secrets: secretsIn(platform, {
				items: all.map(({ items }) => items),
				failure: during?.failure,
				logs: trigger.logs,
			}),
		};
		const lines = [seen.during, ...seen.after].map(
			({ told, failure }) =>
				`poll: ${told.map(({ name }) => name).join(', ')} ${failure ? `failed (${failure.cause}): ${failure.message}` : ''}`,
		);
		const row = `${isFirst ? 'first poll' : 'poll'}: ${fault.name}`;
		return resultOf(row, judgePolls(seen), platform, {
			...{ lines, struck, ms: performance.now() - started },
			told: [seen.during, ...seen.after].flatMap(({ told }) => told).length,
			failed: seen.during.failure ? 1 : 0,
		});
	});
}

/** What comes of it, or nothing, where it takes longer than a cell may. */
async function within<T>(work: Promise<T>, ms = CELL_MS): Promise<T | undefined> {
	const over = new AbortController();
	const end = sleep(ms, undefined, { signal: over.signal, ref: false }).catch(() => undefined);
	return await Promise.race([work, end]).finally(() => over.abort());
}

function pollOf(result: PollResult | undefined): Poll {
	const { items, failure } = result ?? {};
	const told = (items ?? []).map(({ json }: INodeExecutionData) => ({
		name: `${String(json.event)} ${String(json.id)}`,
		eventKey: String(json.eventKey),
	}));
	if (!failure) return { told };
	const cause = (failure.failure as { cause?: string } | undefined)?.cause;
	return { told, failure: { message: failure.message, ...(cause && { cause }) } };
}

/** What n8n must be told, where the fault leaves no doubt. */
function causeOf(fault: Fault): string | undefined {
	if (isBusy(fault)) return 'rate-limited';
	if (/^(401|token rejected), always/.test(fault.name)) return 'credential-invalid';
	if (/^(reset|time-out|50\d|HTML)/.test(fault.name)) return 'temporarily-unavailable';
	return undefined;
}

function resultOf(
	fault: string,
	complaints: Complaint[],
	{ requests }: TestPlatform<object>,
	more: {
		lines: string[];
		struck: boolean;
		ms: number;
		told: number;
		failed?: number;
		missing?: number;
	},
): Outcome {
	const { lines, struck, ms, told, failed = 0, missing = 0 } = more;
	const story = [...lines, ...shortened(requests.map((each) => wireLine(each)))];
	return {
		...{ fault, complaints, struck, ms },
		said: { done: told, rejected: 0, unknown: missing, notSent: failed },
		...(complaints.length && { story: story.join('\n      ') }),
	};
}

/** Events of Yunzhijia Trigger: of a person, and of a department. */
const EVENTS: Array<{ path: string; eventType: string; ids: [string, string] }> = [
	{ path: 'person/get', eventType: 'person_update', ids: [person(1), person(2)] },
	{ path: 'dept/get', eventType: 'org_update', ids: [NORTH, NORTH] },
	{ path: PLATFORMS.yunzhijia.tokenPath, eventType: 'user_enter', ids: [person(3), person(4)] },
];

function callCells(): Cell[] {
	return EVENTS.flatMap((event) =>
		QUERY_FAULTS.flatMap((fault) => {
			const { path } = event;
			const target: Target = { operation: { node: 'yunzhijia', batched: true }, path, mark: '' };
			// A token is waited for in its own time.
			if (!(fault.fits?.(target) ?? true)) return [];
			if (path === PLATFORMS.yunzhijia.tokenPath && (fault.timeout || /3600/.test(fault.name)))
				return [];
			const name = `yunzhijiaTrigger ${event.eventType} → ${path} | ${fault.name} | details`;
			const run = async () => await runCalls(event, target, fault);
			return [{ name, fault, run: async (at: number) => ({ ...(await run()), at, name }) }];
		}),
	);
}

let eventsMade = 0;

async function runCalls(
	{ path, eventType, ids }: (typeof EVENTS)[number],
	target: Target,
	fault: Fault,
): Promise<Outcome> {
	const begin = startYunzhijia;
	const start = async (at: object) => await begin({ ...at, seed: (state) => seedTeam(state) });
	return await withPlatform(start, async (platform, tried) => {
		const started = performance.now();
		const { callbackToken, eid } = platform.credential as Record<string, string>;
		const trigger = await listening(engine, {
			...{ type: 'yunzhijiaTrigger', parameters: { includeDetails: true } },
			credentials: { yunzhijiaApi: platform.credential as CredentialData },
		});
		try {
			const { send } = callbacksOf({ token: callbackToken, eid, url: trigger.url });
			const [one, other] = ids.map((eventId): Required<YunzhijiaEvent> => {
				return { eventType, eventId, createTime: 1_700_000_000_000 + eventsMade++ };
			});
			const call = async (event: YunzhijiaEvent) => {
				const { status, body } = await send(event);
				return `${status} ${body}`;
			};
			strike(platform, fault, target);
			const answers = [await call(one)];
			const first = await within(trigger.arrived(1), CELL_MS / 3);
			answers.push(await call(one));
			const struck = hasStruck(fault, platform.requests, tried);
			platform.behave();
			if (path === PLATFORMS.yunzhijia.tokenPath) await sleep(AFTER_TOKENS_MS);
			const after: Call = { event: keyOf(other), answers: [await call(other)] };
			const second = await within(trigger.arrived(2), CELL_MS / 3);
			const left = trigger.items.map(({ json }) => ({
				event: String(json.eventKey),
				hasDetails: json.after !== null && json.after !== undefined,
				...(json.detailsMissing !== undefined && { why: String(json.detailsMissing) }),
			}));
			const complaints = judgeCalls({
				...{ during: { event: keyOf(one), answers }, after, left },
				failures: trigger.executions.flatMap(({ failure }) => (failure ? [failure.message] : [])),
				mustMiss: fault.lasts === true,
				ended: first !== undefined && second !== undefined,
				secrets: secretsIn(platform, { items: trigger.items, logs: trigger.logs }),
			});
			const lines = left.map((each) => `left: ${JSON.stringify(each as IDataObject)}`);
			return resultOf(`event: ${fault.name}`, complaints, platform, {
				...{ lines, struck, ms: performance.now() - started, told: left.length },
				missing: left.filter(({ hasDetails }) => !hasDetails).length,
			});
		} finally {
			await trigger.stop();
		}
	});
}

const keyOf = ({ eventType, eventId, createTime }: YunzhijiaEvent) =>
	`${eventType}|${eventId}|${createTime}`;
