import type { IDataObject } from 'n8n-workflow';

import type { DirectoryRecord, Field } from '../../../shared/contract';
import { Invalid } from '../../../shared/input/invalid';
import { filled } from '../../../shared/input/readers';
import { dataRule, matchBy } from '../../dataRule';
import {
	apiTaskId,
	echoing,
	emptyCustomVaueClearable,
	ignoreOrgCanceledValidate,
	ignoreOrgSaveOrgNameCheck,
	line,
	optId,
} from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { OWN_FIELDS, subcompanyColumns } from './columns';

const syncSubcompany = endpoint(3, 'syncSubcompany');

const customFieldsMember: Field = {
	...line(
		'customFieldsMember',
		'Member (自定义字段)',
		'The name of the member of a row that holds your company’s own fields. The vendor does not document it (unconfirmed): take it from the documents of your own platform.',
	),
	read: filled,
};

const rows = syncRows(syncSubcompany, {
	rule: 'subcompany',
	preset: 'code',
	parent: 'parent',
	called: { one: 'subcompany', columns: subcompanyColumns },
});

export const upsert: WeaverE10Operation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update subcompanies',
	term: '同步分部',
	description: 'Create a new subcompany, or update the current one if it already exists (upsert)',
	required: [matchBy('subcompany', 'code')],
	columns: subcompanyColumns,
	optional: [customFieldsMember],
	requestFields: [
		dataRule(['subcompany', 'employee'], { subcompany: 'code' }),
		optId,
		apiTaskId,
		echoing('code'),
		emptyCustomVaueClearable,
		ignoreOrgSaveOrgNameCheck,
		ignoreOrgCanceledValidate,
	],
	...rows,
	prepare(record) {
		rows.prepare?.(record);
		placeCustomFields(record);
	},
};

/** Puts the tenant's own fields where the user says that they belong. */
function placeCustomFields({ row }: DirectoryRecord): void {
	const { [OWN_FIELDS]: own, customFieldsMember: member } = row;
	delete row[OWN_FIELDS];
	delete row.customFieldsMember;
	if (own === undefined) return;
	if (member === undefined)
		throw new Invalid(
			'is required under Additional Fields, because the row has custom fields',
			'customFieldsMember',
		);
	const name = String(member);
	row[name] = { ...(own as IDataObject), ...(row[name] as IDataObject | undefined) };
}
