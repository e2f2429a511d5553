/** The face of the webhook to n8n: what its node's `webhook` hands itself to. docs/triggers.md. */
import {
	NodeOperationError,
	type IDataObject,
	type IHookFunctions,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { asFailure } from '../../shared/client/failure';
import { connect } from '../../shared/client/request';
import type { TriggerEvent } from '../../shared/contract/triggers';
import { gathered } from '../../shared/triggers/gather';
import { parametersOf, Refused, type IncomingCall } from '../../shared/triggers/parameters';
import { isRepeat } from '../../shared/triggers/repeats';
import { cellsOf, stateKeyOf, stateHash } from '../../shared/triggers/state';
import { getallPeople } from '../directory';
import { pagesOf } from '../operations';
import { yunzhijia } from '../platform';
import type { YunzhijiaCredential } from '../token';
import { detailsOf } from './details';
import { CHECK, eventIn, EVENTS, weightiest, type ReceivedEvent } from './events';
import { person } from './person';
import { checkSignature, isSigned } from './signature';

type Credential = YunzhijiaCredential & { callbackToken?: string };

const OK = 'ok';
const NOT_OK = 'not ok';
export const WEBHOOK_DEFAULTS = { dropRepeatsMinutes: 10, coalesceSeconds: 0 };
export const MOST_MINUTES = 24 * 60;
export const MOST_SECONDS = 60;

/** @throws NodeOperationError where anybody could start the workflow */
export async function checkBeforePublishing(context: IHookFunctions): Promise<void> {
	const { callbackToken } = await context.getCredentials<Credential>(yunzhijia.credentialType);
	if (callbackToken || context.getNodeParameter('acceptUnsigned', false) === true) return;
	throw new NodeOperationError(context.getNode(), 'The credential has no Callback Token', {
		description:
			'Enter the token from 管理中心 → 系统设置 → 系统集成 → 通讯录同步 in the credential, so that only Yunzhijia can start the workflow. To take events of anybody who knows the URL, turn on Accept Unsigned Events.',
	});
}

/** Answers first; whatever takes time comes after. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request: IncomingCall = context.getRequestObject();
	const isTest = context.getMode() === 'manual';
	try {
		const parameters = parametersOf(request);
		if (parameters.size === 0 && request.method === 'GET') {
			answer(context, 200);
			return isTest ? leaves(await sampleEvent(context)) : NOTHING;
		}
		const credential = await context.getCredentials<Credential>(yunzhijia.credentialType);
		if (parameters.get('eventType') === CHECK) {
			answer(context, 200);
			sayWrongCheck(context, credential, parameters, request);
			return NOTHING;
		}
		const { eid, ...event } = eventIn(parameters);
		checkOrigin(context, credential, parameters, request);
		if (eid !== String(credential.eid)) throw new Refused(403, 'it is of another eid');
		answer(context, 200);
		return isWanted(context, event) && !(!isTest && isKnown(context, event))
			? leaves(await itemOf(context, credential, event, isTest))
			: NOTHING;
	} catch (error) {
		return refuse(context, error as Error);
	}
}

/** The caller has its answer; without data nothing starts. */
const NOTHING: IWebhookResponseData = { noWebhookResponse: true };

const leaves = (event: TriggerEvent | undefined): IWebhookResponseData =>
	event ? { ...NOTHING, workflowData: [[{ json: event as unknown as IDataObject }]] } : NOTHING;

function answer(context: IWebhookFunctions, status: number): void {
	const response = context.getResponseObject();
	response.statusCode = status;
	response.setHeader('Content-Type', 'text/plain; charset=utf-8');
	response.end(status === 200 ? OK : NOT_OK);
}

/** Fails closed: without a token only what may be unsigned passes. */
function checkOrigin(
	context: IWebhookFunctions,
	{ callbackToken }: Credential,
	parameters: Map<string, string>,
	{ headers }: IncomingCall,
): void {
	const mayBeUnsigned = context.getNodeParameter('acceptUnsigned', false) === true;
	if (mayBeUnsigned && (!callbackToken || !isSigned(headers))) return;
	if (!callbackToken) throw new Refused(401, 'the credential has no Callback Token');
	checkSignature(callbackToken, parameters, headers);
}

/** Whoever set up another token finds out before the first event. */
function sayWrongCheck(
	context: IWebhookFunctions,
	{ callbackToken }: Credential,
	parameters: Map<string, string>,
	{ headers }: IncomingCall,
): void {
	if (!callbackToken || !isSigned(headers)) return;
	try {
		checkSignature(callbackToken, parameters, headers);
	} catch (error) {
		const { message } = error as Refused;
		context.logger.warn(
			`${context.getNode().name}: Yunzhijia checked the address, but ${message}: events will be refused. Compare the Callback Token of the credential with the console’s`,
		);
	}
}

function isWanted(context: IWebhookFunctions, { event }: ReceivedEvent): boolean {
	if (!Object.hasOwn(EVENTS, event)) {
		context.logger.info(`${context.getNode().name}: an event of a kind that is not known`);
		return false;
	}
	return (context.getNodeParameter('events', []) as string[]).includes(event);
}

function isKnown(context: IWebhookFunctions, { eventKey }: ReceivedEvent): boolean {
	const minutes = option(context, 'dropRepeatsMinutes', MOST_MINUTES);
	return minutes > 0 && isRepeat(triggerOf(context), eventKey, minutes * 60_000);
}

const triggerOf = (context: IWebhookFunctions): string =>
	`${context.getWorkflow().id} ${context.getNode().id}`;

/** @returns undefined where another call takes it along */
async function itemOf(
	context: IWebhookFunctions,
	credential: Credential,
	received: ReceivedEvent,
	isTest: boolean,
): Promise<TriggerEvent | undefined> {
	const seconds = isTest ? 0 : option(context, 'coalesceSeconds', MOST_SECONDS);
	const key = `${triggerOf(context)} ${EVENTS[received.event].of.value} ${received.id}`;
	const events = seconds > 0 ? await gathered(key, received, seconds * 1000) : [received];
	if (!events) return undefined;
	const { event, id, eventKey, at } = weightiest(events);
	const { of, isBeside } = EVENTS[event];
	const { after, state, detailsMissing } = await details(context, credential, of, id);
	return {
		...{ event, id, time: timeOf(at), before: null, after, changedFields: null, eventKey },
		stateKey: state === undefined || isBeside ? eventKey : state,
		...(detailsMissing !== undefined && { detailsMissing }),
		...(seconds > 0 && { coalescedEvents: events.toSorted((a, b) => a.at - b.at).map(shown) }),
	};
}

const shown = ({ event, eventKey, at }: ReceivedEvent) => ({ event, eventKey, time: timeOf(at) });

/** Seconds have ten digits, milliseconds thirteen. */
const timeOf = (at: number): string => new Date(at < 1e11 ? at * 1000 : at).toISOString();

/** What is known of it; whatever comes of reading it, the event is there. */
async function details(
	context: IWebhookFunctions,
	credential: Credential,
	of: (typeof EVENTS)[string]['of'],
	id: string,
): Promise<{ after: IDataObject | null; state?: string; detailsMissing?: string }> {
	if (context.getNodeParameter('includeDetails', true) !== true) return { after: null };
	try {
		const row = await detailsOf(context, credential, of, id);
		const isGone = !row || of.isGone?.(row);
		const state = isGone ? undefined : stateHash(cellsOf(of, row, of.preset));
		return { after: row ?? null, state: stateKeyOf(id, state) };
	} catch (error) {
		const { message } = asFailure(error);
		context.logger.warn(`${context.getNode().name}: the details of an event: ${message}`);
		return { after: null, detailsMissing: message };
	}
}

/** What is no number counts as not chosen. */
function option(
	context: IWebhookFunctions,
	name: keyof typeof WEBHOOK_DEFAULTS,
	most: number,
): number {
	const chosen = context.getNodeParameter('options', {}) as Record<string, unknown>;
	const given = Number.parseFloat(String(chosen[name] ?? ''));
	return Math.min(Math.max(Number.isNaN(given) ? WEBHOOK_DEFAULTS[name] : given, 0), most);
}

/** Somebody of the team, or a made-up one: to build a workflow with. */
async function sampleEvent(context: IWebhookFunctions): Promise<TriggerEvent> {
	const real = await somebody(context);
	const after = real ?? person.sample;
	const id = person.idOf(after);
	const now = Date.now();
	const stateKey = stateKeyOf(id, stateHash(cellsOf(person, after, person.preset)));
	return {
		...{ event: 'user_enter', id, time: timeOf(now), before: null, after, changedFields: null },
		...{ eventKey: `user_enter|${id}|${now}`, stateKey, sample: true },
	};
}

async function somebody(context: IWebhookFunctions): Promise<IDataObject | undefined> {
	try {
		const credential = await context.getCredentials<Credential>(yunzhijia.credentialType);
		const call = connect(context, yunzhijia, credential, { timeout: 10, retries: 0, patience: 0 });
		const [row] = await pagesOf(call, getallPeople)(0, 1);
		return row;
	} catch {
		return undefined;
	}
}

/** Trigger → what was refused since it was last said. */
const refusals = new Map<string, { count: number; saidAt: number }>();
const SAID_EVERY_MS = 10_000;

function refuse(context: IWebhookFunctions, error: Error): IWebhookResponseData {
	if (!(error instanceof Refused)) {
		// n8n would make a failed execution of it, and the caller would wait for an answer.
		context.logger.error(
			`${context.getNode().name}: an event could not be taken: ${error.message}`,
		);
		if (!context.getResponseObject().headersSent) answer(context, 500);
		return NOTHING;
	}
	answer(context, error.status);
	const refused = refusals.get(triggerOf(context)) ?? { count: 0, saidAt: -Infinity };
	refusals.set(triggerOf(context), refused);
	refused.count++;
	const now = performance.now();
	if (now - refused.saidAt < SAID_EVERY_MS) return NOTHING;
	const { count } = refused;
	context.logger.warn(
		`${context.getNode().name}: refused ${count === 1 ? 'an event' : `${count} events`}${count === 1 ? ', because' : ', the last because'} ${error.message}`,
	);
	Object.assign(refused, { count: 0, saidAt: now });
	return NOTHING;
}
