/**
 * What a polling trigger remembers: in n8n's static data, and in the process as long as it lives. n8n
 * keeps static data of all nodes in one cell: a node that writes there on a worker wipes what stands
 * there, and an execution that ends late puts back what stood there before (docs/triggers.md).
 */
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Survey } from './survey';

export interface Cursor {
	/** How many there were: the higher is the later. */
	number: number;
	/** Of what it is: company, watch and fields. */
	of: string;
	/** The platform's clock at the last survey, and at the last whole one. */
	at: number;
	wholeAt: number;
	/** Accept Shrink was used: it has to be turned off before it counts again. */
	shrinkAccepted: boolean;
	/** As `pack` writes it. */
	records: string;
	/** As `packPast` writes it. */
	past: string;
	/** What is kept in the clear, as JSON: `[id, values]`. */
	clear: string;
}

/** What this process knows of one trigger. */
export interface Poller {
	/** The highest number that was seen in n8n's store. */
	saved: number;
	/** The latest that was written; whether n8n keeps it turns out at the next poll. */
	written?: Cursor;
	/** The number of the latest that was written along with events, and what came before it. */
	told: number;
	before?: Cursor;
	/** Its events were told again, because nothing ever came to be in the store. */
	wasToldAgain: boolean;
	/** A survey that has not come to its end. */
	survey?: { of: string; from: number; began: number; survey: Survey };
	isBusy: boolean;
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
		...{ saved: 0, told: 0, wasToldAgain: false },
		...{ isBusy: false, usedAt: now },
	};
	poller.usedAt = now;
	pollers.set(key, poller);
	return poller;
}

/** What n8n does when it starts, as opposed to a person who publishes a workflow. */
const COMES_BACK = ['init', 'leadershipChange'];

/** What is remembered, and what became of it. */
export interface FoundCursor {
	/** Undefined: the trigger begins anew. */
	cursor?: Cursor;
	/** Somebody had overwritten it in n8n's store. */
	wasOverwritten: boolean;
	/** It is gone for good. */
	wasLost: boolean;
}

/** @param of of what it must be */
export function findCursor(context: IPollFunctions, poller: Poller, of: string): FoundCursor {
	const stored = storedIn(context);
	const { latest, wasOverwritten } = latestOf(stored, poller);
	if (stored) poller.wasToldAgain = false;
	poller.saved = Math.max(poller.saved, stored?.number ?? 0);
	const cursor = latest?.of === of ? latest : undefined;
	const wasLost = !latest && COMES_BACK.includes(context.getActivationMode());
	return { cursor, wasOverwritten, wasLost };
}

/**
 * n8n's store may have an older one than was written: n8n keeps nothing of a poll without events, it
 * throws away what was written if it could not start the execution, and others overwrite it.
 */
function latestOf(
	stored: Cursor | undefined,
	poller: Poller,
): { latest?: Cursor; wasOverwritten: boolean } {
	const { saved, written, told, before, wasToldAgain } = poller;
	const number = stored?.number ?? 0;
	if (!written || number >= written.number) return { latest: stored, wasOverwritten: false };
	if (told <= number) return { latest: written, wasOverwritten: false };
	if (number < saved || wasToldAgain) return { latest: written, wasOverwritten: true };
	// Thrown away: its events have to be told again. Once, if it may have been overwritten as well.
	poller.wasToldAgain = stored === undefined;
	return { latest: stored ?? before, wasOverwritten: false };
}

function storedIn(context: IPollFunctions): Cursor | undefined {
	const { cursor } = context.getWorkflowStaticData('node');
	// n8n hands out a proxy that notices every change.
	return cursor ? { ...(cursor as unknown as Cursor) } : undefined;
}

/** The next one has to have a higher number than any. */
export const nextNumber = (poller: Poller): number =>
	Math.max(poller.saved, poller.written?.number ?? 0) + 1;

export function saveCursor(
	context: IPollFunctions,
	poller: Poller,
	cursor: Cursor,
	{ before, withEvents }: { before?: Cursor; withEvents: boolean },
): void {
	poller.written = cursor;
	if (withEvents) Object.assign(poller, { told: cursor.number, before });
	context.getWorkflowStaticData('node').cursor = cursor as unknown as IDataObject;
}
