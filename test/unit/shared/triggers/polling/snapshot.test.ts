/** nodes/shared/triggers/snapshot.ts: what is remembered is small, and comes back as it was. */
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	differing,
	keptOf,
	pack,
	shortState,
	stateIn,
	unpack,
} from '../../../../../nodes/shared/triggers/polling/snapshot.ts';
import { stateHash } from '../../../../../nodes/shared/triggers/state.ts';

const RUNS = { ...(process.env.CI && { seed: 20261126 }) };

const keep = (id: string, cells: string[]) => keptOf(id, stateHash(cells), cells);

/** What survives n8n's store: JSON text. */
const stored = (text: string) => JSON.parse(JSON.stringify(text)) as string;

const through = (records: Map<string, string>, fields: number) =>
	unpack(stored(pack(records)), fields);

/** Any signs but those that end a line, lone halves of a surrogate pair included. */
const anyId = fc
	.oneof(
		fc.string({ unit: 'binary', maxLength: 20 }),
		fc.string({ unit: 'grapheme', maxLength: 8 }),
		fc.constantFrom('', ' ', '|', 'A', '\ud83d', '\ud83d\ude00', '\ud83d\ude01', '__proto__'),
	)
	.filter((id) => !id.includes('\n'));

const prefix = fc.constantFrom(
	'',
	'x'.repeat(62),
	'x'.repeat(63),
	'x'.repeat(64),
	'部'.repeat(200),
);
const ids = fc.uniqueArray(
	fc.tuple(prefix, anyId).map(([start, end]) => start + end),
	{
		maxLength: 30,
	},
);

describe('pack and unpack', () => {
	it('give back every record, whatever the ids', () => {
		const given = fc.tuple(ids, fc.integer({ min: 0, max: 14 }), fc.string());
		fc.assert(
			fc.property(given, ([all, fields, text]) => {
				const cells = Array.from({ length: fields }, (_, n) => `${text}${n}`);
				const records = new Map(all.map((id) => [id, keep(id, [...cells])]));
				const back = through(records, fields);
				expect(new Map([...back].toSorted())).toEqual(new Map([...records].toSorted()));
			}),
			{ numRuns: 500, ...RUNS },
		);
	});

	it.each<[string, string[]]>([
		['none at all', []],
		['an empty one', ['']],
		['one that is the beginning of the next', ['1', '10', '100', '1000']],
		['63, 64 and 65 signs in common', [62, 63, 64, 65].map((n) => `${'a'.repeat(n)}b`)],
		['200 signs in common', [`${'部'.repeat(200)}1`, `${'部'.repeat(200)}2`]],
		['halves of one sign', ['\ud83d\ude00', '\ud83d\ude01', '\ud83d']],
		['what looks like a number', ['1075410981123400217', '1075410981123400218', '-1', '1e3']],
	])('%s', (_what, all) => {
		const records = new Map(all.map((id) => [id, keep(id, ['a', 'b'])]));
		expect([...through(records, 2)].toSorted()).toEqual([...records].toSorted());
	});

	it('do not depend on the order', () => {
		const all = ['b', 'a', 'ab', 'c'].map((id) => [id, keep(id, ['1'])] as const);
		expect(pack(new Map(all.toReversed()))).toBe(pack(new Map(all)));
	});

	it('take less than 3 MB for 50,000 people with random ids and 14 fields', () => {
		const records = new Map<string, string>();
		const cells = Array.from({ length: 14 }, (_, n) => `${n}`);
		const state = stateHash(cells);
		while (records.size < 50_000) {
			const id = randomBytes(12).toString('hex');
			records.set(id, keptOf(id, state, cells));
		}
		const text = pack(records);
		expect(JSON.stringify(text).length).toBeLessThan(3_000_000);
		expect(unpack(text, 14)).toEqual(new Map([...records].toSorted()));
	});

	it('take half of that for ids that are alike, as Weaver’s are', () => {
		const records = new Map<string, string>();
		for (let n = 0; n < 5000; n++) {
			const id = `10754109811234${String(n * 7).padStart(5, '0')}`;
			records.set(id, keep(id, ['a', 'b', 'c']));
		}
		expect(pack(records).length).toBeLessThan(5000 * 18);
	});
});

describe('differing', () => {
	const fields = ['name', 'mobile', 'email', 'department'];
	const cell = fc.string({ maxLength: 6 });
	const row = fc.tuple(cell, cell, cell, cell);

	it('names none that is the same, and null where none shows', () => {
		fc.assert(
			fc.property(fc.string(), row, row, (id, before, after) => {
				const named = differing(keep(id, before), keep(id, after), fields);
				const changed = fields.filter((_field, at) => before[at] !== after[at]);
				if (named === null) return;
				expect(named.length).toBeGreaterThan(0);
				expect(changed).toEqual(expect.arrayContaining(named));
				expect(named).toEqual(fields.filter((field) => named.includes(field)));
			}),
			RUNS,
		);
	});

	it('is null for the same', () => {
		const kept = keep('1', ['a', 'b', 'c', 'd']);
		expect(differing(kept, kept, fields)).toBeNull();
		expect(differing(keep('1', []), keep('1', []), [])).toBeNull();
	});

	it('names nearly all that changed: one in 4096 may stay unnamed', () => {
		let unnamed = 0;
		for (let n = 0; n < 4000; n++) {
			const [before, after] = [`1380000${n}`, `1380001${n}`];
			const cells = (mobile: string) => ['王五', mobile, '', ''];
			const named = differing(keep(`${n}`, cells(before)), keep(`${n}`, cells(after)), fields);
			if (named === null) unnamed++;
			else expect(named).toEqual(['mobile']);
		}
		expect(unnamed).toBeLessThan(10);
	});

	it('looks at the whole of a long value', () => {
		const [before, after] = ['1', '2'].map((end) =>
			keep('1', ['', '', '', '部'.repeat(300) + end]),
		);
		expect(differing(before, after, fields)).toEqual(['department']);
	});

	it('tells values apart that are in the next field', () => {
		expect(differing(keep('1', ['a', '', '', '']), keep('1', ['', 'a', '', '']), fields)).toEqual([
			'name',
			'mobile',
		]);
	});
});

describe('what is kept', () => {
	it('begins with the state, shortened', () => {
		const cells = ['a', 'b'];
		expect(stateIn(keep('1', cells))).toBe(shortState(stateHash(cells)));
		expect(stateIn(keep('1', cells))).toHaveLength(6);
	});

	it('is as long for long values as for short ones, and plain ASCII', () => {
		const kept = keep('1', ['部'.repeat(5000), '']);
		expect(kept).toMatch(/^[\w-]{10}$/);
	});

	it('is another for the same value of another person: a field alone gives nobody away', () => {
		const fieldsOf = (id: string) => keep(id, ['1', '13800000001', '']).slice(6);
		const all = new Set(Array.from({ length: 200 }, (_, n) => fieldsOf(`${n}`)));
		expect(all.size).toBeGreaterThan(195);
	});
});
