/** Polls and calls made by hand: those that are right, and each of the ways in which they are wrong. */
import { describe, expect, it } from 'vitest';
import type { CallObservation, Poll, PollObservation, Told } from './judge.ts';
import { judgeCalls, judgePolls } from './judge.ts';

const told = (name: string): Told => ({ name, eventKey: `${name}|key` });
const FIRST = 'person.added a';
const SECOND = 'person.removed b';
const failed: Poll = {
	told: [],
	failure: { message: 'Nobody is there', cause: 'temporarily-unavailable' },
};

/** The poll that met the fault failed, and the next one told everything. */
const survived: PollObservation = {
	...{ happened: [FIRST, SECOND], mustFail: true, during: failed },
	after: [{ told: [told(FIRST), told(SECOND)] }, { told: [] }],
	...{ ended: true, secrets: [] },
};
const rules = (more: Partial<PollObservation>) =>
	judgePolls({ ...survived, ...more }).map(({ rule }) => rule);

describe('polls', () => {
	it('are right whichever of them tells it', () => {
		expect(rules({})).toEqual([]);
		const at = { mustFail: false, during: { told: [told(FIRST)] } };
		expect(rules({ ...at, after: [{ told: [told(SECOND)] }] })).toEqual([]);
	});

	it('1: a failure without a cause, or with a wrong one, or none', () => {
		const failure = { message: 'No' };
		expect(rules({ during: { told: [], failure } })).toEqual([1]);
		const defect = { ...failure, cause: 'node-defect' };
		expect(rules({ during: { told: [], failure: defect } })).toEqual([1]);
		expect(rules({ cause: 'rate-limited' })).toEqual([1]);
		expect(rules({ cause: 'temporarily-unavailable' })).toEqual([]);
		expect(rules({ during: { told: [] } })).toEqual([1]);
	});

	it('5: something is told twice, or two events have one key', () => {
		const twice = [told(FIRST), told(SECOND), { name: SECOND, eventKey: 'another' }];
		expect(rules({ after: [{ told: twice }] })).toEqual([5]);
		const same = [told(FIRST), { ...told(SECOND), eventKey: told(FIRST).eventKey }];
		expect(rules({ after: [{ told: same }] })).toEqual([5]);
	});

	it('6: it does not end', () => {
		expect(rules({ ended: false })).toEqual([6]);
	});

	it('7: a secret', () => {
		expect(rules({ secrets: ['the error'] })).toEqual([7]);
	});

	it('8: a poll that fails, or could read nothing, tells something', () => {
		const after = [{ told: [told(SECOND)] }];
		expect(rules({ during: { ...failed, told: [told(FIRST)] }, after, mustFail: false })).toEqual([
			8,
		]);
		expect(rules({ during: { told: [told(FIRST)] }, after })).toContain(8);
	});

	it('9: something is told that did not happen', () => {
		const made = told('person.removed c');
		expect(rules({ after: [{ told: [told(FIRST), told(SECOND), made] }] })).toEqual([9]);
	});

	it('10: something is never told, or a poll fails after the fault', () => {
		expect(rules({ after: [{ told: [told(SECOND)] }] })).toEqual([10]);
		expect(rules({ after: [...survived.after, failed] })).toEqual([10]);
	});
});

const OK = '200 ok';
/** Details of the first could not be read, those of the second could. */
const received: CallObservation = {
	during: { event: 'one', answers: [OK, OK] },
	after: { event: 'other', answers: [OK] },
	left: [
		{ event: 'one', hasDetails: false, why: 'Nobody is there' },
		{ event: 'other', hasDetails: true },
	],
	...{ failures: [], mustMiss: true, ended: true, secrets: [] },
};
const rulesOf = (more: Partial<CallObservation>) =>
	judgeCalls({ ...received, ...more }).map(({ rule }) => rule);

describe('events', () => {
	const [one, other] = received.left;

	it('are right with details or with the reason', () => {
		expect(rulesOf({})).toEqual([]);
		const whole = { event: 'one', hasDetails: true };
		expect(rulesOf({ mustMiss: false, left: [whole, other] })).toEqual([]);
	});

	it('1: another answer, neither details nor a reason, or both, or a failed execution', () => {
		expect(rulesOf({ during: { event: 'one', answers: [OK, '500 '] } })).toEqual([1]);
		expect(rulesOf({ left: [{ event: 'one', hasDetails: false }, other] })).toEqual([1]);
		const both = { ...one, hasDetails: true };
		expect(rulesOf({ mustMiss: false, left: [both, other] })).toEqual([1]);
		expect(rulesOf({ failures: ['No'] })).toEqual([1]);
	});

	it('5: one leaves twice', () => {
		expect(rulesOf({ left: [one, one, other] })).toEqual([5]);
	});

	it('6: it does not end', () => {
		expect(rulesOf({ ended: false })).toEqual([6]);
	});

	it('7: a secret', () => {
		expect(rulesOf({ secrets: ['an item'] })).toEqual([7]);
	});

	it('8: details of what could not be read', () => {
		expect(rulesOf({ left: [{ event: 'one', hasDetails: true }, other] })).toEqual([8]);
	});

	it('9: nobody sent it', () => {
		expect(rulesOf({ left: [one, other, { event: 'third', hasDetails: true }] })).toEqual([9]);
	});

	it('10: one is lost, or has no details after the fault', () => {
		expect(rulesOf({ left: [other] })).toEqual([10]);
		expect(rulesOf({ left: [one, { ...one, event: 'other' }] })).toEqual([10]);
	});
});
