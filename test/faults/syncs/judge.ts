/**
 * Whether what a sync said is true, and whether it came to rest. Pure, like judge.ts, and with its rules:
 *
 * 1. Each record leaves exactly once, and the summary counts the items.
 * 2. to 5. and 7. as there; 6. it ends.
 * 8. What is not whole ends it before anything is written.
 * 9. Nobody goes who is in the source, protected or outside.
 * 10. When the fault has ended one more run reaches the source, and a further one writes nothing.
 */
import type { Complaint, Outcome, Sending, Truth } from '../judge.ts';
import { allowed, isPart } from '../judge.ts';

export interface SaidOfRecord {
	/** `<kind> <key>`. */
	record: string;
	action: string;
	outcome?: string;
	text: string;
}

export type Lines = Array<[record: string, text: string]>;

/** A run of the sync while the platform fails. */
export interface SyncObservation {
	/** What leaves, by its action; of what is to change also what became of it. */
	plan: Record<string, { action: string; truth?: Truth }>;
	said: SaidOfRecord[];
	/** Of items that were there, or of the error that the node failed with. */
	failure?: string;
	/** It ended before its plan did. */
	isEarly: boolean;
	/** The fault is of a kind that may end it before. */
	mayEndEarly: boolean;
	/** The fault is of a kind that has to. */
	mustEndEarly: boolean;
	goesOn: boolean;
	/** How many rows the source has. */
	rows: number;
	/** What is not as the items say in the summary, in words. */
	miscounts: string[];
	/** How many writes took effect. */
	written: number;
	/** What was lost is looked for, so that what is there is known. */
	looksAgain: boolean;
	/** A connection broke of which the platform knows nothing. */
	broken: boolean;
	ended: boolean;
	secrets: string[];
	before: Lines;
	after: Lines;
	wanted: Record<string, string>;
	/** After one more run on a healthy platform, and what a further one wrote. */
	rest: { shown: Lines; failure?: string; writes: number };
}

const isOutcome = (value: unknown): value is Outcome =>
	['done', 'rejected', 'unknown', 'notSent'].includes(String(value));

export function judgeSync(seen: SyncObservation): Complaint[] {
	return [
		...(seen.ended ? [] : [{ rule: 6, text: 'it did not end' }]),
		...(seen.isEarly ? ofEarlyEnd(seen) : ofItems(seen)),
		...ofPlatform(seen),
		...ofRest(seen),
		...seen.secrets.map((where) => ({ rule: 7, text: `a secret in ${where}` })),
	];
}

function ofEarlyEnd(seen: SyncObservation): Complaint[] {
	const { failure, goesOn, said, rows, written, mayEndEarly } = seen;
	const complaints: Complaint[] = [];
	if (!mayEndEarly) complaints.push({ rule: 1, text: `it ends early: ${failure ?? ''}` });
	if (written > 0) complaints.push({ rule: 8, text: `${written} written, though it ended early` });
	if (goesOn && failure !== undefined)
		complaints.push({ rule: 1, text: `it stops, though it is to go on: ${failure}` });
	if (!goesOn && failure === undefined)
		complaints.push({ rule: 1, text: 'it goes on, though it is to stop' });
	const sent = said.filter(({ outcome }) => outcome !== 'notSent');
	if (sent.length) complaints.push({ rule: 1, text: `${sent.length} rows are not “not sent”` });
	const right = failure === undefined ? rows : 0;
	if (said.length !== right)
		complaints.push({ rule: 1, text: `${said.length} items leave, not ${right}` });
	return complaints;
}

function ofItems(seen: SyncObservation): Complaint[] {
	const { plan, said, failure, miscounts, mustEndEarly, written } = seen;
	const complaints: Complaint[] = miscounts.map((text) => ({ rule: 1, text }));
	if (mustEndEarly)
		complaints.push({ rule: 8, text: `it goes on without a whole list (${written} written)` });
	if (failure !== undefined) complaints.push({ rule: 1, text: `it fails: ${failure}` });
	for (const [record, { action, truth }] of Object.entries(plan)) {
		const those = said.filter((each) => each.record === record);
		if (those.length !== 1)
			complaints.push({ rule: 1, text: `${record} leaves ${those.length} times` });
		for (const each of those) complaints.push(...ofRecord(each, action, truth, seen));
	}
	const strange = said.filter(({ record }) => !(record in plan));
	for (const { record, action } of strange)
		complaints.push({ rule: 1, text: `${record} leaves (${action}), and nobody expects it` });
	return complaints;
}

function ofRecord(
	{ record, action, outcome, text }: SaidOfRecord,
	planned: string,
	truth: Truth | undefined,
	{ broken, looksAgain }: SyncObservation,
): Complaint[] {
	if (action !== planned) return [{ rule: 1, text: `${record}: ${action}, not ${planned}` }];
	if (!truth)
		return outcome === undefined ? [] : [{ rule: 1, text: `${record}: ${action} ${outcome}` }];
	if (!isOutcome(outcome)) return [{ rule: 1, text: `${record} has no outcome: ${outcome}` }];
	const may = allowed(truth, { steps: true, broken });
	// What was lost was looked for: what is there is known to be.
	if (looksAgain && truth.holds) may.delete('unknown');
	// Only some of its requests were done, and the text says which.
	const isToldAsPart = isPart(truth, true) && /done of it: /.test(text);
	if (may.has(outcome) || (outcome !== 'done' && isToldAsPart)) return [];
	const heard = truth.sendings.map(tell).join(', ') || 'never sent';
	const there = truth.holds ? 'is there' : 'is not there';
	return [
		{
			rule: RULE_OF[outcome],
			text: `${record}: ${outcome}, but it ${there} (${heard}); right: ${[...may].join(' or ')}: ${text}`,
		},
	];
}

const RULE_OF: Record<Outcome, number> = { done: 2, rejected: 3, notSent: 3, unknown: 4 };

const tell = ({ path, told }: Sending) => `${path} ${told}`;

function ofPlatform({ before, after, wanted }: SyncObservation): Complaint[] {
	const there = new Set(after.map(([record]) => record));
	const gone = before.filter(([record]) => record in wanted && !there.has(record));
	return [
		...gone.map(([record]) => ({ rule: 9, text: `${record} is gone` })),
		...twiceIn(after).map((record) => ({ rule: 5, text: `${record} is there twice` })),
	];
}

function ofRest({ rest, wanted }: SyncObservation): Complaint[] {
	const { shown, failure, writes } = rest;
	const complaints: Complaint[] = [];
	if (failure !== undefined)
		complaints.push({ rule: 10, text: `a run after the fault fails: ${failure}` });
	const now = new Map(shown);
	const all = new Set([...now.keys(), ...Object.keys(wanted)]);
	for (const record of all)
		if (now.get(record) !== wanted[record])
			complaints.push({
				rule: 10,
				text: `after one more run ${record} is “${now.get(record) ?? 'not there'}”, not “${wanted[record] ?? 'not there'}”`,
			});
	for (const record of twiceIn(shown))
		complaints.push({ rule: 5, text: `after one more run ${record} is there twice` });
	if (writes > 0) complaints.push({ rule: 10, text: `a further run writes ${writes} times` });
	return complaints;
}

function twiceIn(lines: Lines): string[] {
	const records = lines.map(([record]) => record);
	return [...new Set(records.filter((record, at) => records.indexOf(record) !== at))];
}
