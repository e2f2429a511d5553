import type { Field } from '../../../shared/contract';
import { wholeNumber } from '../../../shared/input/readers';
import { choice, filledLine, listed } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { remark } from './fields';

const syncGrade = endpoint(34, 'syncGrade');

const ruleCode: Field = {
	...choice(
		'ruleCode',
		'Match By (匹配规则)',
		'Which column says which grade is meant. Weaver knows only the code.',
		[{ name: 'Code (编码)', value: 'code' }],
	),
	requestWide: true,
};

const gradeLevel: Field = {
	parameter: {
		displayName: 'Level (职级等级)',
		name: 'gradeLevel',
		type: 'number',
		default: 1,
		description: 'How high the grade stands among others',
	},
	read: wholeNumber,
};

export const upsertGrade: WeaverE10Operation = {
	name: 'Create or Update Grade',
	value: 'upsertGrade',
	action: 'Create or update grades',
	term: '同步职级',
	description: 'Create a new grade, or update the current one if it already exists (upsert)',
	required: [
		ruleCode,
		filledLine(
			'code',
			'Code (职级编码)',
			'The code of the grade, by which an existing one is found',
		),
		filledLine('name', 'Name (职级名称)', 'What the grade is called'),
		listed('gradeJobsetLevels', 'Jobs (职务)', 'IDs of the jobs that the grade belongs to'),
	],
	optional: [gradeLevel, remark],
	...syncRows(syncGrade, { by: 'code' }),
};
