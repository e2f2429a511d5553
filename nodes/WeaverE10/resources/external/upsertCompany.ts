import { dataRule, matchBy } from '../../dataRule';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { companyColumns } from './columns';

const syncExternalSubcompany = endpoint(36, 'syncExternalSubcompany');

export const upsertCompany: WeaverE10Operation = {
	name: 'Create or Update Company',
	value: 'upsertCompany',
	action: 'Create or update external companies',
	term: '同步外部企业',
	description:
		'Create a new external company, or update the current one if it already exists (upsert)',
	required: [matchBy('subcompany', 'name')],
	columns: companyColumns,
	requestFields: [dataRule(['subcompany', 'department', 'employee'], { subcompany: 'name' })],
	...syncRows(syncExternalSubcompany, {
		rule: 'subcompany',
		preset: 'name',
		needsRule: true,
		called: { one: 'company', columns: companyColumns },
	}),
};
