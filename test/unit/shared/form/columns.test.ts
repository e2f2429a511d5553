/** nodes/shared/form/columns.ts: wide rows as the editor shows them. */
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
