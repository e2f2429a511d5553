/** What leaves a sync: an item for each record, and one that sums up. */
import type { INodeExecutionData, IPairedItemData } from 'n8n-workflow';

import type { Credential, Outcome, Reason } from '../contract';
import type { Entity, Kind, PlanItem } from '../contract/sync';
import { sentenceOf } from '../input/invalid';
import { sayChange } from './diff';
import { columnName, columnNames, idOf, keyOf, shownName } from './directory';
import type { Counts, LimitPassed } from './limits';
import { isPlanned } from './item';

export type Ending = 'planned' | Outcome['kind'];

/** How an item ended; undefined for what was never to be done. */
export interface End {
	outcome?: Ending;
	/** Why, if not the reason of the plan. */
	reason?: Reason;
	/** What is to be remembered of a record that is done, or of which it is not known. */
	state?: string;
}

/** How an item of a plan ends if nothing is sent. */
export const endOfPlan = <C extends Credential>(item: PlanItem<C>): End => {
	if (item.action === 'rejected') return { outcome: 'rejected' };
	return isPlanned(item) ? { outcome: 'planned' } : {};
};

/** @param item of which it is the outcome */
export function endOf<C extends Credential>(outcome: Outcome, item: PlanItem<C>): End {
	const { kind } = item.entity;
	if (outcome.kind !== 'done')
		return {
			outcome: outcome.kind,
			reason: { ...outcome.reason, message: sentenceIn(kind, outcome.reason) },
		};
	const { notTaken } = outcome.result as { notTaken?: string[] };
	if (!notTaken) return { outcome: 'done' };
	const message = `${item.reason}; it was there, and ${columnNames(kind, notTaken, ', ')} stays what it is there: see that this is right`;
	return { outcome: 'done', reason: { message } };
}

/** Why something was not done, with the name of the column that it is about. */
export const sentenceIn = <C extends Credential>(kind: Kind<C>, reason: Reason): string =>
	sentenceOf(reason, (field) => columnName(kind, field));

const isFailed = (outcome: Ending | undefined): boolean =>
	outcome === 'rejected' || outcome === 'unknown' || outcome === 'notSent';

/** Where an item stands: on which platform, and in which node. */
export interface RowPlace {
	/** As people call it. */
	platform: string;
	/** The number of the input that its rows came by. */
	input: number;
	/**
	 * The node has an error output: n8n sends only those there that have no keys beside `error` and
	 * `details`.
	 */
	splits: boolean;
}

/** An item of Changes. */
export function changeItem<C extends Credential>(
	item: PlanItem<C>,
	{ outcome, reason, state }: End,
	{ platform, input, splits }: RowPlace,
): INodeExecutionData {
	const { entity, action, changes } = item;
	const { message = item.reason, ...more } = reason ?? {};
	const rows = entity.source?.rows ?? [];
	const facts = {
		action,
		kind: entity.kind.value,
		key: keyOf(entity),
		name: shownName(entity),
		...(rows.length > 0 && { row: rows[0] + 1 }),
		difference: changes.map((change) => sayChange(entity.kind, change)).join('; '),
		reason: message,
		...(outcome && { outcome }),
		matchedBy: entity.matchedBy,
		id: idOf(entity),
		changes: changes.map((change) => ({ ...change })),
		...(state !== undefined && { state }),
	};
	const pairedItem = placesOf(rows, input);
	const failure = { error: message, details: { platform, ...facts, ...more } };
	const json = !isFailed(outcome) ? facts : { ...failure, ...(!splits && facts) };
	// n8n itself fails on an item that is paired with one that is not there.
	return { json, ...(pairedItem && { pairedItem }) };
}

function placesOf(rows: number[], input: number): INodeExecutionData['pairedItem'] {
	const places = rows.map((item): IPairedItemData => ({ item, input }));
	return places.length > 1 ? places : places[0];
}

/** A row of a run that ended before there was a plan. */
export function unsentRow<C extends Credential>(
	entity: Entity<C>,
	place: RowPlace,
	message: string,
): INodeExecutionData {
	const item: PlanItem<C> = {
		...{ entity, action: 'skipped', reason: message, changes: [], needs: new Set() },
	};
	return changeItem(item, { outcome: 'notSent' }, place);
}

export interface Summary {
	mode: string;
	fingerprint: string;
	/** All of it for a person to read. */
	text: string;
	warnings: string[];
	limitsPassed: LimitPassed[];
	counts: Record<string, Counts & Record<Outcome['kind'], number>>;
	requests: number;
	seconds: number;
}

/** Adds to the counts of the plan how it ended. */
export function summedUp<C extends Credential>(
	counts: Map<string, Counts>,
	ends: Map<PlanItem<C>, End>,
): Summary['counts'] {
	const none = { done: 0, unknown: 0, notSent: 0 };
	const all = new Map([...counts].map(([kind, own]) => [kind, { ...own, ...none }]));
	for (const [{ entity, action }, { outcome }] of ends) {
		const own = all.get(entity.kind.value);
		if (!own || outcome === undefined || outcome === 'planned') continue;
		// What the plan rejects is counted as an action already.
		if (outcome !== 'rejected' || action !== 'rejected') own[outcome]++;
	}
	return Object.fromEntries(all);
}
