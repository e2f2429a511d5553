import {
	checkCodes,
	checkNeeds033,
	sinceV033,
	writeRow,
	type HippiusOperation,
} from '../../operations';
import {
	createDepartment,
	orderSeq,
	parentUnitCode,
	parentsFirst,
	translations,
	unitCode,
	unitName,
} from './fields';

export const create: HippiusOperation = {
	name: 'Create',
	value: 'create',
	action: 'Create department',
	term: '创建部门',
	description:
		'Create a department. Hippius 0.3.3 and later updates it if the code exists already.',
	endpoints: [createDepartment],
	required: [unitCode, unitName, orderSeq],
	optional: [parentUnitCode, translations],
	...parentsFirst,
	check({ row }, credential) {
		checkCodes(row, credential, 'unitCode', 'parentUnitCode');
		checkNeeds033(row, credential, '_tls');
	},
	perform: writeRow(createDepartment, sinceV033),
};
