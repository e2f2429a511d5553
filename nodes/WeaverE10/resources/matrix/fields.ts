import type { Field } from '../../../shared/contract';
import { filled } from '../../../shared/input/readers';
import { filledLine } from '../../fields';

export const matrixId: Field = {
	parameter: {
		displayName: 'Matrix ID (矩阵ID)',
		name: 'matrixId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 975410981123456789',
		description: 'The ID of the matrix in Weaver',
	},
	read: filled,
};

export const matrixName = filledLine(
	'matrixName',
	'Matrix (矩阵名称)',
	'The name of the matrix in Weaver',
);
