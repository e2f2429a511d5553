/** nodes/shared/input/items.ts: what of an item goes into its row, and what into the whole request. */
import type { IDataObject, NodePropertyTypes } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import type { Field, SingleOperation } from '../../../../nodes/shared/contract/index.ts';
import { readItems } from '../../../../nodes/shared/input/items.ts';
import { integer, list, object, text } from '../../../../nodes/shared/input/readers.ts';
import { contextOf, credential, platform, type TestCredential } from '../fakes.ts';
import { writing } from '../run/writing.ts';

const field = (
	name: string,
	rules: Partial<Field> = {},
	type: NodePropertyTypes = 'string',
): Field => ({
	parameter: { displayName: name, name, type, default: '' },
	read: text(),
	...rules,
});

const fields: Partial<SingleOperation<TestCredential>> = {
	required: [
		field('code'),
		field('group', { requestWide: true, mayBeEmpty: true }),
		field('steers', { read: undefined }),
	],
	optional: [field('note'), field('ids', { read: list({ max: 2 }) })],
	requestFields: [
		field('dataRule', { preset: true, read: object }, 'collection'),
		field('optId', {}, 'resourceLocator'),
		field('level', { read: integer(0, 9) }, 'number'),
	],
};

/** Row and request of every item, or why there are none. */
async function read(items: IDataObject[], parameters: IDataObject, more = {}) {
	const [{ operations }] = writing({ ...fields, ...more });
	const context = contextOf({ items, parameters });
	const { records, refused, byCredential } = await readItems(context, platform, operations[0]);
	expect(records.map(({ index }) => index)).toEqual([...items.keys()]);
	expect([...byCredential.values()].flat()).toEqual(records.filter((each) => !refused.has(each)));
	return records.map((record) => {
		const error = refused.get(record);
		return error
			? `✗ ${error.field}: ${error.message}`
			: { row: record.row, request: record.request };
	});
}

const plain = () => writing(fields)[0].operations[0];

const rl = (value: string) => ({ __rl: true, mode: 'id', value });

describe('readItems', () => {
	it('tells what belongs to the row from what belongs to the request', async () => {
		const parameters = {
			code: '={{ $json.code }}',
			group: 'G',
			steers: 'the form',
			additionalFields: { note: 'N', ids: '={{ $json.ids }}' },
			requestFields: { dataRule: { by: 'code' }, optId: rl('={{ $json.who }}'), level: '7' },
		};
		const items = [{ code: 'A', ids: '1,2', who: 'W' }, { code: 'B' }];
		expect(await read(items, parameters)).toEqual([
			{
				row: { code: 'A', note: 'N', ids: ['1', '2'] },
				request: { group: 'G', dataRule: { by: 'code' }, optId: 'W', level: 7 },
			},
			{
				row: { code: 'B', note: 'N' },
				request: { group: 'G', dataRule: { by: 'code' }, level: 7 },
			},
		]);
	});

	it('sends what was added and is empty, and nothing that was not added', async () => {
		const parameters = {
			code: 'A',
			group: '',
			additionalFields: { note: '' },
			requestFields: { optId: rl(''), level: '' },
		};
		expect(await read([{}], parameters)).toEqual([
			{ row: { code: 'A', note: '' }, request: { optId: '' } },
		]);
		expect(await read([{}], { code: 'A' })).toEqual([{ row: { code: 'A' }, request: {} }]);
	});

	it('refuses an item by the name of its field, and only that item', async () => {
		const parameters = {
			code: '={{ $json.code }}',
			additionalFields: { ids: '={{ $json.ids }}' },
			requestFields: { dataRule: '={{ $json.rule }}', level: '={{ $json.level }}' },
		};
		const items = [
			{ code: '' },
			{ code: 'A', ids: [1, 2, 3] },
			{ code: 'A', rule: [] },
			{ code: 'A', level: 10 },
			{ code: 'A', level: 9, rule: '{"by":"id"}' },
		];
		expect(await read(items, parameters)).toEqual([
			'✗ code: is required',
			'✗ ids: must have at most 2 entries, but has 3: spread them over several items',
			'✗ dataRule: must be an object, but is a list',
			'✗ level: must be between 0 and 9, but is 10',
			{ row: { code: 'A' }, request: { level: 9, dataRule: { by: 'id' } } },
		]);
	});

	it('adds the columns of a wide row, which win over fields of their name', async () => {
		const columns = {
			method: 'columns',
			list: [
				{ id: 'name', displayName: 'Name', read: text() },
				{ id: 'note', displayName: 'Note', read: text() },
			],
		};
		const parameters = {
			code: '={{ $json.code }}',
			additionalFields: { note: 'field' },
			fields: { mappingMode: 'autoMapInputData', value: null },
			additionalFieldsJson: '{"more":1}',
		};
		const items = [
			{ code: 'A', name: 'N' },
			{ code: 'B', note: 'column' },
			{ code: 'C', name: {} },
		];
		expect(await read(items, parameters, { columns })).toEqual([
			{ row: { code: 'A', name: 'N', note: 'field', more: 1 }, request: {} },
			{ row: { code: 'B', note: 'column', more: 1 }, request: {} },
			expect.stringMatching(/^✗ name: /),
		]);
	});

	it.each<[string, () => unknown]>([
		[
			'an error of n8n',
			() => {
				throw new Error('Referenced node doesn’t exist');
			},
		],
		[
			'a fault of ours',
			() => {
				throw new TypeError('a bug');
			},
		],
	])('refuses an item alone whose reading throws %s', async (_what, throwing) => {
		const check = ({ index }: { index: number }) => void (index === 1 && throwing());
		const parameters = { code: '={{ $json.code }}' };
		const items = ['A', 'B', 'C'].map((code) => ({ code }));
		expect(await read(items, parameters, { check })).toEqual([
			{ row: { code: 'A' }, request: {} },
			expect.stringMatching(/^✗ undefined: The item can’t be read: (Referenced|a bug)/),
			{ row: { code: 'C' }, request: {} },
		]);
	});

	it('refuses an item alone whose credential can’t be read', async () => {
		const own = credential();
		const credentialOf = (index: number) => {
			if (Number(index) === 1) throw new Error('No access to credential');
			return { ...own };
		};
		const items = ['A', 'B', 'C'].map((code) => ({ code }));
		const context = contextOf({ items, parameters: { code: '={{ $json.code }}' }, credentialOf });
		const { records, refused, byCredential } = await readItems(context, platform, plain());
		expect(records.map((record) => refused.get(record)?.message)).toEqual([
			undefined,
			'The item can’t be read: No access to credential',
			undefined,
		]);
		expect([...byCredential.values()].map((same) => same.map(({ index }) => index))).toEqual([
			[0, 2],
		]);
	});

	it('refuses an item alone whose address is none', async () => {
		const own = credential();
		const credentialOf = (index: number) =>
			Number(index) === 1 ? { ...own, baseUrl: 'h' } : { ...own };
		const items = ['A', 'B', 'C'].map((code) => ({ code }));
		const context = contextOf({ items, parameters: { code: '={{ $json.code }}' }, credentialOf });
		const { refused } = await readItems(context, platform, plain());
		expect([...refused].map(([{ index }, { field }]) => [index, field])).toEqual([[1, 'baseUrl']]);
	});

	it('checks a record with all that belongs to it', async () => {
		const seen: unknown[] = [];
		const check = (...told: unknown[]) => seen.push(...told);
		await read([{}], { code: 'A', requestFields: { level: 1 } }, { check });
		expect(seen).toMatchObject([
			{ index: 0, row: { code: 'A' }, request: { level: 1 } },
			{ secret: 'S3CRET' },
		]);
	});
});
