/** Runs of a sync made by hand: one that is right, and each of the ways in which it is wrong. */
import { describe, expect, it } from 'vitest';
import type { Sending, Truth } from '../judge.ts';
import type { SaidOfRecord, SyncObservation } from './judge.ts';
import { judgeSync } from './judge.ts';

const truth = (told: Array<Sending['told']>, written: number, holds = written > 0): Truth => ({
	sendings: told.map((each) => ({ path: 'info', told: each })),
	...{ written: { info: written }, holds },
});
const said = (
	record: string,
	action: string,
	outcome?: string,
	text = 'because',
): SaidOfRecord => ({ record, action, ...(outcome && { outcome }), text });

const BEFORE: Array<[string, string]> = [
	['person J1', 'old'],
	['person J2', 'as it is'],
	['person J3', 'goes'],
];
const WANTED = { 'person J1': 'new', 'person J2': 'as it is' };
const REACHED = Object.entries(WANTED);

/** J1 is changed, J2 stays, J3 goes; all went well. */
const right: SyncObservation = {
	plan: {
		'person J1': { action: 'update', truth: truth(['yes'], 1) },
		'person J2': { action: 'unchanged' },
		'person J3': { action: 'retire', truth: truth(['yes'], 1) },
	},
	said: [
		said('person J1', 'update', 'done'),
		said('person J2', 'unchanged'),
		said('person J3', 'retire', 'done'),
	],
	...{ isEarly: false, mayEndEarly: false, mustEndEarly: false, goesOn: true, rows: 2 },
	...{ miscounts: [], written: 2, looksAgain: true, broken: false, ended: true, secrets: [] },
	...{ before: BEFORE, after: REACHED, wanted: WANTED, rest: { shown: REACHED, writes: 0 } },
};

/** A run that ended before its plan did, and went on. */
const early: SyncObservation = {
	...right,
	...{ isEarly: true, mayEndEarly: true, written: 0, after: BEFORE },
	said: [said('person J1', 'skipped', 'notSent'), said('person J2', 'skipped', 'notSent')],
};

const rules = (seen: SyncObservation) => judgeSync(seen).map(({ rule }) => rule);

/** J1 alone is another one. */
const withJ1 = (own: Truth, outcome: string, more: Partial<SyncObservation> = {}, text?: string) =>
	rules({
		...right,
		plan: { ...right.plan, 'person J1': { action: 'update', truth: own } },
		said: [said('person J1', 'update', outcome, text), ...right.said.slice(1)],
		...more,
	});

describe('right', () => {
	it('what is said is so', () => {
		expect(judgeSync(right)).toEqual([]);
		expect(withJ1(truth(['no'], 0), 'rejected')).toEqual([]);
		expect(withJ1(truth([], 0), 'notSent')).toEqual([]);
		expect(withJ1(truth(['lost'], 0), 'unknown')).toEqual([]);
		expect(withJ1(truth(['lost'], 1), 'done')).toEqual([]);
	});

	it('what was lost and can’t be looked for is unknown', () => {
		expect(withJ1(truth(['lost'], 1), 'unknown', { looksAgain: false })).toEqual([]);
	});

	it('only a part was done, and the text says which', () => {
		const part: Truth = {
			sendings: [
				{ path: 'status', told: 'yes' },
				{ path: 'info', told: 'no' },
			],
			...{ written: { status: 1, info: 0 }, holds: false },
		};
		expect(withJ1(part, 'rejected', {}, 'No (done of it: Set Status)')).toEqual([]);
		expect(withJ1(part, 'rejected')).toEqual([3]);
		expect(withJ1(part, 'done', {}, 'No (done of it: Set Status)')).toEqual([2]);
	});

	it('it ends early, as an error or row by row', () => {
		expect(judgeSync(early)).toEqual([]);
		expect(judgeSync({ ...early, goesOn: false, said: [], failure: 'No list' })).toEqual([]);
	});
});

describe('wrong', () => {
	it('1: a record leaves twice, not at all, otherwise than planned, or nobody expects it', () => {
		const [first, ...others] = right.said;
		expect(rules({ ...right, said: [first, ...right.said] })).toEqual([1]);
		expect(rules({ ...right, said: others })).toEqual([1]);
		expect(rules({ ...right, said: [{ ...first, action: 'move' }, ...others] })).toEqual([1]);
		expect(rules({ ...right, said: [...right.said, said('person J4', 'remove', 'done')] })).toEqual(
			[1],
		);
	});

	it('1: an outcome where nothing is to be done, or none where something is', () => {
		const [first, second, third] = right.said;
		expect(rules({ ...right, said: [first, { ...second, outcome: 'done' }, third] })).toEqual([1]);
		expect(rules({ ...right, said: [said('person J1', 'update'), second, third] })).toEqual([1]);
	});

	it('1: the summary counts otherwise, or the node fails for a record', () => {
		expect(rules({ ...right, miscounts: ['person.done is 1, not 2'] })).toEqual([1]);
		expect(rules({ ...right, failure: 'No' })).toEqual([1]);
	});

	it('1: it ends early for a write, or leaves too little, or does not do as it is told', () => {
		expect(rules({ ...early, mayEndEarly: false })).toEqual([1]);
		expect(rules({ ...early, said: early.said.slice(1) })).toEqual([1]);
		expect(rules({ ...early, said: [], failure: 'No list' })).toEqual([1]);
		expect(rules({ ...early, goesOn: false })).toEqual([1]);
		const done = [said('person J1', 'skipped', 'done'), early.said[1]];
		expect(rules({ ...early, said: done })).toEqual([1]);
	});

	it('2: done, but not there', () => {
		expect(withJ1(truth(['lost'], 0), 'done')).toEqual([2]);
		expect(withJ1(truth([], 0), 'done')).toEqual([2]);
	});

	it('3: rejected or not sent, but there', () => {
		expect(withJ1(truth(['yes'], 1), 'rejected')).toEqual([3]);
		expect(withJ1(truth(['lost'], 1), 'notSent')).toEqual([3]);
	});

	it('4: unknown, but it is to be known', () => {
		expect(withJ1(truth(['no'], 0), 'unknown')).toEqual([4]);
		expect(withJ1(truth(['lost'], 1), 'unknown')).toEqual([4]);
	});

	it('5: something is there twice, at once or in the end', () => {
		const twice: Array<[string, string]> = [...REACHED, ['person J1', 'new']];
		expect(rules({ ...right, after: twice })).toEqual([5]);
		expect(rules({ ...right, rest: { shown: twice, writes: 0 } })).toEqual([5]);
	});

	it('6: it does not end', () => {
		expect(rules({ ...right, ended: false })).toEqual([6]);
	});

	it('7: a secret', () => {
		expect(rules({ ...right, secrets: ['the log'] })).toEqual([7]);
	});

	it('8: something is written without a whole list', () => {
		expect(rules({ ...early, written: 1 })).toEqual([8]);
		expect(rules({ ...right, mustEndEarly: true })).toEqual([8]);
	});

	it('9: somebody is gone who is to stay', () => {
		expect(rules({ ...right, after: [['person J1', 'new']] })).toEqual([9]);
	});

	it('10: one more run does not reach the source, or fails, or does not come to rest', () => {
		const rest = (more: Partial<SyncObservation['rest']>) =>
			rules({ ...right, rest: { ...right.rest, ...more } });
		expect(rest({ shown: BEFORE.slice(0, 2) })).toEqual([10]);
		expect(rest({ shown: [...REACHED, ['person J3', 'goes']] })).toEqual([10]);
		expect(rest({ shown: REACHED.slice(1) })).toEqual([10]);
		expect(rest({ failure: 'No' })).toEqual([10]);
		expect(rest({ writes: 1 })).toEqual([10]);
	});
});
