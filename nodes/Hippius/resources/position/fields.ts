import type { DirectoryRecord, Field } from '../../../shared/contract';
import { digits, text } from '../../../shared/input/readers';
import { endpoint } from '../../operations';

export const createPosition = endpoint('POST', 'position/create');
export const updatePosition = endpoint('PUT', 'position/update');

/** Two records of one position are sent one after the other. */
export const key = ({ row }: DirectoryRecord): string => String(row.positionCode);

export const positionCode: Field = {
	parameter: {
		displayName: 'Position Code',
		name: 'positionCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. FIN0001',
		description: 'Code of the position (岗位编码), unique: capital letters and digits',
	},
	read: text(),
};

export const positionName: Field = {
	parameter: {
		displayName: 'Position Name',
		name: 'positionName',
		type: 'string',
		default: '',
		placeholder: 'e.g. 财务总监',
		description: 'Name of the position (岗位名称)',
	},
	read: text(),
};

export const unitCode: Field = {
	parameter: {
		displayName: 'Department Code',
		name: 'unitCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. FIN01',
		description:
			'Code of the department that the position belongs to (部门编码). It can’t be changed later.',
	},
	read: text(),
};

export const orderSeq: Field = {
	parameter: {
		displayName: 'Order',
		name: 'orderSeq',
		type: 'string',
		default: '',
		placeholder: 'e.g. 10',
		description: 'Place among the positions (岗位顺序), a whole number',
	},
	read: digits,
};
