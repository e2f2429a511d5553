/** nodes/shared/form/columns.ts: wide rows as the editor shows them. */
import { NodeHelpers } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import {
	jsonOfBefore,
	mapperField,
	mapperParameters,
} from '../../../../nodes/shared/form/columns.ts';
import { optionsParameter } from '../../../../nodes/shared/form/options.ts';
import { COLUMNS } from '../columns.ts';

describe('in the editor', () => {
	it('is a resource mapper that maps by itself', () => {
		const [fields] = mapperParameters(COLUMNS, 'Test');
		expect(fields).toMatchObject({
			name: 'fields',
			type: 'resourceMapper',
			default: { mappingMode: 'autoMapInputData', value: null },
			typeOptions: {
				resourceMapper: { resourceMapperMethod: 'columns', mode: 'add', supportAutoMap: true },
			},
		});
	});

	it('says where columns are mapped automatically, and only there, how they are known', () => {
		const [, notice, ...rest] = mapperParameters(COLUMNS, 'Test');
		expect(rest).toEqual([]);
		expect(notice).toMatchObject({
			type: 'notice',
			displayOptions: { show: { '/fields.mappingMode': ['autoMapInputData'] } },
		});
		expect(notice.displayName).toContain('Test’s own');
		expect(notice.displayName).toContain('姓名');
		expect(mapperParameters({ ...COLUMNS, areOpen: true }, 'Test')[1].displayName).toContain(
			'Every column',
		);
	});

	it('has JSON for the rest as an option, and at the top where a saved workflow has it there', () => {
		const wide = { columns: COLUMNS, batch: { size: 1, limit: 1 } };
		const inOptions = (operation: object) =>
			optionsParameter(operation, { concurrency: 1, requestsPerMinute: 0 }).options!;
		expect(inOptions(wide)[0]).toMatchObject({ name: 'additionalFieldsJson', default: '{}' });
		expect(inOptions({})[0]).not.toMatchObject({ name: 'additionalFieldsJson' });

		const [before, ...others] = jsonOfBefore([
			{ value: 'unit', operations: [{ value: 'upsert', ...wide }, { value: 'getAll' }] },
			{ value: 'job', operations: [{ value: 'create' }] },
		] as never);
		expect(others).toEqual([]);
		const shown = (additionalFieldsJson?: unknown, operation = 'upsert') =>
			NodeHelpers.displayParameter(
				{ resource: 'unit', operation, additionalFieldsJson } as never,
				before,
				null,
				null,
			);
		expect(['{"a": 1}', { a: 1 }, '={{ $json.a }}'].map((json) => shown(json))).toEqual(
			Array(3).fill(true),
		);
		expect([undefined, '', '{}', null].map((json) => shown(json))).toEqual(Array(4).fill(false));
		expect(shown('{"a": 1}', 'getAll')).toBe(false);
		expect(jsonOfBefore([{ value: 'job', operations: [{ value: 'create' }] }] as never)).toEqual(
			[],
		);
	});

	it('shows common columns from the start, the others when they are added', () => {
		expect(COLUMNS.list.map(mapperField)).toMatchObject([
			{ id: 'name', type: 'string', display: true, removed: false, required: false },
			{ id: 'order', type: 'number', display: true, removed: true },
			{ id: 'own', type: 'object', display: true, removed: true },
		]);
		const options = [{ name: 'Enabled (启用)', value: '1' }];
		const status = { id: 'status', displayName: 'Status', type: 'options', options } as const;
		expect(mapperField(status)).toMatchObject({ type: 'options', options });
	});
});
