/** The face of the webhook to n8n: what its node's `webhook` hands itself to. docs/triggers.md. */
import {
	NodeOperationError,
	type IHookFunctions,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import type { TriggerEvent } from '../../shared/contract/triggers';
import { numberOption } from '../../shared/input/options';
import { eventItems } from '../../shared/triggers/state';
import { Collector } from '../../shared/triggers/webhook/collector';
import { notice } from '../../shared/triggers/webhook/notices';
import {
	CallRefused,
	headerOf,
	parametersOf,
	type IncomingCall,
} from '../../shared/triggers/webhook/parameters';
import { isRepeat } from '../../shared/triggers/webhook/repeats';
import { yunzhijia } from '../platform';
import type { YunzhijiaCredential } from '../token';
import { describe } from './describe';
import { CHECK, eventIn, EVENTS, type ReceivedEvent } from './events';
import { sampleEvent } from './sample';
import { checkSignature, DATE_PASSES_MS, isSigned } from './signature';

type ListeningCredential = YunzhijiaCredential & { callbackToken?: string };

const OK = 'ok';
const NOT_OK = 'not ok';
export const WEBHOOK_DEFAULTS = { dropRepeatsMinutes: 10, coalesceSeconds: 0 };
export const MOST_MINUTES = 24 * 60;
export const MOST_SECONDS = 60;
/** So long the first of several events waits for the others, so that their details are read together. */
const TOGETHER_MS = 100;

/** @throws NodeOperationError where anybody could start the workflow */
export async function checkBeforePublishing(context: IHookFunctions): Promise<void> {
	const { callbackToken } = await context.getCredentials<ListeningCredential>(
		yunzhijia.credentialType,
	);
	if (callbackToken || context.getNodeParameter('acceptUnsigned', false) === true) return;
	throw new NodeOperationError(
		context.getNode(),
		'The credential has no Callback Token: enter the one that you chose in the console under 通讯录同步, or turn on Accept Unsigned Events',
		{
			description:
				'With the token only Yunzhijia can start the workflow, without it anybody who knows the URL.',
		},
	);
}

interface Settings {
	events: string[];
	includeDetails: boolean;
	acceptUnsigned: boolean;
	dropRepeatsMs: number;
	coalesceMs: number;
	/** Somebody listens in the editor. */
	isTest: boolean;
}

/** Answers first; whatever takes time comes after. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request: IncomingCall = context.getRequestObject();
	try {
		const settings = settingsOf(context);
		const parameters = parametersOf(request);
		if (parameters.size === 0 && request.method === 'GET') {
			answer(context, 200);
			return settings.isTest ? leaves([await sampleEvent(context)]) : NOTHING;
		}
		const credential = await context.getCredentials<ListeningCredential>(yunzhijia.credentialType);
		if (parameters.get('eventType') === CHECK) {
			answer(context, 200);
			sayWrongCheck(context, credential, parameters, request);
			return NOTHING;
		}
		const { eid, ...event } = eventIn(parameters);
		checkOrigin(settings, credential, parameters, request);
		if (eid !== String(credential.eid)) throw new CallRefused(403, 'it is of another eid');
		answer(context, 200);
		return isWanted(context, settings, event, request)
			? leaves((await eventsWith(context, settings, credential, event)) ?? [])
			: NOTHING;
	} catch (error) {
		return refuse(context, error as Error);
	}
}

function settingsOf(context: IWebhookFunctions): Settings {
	const chosen = context.getNodeParameter('options', {}) as Record<string, unknown>;
	const { dropRepeatsMinutes, coalesceSeconds } = WEBHOOK_DEFAULTS;
	const minutes = numberOption(chosen.dropRepeatsMinutes, dropRepeatsMinutes, 0, MOST_MINUTES);
	const seconds = numberOption(chosen.coalesceSeconds, coalesceSeconds, 0, MOST_SECONDS);
	const isTest = context.getMode() === 'manual';
	return {
		events: context.getNodeParameter('events', []) as string[],
		includeDetails: context.getNodeParameter('includeDetails', true) === true,
		acceptUnsigned: context.getNodeParameter('acceptUnsigned', false) === true,
		dropRepeatsMs: minutes * 60_000,
		coalesceMs: isTest ? 0 : seconds * 1000,
		isTest,
	};
}

/** The caller has its answer; without data nothing starts. */
const NOTHING: IWebhookResponseData = { noWebhookResponse: true };

const leaves = (events: TriggerEvent[]): IWebhookResponseData =>
	events.length ? { ...NOTHING, workflowData: [eventItems(events)] } : NOTHING;

function answer(context: IWebhookFunctions, status: number): void {
	const response = context.getResponseObject();
	response.statusCode = status;
	response.setHeader('Content-Type', 'text/plain; charset=utf-8');
	response.end(status === 200 ? OK : NOT_OK);
}

/** Fails closed: without a token only what may be unsigned passes. @throws CallRefused */
function checkOrigin(
	{ acceptUnsigned }: Settings,
	{ callbackToken }: ListeningCredential,
	parameters: Map<string, string>,
	{ headers }: IncomingCall,
): void {
	if (acceptUnsigned && (!callbackToken || !isSigned(headers))) return;
	if (!callbackToken) throw new CallRefused(401, 'the credential has no Callback Token');
	checkSignature(callbackToken, parameters, headers);
}

/** Whoever set up another token finds out before the first event. */
function sayWrongCheck(
	context: IWebhookFunctions,
	{ callbackToken }: ListeningCredential,
	parameters: Map<string, string>,
	{ headers }: IncomingCall,
): void {
	if (!callbackToken || !isSigned(headers)) return;
	try {
		checkSignature(callbackToken, parameters, headers);
	} catch (error) {
		const { message } = error as CallRefused;
		say(
			context,
			'warn',
			'check',
			`Yunzhijia checked the address, but ${message}: events will be refused. Compare the Callback Token of the credential with the console’s`,
		);
	}
}

function isWanted(
	context: IWebhookFunctions,
	{ events, dropRepeatsMs, isTest }: Settings,
	{ event, eventKey }: ReceivedEvent,
	{ headers }: IncomingCall,
): boolean {
	if (!Object.hasOwn(EVENTS, event)) {
		say(context, 'info', 'unknown', 'an event of a kind that no document knows was dropped');
		return false;
	}
	if (!events.includes(event)) return false;
	if (isTest) return true;
	const trigger = triggerOf(context);
	// A recording is of no use for as long as its date may pass.
	const recorded = isSigned(headers) && headerOf(headers, 'authorization');
	if (recorded && isRepeat(trigger, recorded, DATE_PASSES_MS)) return false;
	return dropRepeatsMs === 0 || !isRepeat(trigger, eventKey, dropRepeatsMs);
}

const triggerOf = (context: IWebhookFunctions): string =>
	`${context.getWorkflow().id} ${context.getNode().id}`;

/** Trigger → what is collected of it. */
const collectors = new Map<string, Collector<ReceivedEvent>>();

/** @returns this event and those that came along; undefined where another call takes it along */
async function eventsWith(
	context: IWebhookFunctions,
	settings: Settings,
	credential: ListeningCredential,
	event: ReceivedEvent,
): Promise<TriggerEvent[] | undefined> {
	const { includeDetails, coalesceMs, isTest } = settings;
	const described = async (received: ReceivedEvent[]) => {
		const how = { includeDetails, merges: coalesceMs > 0 };
		const events = await describe(context, credential, received, how);
		const missing = events.find((each) => each.detailsMissing)?.detailsMissing;
		if (missing)
			say(context, 'warn', 'details', `the details of events could not be read: ${missing}`);
		return events;
	};
	if (isTest || (!includeDetails && coalesceMs === 0)) return await described([event]);
	const collector = collectors.get(triggerOf(context)) ?? new Collector<ReceivedEvent>();
	collectors.set(triggerOf(context), collector);
	return await collector.collect(event, Math.max(coalesceMs, TOGETHER_MS), described);
}

function refuse(context: IWebhookFunctions, error: Error): IWebhookResponseData {
	if (error instanceof CallRefused) {
		answer(context, error.status);
		say(context, 'warn', error.message, `an event was refused, because ${error.message}`);
		return NOTHING;
	}
	// Thrown on, n8n would start the workflow with an empty item.
	say(context, 'error', 'fault', `an event could not be taken: ${error.message}`);
	if (!context.getResponseObject().headersSent) answer(context, 500);
	return NOTHING;
}

function say(
	context: IWebhookFunctions,
	level: 'warn' | 'info' | 'error',
	kind: string,
	text: string,
): void {
	const { name } = context.getNode();
	notice(context.logger, level, `${triggerOf(context)} ${kind}`, `${name}: ${text}`);
}
