/** The fields of a position (岗位) and where it is written to: api/hippius.md, section 3. */
import { digits, text, type Field } from '../../../shared/field';
import type { Rec } from '../../../shared/operation';
import { endpoint } from '../../operations';

export const createPosition = endpoint('POST', 'position/create');
export const updatePosition = endpoint('PUT', 'position/update');

/** Two records of one position are sent one after the other. */
export const key = ({ row }: Rec): string => String(row.positionCode);

export const positionCode: Field = {
	displayName: 'Position Code',
	name: 'positionCode',
	type: 'string',
	default: '',
	placeholder: 'e.g. FIN0001',
	description: 'Code of the position (岗位编码), unique: capital letters and digits',
	read: text(),
};

export const positionName: Field = {
	displayName: 'Position Name',
	name: 'positionName',
	type: 'string',
	default: '',
	placeholder: 'e.g. 财务总监',
	description: 'Name of the position (岗位名称)',
	read: text(),
};

export const unitCode: Field = {
	displayName: 'Department Code',
	name: 'unitCode',
	type: 'string',
	default: '',
	placeholder: 'e.g. FIN01',
	description:
		'Code of the department that the position belongs to (部门编码). It can’t be changed later.',
	read: text(),
};

export const orderSeq: Field = {
	displayName: 'Order',
	name: 'orderSeq',
	type: 'string',
	default: '',
	placeholder: 'e.g. 10',
	description: 'Place among the positions (岗位顺序), a whole number',
	read: digits,
};
