import type { Field } from '../../../shared/contract';
import { text, unlessEmpty } from '../../../shared/input/readers';
import { department } from '../../fields';

export const orgId = department('orgId', 'Department (部门)', 'The department');

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
