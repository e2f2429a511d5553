import {
	always,
	checkCodes,
	checkNeeds033,
	writeRow,
	type HippiusOperation,
} from '../../operations';
import {
	orderSeq,
	parentUnitCode,
	parentsFirst,
	translations,
	unitCode,
	unitName,
	updateDepartment,
} from './fields';

export const update: HippiusOperation = {
	name: 'Update',
	value: 'update',
	action: 'Update department',
	term: '修改部门',
	description: 'Change a department that exists',
	endpoints: [updateDepartment],
	required: [unitCode, unitName],
	optional: [orderSeq, parentUnitCode, translations],
	...parentsFirst,
	check({ row }, credential) {
		checkCodes(row, credential, 'unitCode', 'parentUnitCode');
		checkNeeds033(row, credential, 'parentUnitCode', '_tls');
	},
	perform: writeRow(updateDepartment, always),
};
