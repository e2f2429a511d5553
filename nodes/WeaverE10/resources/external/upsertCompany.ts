import { dataRule } from '../../dataRule';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { companyColumns } from './columns';

const syncExternalSubcompany = endpoint(36, 'syncExternalSubcompany');

export const upsertCompany: WeaverE10Operation = {
	name: 'Create or Update Company',
	value: 'upsertCompany',
	action: 'Create or update external companies',
	term: '同步外部企业',
	description: 'Create or change external companies',
	required: [],
	columns: companyColumns,
	requestFields: [dataRule(['subcompany', 'department', 'employee'], { subcompany: 'name' })],
	...syncRows(syncExternalSubcompany, { rule: 'subcompany', needsRule: true }),
};
