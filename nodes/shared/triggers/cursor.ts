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
	/** The latest cursor that was seen in n8n's store, by its number: until then it was saved. */
	saved: number;
	/** The latest that was written; whether n8n keeps it turns out at the next poll. */
	written?: Cursor;
	/** The very first that was written came with events. */
	firstWasTold: boolean;
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
	const poller = pollers.get(key) ?? { saved: 0, firstWasTold: false, isBusy: false, usedAt: now };
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
	/** n8n's store had lost it, or had an older one. */
	wasRepaired: boolean;
	/** It is gone for good. */
	wasLost: boolean;
}

/**
 * What stands in the store is what counts, unless it is older than what this process has seen there: then
 * somebody has overwritten it. (It may be older than what was *written* last: n8n throws that away when
 * it could not start the execution, and the same has to be told again.)
 * @param of of what it must be
 */
export function findCursor(context: IPollFunctions, poller: Poller, of: string): FoundCursor {
	const stored = storedIn(context);
	const number = stored?.number ?? 0;
	if (number >= poller.saved) poller.saved = number;
	const wasRepaired = number < poller.saved || (!stored && wasWiped(poller));
	const latest = wasRepaired ? poller.written : stored;
	const cursor = latest?.of === of ? latest : undefined;
	const wasLost = !latest && COMES_BACK.includes(context.getActivationMode());
	return { cursor, wasRepaired: wasRepaired && cursor !== undefined, wasLost };
}

/** Nothing was ever seen in the store: wiped at once, unless the first events could not be started. */
const wasWiped = ({ written, firstWasTold }: Poller): boolean =>
	written !== undefined && (written.number > 1 || !firstWasTold);

function storedIn(context: IPollFunctions): Cursor | undefined {
	const { cursor } = context.getWorkflowStaticData('node');
	// n8n hands out a proxy that notices every change.
	return cursor ? { ...(cursor as unknown as Cursor) } : undefined;
}

/** The next one has to have a higher number than any. */
export const nextNumber = (poller: Poller): number =>
	Math.max(poller.saved, poller.written?.number ?? 0) + 1;

export function saveCursor(context: IPollFunctions, poller: Poller, cursor: Cursor): void {
	poller.written = cursor;
	context.getWorkflowStaticData('node').cursor = cursor as unknown as IDataObject;
}
