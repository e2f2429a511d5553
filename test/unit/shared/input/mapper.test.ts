/** nodes/shared/input/mapper.ts: wide rows, from a form or by the names of the input's columns. */
import fc from 'fast-check';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import type { Columns, Field } from '../../../../nodes/shared/contract/index.ts';
import { readItems } from '../../../../nodes/shared/input/items.ts';
import { text } from '../../../../nodes/shared/input/readers.ts';
import { COLUMNS } from '../columns.ts';
import { contextOf, platform } from '../fakes.ts';
import { writing } from '../run/writing.ts';

const ECHOED: Field = {
	parameter: { displayName: 'Echoed', name: 'echoed', type: 'string', default: '' },
	read: text(),
	namesColumn: true,
};

interface Form {
	items: IDataObject[];
	/** Filled in by hand; absent: mapped by the names of the input. */
	value?: IDataObject;
	/** The columns that the form showed when it was saved. */
	schema?: Array<{ id: string; displayName: string }>;
	json?: string;
	columns?: Columns;
	/** The column that a field of the request names. */
	echoed?: string;
}

/** Every item's row, or why there is none; and what the user is told besides. */
async function mapped({ items, value, schema = [], json = '{}', columns = COLUMNS, echoed }: Form) {
	const hints: string[] = [];
	const evaluated = (given: unknown, index: number) => {
		const [, field] = /^=\{\{ \$json\.(\w+) \}\}$/.exec(String(given)) ?? [];
		return field === undefined ? given : items[index][field];
	};
	const parameters: Record<string, unknown> = {
		'fields.mappingMode': value ? 'defineBelow' : 'autoMapInputData',
		'fields.value': value ?? null,
		'fields.schema': schema,
		additionalFieldsJson: json,
		requestFields: echoed === undefined ? {} : { echoed },
		'requestFields.echoed': echoed,
		...Object.fromEntries(
			Object.entries(value ?? {}).map(([id, given]) => [`fields.value["${id}"]`, given]),
		),
	};
	const context = {
		...contextOf({ items, parameters: {} }),
		getNodeParameter: (
			path: string,
			index: number,
			fallback: unknown,
			options?: { rawExpressions?: boolean },
		) => {
			const given = path in parameters ? (parameters[path] ?? fallback) : fallback;
			return options?.rawExpressions ? given : evaluated(given, index);
		},
		addExecutionHints: ({ message }: { message: string }) => hints.push(message),
	} as unknown as IExecuteFunctions;
	const [{ operations }] = writing({
		required: [],
		optional: [],
		columns,
		requestFields: [ECHOED],
	});
	const { records, refused } = await readItems(context, platform, operations[0]);
	const rows = records.map((record) => {
		const error = refused.get(record);
		return error ? `✗ ${error.field}: ${error.message}` : record.row;
	});
	return { rows, hints };
}

const rowsOf = async (form: Form) => (await mapped(form)).rows;

describe('by the names of the input', () => {
	it('takes known columns, read by their rules, and says which it does not know', async () => {
		const items = [
			{ name: '财务部', order: '3', colour: 'red' },
			{ order: 4, size: 1 },
		];
		expect(await mapped({ items })).toEqual({
			rows: [{ name: '财务部', order: 3 }, { order: 4 }],
			hints: [
				expect.stringContaining(
					'Not sent, because no column has this name: colour, size.',
				) as string,
			],
		});
		expect((await mapped({ items: [{ name: 'A' }] })).hints).toEqual([]);
	});

	describe('and by what people call them', () => {
		const [name, order, own] = COLUMNS.list;
		const columns: Columns = {
			...COLUMNS,
			list: [{ ...name, names: ['名称', '部门'] }, { ...order, names: ['排序'] }, own],
		};

		it('takes a column for its name, whatever way it is written', async () => {
			const items = [{ 名称: 'A', '排序 *': '1' }, { ' 部门（必填）': 'B', ORDER: 2 }, { 颜色: 1 }];
			const { rows, hints } = await mapped({ items, columns });
			expect(rows.slice(0, 2)).toEqual([
				{ name: 'A', order: 1 },
				{ name: 'B', order: 2 },
			]);
			expect(hints).toEqual([expect.stringContaining('no column has this name: 颜色.')]);
		});

		it('the platform’s own name wins where both stand, then the earlier one', async () => {
			const items = [
				{ 部门: 'C', 名称: 'B', name: 'A' },
				{ 部门: 'C', 名称: 'B', name: null },
				{ 名称: 'B', 部门: 'C' },
				{ 部门: 'C', 名称: undefined },
				{ name: '', 名称: 'B' },
			] as IDataObject[];
			const { rows, hints } = await mapped({ items, columns });
			expect(rows.map((row) => (row as IDataObject).name)).toEqual(['A', 'B', 'B', 'C', '']);
			expect(hints).toEqual([]);
		});

		it('says which no item needed', async () => {
			const items = [
				{ 部门: 'C', 名称: 'B', name: 'A' },
				{ 部门: 'C', name: 'A', 颜色: 1 },
				{ 名称: 'B', 部门: null },
				{ order: 1 },
			];
			const { hints } = await mapped({ items, columns });
			expect(hints).toEqual([
				expect.stringContaining('no column has this name: 颜色.'),
				'Not sent, because another column of the input stands for the same: 部门.',
			]);
		});

		it('a tenant’s own column of such a name is meant by it; what several have, nobody', async () => {
			const schema = [
				{ id: 'own.7', displayName: '名称' },
				{ id: 'own.8', displayName: '排序' },
				{ id: 'own.9', displayName: '排序' },
			];
			const items = [{ 名称: 'A', 部门: 'B', 排序: 1 }];
			const { rows, hints } = await mapped({ items, schema, columns });
			expect(rows).toEqual([{ name: 'B', own: { 7: 'A' } }]);
			expect(hints).toEqual([expect.stringContaining('this name: 排序.')]);
		});

		it('of a column and the member that holds it the later one counts, as it stands', async () => {
			const schema = [{ id: 'own.7', displayName: '血型' }];
			const items = [{ own: { 7: 'A' }, 血型: 'B' }];
			expect(await rowsOf({ items, schema, columns })).toEqual([{ own: { 7: 'B' } }]);
		});

		it('where the tenant names the columns, each is taken as it is called', async () => {
			const items = [{ 名称: 'A', ORDER: 'x' }];
			expect(await rowsOf({ items, columns: { ...columns, areOpen: true } })).toEqual(items);
		});
	});

	it('a name that several own columns have may be that of a column which the request names', async () => {
		const schema = ['own.8', 'own.9'].map((id) => ({ id, displayName: '排序' }));
		expect(await rowsOf({ items: [{ 排序: 1 }], schema, echoed: '排序' })).toEqual([{ 排序: '1' }]);
	});

	describe('and those that a field of the request names', () => {
		const items = [{ name: 'A', 名称: 'B', '': 'C' }];
		const [name] = COLUMNS.list;
		const columns: Columns = { ...COLUMNS, list: [{ ...name, names: ['名称'] }] };

		it('as they are called', async () => {
			expect(await rowsOf({ items, columns, echoed: '名称' })).toEqual([{ name: 'A', 名称: 'B' }]);
		});

		it('none, where it names none', async () => {
			const { rows, hints } = await mapped({ items, columns });
			expect(rows).toEqual([{ name: 'A' }]);
			expect(hints).toHaveLength(2);
		});
	});

	it('leaves out what an item does not have, and sends what is empty', async () => {
		const items = [{ name: null, order: 1 }, { name: '' }, { name: undefined, order: 0 }];
		expect(await rowsOf({ items })).toEqual([{ order: 1 }, { name: '' }, { order: 0 }]);
	});

	it('refuses a value by the name of its column, and an item without any', async () => {
		const items = [{ name: 'A', order: 10 }, { name: ['A'] }, { colour: 'red' }, {}];
		const nothing = '✗ fields: are empty: the item has no column with the name of one here';
		expect(await rowsOf({ items })).toEqual([
			'✗ order: must be between 0 and 9, but is 10',
			'✗ name: must be text, but is a list',
			nothing,
			nothing,
		]);
	});

	it('puts the tenant’s own columns into their member, by id or by the name in the form', async () => {
		const schema = [
			{ id: 'name', displayName: 'Name (名称)' },
			{ id: 'own.7', displayName: '血型' },
			{ id: 'own.8', displayName: '备注' },
			{ id: 'own.9', displayName: '备注' },
		];
		const items = [
			{ 'own.7': 'A', 'own.x': ['a', 1], name: 'N' },
			{ 血型: 0, own: { 8: 'b' } },
			{ 备注: 'whose?' },
		];
		const { rows, hints } = await mapped({ items, schema });
		expect(rows).toEqual([
			{ name: 'N', own: { 7: 'A', x: ['a', '1'] } },
			{ own: { 7: '0', 8: 'b' } },
			expect.stringMatching(/^✗ fields: are empty/),
		]);
		expect(hints).toEqual([expect.stringContaining('this name: 备注.')]);
	});

	it('takes every column where the tenant names them', async () => {
		const columns: Columns = { ...COLUMNS, areOpen: true };
		const items = [{ 部门: '财务部', order: '1', 人员: [1, 'b'] }, { 部门: {} }];
		expect(await mapped({ items, columns })).toEqual({
			rows: [
				{ 部门: '财务部', order: 1, 人员: ['1', 'b'] },
				'✗ 部门: must be text, but is an object',
			],
			hints: [],
		});
	});
});

describe('by the form', () => {
	it('takes the columns that were filled in, fixed or by expression', async () => {
		const value = { name: '={{ $json.title }}', order: 5, 'own.7': '={{ $json.blood }}' };
		const items = [{ title: 'A', blood: 'AB' }, { title: '', name: 'not this' }, { blood: 0 }];
		expect(await rowsOf({ items, value })).toEqual([
			{ name: 'A', order: 5, own: { 7: 'AB' } },
			{ name: '', order: 5 },
			{ order: 5, own: { 7: '0' } },
		]);
	});

	it('leaves out columns that are shown but not filled in', async () => {
		expect(await rowsOf({ items: [{}], value: { name: null, order: 1 } })).toEqual([{ order: 1 }]);
		expect(await rowsOf({ items: [{}], value: {} })).toEqual([
			expect.stringMatching(/^✗ fields: are empty/),
		]);
	});

	it('refuses a column that is none, rather than dropping it', async () => {
		expect(await rowsOf({ items: [{}], value: { colour: 'red' } })).toEqual([
			'✗ colour: is no column here: put it under Additional JSON',
		]);
	});
});

describe('Additional JSON', () => {
	it.each(['', '={{ $json.nothing }}', '={{ $json.empty }}'])('may be empty: %j', async (json) => {
		expect(await rowsOf({ items: [{ name: 'A', empty: '' }], json })).toEqual([{ name: 'A' }]);
	});

	it('may differ by item, as JSON text or as an object', async () => {
		const items = [{ extra: { a: 1 } }, { extra: '{"b":2}' }, { extra: '[1]' }, { extra: '{' }];
		expect(await rowsOf({ items, json: '={{ $json.extra }}' })).toEqual([
			{ a: 1 },
			{ b: 2 },
			'✗ additionalFieldsJson: must be an object, but is a list',
			'✗ additionalFieldsJson: must be JSON, but “{” is not',
		]);
	});
});

it('neither loses nor adds a value, whatever columns an item has', async () => {
	const columns: Columns = {
		...COLUMNS,
		list: ['a', 'b', 'c'].map((id) => ({ id, displayName: id, read: text() })),
	};
	const name = fc.constantFrom('a', 'b', 'c', 'own.1', 'own.2', 'other', 'constructor');
	const value = fc.oneof(fc.string(), fc.constant(null), fc.boolean());
	const items = fc.array(fc.dictionary(name, value), { maxLength: 6 });
	await fc.assert(
		fc.asyncProperty(items, async (drawn) => {
			const { rows, hints } = await mapped({ items: drawn, columns });
			drawn.forEach((item, index) => {
				const flat = (row: IDataObject) => {
					const { own = {}, ...rest } = row;
					const members = Object.entries(own as IDataObject);
					return { ...rest, ...Object.fromEntries(members.map(([id, of]) => [`own.${id}`, of])) };
				};
				const sent = Object.entries(item).filter(
					([id, given]) => given !== null && !['other', 'constructor'].includes(id),
				);
				if (sent.length === 0) expect(rows[index]).toMatch(/^✗ fields/);
				else
					expect(flat(rows[index] as IDataObject)).toEqual(
						Object.fromEntries(sent.map(([id, given]) => [id, String(given)])),
					);
			});
			const unknown = drawn.some((item) => 'other' in item || Object.hasOwn(item, 'constructor'));
			expect(hints).toHaveLength(unknown ? 1 : 0);
		}),
	);
});
