import { checkCodes, checkNeeds033, createOrUpdate, type HippiusOperation } from '../../operations';
import {
	createDepartment,
	orderSeq,
	parentUnitCode,
	parentsFirst,
	translations,
	unitCode,
	unitName,
	updateDepartment,
} from './fields';

export const upsert: HippiusOperation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update department',
	term: '创建或修改部门',
	description: 'Create a new department, or update the current one if it already exists (upsert)',
	notice: 'In the classic edition a department that is there can’t be moved under another one.',
	endpoints: [createDepartment, updateDepartment],
	required: [unitCode, unitName, orderSeq],
	optional: [parentUnitCode, translations],
	...parentsFirst,
	check({ row }, credential) {
		checkCodes(row, credential, 'unitCode', 'parentUnitCode');
		checkNeeds033(row, credential, '_tls');
	},
	perform: createOrUpdate(createDepartment, updateDepartment, ['parentUnitCode', '_tls']),
};
