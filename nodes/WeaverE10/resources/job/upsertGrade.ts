import type { Field } from '../../../shared/contract';
import { wholeNumber } from '../../../shared/input/readers';
import { choice, listed } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { filledLine, remark } from './fields';

const syncGrade = endpoint(34, 'syncGrade');

const ruleCode: Field = {
	...choice('ruleCode', 'Match By (匹配规则)', 'By which field grades are looked up', [
		{ name: 'Code', value: 'code' },
	]),
	requestWide: true,
};

const gradeLevel: Field = {
	parameter: {
		displayName: 'Level (职级等级)',
		name: 'gradeLevel',
		type: 'number',
		default: 1,
		description: 'Level of the grade',
	},
	read: wholeNumber,
};

export const upsertGrade: WeaverE10Operation = {
	name: 'Create or Update Grade',
	value: 'upsertGrade',
	action: 'Create or update grades',
	term: '同步职级',
	description: 'Create or change grades by their code',
	required: [
		ruleCode,
		filledLine('code', 'Code (职级编码)', 'Code of the grade'),
		filledLine('name', 'Name (职级名称)', 'Name of the grade'),
		listed('gradeJobsetLevels', 'Jobs (职务)', 'The jobs that the grade belongs to'),
	],
	optional: [gradeLevel, remark],
	...syncRows(syncGrade, { by: 'code' }),
};
