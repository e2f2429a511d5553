/**
 * Whether what a node said of its records is true. Pure: it gets what was said and what is true,
 * and gives what is wrong, by the numbers of the rules:
 *
 * 1. Each item leaves exactly once; an error counts the records.
 * 2. What is done is there.
 * 3. Of what is rejected or not sent nothing is there.
 * 4. Unknown is only what nobody can know.
 * 5. Nothing is written twice that is not documented as harmless.
 * 6. An outage ends the sending.
 * 7. No secret is told.
 */

export type Outcome = 'done' | 'rejected' | 'unknown' | 'notSent';
export const OUTCOMES: Outcome[] = ['done', 'rejected', 'unknown', 'notSent'];

/** One request that carried a record. */
export interface Sending {
	path: string;
	/**
	 * What its answer tells of the record: it took effect, it did not, it went on no answer or an
	 * unreadable one, or it shows neither for sure.
	 */
	told: 'yes' | 'no' | 'lost' | 'unclear';
	/** A refusal that is documented to show that an earlier sending had worked. */
	proves?: true;
}

export interface Truth {
	sendings: Sending[];
	/** How often something of it was written, by path. */
	written: Record<string, number>;
	/** The whole effect is there. */
	holds: boolean;
}

export interface SaidOfItem {
	item: number;
	outcome: Outcome;
	/** What else is said, as text. */
	text: string;
}

export interface SaidByError {
	message: string;
	description: string;
	/** The item that the error is of. */
	item?: number;
}

export interface Observation {
	truths: Truth[];
	/** All records of one request are one: several steps are all needed. */
	steps: boolean;
	/** The node goes on after failures. */
	goesOn: boolean;
	items: SaidOfItem[];
	error?: SaidByError;
	/** It came to an end by itself. */
	ended: boolean;
	/** Paths that may not be written to twice. */
	harmful: string[];
	/** Requests that came to nothing in an outage, and how many there may be. */
	failing?: { count: number; most: number };
	/** Where a secret was found. */
	secrets: string[];
	/** Connections broke of which the platform knows nothing: who sent cannot know. */
	broken: boolean;
}

export interface Complaint {
	rule: number;
	text: string;
	/** The records that it is about. */
	records?: number[];
}

const COUNTS = /Of (\d+) records?: (\d+) done, (\d+) rejected, (\d+) unknown, (\d+) not sent/;
/** The honest addition to a record of which only some steps were done. */
const SAYS_PART = /other steps of this item were done/;

/** What may be said of a record. */
export function allowed(truth: Truth, { steps, broken }: Pick<Observation, 'steps' | 'broken'>) {
	const { sendings, holds } = truth;
	if (isProven(truth, steps)) return new Set<Outcome>(['done']);
	const may = new Set<Outcome>();
	if (holds) may.add('done');
	if (!isTouched(truth)) may.add('notSent');
	if (!isTouched(truth) && sendings.length > 0) may.add('rejected');
	if (isOpen(truth, steps) || broken) may.add('unknown');
	if (isPart(truth, steps)) may.add('unknown');
	return may;
}

const isTouched = ({ written }: Truth) => Object.values(written).some((times) => times > 0);

/** Some of its steps are known to be done, others known not to be: for that there is no word. */
export const isPart = (truth: Truth, steps: boolean) =>
	isTouched(truth) && !truth.holds && !isOpen(truth, steps);

/** What was heard of it shows that it is done. */
function isProven({ sendings, holds }: Truth, steps: boolean): boolean {
	if (sendings.length === 0 || !holds) return false;
	return byPath(sendings, steps).every(
		(those) =>
			those.some(({ told }) => told === 'yes') || (those.some(isLost) && those.at(-1)?.proves),
	);
}

/** Somebody who knows only the answers cannot know. */
const isOpen = ({ sendings }: Truth, steps: boolean): boolean =>
	byPath(sendings, steps).some((those) => {
		const after = those.slice(those.findLastIndex(isLost) + 1);
		return those.some(isLost) && !after.some(({ told }) => told === 'yes') && !after.at(-1)?.proves;
	});

const isLost = ({ told }: Sending) => told === 'lost' || told === 'unclear';

/** Where any of several paths will do they are one way. */
const byPath = (sendings: Sending[], steps: boolean): Sending[][] =>
	steps ? [...Map.groupBy(sendings, ({ path }) => path).values()] : [sendings];

export function judge(seen: Observation): Complaint[] {
	const complaints = [
		...(seen.ended ? [] : [{ rule: 1, text: 'it did not end' }]),
		...(seen.error ? ofError(seen, seen.error) : ofItems(seen)),
		...ofWrites(seen),
	];
	const { failing, secrets } = seen;
	if (failing && failing.count > failing.most)
		complaints.push({
			rule: 6,
			text: `${failing.count} requests that came to nothing, more than ${failing.most}`,
		});
	for (const where of secrets) complaints.push({ rule: 7, text: `a secret in ${where}` });
	return complaints;
}

function ofItems(seen: Observation): Complaint[] {
	const { truths, items } = seen;
	const complaints: Complaint[] = [];
	truths.forEach((truth, n) => {
		const said = items.filter(({ item }) => item === n);
		if (said.length !== 1)
			complaints.push({ rule: 1, text: `the item leaves ${said.length} times`, records: [n] });
		for (const { outcome, text } of said) {
			const wrong = wrongOf(truth, outcome, text, seen);
			if (wrong) complaints.push({ ...wrong, records: [n] });
		}
	});
	const strange = items.filter(({ item }) => !(item in truths));
	if (strange.length) complaints.push({ rule: 1, text: `${strange.length} items of no input` });
	const order = items.filter(({ outcome }) => outcome === 'done').map(({ item }) => item);
	if (order.some((item, at) => at > 0 && item < order[at - 1]))
		complaints.push({ rule: 1, text: 'items out of order' });
	if (!seen.goesOn && items.some(({ outcome }) => outcome !== 'done'))
		complaints.push({ rule: 1, text: 'failed items leave, though the node is to stop' });
	return complaints;
}

function wrongOf(
	truth: Truth,
	outcome: Outcome,
	text: string,
	seen: Observation,
): Complaint | undefined {
	const may = allowed(truth, seen);
	if (may.has(outcome)) return undefined;
	const isSaid = outcome !== 'done' && SAYS_PART.test(text);
	if (isSaid && isPart(truth, seen.steps)) return undefined;
	return { rule: RULE_OF[outcome], text: `${outcome}, but ${truthOf(truth, may)}` };
}

const RULE_OF: Record<Outcome, number> = { done: 2, rejected: 3, notSent: 3, unknown: 4 };

function truthOf(truth: Truth, may: Set<Outcome>): string {
	const { sendings, holds } = truth;
	const touched = isTouched(truth);
	const there = holds
		? 'its effect is there'
		: touched
			? 'a part of it is there'
			: 'nothing of it is there';
	const heard = sendings.map(({ told, proves }) => (proves ? 'proof' : told)).join(', ');
	const right = OUTCOMES.filter((each) => may.has(each)).join(' or ');
	return `${there} (sent: ${heard || 'never'}); right: ${right}`;
}

function ofError(seen: Observation, { message, description, item }: SaidByError): Complaint[] {
	if (seen.goesOn) return [{ rule: 1, text: `it stops, though it is to go on: ${message}` }];
	const complaints: Complaint[] = [];
	if (seen.items.length)
		complaints.push({ rule: 1, text: `${seen.items.length} items leave besides the error` });
	const [, total, ...counts] = (COUNTS.exec(description) ?? []).map(Number);
	const { truths } = seen;
	if (total === undefined)
		return [
			...complaints,
			{ rule: 1, text: `the error counts no records: ${message} ${description}` },
		];
	if (total !== truths.length || counts.reduce((sum, count) => sum + count, 0) !== total)
		complaints.push({ rule: 1, text: `the error counts ${total} of ${truths.length} records` });
	const may = truths.map((truth) => {
		const outcomes = allowed(truth, seen);
		// Numbers cannot say it.
		if (isPart(truth, seen.steps)) outcomes.add('rejected').add('notSent');
		return outcomes;
	});
	const said = counts.map((count, at) => `${count} ${OUTCOMES[at]}`).join(', ');
	if (!fits(may, counts)) {
		const right = [
			...Map.groupBy(may, (each) => OUTCOMES.filter((one) => each.has(one)).join(' or ')),
		];
		const truth = right.map(([which, those]) => `${those.length} ${which}`).join(', ');
		complaints.push({ rule: ruleOf(may, counts), text: `the error says ${said}; right: ${truth}` });
	}
	if (item !== undefined && may[item]?.size === 1 && may[item].has('done'))
		complaints.push({ rule: 1, text: 'the error is of an item that is done', records: [item] });
	return complaints;
}

/**
 * Whether each record can be given one of its outcomes so that there are so many of each: for no
 * choice of outcomes may there be more records that have only these (Hall's theorem).
 */
function fits(may: Array<Set<Outcome>>, counts: number[]): boolean {
	const choices = Array.from({ length: 2 ** OUTCOMES.length }, (_, bits) =>
		OUTCOMES.filter((_outcome, at) => bits & (1 << at)),
	);
	return choices.every((choice) => {
		const only = may.filter((each) => [...each].every((one) => choice.includes(one))).length;
		const room = choice.reduce((sum, one) => sum + counts[OUTCOMES.indexOf(one)], 0);
		return only <= room;
	});
}

/** The rule that counts break which do not fit: by the outcome that is said too often. */
function ruleOf(may: Array<Set<Outcome>>, counts: number[]): number {
	const most = OUTCOMES.map((outcome) => may.filter((each) => each.has(outcome)).length);
	const tooOften = OUTCOMES.find((_, at) => counts[at] > most[at]);
	return tooOften ? RULE_OF[tooOften] : 3;
}

function ofWrites({ truths, harmful }: Observation): Complaint[] {
	return harmful.flatMap((path) => {
		const twice = truths.flatMap(({ written }, n) => ((written[path] ?? 0) > 1 ? [n] : []));
		return twice.length ? [{ rule: 5, text: `written twice to ${path}`, records: twice }] : [];
	});
}
