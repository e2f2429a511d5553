import type { Field } from '../../../shared/contract';
import { Invalid } from '../../../shared/input/invalid';
import { filled, list, member, rows } from '../../../shared/input/readers';
import { ask, described, query, type WeaverE10Operation } from '../../operations';
import { matrixId } from './fields';

const queryMatrixValueList = query(18, 'queryMatrixValueList', {
	status: '开发中',
	name: '条件矩阵-条件查询取值',
});

const valueConfigId: Field = {
	parameter: {
		displayName: 'Value Column ID (取值字段ID)',
		name: 'valueConfigId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 975410981123456790',
		description: 'The ID of the column whose values you want',
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
		description: 'Only rows are looked at that meet all of these',
		options: [
			{
				displayName: 'Condition',
				name: 'condition',
				values: [
					{
						displayName: 'Condition ID (条件字段ID)',
						name: 'conditionConfigId',
						type: 'string',
						required: true,
						default: '',
						placeholder: 'e.g. 975410981123456791',
						description: 'The ID of the column to compare',
					},
					{
						displayName: 'Values (条件值ID)',
						name: 'newConditionRelateIdList',
						type: 'string',
						required: true,
						default: '',
						placeholder: 'e.g. 975410981123456792',
						description: 'The IDs that the column may have. Several: put commas between them.',
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
	action: 'Get values of condition matrix',
	term: '条件查询取值',
	...described(
		queryMatrixValueList,
		'Look up which values a condition matrix has for some conditions',
	),
	required: [matrixId, valueConfigId, conditionList],
	...ask(queryMatrixValueList),
};
