/**
 * Workflows as a version of the package saved them, and what they sent: one file a node, below a
 * folder for the version. A file holds all that it takes to run them again (what was on the platform,
 * too), so that it says the same for ever, whatever becomes of the tests that it was made from.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { parseJson, toJson } from '../../platforms/checks.ts';
import type { RecordedRequest, TestPlatform, YunzhijiaEvent } from '../../platforms/index.ts';
import { callbacksOf, NODE_TYPES, PLATFORMS, type NodeType } from '../../platforms/index.ts';
import { engine } from '../engine/cases.ts';
import type { CredentialData } from '../engine/credentials.ts';
import { runSync } from '../engine/sync.ts';
import { listening, polling } from '../engine/triggers.ts';
import type { SavedParameter } from './parameters.ts';

/** A request without tokens, times and what is new in each. */
export interface Sent {
	method: string;
	path: string;
	query?: Record<string, string>;
	body?: unknown;
}

/** What happened before a poll, and what the poll told of it. */
export interface SavedPoll {
	state: string;
	told: string[];
	requests: Sent[];
}

export interface SavedWorkflow {
	name: string;
	/** What the platform held, by its name in the file. */
	state: string;
	/** Of the platform. */
	platform?: object;
	/** As the editor saves them: without what equals the default. */
	parameters: INodeParameters;
	/** The items of each input, absent for triggers. */
	inputs?: IDataObject[][];
	requests: Sent[];
	/** The same with some parameters set otherwise, by their paths. */
	variants?: Array<{ set: Record<string, unknown>; requests: Sent[] }>;
	/** Of a trigger that polls: one after the other. */
	polls?: SavedPoll[];
	/** Of a trigger that is called. */
	events?: YunzhijiaEvent[];
	told?: string[];
}

export interface SavedNode {
	node: string;
	typeVersion: number;
	parameters: SavedParameter[];
	states: Record<string, object>;
	workflows: SavedWorkflow[];
}

export const platformOf = (node: string): NodeType =>
	NODE_TYPES.find((name) => node.startsWith(name))!;

const credentialsOf = (node: string, { credential }: TestPlatform<object>) => ({
	[PLATFORMS[platformOf(node)].credentialType]: credential as CredentialData,
});

/** A platform that holds what the file says. */
export async function startSaved(
	{ node, states }: Pick<SavedNode, 'node' | 'states'>,
	{ state, platform }: Pick<SavedWorkflow, 'state' | 'platform'>,
): Promise<TestPlatform<object>> {
	const held = states[state];
	return await PLATFORMS[platformOf(node)].start({
		...platform,
		seed: (empty: object) => Object.assign(empty, revived(held)),
	});
}

/** Runs it once, with a table on each input, and gives what was sent. */
export async function sentBy(
	{ node, typeVersion }: Pick<SavedNode, 'node' | 'typeVersion'>,
	{ parameters, inputs = [] }: Pick<SavedWorkflow, 'parameters' | 'inputs'>,
	platform: TestPlatform<object>,
): Promise<Sent[]> {
	await runSync(node, {
		tables: inputs,
		parameters: structuredClone(parameters),
		credentials: credentialsOf(node, platform),
		node: { typeVersion, onError: 'continueErrorOutput' },
	});
	return sentTo(platform);
}

/** Polls as often as is said, each time after what happened, and gives the same with what came of it. */
export async function polled(
	{ node, typeVersion, states }: Pick<SavedNode, 'node' | 'typeVersion' | 'states'>,
	{ parameters, polls = [] }: Pick<SavedWorkflow, 'parameters' | 'polls'>,
	platform: TestPlatform<object>,
): Promise<SavedPoll[]> {
	const credentials = credentialsOf(node, platform);
	const trigger = polling(engine, { type: node, typeVersion, parameters, credentials });
	const done: SavedPoll[] = [];
	for (const { state } of polls) {
		Object.assign(platform.state, revived(states[state]));
		const { items, failure } = await trigger.poll({ activating: done.length === 0 });
		if (failure) throw failure;
		const told = (items ?? []).map(({ json }) => `${String(json.event)} ${String(json.id)}`);
		done.push({ state, told: told.toSorted(), requests: sentTo(platform) });
		platform.requests.length = 0;
	}
	return done;
}

/** Is called with the events, and gives what it told and sent of them. */
export async function called(
	{ node, typeVersion }: Pick<SavedNode, 'node' | 'typeVersion'>,
	{ parameters, events = [], told: expected }: SavedWorkflow,
	platform: TestPlatform<object>,
): Promise<Pick<SavedWorkflow, 'told' | 'requests'>> {
	const credentials = credentialsOf(node, platform);
	const trigger = await listening(engine, { type: node, typeVersion, parameters, credentials });
	const { callbackToken, eid } = platform.credential as Record<string, string>;
	const { send } = callbacksOf({ token: callbackToken, eid, url: trigger.url, patienceMs: 30_000 });
	try {
		for (const event of events) await send(event);
		const items = await trigger.arrived(expected?.length ?? events.length);
		const told = items.map(({ json }) => `${String(json.event)} ${String(json.id)}`);
		return { told: told.toSorted(), requests: sentTo(platform) };
	} finally {
		await trigger.stop();
	}
}

/** In an order of their own: those that are under way together may arrive in any. */
function sentTo(platform: TestPlatform<object>): Sent[] {
	return platform
		.requestsTo('')
		.map(lasting)
		.toSorted((a, b) => (toJson(a) < toJson(b) ? -1 : 1));
}

/** What is another one each time. */
const NEW_EACH_TIME = ['accessToken', 'access_token', 'nonce', 'commitId'];

const lasting = ({ method, path, query, body }: RecordedRequest): Sent => ({
	...{ method, path },
	...(Object.keys(query).length && { query: unchanging(query) as Sent['query'] }),
	...(body !== undefined && { body: unchanging(body) }),
});

function unchanging(value: unknown): unknown {
	if (typeof value === 'string') return timeless(value);
	if (Array.isArray(value)) return value.map(unchanging);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [
			name,
			NEW_EACH_TIME.includes(name) ? '<new>' : unchanging(opened(name, member)),
		]),
	);
}

/** Yunzhijia's form has a member that is JSON. */
const opened = (name: string, member: unknown): unknown =>
	name === 'data' && typeof member === 'string' ? parseJson(member) : member;

const NEAR_MS = 3 * 24 * 3_600_000;
/** What is near to now was taken from the clock. */
const isNear = (time: number) => Math.abs(time - Date.now()) < NEAR_MS;

const timeless = (text: string): string =>
	/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) && isNear(Date.parse(text.replace(' ', 'T')))
		? '<time>'
		: text;

/** Maps, sets and the time of the day as JSON has room for them. */
export function kept(value: unknown): unknown {
	if (typeof value === 'number' && isNear(value)) return { now: true };
	if (value instanceof Map) return { map: [...value].map(kept) };
	if (value instanceof Set) return { set: [...value].map(kept) };
	if (Array.isArray(value)) return value.map(kept);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, kept(member)]));
}

export function revived(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(revived);
	if (typeof value !== 'object' || value === null) return value;
	const { map, set, now } = value as { map?: unknown[]; set?: unknown[]; now?: true };
	if (now) return Date.now();
	if (map) return new Map(map.map(revived) as Array<[unknown, unknown]>);
	if (set) return new Set(set.map(revived));
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, revived(member)]));
}

/** Parameters with some set otherwise, by paths such as `requestFields.dataRule`. */
export function withSet(parameters: INodeParameters, set: Record<string, unknown>) {
	const changed = structuredClone(parameters);
	for (const [path, value] of Object.entries(set)) {
		const names = path.split('.');
		let at = changed as Record<string, unknown>;
		for (const name of names.slice(0, -1)) at = (at[name] ??= {}) as Record<string, unknown>;
		at[names.at(-1)!] = value;
	}
	return changed;
}

const WIDTH = 120;

/** JSON that a person can read: what fits into a line stands in one. */
export function asText(value: unknown, indent = ''): string {
	const short = toJson(value);
	if (typeof value !== 'object' || value === null || short.length + indent.length <= WIDTH)
		return short;
	const inner = `${indent}\t`;
	const [open, close] = Array.isArray(value) ? '[]' : '{}';
	const lines = Array.isArray(value)
		? value.map((entry) => inner + asText(entry, inner))
		: Object.entries(value)
				.filter(([, member]) => member !== undefined)
				.map(([name, member]) => `${inner}${JSON.stringify(name)}: ${asText(member, inner)}`);
	return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

export { parseJson as fromText };
