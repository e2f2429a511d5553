/**
 * nodes/Yunzhijia/settle.ts: what became of each record, from the rows of an answer that name them
 * by place or key, or name nobody (docs/vendors/yunzhijia.md, section 2).
 */
import type { IDataObject } from 'n8n-workflow';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DirectoryRecord, Outcome } from '../../../nodes/shared/contract/index.ts';
import { GONE, listOf, refused, settleMessages } from '../../../nodes/Yunzhijia/settle.ts';

const batchOf = (...rows: IDataObject[]) =>
	rows.map((row, at): DirectoryRecord => ({ index: at + 100, row, request: {} }));

const people = (count: number) =>
	batchOf(...Array.from({ length: count }, (_, n) => ({ openId: `p${n}`, name: `${n}` })));

interface How {
	listsAll?: boolean;
	repeated?: boolean;
	adds?: IDataObject;
	provenBy?: string[];
}

const settle = (
	batch: DirectoryRecord[],
	data: unknown,
	{ listsAll = false, repeated = false, ...more }: How = {},
) => settleMessages(batch, data, { listsAll, repeated, keys: ({ openId }) => [openId], ...more });

const kinds = (outcomes: Outcome[]) => outcomes.map(({ kind }) => kind);
const reasonOf = (outcome: Outcome) => (outcome.kind === 'done' ? undefined : outcome.reason);

const ok = (msgId?: string, msgCode = '209'): IDataObject => ({ msgId, msgCode, msg: '成功' });
const no = (msgId?: string): IDataObject => ({ msgId, msgCode: '400', msg: '不行' });

describe('settleMessages', () => {
	it.each<[string, IDataObject[], string[], string[]]>([
		// rows of the answer → by an endpoint that lists failures, and by one that lists all
		['nothing', [], ['done', 'done', 'done'], ['unknown', 'unknown', 'unknown']],
		[
			'all well',
			[ok('0'), ok('1'), ok('2', '214')],
			['done', 'done', 'done'],
			['done', 'done', 'done'],
		],
		[
			'by openId',
			[no('p2'), ok('p0')],
			['done', 'done', 'rejected'],
			['done', 'unknown', 'rejected'],
		],
		['by place', [no('2'), ok('0')], ['done', 'done', 'rejected'], ['done', 'unknown', 'rejected']],
		[
			'one refused, unnamed',
			[no()],
			['unknown', 'unknown', 'unknown'],
			['unknown', 'unknown', 'unknown'],
		],
		[
			'one refused and named, one unnamed',
			[no('0'), no()],
			['rejected', 'unknown', 'unknown'],
			['rejected', 'unknown', 'unknown'],
		],
		[
			'one well and named, one unnamed',
			[ok('0'), no('x')],
			['done', 'unknown', 'unknown'],
			['done', 'unknown', 'unknown'],
		],
		['one well, unnamed', [ok('x')], ['done', 'done', 'done'], ['unknown', 'unknown', 'unknown']],
		[
			'unnamed, one for each: none is given by its place',
			[ok(), no(), ok()],
			['unknown', 'unknown', 'unknown'],
			['unknown', 'unknown', 'unknown'],
		],
		[
			'the last one unnamed',
			[ok('0'), ok('1'), no()],
			['done', 'done', 'rejected'],
			['done', 'done', 'rejected'],
		],
		[
			'well and refused',
			[ok('0'), no('0')],
			['rejected', 'done', 'done'],
			['rejected', 'unknown', 'unknown'],
		],
	])('%s', (_what, rows, listsFailures, listsAll) => {
		expect(kinds(settle(people(3), rows))).toEqual(listsFailures);
		expect(kinds(settle(people(3), rows, { listsAll: true }))).toEqual(listsAll);
	});

	it.each([null, undefined, '', []])('takes %j for no rows', (data) => {
		expect(kinds(settle(people(2), data))).toEqual(['done', 'done']);
		expect(kinds(settle(people(2), data, { listsAll: true }))).toEqual(['unknown', 'unknown']);
	});

	it.each([{}, 'rows', ['row'], [[]], [null], 0, true])('can’t read %j', (data) => {
		expect(() => settle(people(2), data)).toThrow('is not as documented');
	});

	it('gives what the platform says of the record, the record, and what is added', () => {
		const row = { ...ok('0'), openId: 'p0', phone: '1', email: '', success: true };
		const [outcome] = settle(people(1), [row], { listsAll: true, adds: { deleted: true } });
		expect(outcome).toEqual({
			kind: 'done',
			result: { openId: 'p0', phone: '1', name: '0', deleted: true },
		});
	});

	it('names the reason of a refusal that can’t be placed', () => {
		const [outcome] = settle(people(2), [{ ...no('x') }]);
		expect(reasonOf(outcome)?.message).toContain('不行');
		expect(reasonOf(outcome)?.advice).toContain('Batch Size');
		const [bare] = settle(people(2), [{ msgCode: '400' }]);
		expect(reasonOf(bare)?.message).not.toContain('undefined');
	});

	it('says that a repeated request may have done it already', () => {
		const [outcome] = settle(people(1), [no('0')], { repeated: true });
		expect(outcome.kind).toBe('unknown');
		expect(reasonOf(outcome)?.advice).toContain('repeated after a lost answer');
	});

	it('whatever the rows: one outcome each, and done is never a guess', () => {
		const row = fc.record<IDataObject>(
			{
				msgId: fc.constantFrom('0', '1', '2', 'p0', 'p1', 'p2', 'x'),
				openId: fc.constantFrom('p0', 'p1', 'p2', 'y'),
				msgCode: fc.constantFrom('209', '214', '400', 221),
				msg: fc.constant('说明'),
			},
			// Rows without a name may go by place: those are looked at above.
			{ requiredKeys: ['msgId', 'msgCode'] },
		);
		const answers = fc.tuple(
			fc.integer({ min: 1, max: 3 }),
			fc.array(row, { maxLength: 5 }),
			fc.boolean(),
		);
		fc.assert(
			fc.property(answers, ([count, rows, listsAll]) => {
				const outcomes = settle(people(count), rows, { listsAll });
				expect(outcomes).toHaveLength(count);
				const isOk = ({ msgCode }: IDataObject) => ['209', '214'].includes(String(msgCode));
				const isNamed = ({ msgId, openId }: IDataObject) => Boolean(msgId) || openId !== undefined;
				// Rows without any name may go by place: those are looked at above.
				if (rows.length > 0 && !rows.some(isNamed)) return;
				const about = (at: number) =>
					rows.filter(({ msgId, openId }) => {
						const names = [openId, msgId].filter((each) => each !== undefined && each !== '');
						const places = names.map((each) =>
							[`${each}`.replace('p', '')].find((n) => +n < count),
						);
						return places.find((place) => place !== undefined) === `${at}`;
					});
				outcomes.forEach(({ kind }, at) => {
					const own = about(at);
					if (own.some((each) => !isOk(each))) expect(kind).toBe('rejected');
					else if (own.length) expect(kind).toBe('done');
					else {
						const others = [...Array(count).keys()].flatMap(about);
						const unplaced = rows.filter((each) => !others.includes(each) && !isOk(each));
						expect(kind).toBe(listsAll || unplaced.length ? 'unknown' : 'done');
					}
				});
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('what proves the effect of a sending whose answer was lost', () => {
	const gone = { msgId: '0', msgCode: '400', msg: 'openId不存在' };
	const deleting = { adds: { deleted: true }, provenBy: GONE };

	it('is not taken from a nameless row where the rows say different things', () => {
		const nameless = { msgCode: '400', msg: gone.msg };
		const how = { ...deleting, repeated: true };
		expect(kinds(settle(people(2), [nameless, nameless], how))).toEqual(['done', 'done']);
		expect(kinds(settle(people(2), [nameless, no()], how))).toEqual(['unknown', 'unknown']);
	});

	it('that it is not there, of what was to be taken away', () => {
		expect(settle(people(1), [gone], { ...deleting, repeated: true })).toEqual([
			{ kind: 'done', result: { openId: 'p0', name: '0', deleted: true } },
		]);
	});

	it('whatever the operation says, as text or number', () => {
		const unchanged = { msgId: '0', msgCode: 227, msg: '说明' };
		const how = { provenBy: ['227'], repeated: true };
		const result = { openId: 'p0', name: '0' };
		expect(settle(people(1), [unchanged], how)).toEqual([{ kind: 'done', result }]);
		expect(kinds(settle(people(2), [unchanged, no('1')], how))).toEqual(['done', 'unknown']);
	});

	it.each<[string, IDataObject, How, string]>([
		['not there at the first sending', gone, deleting, 'rejected'],
		['refused for another reason', no('0'), { ...deleting, repeated: true }, 'unknown'],
		['not there for a change', gone, { repeated: true }, 'unknown'],
		[
			'the same at the first sending',
			{ ...gone, msgCode: '227' },
			{ provenBy: ['227'] },
			'rejected',
		],
		['gone, where only 227 proves', gone, { provenBy: ['227'], repeated: true }, 'unknown'],
	])('not what is %s', (_what, row, how, kind) => {
		expect(kinds(settle(people(1), [row], how))).toEqual([kind]);
	});

	it.each([
		['department不存在', undefined],
		['说明', '221'],
		['说明', 900014],
	])('by %j and the code %j', (text, code) => {
		const sent = { repeated: true, provenBy: GONE, result: { id: 1 } };
		expect(refused(text, code, sent)).toEqual({
			kind: 'done',
			result: { id: 1 },
		});
	});
});

describe('refused', () => {
	const DEPARTMENT = 'There is no such department in the team. Check the Department.';
	const PERSON = 'There is no person with this openId in the team. Check the Person.';

	it.each<[unknown, unknown, string, string | undefined, string | undefined]>([
		['openId不存在', undefined, 'openId不存在', undefined, PERSON],
		['openId不存在', '400', 'openId不存在 (400)', '400', PERSON],
		['department不存在', null, 'department不存在', undefined, DEPARTMENT],
		['说明', 221, '说明 (221)', '221', DEPARTMENT],
		['说明', '221', '说明 (221)', '221', DEPARTMENT],
		[
			'说明',
			'900014',
			'说明 (900014)',
			'900014',
			'There is no such leader. Check Person and Department.',
		],
		['说明', '', '说明', undefined, undefined],
		['', '400', 'Yunzhijia gave no reason (400)', '400', undefined],
		[null, undefined, 'Yunzhijia gave no reason', undefined, undefined],
		['constructor', 'toString', 'constructor (toString)', 'toString', undefined],
	])('%j with the code %j', (text, given, message, code, advice) => {
		expect(refused(text, given, { repeated: false })).toEqual({
			kind: 'rejected',
			reason: { message, ...(code && { code }), ...(advice && { advice }) },
		});
	});

	it.each(['210', '227', '239', '900018'])('knows what to do about %s', (code) => {
		expect(reasonOf(refused('说明', code, { repeated: false }))?.advice).toBeTruthy();
	});
});

describe('listOf', () => {
	it('gives the rows of a list', () => {
		expect(listOf([])).toEqual([]);
		expect(listOf([{ a: 1 }, {}])).toEqual([{ a: 1 }, {}]);
	});
	it.each([null, undefined, {}, '', 'rows', 0, [1], [[]], [null], ['row']])(
		'%j is none',
		(data) => {
			expect(() => listOf(data)).toThrow('its data is no list of rows');
		},
	);
});
