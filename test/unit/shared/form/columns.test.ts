/** nodes/shared/form/columns.ts: wide rows as the editor shows them. */
import type { Columns } from '../../../../nodes/shared/contract/index.ts';
import { describe, expect, it } from 'vitest';
import { mapperField, mapperParameters } from '../../../../nodes/shared/form/columns.ts';
import { COLUMNS } from '../columns.ts';

describe('in the editor', () => {
	it('is a resource mapper that maps by itself, and JSON for the rest', () => {
		const [notice, fields, json] = mapperParameters(COLUMNS);
		expect(notice).toMatchObject({ type: 'notice' });
		expect(notice.displayName).toContain('name and more');
		expect(fields).toMatchObject({
			name: 'fields',
			type: 'resourceMapper',
			default: { mappingMode: 'autoMapInputData', value: null },
			typeOptions: {
				resourceMapper: { resourceMapperMethod: 'columns', mode: 'add', supportAutoMap: true },
			},
		});
		expect(json).toMatchObject({ name: 'additionalFieldsJson', type: 'json', default: '{}' });
	});

	it('says by which names columns are mapped', () => {
		const noticeOf = (columns: Columns) => mapperParameters(columns)[0].displayName;
		const [name, ...rest] = COLUMNS.list;
		const called = { ...COLUMNS, list: [{ ...name, names: ['名称', '部门'] }, ...rest] };
		expect(noticeOf(COLUMNS)).toContain('names: name and more. Others');
		expect(noticeOf(called)).toContain(
			'name and more; or by usual ones: 名称 and the like. Others',
		);
		expect(noticeOf({ ...called, areOpen: true })).not.toContain('名称');
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
