/** What became of a record: how a failure becomes an outcome, and the outcomes of parts one. */
import type { IDataObject } from 'n8n-workflow';

import { Cancelled, Failure } from '../client/failure';
import type { Outcome, Part, Reason } from '../contract';
import { sentenceOf, type Invalid } from '../input/invalid';

export const done = (result: IDataObject | IDataObject[]): Outcome => ({ kind: 'done', result });

export const rejected = (reason: Reason): Outcome => ({ kind: 'rejected', reason });

/** A write whose effect the answer does not tell. */
export const unknown = (message: string, advice?: string): Outcome => ({
	kind: 'unknown',
	reason: { message, advice: [advice, UNKNOWN_ADVICE].filter(Boolean).join(' ') },
});

export const notSent = (message: string): Exclude<Outcome, { kind: 'done' }> => ({
	kind: 'notSent',
	reason: { message },
});

/** A refusal after a sending that may have taken effect leaves that open. */
export const asRepeated = (outcome: Outcome): Outcome =>
	outcome.kind === 'rejected' ? afterLostAnswer(outcome.reason) : outcome;

/** Refused when it was sent again, which says nothing about the first sending. */
export const afterLostAnswer = ({ advice, ...reason }: Reason): Outcome => ({
	kind: 'unknown',
	reason: { ...reason, advice: [advice, REPEATED, UNKNOWN_ADVICE].filter(Boolean).join(' ') },
});

/** Why each of several records was refused, where nobody can tell whose reason is whose. */
export function sharedReason(reasons: Reason[]): Reason {
	const messages = [...new Set(reasons.map((reason) => sentenceOf(reason)))];
	return messages.length === 1 ? reasons[0] : { message: messages.join('; ') };
}

/** A record that could not be read. */
export const invalid = ({ message, field }: Invalid): Outcome => rejected({ message, field });

/** What is to be known of a refusal that came when a request was sent again. */
export const REPEATED =
	'The request was repeated after a lost answer: its first sending may have done this already.';

const UNKNOWN_ADVICE = 'Look on the platform whether the record is there before you send it again.';

/**
 * The outcome of each record of a request that came to nothing, or was under way on cancel.
 * @param sharers how many records the request carried
 * @param isQuery it changes nothing, so there is nothing to be unknown
 */
export function failed(failure: unknown, sharers: number, isQuery = false): Outcome {
	if (failure instanceof Cancelled && !failure.mayHaveArrived) return notSent(failure.message);
	if (!(failure instanceof Failure))
		return { kind: 'unknown', reason: { message: 'It was under way when the execution ended' } };
	const { message, facts } = failure;
	const kind = kindOf(failure, isQuery);
	const advice = [
		facts.advice,
		kind === 'unknown' && failure.kind === 'refused' && REPEATED,
		kind === 'unknown' && UNKNOWN_ADVICE,
		kind === 'rejected' && sharers > 1 && sharedAdvice(sharers),
	].filter(Boolean);
	const reason: Reason = { message, code: facts.platformCode, status: facts.httpStatus };
	return { kind, reason: advice.length ? { ...reason, advice: advice.join(' ') } : reason };
}

function kindOf({ kind, facts }: Failure, isQuery: boolean): 'unknown' | 'rejected' | 'notSent' {
	if (facts.ofPrerequisite) return 'notSent';
	const mayBeDone = kind === 'ambiguous' || facts.mayHaveArrived;
	if (!isQuery && mayBeDone) return 'unknown';
	const isOfRecord = (kind === 'refused' && !facts.ofCredential) || kind === 'busy';
	return isOfRecord ? 'rejected' : 'notSent';
}

const sharedAdvice = (sharers: number) =>
	`The request carried ${sharers} records and was refused as a whole: set Batch Size under Options to 1 to find the one that is meant.`;

export interface PartOutcome {
	part: Part;
	outcome: Outcome;
}

/** From what weighs most: what may be there is worse than what is known not to be. */
const BY_WEIGHT: Array<Outcome['kind']> = ['unknown', 'rejected', 'notSent', 'done'];
/** The first of those that weigh most. */
export const worstOf = (outcomes: Outcome[]): Outcome =>
	outcomes.toSorted((a, b) => BY_WEIGHT.indexOf(a.kind) - BY_WEIGHT.indexOf(b.kind))[0];

const CALLED: Record<Part['kind'], string> = { id: 'IDs', step: 'steps' };

/** The outcome of a record that is made of these parts. */
export function combined(parts: PartOutcome[]): Outcome {
	const [{ part, outcome: first }] = parts;
	// What came over the request as a whole is one outcome for all.
	if (parts.every(({ outcome }) => outcome === first)) return first;
	const worst = worstOf(parts.map(({ outcome }) => outcome));
	if (worst.kind === 'done') return doneTogether(parts);
	const { kind, reason } = worst;
	const isOf = (wanted: Outcome['kind']) => parts.filter(({ outcome }) => outcome.kind === wanted);
	const concerned = isOf(kind);
	const others = parts.length - concerned.length;
	const which = concerned.map(({ part: { name } }) => name).join(', ');
	const called = CALLED[part.kind];
	const othersAreDone = others > 0 && isOf('done').length === others;
	const advice = [
		reason.advice,
		othersAreDone && `The other ${called} of this item were done.`,
	].filter(Boolean);
	return {
		kind,
		reason: {
			...reason,
			message:
				kind === 'rejected'
					? `${reason.message}: refused for ${concerned.length} of ${parts.length} ${called} (${which})`
					: reason.message,
			advice: advice.length ? advice.join(' ') : undefined,
		},
	};
}

/** The rows of ids stay rows; what the steps gave is one row. */
function doneTogether(parts: PartOutcome[]): Outcome {
	const rows = parts.flatMap(({ outcome }): IDataObject[] => {
		if (outcome.kind !== 'done') return [];
		return Array.isArray(outcome.result) ? outcome.result : [outcome.result];
	});
	const [{ part }] = parts;
	return done(part.kind === 'id' ? rows : (Object.assign({}, ...rows) as IDataObject));
}
