/** What a plan would do, and to whom, in one line that can be handed on and compared. */
import { createHash, hash } from 'node:crypto';

import type { Credential } from '../contract';
import { called, columnTitle, keyOf, senseOf } from './directory';
import type { PlanItem } from '../contract/sync';

/** What this process planned lately, so that it can say what has become different: `shown` of each record. */
const lately = new Map<string, Set<string>>();
const MOST_PLANS = 20;
const MOST_RECORDS = 2_000;

/**
 * The counts by kind and action, then a hash of every change; the same for the same plan, in
 * whatever order the rows came.
 * @param items only what is planned
 * @param credentialKey whose platform it is for
 */
export function fingerprintOf<C extends Credential>(
	items: Array<PlanItem<C>>,
	credentialKey: string,
): string {
	const counts = new Map<string, number>();
	for (const { entity, action } of items) {
		const name = `${entity.kind.value}.${action}`;
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	const lines = items.map((item) => JSON.stringify(contentOf(item))).toSorted();
	const digest = createHash('sha256').update(credentialKey);
	for (const line of lines) digest.update('\n').update(line);
	const parts = [...counts].map(([name, count]) => `${name}=${count}`).toSorted();
	return `${parts.join('; ') || 'nothing'}-${digest.digest('hex').slice(0, 32)}`;
}

function contentOf<C extends Credential>({ entity, action, changes }: PlanItem<C>): unknown[] {
	const { kind, target } = entity;
	// Titles are a set: their order, which may be that of the rows, is no difference.
	const values = changes.map(({ field, from, to }) => [
		field,
		...[from, to].map((value) => senseOf(kind, field, value)),
	]);
	return [kind.value, action, target?.id ?? '', keyOf(entity), values];
}

/** Keeps what a plan was about for as long as people look at it. */
export function remember<C extends Credential>(
	fingerprint: string,
	items: Array<PlanItem<C>>,
): void {
	lately.delete(fingerprint);
	lately.set(fingerprint, new Set(items.slice(0, MOST_RECORDS).map(shown)));
	for (const oldest of lately.keys()) {
		if (lately.size <= MOST_PLANS) break;
		lately.delete(oldest);
	}
}

function shown<C extends Credential>({ entity, action, changes }: PlanItem<C>): string {
	const line = `${action} ${entity.kind.called.one} ${called(entity)}`;
	if (changes.length === 0) return line;
	// Values may be personal, and this may end in a log: they only make a difference.
	const values = hash('sha256', JSON.stringify(changes), 'base64url');
	const columns = changes.map(({ field }) => columnTitle(entity.kind, field));
	return `${line}: ${columns.join(', ')}${VALUES}${values}`;
}

/** How a plan differs from the one that was approved, as a sentence. */
export function differenceFrom<C extends Credential>(
	approved: string,
	fingerprint: string,
	items: Array<PlanItem<C>>,
): string {
	const [before, after] = [approved, fingerprint].map(countsIn);
	const names = [...new Set([...before.keys(), ...after.keys()])].toSorted();
	const parts = names
		.filter((name) => before.get(name) !== after.get(name))
		.map((name) => `${name} was ${before.get(name) ?? 0} and is now ${after.get(name) ?? 0}`);
	const known = lately.get(approved);
	if (known) {
		const now = new Set(items.map(shown));
		// What stood further back in the approved plan was not kept.
		const isWhole = known.size < MOST_RECORDS;
		const added = isWhole ? [...now].filter((line) => !known.has(line)) : [];
		const gone = [...known].filter((line) => !now.has(line));
		if (added.length) parts.push(`not in the approved plan: ${firstOf(added)}`);
		if (gone.length) parts.push(`no longer to be done: ${firstOf(gone)}`);
	}
	return parts.length ? parts.join('; ') : 'the same records would be changed in another way';
}

/** What stands behind it is only compared. */
const VALUES = '\n';

const firstOf = (lines: string[]): string =>
	`${lines
		.slice(0, 5)
		.map((line) => line.split(VALUES)[0])
		.join(', ')}${lines.length > 5 ? `, and ${lines.length - 5} more` : ''}`;

/** The counts with which a fingerprint begins. */
function countsIn(fingerprint: string): Map<string, number> {
	const counts = new Map<string, number>();
	for (const [, name, count] of fingerprint.matchAll(/([A-Za-z]+\.[a-z]+)=(\d+)/g))
		counts.set(name, Number(count));
	return counts;
}
