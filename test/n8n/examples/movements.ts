// The company of examples/hr-joiner-mover-leaver.json as Weaver E10 has it beforehand: one
// department that will close, with one who moves and one who leaves.

import type { WeaverE10State } from '../../platforms/index.ts';

const COMPANY = { id: '982650174400100001', code: 'XQ', name: '星桥智造', parent: '0' };
const RESEARCH = { id: '982650174400200001', code: 'RD', name: '研发中心', parent: COMPANY.id };
const CLOSING = { id: '982650174400200002', code: 'RD09', name: '穿戴设备部', parent: RESEARCH.id };
const POSITION = {
	id: '982650174400300001',
	code: 'RDP09',
	name: '测试工程师',
	department: CLOSING.id,
};
const MOVER = { id: '982650174400400001', job_num: 'XQ0611', username: '何静' };
const LEAVER = { id: '982650174400400002', job_num: 'XQ0612', username: '罗强' };

export function seedMovements(state: WeaverE10State): void {
	state.subcompanies.set(COMPANY.id, { ...COMPANY, status: '1' });
	for (const department of [RESEARCH, CLOSING]) {
		state.departments.set(department.id, { ...department, status: '1' });
	}
	state.positions.set(POSITION.id, POSITION);
	for (const person of [MOVER, LEAVER]) {
		state.employees.set(person.id, {
			...person,
			department: CLOSING.id,
			position: POSITION.id,
			personnel_status: '3',
			status: 'normal',
		});
	}
}
