/** What Yunzhijia holds before HR's tables come: some of it differs from them, and 周杰 is in none. */
import { addDepartment, addPerson } from '../../platforms/index.ts';
import type { YunzhijiaState } from '../../platforms/index.ts';

export function seed(state: YunzhijiaState): void {
	addDepartment(state, 'd-sales', '销售中心');
	addDepartment(state, 'd-north', '华北区', 'd-sales');
	addDepartment(state, 'd-rd', '研发中心');
	const person = (n: number, name: string, orgId: string, jobTitle: string) =>
		addPerson(state, {
			...{ openId: `58${String(n).padStart(22, '0')}`, name, orgId, jobTitle },
			...{ jobNo: `J00${n}`, phone: `1390000000${n}` },
		});
	person(1, '张伟', 'd-north', '专员');
	person(3, '李娜', 'd-rd', '工程师');
	person(7, '周杰', 'd-sales', '顾问');
}
