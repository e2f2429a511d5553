/**
 * What a polling trigger remembers: in n8n's static data, and in the process as long as it lives. n8n
 * keeps static data of all nodes in one cell, writes it at some polls and not at others, and lets
 * executions overwrite it (docs/triggers.md, “When the memory is lost”).
 */
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Survey } from './survey';

export interface Cursor {
	/** How many there were: the higher is the later. */
	number: number;
	/** Of what it is: company, watch, fields, and the form that it is written in. */
	of: string;
	/** The platform's clock at the last reading, and at the last whole one. */
	at: number;
	wholeAt: number;
	/** Accept Shrink was used: it has to be turned off before it counts again. */
	shrinkAccepted: boolean;
	/** As `pack` writes it. */
	records: string;
	/** What is kept in the clear, as JSON: `[id, values]`. */
	clear: string;
}

/** What this process knows of one trigger. */
export interface Poller {
	/** The highest number that came out of n8n's store. */
	saved: number;
	/** The latest that was written; whether n8n keeps it turns out at the next poll. */
	written?: Cursor;
	/** The number of the latest that was written along with events, and what came before it. */
	told: number;
	/** When that was. */
	toldAt: number;
	before?: Cursor;
	/** Events of the latest were told again already, because the store knew nothing of them. */
	wasToldAgain: boolean;
	/** The latest that a poll of n8n's scheduler wrote without events. */
	quiet: number;
	/** n8n keeps these, too: it has durable cursors, which nobody overwrites. */
	isDurable: boolean;
	/** That the store was overwritten has been said. */
	wasSaid: boolean;
	/** Accept Shrink was seen turned off. */
	shrinkWasOff: boolean;
	/** A survey that has not come to its end, and what it was begun with. */
	unfinished?: { begunWith: string; survey: Survey };
	/** What it was to this process at its first poll, if nothing was remembered. */
	beganAnew?: 'first' | 'lost';
	/** The poll that is under way; a later one of other settings takes its place. */
	underWay?: { of: string };
	usedAt: number;
}

/** Workflow and node → what is known. */
const pollers = new Map<string, Poller>();
/** Who has not polled for so long does not any more. */
const FORGOTTEN_AFTER_MS = 8 * 24 * 3_600_000;

export function pollerOf(context: Pick<IPollFunctions, 'getWorkflow' | 'getNode'>): Poller {
	const key = `${context.getWorkflow().id} ${context.getNode().id}`;
	const now = Date.now();
	for (const [old, { usedAt }] of pollers)
		if (usedAt + FORGOTTEN_AFTER_MS < now) pollers.delete(old);
	const poller = pollers.get(key) ?? {
		saved: 0,
		told: 0,
		toldAt: 0,
		wasToldAgain: false,
		quiet: 0,
		isDurable: false,
		wasSaid: false,
		shrinkWasOff: false,
		usedAt: now,
	};
	poller.usedAt = now;
	pollers.set(key, poller);
	return poller;
}

/** What is remembered, and what became of it. */
export interface FoundCursor {
	/** Undefined: the trigger begins anew. */
	cursor?: Cursor;
	/** n8n's store does not have it. */
	isUnsaved: boolean;
	/** What was told after it is told again. */
	tellsAgain: boolean;
	/** Whether it has to be will only be known when n8n has had the time to store what was told. */
	isTooEarly: boolean;
	/** Somebody had overwritten it in n8n's store. */
	wasOverwritten: boolean;
	/** It is gone for good. */
	wasLost: boolean;
	/** There is one of other settings. */
	isOfOthers: boolean;
}

/** n8n's scheduler makes polls that it has missed one right after the other. */
const STORED_AFTER_MS = 10_000;

/** @param of of what it must be */
export function findCursor(context: IPollFunctions, poller: Poller, of: string): FoundCursor {
	const { stored, isFromStore } = storedIn(context);
	const number = stored?.number ?? 0;
	if (isFromStore && number > 0 && number === poller.quiet) poller.isDurable = true;
	if (isFromStore || number === poller.told) poller.saved = Math.max(poller.saved, number);
	const { latest, then } = latestOf(stored, poller);
	if (number >= poller.told) Object.assign(poller, { wasToldAgain: false, wasSaid: false });
	const cursor = latest?.of === of ? latest : undefined;
	poller.beganAnew ??= comesBack(context) ? 'lost' : 'first';
	return {
		cursor,
		isUnsaved: cursor !== undefined && cursor.number > number,
		tellsAgain: then === 'tell again',
		isTooEarly: then === 'tell again' && Date.now() - poller.toldAt < STORED_AFTER_MS,
		wasOverwritten: then === 'repair',
		wasLost: !latest && poller.beganAnew === 'lost',
		isOfOthers: latest !== undefined && !cursor,
	};
}

/**
 * Which cursor counts, by what stands in the store:
 *
 * | in the store                              | what happened                             | then             |
 * | ----------------------------------------- | ----------------------------------------- | ---------------- |
 * | the latest written, or a later one        | all is well                               | the stored one   |
 * | an older one, and nothing was told since  | n8n keeps nothing of polls without events | the written one  |
 * | one older than was seen in the store      | somebody has overwritten it               | the written one  |
 * | the one before what was told last         | n8n could not start the execution         | told again, once |
 * | the same again                            | somebody overwrites it at each execution  | the written one  |
 *
 * With durable cursors nobody overwrites anything: what is older there was thrown away.
 */
function latestOf(
	stored: Cursor | undefined,
	{ saved, written, told, before, wasToldAgain, isDurable }: Poller,
): { latest?: Cursor; then: 'go on' | 'repair' | 'tell again' } {
	const number = stored?.number ?? 0;
	if (!written || number >= written.number) return { latest: stored, then: 'go on' };
	if (told <= number) return { latest: written, then: 'go on' };
	const isOver = !isDurable && (number < saved || wasToldAgain);
	if (isOver) return { latest: written, then: 'repair' };
	return { latest: before ?? stored, then: 'tell again' };
}

/**
 * n8n has started again and goes on with what was published before. Its scheduler does not say so, but
 * gives a poll less time than n8n gives one that it makes itself.
 */
const comesBack = (context: IPollFunctions): boolean =>
	isByScheduler(context) || ['init', 'leadershipChange'].includes(context.getActivationMode());

const isByScheduler = (context: IPollFunctions): boolean =>
	(context.getPollBudgetMs?.() ?? Infinity) < BUDGET_WITHOUT_SCHEDULER_MS;

const BUDGET_WITHOUT_SCHEDULER_MS = 300_000;

/** On what this process wrote, as long as n8n has not read it anew. */
const WRITTEN_HERE = Symbol('written by this process');

function storedIn(context: IPollFunctions): { stored?: Cursor; isFromStore: boolean } {
	const cursor = context.getWorkflowStaticData('node').cursor as unknown as
		| (Cursor & { [WRITTEN_HERE]?: true })
		| undefined;
	// n8n hands out a proxy that notices every change.
	return cursor
		? { stored: { ...cursor }, isFromStore: !cursor[WRITTEN_HERE] }
		: { isFromStore: true };
}

/** The next one has to have a higher number than any. */
export const nextNumber = (poller: Poller, cursor?: Cursor): number =>
	Math.max(poller.saved, poller.written?.number ?? 0, cursor?.number ?? 0) + 1;

/** @param withEvents what came before, if events leave with it, and whether they left before */
export function saveCursor(
	context: IPollFunctions,
	poller: Poller,
	cursor: Cursor,
	withEvents?: { before?: Cursor; wasToldAgain: boolean },
): void {
	poller.written = cursor;
	if (withEvents) Object.assign(poller, { told: cursor.number, toldAt: Date.now(), ...withEvents });
	else if (isByScheduler(context)) poller.quiet = cursor.number;
	const kept = { ...cursor, [WRITTEN_HERE]: true };
	context.getWorkflowStaticData('node').cursor = kept as unknown as IDataObject;
}
