import type { Field } from '../../../shared/contract';
import { Invalid } from '../../../shared/input/invalid';
import { filled, list, member, rows } from '../../../shared/input/readers';
import { ask, query, type WeaverE10Operation } from '../../operations';

const queryMatrixValueList = query(18, 'queryMatrixValueList', { status: '开发中' });

const matrixId: Field = {
	parameter: {
		displayName: 'Matrix ID (矩阵ID)',
		name: 'matrixId',
		type: 'string',
		default: '',
		description: 'ID of the matrix',
	},
	read: filled,
};

const valueConfigId: Field = {
	parameter: {
		displayName: 'Value Column ID (取值字段ID)',
		name: 'valueConfigId',
		type: 'string',
		default: '',
		description: 'ID of the column whose values are wanted',
	},
	read: filled,
};

const readConditions = rows((entry) => ({
	conditionConfigId: member(entry, 'conditionConfigId', filled),
	newConditionRelateIdList: member(entry, 'newConditionRelateIdList', list()),
}));

const conditionList: Field = {
	parameter: {
		displayName: 'Conditions (条件列表)',
		name: 'conditionList',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Condition',
		default: {},
		description: 'By which values of which columns to look',
		options: [
			{
				displayName: 'Condition',
				name: 'condition',
				values: [
					{
						displayName: 'Condition Column ID (条件字段ID)',
						name: 'conditionConfigId',
						type: 'string',
						default: '',
						description: 'ID of the column',
					},
					{
						displayName: 'Values (条件值ID)',
						name: 'newConditionRelateIdList',
						type: 'string',
						default: '',
						description: 'IDs to look for. Several are separated by commas.',
					},
				],
			},
		],
	},
	read(value) {
		const conditions = readConditions(value) as unknown[];
		if (conditions.length === 0) throw new Invalid('is required, but has no entries');
		return conditions;
	},
};

export const getValues: WeaverE10Operation = {
	name: 'Get Values',
	value: 'getValues',
	action: 'Get values of matrix',
	term: '条件矩阵-条件查询取值',
	description: 'Look up values of a condition matrix. In development at the vendor (开发中).',
	required: [matrixId, valueConfigId, conditionList],
	...ask(queryMatrixValueList),
};
