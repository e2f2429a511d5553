/** What the tests of Yunzhijia Trigger share: a published workflow, and the platform that calls it. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { expect, onTestFinished, vi } from 'vitest';
import type { Call, CallOptions, YunzhijiaEvent } from '../../../platforms/index.ts';
import { callbacksOf, changesIn, signatureOf, startYunzhijia } from '../../../platforms/index.ts';
import { engine } from '../../engine/cases.ts';
import type { ListeningOptions } from '../../engine/listening.ts';
import { listening } from '../../engine/triggers.ts';
import { person, seed } from '../team.ts';

export const FORM = 'application/x-www-form-urlencoded';
export const OK = { status: 200, body: 'ok' };
export const refused = (status: number) => ({ status, body: 'not ok' });
export const MINUTE = 60_000;

interface Start extends Pick<ListeningOptions, 'mode'> {
	/** What is different in the credential. */
	credential?: IDataObject;
}

export async function startEvents(
	parameters: INodeParameters = {},
	{ credential, mode }: Start = {},
) {
	const team = await startYunzhijia({ seed });
	onTestFinished(team.stop);
	Object.assign(team.credential, credential);
	const trigger = await listening(engine, {
		type: 'yunzhijiaTrigger',
		parameters,
		credentials: { yunzhijiaApi: team.credential as Record<string, string> },
		...(mode && { mode }),
	});
	onTestFinished(trigger.stop);
	const { callbackToken, eid } = team.credential as Record<string, string>;
	const lasts = new Set<string>();
	const callbacks = callbacksOf({ token: callbackToken, eid, url: trigger.url });
	return {
		...callbacks,
		trigger,
		team,
		changes: changesIn(team.state),
		/** The items so far, once an event that is accepted has come after all others. */
		async itemsUntilNow(): Promise<IDataObject[]> {
			const last = updated();
			lasts.add(keyOf(last));
			expect(await callbacks.send(last)).toMatchObject(OK);
			const items = () => trigger.items.map(({ json }) => json);
			const isThere = () => items().some(({ eventKey }) => eventKey === keyOf(last));
			await vi.waitUntil(isThere, { timeout: 5_000, interval: 5 });
			return items().filter(({ eventKey }) => !lasts.has(String(eventKey)));
		},
	};
}

export type Events = Awaited<ReturnType<typeof startEvents>>;
export type Pairs = Array<[name: string, value: string]>;

let eventsMade = 0;

/** An event that no other test has. */
export const updated = (n = 0): Required<YunzhijiaEvent> => ({
	eventType: 'person_update',
	eventId: person(n),
	createTime: 1_700_000_000_000 + eventsMade++,
});

export const timeOf = ({ createTime }: YunzhijiaEvent) =>
	new Date(Number(createTime)).toISOString();

export const keyOf = ({ eventType, eventId, createTime }: YunzhijiaEvent) =>
	`${eventType}|${eventId}|${createTime}`;

/** Other parameters in a call that stays signed for its own. */
export const withBody =
	(change: (body: string) => string) =>
	(call: Call): Call => ({ ...call, body: change(String(call.body)) });

export const withHeaders =
	(change: Call['headers']) =>
	(call: Call): Call => ({ ...call, headers: { ...call.headers, ...change } });

export const UNSIGNED = { 'Content-MD5': undefined, Authorization: undefined, Date: undefined };

/** A call that says and signs whatever is wanted, in the order in which it is wanted. */
export function signedAs(
	{ team, prepare }: Events,
	parameters: Pairs,
	{ raw, ...options }: CallOptions & { raw?: string } = {},
): Call {
	const call = prepare({ eventType: '', eventId: '' }, options);
	const encoded = raw ?? new URLSearchParams(parameters).toString();
	const signature = signatureOf(parameters, {
		token: String(team.credential.callbackToken),
		contentType: String(call.headers['Content-Type'] ?? ''),
		date: String(call.headers.Date),
	});
	return {
		...call,
		...(call.body === undefined ? { query: `?${encoded}` } : { body: encoded }),
		headers: { ...call.headers, ...signature },
	};
}

/** What an event says, as the platform sends it. */
export const parametersOf = (event: YunzhijiaEvent, eid: unknown): Pairs => [
	['createTime', String(event.createTime)],
	['eid', String(eid)],
	['eventId', event.eventId],
	['eventType', event.eventType],
];
