import type { Field } from '../../../shared/contract';
import { wholeNumber } from '../../../shared/input/readers';
import { choice, listed } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { filledLine, remark } from './fields';

const syncGrade = endpoint(34, 'syncGrade');

const ruleCode: Field = {
	...choice('ruleCode', 'Match By', 'By which field grades are looked up (匹配规则)', [
		{ name: 'Code', value: 'code' },
	]),
	requestWide: true,
};

const gradeLevel: Field = {
	parameter: {
		displayName: 'Level',
		name: 'gradeLevel',
		type: 'number',
		default: 1,
		description: 'Level of the grade (职级等级)',
	},
	read: wholeNumber,
};

export const upsertGrade: WeaverE10Operation = {
	name: 'Create or Update Grade',
	value: 'upsertGrade',
	action: 'Create or update grades',
	description: 'Create or change grades by their code (同步职级)',
	required: [
		ruleCode,
		filledLine('code', 'Code', 'Code of the grade (职级编码)'),
		filledLine('name', 'Name', 'Name of the grade (职级名称)'),
		listed('gradeJobsetLevels', 'Jobs', 'The jobs that the grade belongs to (职务)'),
	],
	optional: [gradeLevel, remark],
	...syncRows(syncGrade, { by: 'code' }),
};
