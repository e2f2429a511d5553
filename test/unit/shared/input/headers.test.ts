/** nodes/shared/input/headers.ts: which header of a table stands for which column. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headersOf, type Named } from '../../../../nodes/shared/input/headers.ts';

const COLUMNS: Named[] = [
	{ id: 'username', names: ['姓名', '员工姓名'] },
	{ id: 'job_num', names: ['工号', '员工编号', 'Job No'] },
	{ id: 'mobile', names: ['手机号', '手机'] },
	{ id: 'alias' },
	{ id: '_row', names: ['_行', ''] },
];

/** Header → column, and what is left. */
function found(headers: string[], columns = COLUMNS, said: Record<string, string> = {}) {
	const { columnOf, left } = headersOf(headers, columns, new Map(Object.entries(said)));
	return [Object.fromEntries(columnOf), left];
}

describe('a header', () => {
	it.each([
		['username', 'username'],
		['UserName', 'username'],
		['ＵＳＥＲＮＡＭＥ', 'username'],
		['User Name', 'username'],
		['姓名', 'username'],
		[' 姓　名 ', 'username'],
		['\uFEFF姓名', 'username'],
		['姓名*', 'username'],
		['*姓名', 'username'],
		['姓名 ＊', 'username'],
		['姓名(必填)', 'username'],
		['姓名（必填）*', 'username'],
		['姓名(选填)', 'username'],
		['【姓名】', 'username'],
		['姓名（yyyy-mm-dd）', 'username'],
		['员工姓名', 'username'],
		['JOB_NUM', 'job_num'],
		['jobno', 'job_num'],
		['Alias*', 'alias'],
		['_row', '_row'],
	])('%j stands for %s', (header, id) => {
		expect(found([header])).toEqual([{ [header]: id }, []]);
	});

	it.each([
		...[
			'姓',
			'姓名2',
			'(必填)',
			'*',
			'',
			' ',
			'姓名(备用)',
			'【】',
			'必填',
			'job num',
			'user-name',
		],
		...['__proto__', '__EMPTY', '_ROW', ' _row', '_行', '_姓名', 'constructor', 'toString'],
	])('%j stands for none', (header) => {
		expect(found([header])).toEqual([{}, [header]]);
	});

	it('is nobody’s where two columns go by it, unless it is the id of one', () => {
		const columns = [
			{ id: 'code', names: ['编码', '部门 编码'] },
			{ id: 'number', names: ['部门编码*', 'Code', 'id'] },
			{ id: 'ID' },
			{ id: 'Id' },
		];
		expect(found(['部门编码', '编码', 'CODE', 'ID', 'iD'], columns)).toEqual([
			{ ID: 'ID', CODE: 'code' },
			['部门编码', '编码', 'iD'],
		]);
	});
});

it('a name that a column has twice is still its', () => {
	const columns = [{ id: 'code', names: ['编码', '编 码*', 'CODE'] }];
	expect(found(['编码'], columns)).toEqual([{ 编码: 'code' }, []]);
});

describe('of several headers for one column', () => {
	it.each([
		[['员工姓名', '姓名', 'UserName', 'username'], 'username'],
		[['员工姓名', '姓名', 'UserName'], 'UserName'],
		[['员工姓名', '姓名*'], '姓名*'],
		[['姓名*', '姓名'], '姓名*'],
	])('%j counts %s', (headers, counts) => {
		expect(found(headers)).toEqual([
			{ [counts]: 'username' },
			headers.filter((header) => header !== counts),
		]);
	});

	it('the one that the user named counts', () => {
		const headers = ['username', '姓名', '称呼', '工号'];
		expect(found(headers, COLUMNS, { username: '称呼' })).toEqual([
			{ 称呼: 'username', 工号: 'job_num' },
			['username', '姓名'],
		]);
	});

	it('none counts, where the one that the user named is not there', () => {
		expect(found(['username', '姓名'], COLUMNS, { username: '称呼' })).toEqual([
			{},
			['username', '姓名'],
		]);
	});

	it('what the user named may mean something else by itself', () => {
		const headers = ['mobile', '手机', '_x', 'username'];
		expect(found(headers, COLUMNS, { username: 'mobile', alias: '_x' })).toEqual([
			{ mobile: 'username', _x: 'alias', 手机: 'mobile' },
			['username'],
		]);
	});

	it('what the user named for two columns serves the first; for no column, none', () => {
		const said = { alias: '称呼', mobile: '称呼', phone: '工号' };
		expect(found(['称呼', '手机', '工号'], COLUMNS, said)).toEqual([
			{ 称呼: 'mobile', 工号: 'job_num' },
			['手机'],
		]);
	});
});

const ids = COLUMNS.map(({ id }) => id);
const names = COLUMNS.flatMap(({ id, names: further = [] }) => [id, ...further]);
/** A name as people write it. */
const written = fc
	.record({
		name: fc.constantFrom(...names),
		space: fc.constantFrom('', ' ', '　'),
		mark: fc.constantFrom('', '*', '＊', '（必填）', ' (必填) '),
		upper: fc.boolean(),
	})
	.map(({ name, space, mark, upper }) => {
		const spaced = name.slice(0, 1) + space + name.slice(1) + mark;
		return upper ? spaced.toUpperCase() : spaced;
	});
const header = fc.oneof(
	{ weight: 3, arbitrary: written },
	{ weight: 1, arbitrary: fc.constantFrom(...ids, '称呼', '__proto__') },
	{ weight: 1, arbitrary: fc.string() },
);
const headers = fc.array(header, { maxLength: 12 });
const said = fc.dictionary(fc.constantFrom(...ids), header, { maxKeys: 3 });

describe('whatever the table', () => {
	it('each header stands for one column or is left, in its order; each column has one at most', () => {
		fc.assert(
			fc.property(headers, said, (given, named) => {
				const { columnOf, left } = headersOf(given, COLUMNS, new Map(Object.entries(named)));
				const all = [...new Set(given)];
				expect(left).toEqual(all.filter((each) => !columnOf.has(each)));
				expect([...columnOf.keys()].every((each) => all.includes(each))).toBe(true);
				expect(new Set(columnOf.values()).size).toBe(columnOf.size);
				expect([...columnOf.values()].every((id) => ids.includes(id))).toBe(true);
			}),
		);
	});

	it('a column has a header if one means it, and the vendor’s own if that is there', () => {
		fc.assert(
			fc.property(headers, (given) => {
				const { columnOf } = headersOf(given, COLUMNS);
				for (const each of given) {
					const [id] = headersOf([each], COLUMNS).columnOf.values();
					if (id !== undefined) expect([...columnOf.values()]).toContain(id);
					if (ids.includes(each)) expect(columnOf.get(each)).toBe(each);
				}
			}),
		);
	});

	it('what the user named serves its column, and no other header does', () => {
		fc.assert(
			fc.property(headers, said, (given, named) => {
				const { columnOf } = headersOf(given, COLUMNS, new Map(Object.entries(named)));
				for (const [each, id] of columnOf)
					if (Object.hasOwn(named, id)) expect(each).toBe(named[id]);
				for (const each of Object.values(named))
					if (given.includes(each)) expect(Object.hasOwn(named, columnOf.get(each)!)).toBe(true);
			}),
		);
	});

	it('the order of the headers decides only between those that are the same', () => {
		fc.assert(
			fc.property(headers, (given) => {
				const idsOf = (list: string[]) =>
					[...headersOf(list, COLUMNS).columnOf.values()].toSorted();
				expect(idsOf(given.toReversed())).toEqual(idsOf(given));
			}),
		);
	});
});
