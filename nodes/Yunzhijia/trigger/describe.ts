/** What leaves of events: who they are about, as they are now, and the keys. docs/triggers.md, “The items”. */
import type { IWebhookFunctions } from 'n8n-workflow';

import { grouped } from '../../shared/batching/group';
import type { TriggerEvent } from '../../shared/contract/triggers';
import { stateKeyOf, stateOfRow } from '../../shared/triggers/state';
import type { YunzhijiaCredential } from '../token';
import { detailsOf, type Details } from './details';
import { EVENTS, weightiest, type ReceivedEvent } from './events';

interface How {
	includeDetails: boolean;
	/** Those of one record become one. */
	merges: boolean;
}

/** In the order in which they came. */
export async function describe(
	context: IWebhookFunctions,
	credential: YunzhijiaCredential,
	received: ReceivedEvent[],
	{ includeDetails, merges }: How,
): Promise<TriggerEvent[]> {
	const details = new Map<string, Details>();
	if (includeDetails)
		for (const [kind, events] of grouped(received, kindOf)) {
			const ids = events.map(({ id }) => id);
			details.set(kind, await detailsOf(context, credential, EVENTS[events[0].event].of, ids));
		}
	const groups = merges
		? [...grouped(received, (each) => `${kindOf(each)} ${each.id}`).values()]
		: received.map((each) => [each]);
	return groups.map((events) => ({
		...eventOf(events, details.get(kindOf(events[0]))),
		...(merges && { coalescedEvents: events.toSorted((a, b) => a.at - b.at).map(shown) }),
	}));
}

const kindOf = ({ event }: ReceivedEvent): string => EVENTS[event].of.value;

/**
 * Of one, or of several that became one.
 * @param details undefined: nobody wants them
 */
function eventOf(events: ReceivedEvent[], details?: Details): TriggerEvent {
	const { event, id, eventKey, at } = weightiest(events);
	const { of, isEnd = false } = EVENTS[event];
	const row = details?.rows.get(id);
	const missing = row ? undefined : details?.missing;
	const isGone = row ? (of.isGone?.(row) ?? false) : isEnd;
	// Of somebody who enters and is not told of yet nothing is known.
	const isKnown = details !== undefined && (row !== undefined || (!missing && isGone));
	const isBeside = events.every((each) => EVENTS[each.event].isBeside);
	const state = row && !isGone ? stateOfRow(of, row, of.preset) : undefined;
	return {
		event,
		id,
		time: timeOf(at),
		before: null,
		after: row ?? null,
		changedFields: null,
		eventKey,
		stateKey: isKnown && !isBeside ? stateKeyOf(id, state, at) : eventKey,
		...(missing !== undefined && { detailsMissing: missing }),
	};
}

const shown = ({ event, eventKey, at }: ReceivedEvent) => ({ event, eventKey, time: timeOf(at) });

const timeOf = (at: number): string => new Date(at).toISOString();
