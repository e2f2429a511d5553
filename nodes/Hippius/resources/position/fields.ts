import type { DirectoryRecord, Field } from '../../../shared/contract';
import { digits, text } from '../../../shared/input/readers';
import { endpoint } from '../../operations';

export const createPosition = endpoint('POST', 'position/create');
export const updatePosition = endpoint('PUT', 'position/update');

/** Two records of one position are sent one after the other. */
export const key = ({ row }: DirectoryRecord): string => String(row.positionCode);

export const positionCode: Field = {
	parameter: {
		displayName: 'Position Code (岗位编码)',
		name: 'positionCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. FIN0001',
		description: 'Code of the position, unique: capital letters and digits',
	},
	read: text(),
};

export const positionName: Field = {
	parameter: {
		displayName: 'Position Name (岗位名称)',
		name: 'positionName',
		type: 'string',
		default: '',
		placeholder: 'e.g. 财务总监',
		description: 'Name of the position',
	},
	read: text(),
};

export const unitCode: Field = {
	parameter: {
		displayName: 'Department Code (部门编码)',
		name: 'unitCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. FIN01',
		description: 'Code of the department that the position belongs to. It can’t be changed later.',
	},
	read: text(),
};

export const orderSeq: Field = {
	parameter: {
		displayName: 'Order (岗位顺序)',
		name: 'orderSeq',
		type: 'string',
		default: '',
		placeholder: 'e.g. 10',
		description: 'Place among the positions, a whole number',
	},
	read: digits,
};
