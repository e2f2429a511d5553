import type { Field } from '../../../shared/contract';
import { filled, text, unlessEmpty } from '../../../shared/input/readers';
import { department } from '../../fields';

export const orgId = department('orgId', 'Department (部门)', 'The department');

export const longName: Field = {
	parameter: {
		displayName: 'Long Name (部门长名称)',
		name: 'department',
		type: 'string',
		default: '',
		placeholder: 'e.g. 销售中心\\华北区\\北京',
		description:
			'The path of the department from the first level on, levels joined by one backslash, without the name of the company',
	},
	read: filled,
};

export const weights: Field = {
	parameter: {
		displayName: 'Weights (部门排序权重)',
		name: 'weights',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Weight for the order among the departments of a level',
	},
	read: unlessEmpty(text({ pattern: /^\d{1,10}$/, says: 'a whole number' })),
};
