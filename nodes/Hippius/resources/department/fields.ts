import type { DirectoryRecord, Field } from '../../../shared/contract';
import { digits, object, text } from '../../../shared/input/readers';
import { endpoint } from '../../operations';

export const createDepartment = endpoint('POST', 'dept/create');
export const updateDepartment = endpoint('PUT', 'dept/update');
export const deleteDepartment = endpoint('DELETE', 'dept/delete');

/** A parent is sent before its children. */
export const parentsFirst = {
	key: ({ row }: DirectoryRecord) => String(row.unitCode),
	after: ({ row }: DirectoryRecord) =>
		row.parentUnitCode === undefined ? undefined : String(row.parentUnitCode),
};

export const unitCode: Field = {
	parameter: {
		displayName: 'Department Code (部门编码)',
		name: 'unitCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. FIN01',
		description: 'Code of the department, unique: capital letters and digits',
	},
	read: text(),
};

export const unitName: Field = {
	parameter: {
		displayName: 'Department Name (部门名称)',
		name: 'unitName',
		type: 'string',
		default: '',
		placeholder: 'e.g. 财务部',
		description: 'Name of the department',
	},
	read: text(),
};

export const orderSeq: Field = {
	parameter: {
		displayName: 'Order (排序)',
		name: 'orderSeq',
		type: 'string',
		default: '',
		placeholder: 'e.g. 10',
		description: 'Place among its siblings, a whole number: a larger one sorts first',
	},
	read: digits,
};

export const parentUnitCode: Field = {
	parameter: {
		displayName: 'Parent Code (父部门编码)',
		name: 'parentUnitCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. HQ',
		description:
			'Code of the department above. Without it the department is created as a root. Moving an existing department needs Hippius 0.3.3 or later.',
	},
	read: text(),
};

export const translations: Field = {
	parameter: {
		displayName: 'Translations (多语言, JSON)',
		name: '_tls',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"unitName": {"zh_CN": "财务部", "en_US": "Finance"}}',
		description: 'Names in other languages, Hippius 0.3.3 and later',
	},
	read: object,
};
