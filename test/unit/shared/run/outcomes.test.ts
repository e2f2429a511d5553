/** nodes/shared/run/outcomes.ts: one outcome for each record, also over several tries and parts. */
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../../nodes/shared/client/failure.ts';
import type { DirectoryRecord, Part } from '../../../../nodes/shared/contract/index.ts';
import { counted } from '../../../../nodes/shared/run/emit.ts';
import { done, failed, rejected } from '../../../../nodes/shared/run/outcome.ts';
import { isStopped, Outcomes } from '../../../../nodes/shared/run/outcomes.ts';
import { recordsOf, settled } from './ledger.ts';

const refused = rejected({ message: 'no' });
const unknown = failed(new Failure('ambiguous', 'x'), 1);

describe('Outcomes', () => {
	it.each([
		[true, done({}), false],
		[true, refused, false],
		[false, done({}), false],
		[false, refused, true],
		[false, unknown, true],
	])('continue on fail: %s, after %j it stops: %s', (continueOnFail, outcome, stops) => {
		expect(settled(2, continueOnFail, [0, outcome]).outcomes.stopped).toBe(stops);
	});

	it('settles what is open and leaves the rest', () => {
		const { outcomes, records } = settled(3, true, [1, done({ a: 1 })]);
		outcomes.settleIfOpen(records[1], refused);
		outcomes.settleIfOpen(records[0], refused);
		expect(records.map((record) => outcomes.isOpen(record))).toEqual([false, false, true]);
		expect(outcomes.all(records)).toMatchObject([refused, done({ a: 1 }), { kind: 'notSent' }]);
	});

	it('ends what is open with the reason', () => {
		const { outcomes, records } = settled(2, true, [0, done({})]);
		outcomes.end(records, new Error('the end'));
		expect(outcomes.all(records)).toEqual([
			done({}),
			{ kind: 'notSent', reason: { message: 'the end' } },
		]);
	});

	it('takes over what an earlier try did or may have done, and nothing else', () => {
		const earlier = settled(4, false, [0, done({})], [1, refused], [2, unknown]);
		const outcomes = new Outcomes(false, earlier.outcomes);
		const records = recordsOf(4);
		for (const record of records) outcomes.expect(record);
		expect(records.map((record) => outcomes.isOpen(record))).toEqual([false, true, false, true]);
		expect(outcomes.stopped).toBe(false);
		expect(counted(outcomes.all(records))).toBe(
			'Of 4 records: 1 done, 0 rejected, 1 unknown, 2 not sent.',
		);
	});
});

describe('what earlier tries did', () => {
	const [A, B, C] = recordsOf(3);

	it('counts from the start, also for a try that ends before it reads anything', () => {
		const first = new Outcomes(false);
		first.settle(A, done({ code: 'A' }));
		const second = new Outcomes(false, first);
		const fresh = recordsOf(3);
		expect(fresh.map((record) => second.of(record))).toEqual([
			done({ code: 'A' }),
			undefined,
			undefined,
		]);
		second.end(fresh, new Error('no credential'));
		expect(second.all(fresh)[0]).toEqual(done({ code: 'A' }));
		const third = new Outcomes(false, second);
		expect(recordsOf(3).map((record) => third.isOpen(record))).toEqual([false, true, true]);
	});

	it('adds up, and what a later one did of it counts', () => {
		const first = new Outcomes(true);
		first.settle(A, unknown);
		first.settle(B, refused);
		const second = new Outcomes(true, first);
		second.settle(B, done({ code: 'B' }));
		const third = new Outcomes(true, second);
		expect([A, B, C].map((record) => third.of(record))).toEqual([
			unknown,
			done({ code: 'B' }),
			undefined,
		]);
	});
});

describe('a record in parts', () => {
	const partsOf = (of: DirectoryRecord, ...ids: string[]): DirectoryRecord[] =>
		ids.map((name) => ({ ...of, part: { of, name, kind: 'id' } }));

	/** A ledger that knows a record and its parts. */
	function expecting(record: DirectoryRecord, ids: string[], earlier?: Outcomes) {
		const outcomes = new Outcomes(true, earlier);
		const parts = partsOf(record, ...ids);
		for (const each of [record, ...parts]) outcomes.expect(each);
		return { outcomes, parts };
	}

	it('is open until all of them are settled, and is then what they are together', () => {
		const [record] = recordsOf(1);
		const { outcomes, parts } = expecting(record, ['a', 'b']);
		outcomes.settle(parts[1], done({ id: 'b' }));
		expect([outcomes.isOpen(record), outcomes.of(record)]).toEqual([true, undefined]);
		outcomes.settle(parts[0], done({ id: 'a' }));
		expect(outcomes.isOpen(record)).toBe(false);
		expect(outcomes.all([record])).toEqual([done([{ id: 'a' }, { id: 'b' }])]);
	});

	it('is ended part by part, where that is still open', () => {
		const [record] = recordsOf(1);
		const { outcomes, parts } = expecting(record, ['a', 'b']);
		outcomes.settle(parts[0], done({ id: 'a' }));
		outcomes.end([record], new Error('the end'));
		expect(parts.map((part) => outcomes.of(part))).toEqual([
			done({ id: 'a' }),
			{ kind: 'notSent', reason: { message: 'the end' } },
		]);
		expect(outcomes.of(record)).toMatchObject({ kind: 'notSent' });
	});

	it('may be in steps and each of these in ids', () => {
		const [record] = recordsOf(1);
		const outcomes = new Outcomes(true);
		const steps = (['Create', 'Update'] as const).map(
			(name): DirectoryRecord => ({
				...record,
				part: { of: record, name, kind: 'step' },
			}),
		);
		const ids = partsOf(steps[1], 'a', 'b');
		for (const each of [...steps, ...ids]) outcomes.expect(each);
		outcomes.settle(steps[0], done({ id: '1' }));
		outcomes.settle(ids[0], done({ id: 'a' }));
		expect([outcomes.isOpen(steps[1]), outcomes.isOpen(record)]).toEqual([true, true]);
		outcomes.settle(ids[1], refused);
		expect(outcomes.of(steps[1])).toMatchObject({ kind: 'rejected' });
	});

	it('that was merely not reached is told by what was done of it', () => {
		const [record] = recordsOf(1);
		const { outcomes, parts } = expecting(record, ['a', 'b']);
		outcomes.settle(parts[0], done({ id: 'a' }));
		const [end] = outcomes.all([record]);
		expect(end).toMatchObject({ kind: 'notSent' });
		expect(isStopped(end)).toBe(true);
		expect(isStopped(outcomes.all(recordsOf(1))[0])).toBe(true);
		expect(isStopped({ kind: 'notSent', reason: { message: 'other' } })).toBe(false);
		expect(isStopped(refused)).toBe(false);
	});

	it('is sent on a second try only as far as it was not done and is not unknown', () => {
		const first = expecting(recordsOf(1)[0], ['a', 'b', 'c']);
		[done({ id: 'a' }), refused, unknown].forEach((outcome, at) =>
			first.outcomes.settle(first.parts[at], outcome),
		);
		const { outcomes, parts } = expecting(recordsOf(1)[0], ['a', 'b', 'c'], first.outcomes);
		expect(parts.map((part) => outcomes.isOpen(part))).toEqual([false, true, false]);
	});

	it.each<Part['kind'][]>([
		['id', 'id'],
		['step', 'step'],
		['id', 'step'],
	])(
		'of kind %s is known on a second try by its record, its kind %s and its name',
		(kind, other) => {
			const first = new Outcomes(true);
			const part = (index: number, name: string, of: Part['kind']): DirectoryRecord => {
				const record = recordsOf(3)[index];
				return { ...record, part: { of: record, name, kind: of } };
			};
			first.settle(part(1, 'a', kind), done({ id: 'a' }));
			const second = new Outcomes(true, first);
			expect(second.isOpen(part(1, 'a', other))).toBe(kind !== other);
			expect(second.isOpen(part(2, 'a', other))).toBe(true);
			expect(second.isOpen(part(1, 'b', other))).toBe(true);
			expect(second.isOpen(recordsOf(3)[1])).toBe(true);
		},
	);
});
