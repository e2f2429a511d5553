/** A made-up team for the Yunzhijia test platform, the same at every start. */
import { addDepartment, addPerson } from './state.ts';
import type { YunzhijiaState } from './state.ts';

const CENTRES = ['销售中心', '研发中心', '制造中心', '财务中心', '人力资源中心'];
const REGIONS = ['华北区', '华东区', '华南区'];
const GROUPS = ['一组', '二组'];

const SURNAMES = [...'王李张刘陈杨黄赵吴周'];
const GIVEN_NAMES = ['伟', '芳', '娜', '敏', '静', '磊', '洋', '艳', '杰', '涛', '婷'];
const TITLES = ['工程师', '专员', '主管', '经理', '顾问', '助理', '会计'];

/** 50 departments on three levels, and so many people spread over all of them. */
export function seedTeam(state: YunzhijiaState, people: number): void {
	const orgIds: string[] = [];
	const department = (name: string, parentId?: string) => {
		const number = (orgIds.length + 1).toString(16).padStart(12, '0');
		const orgId = `6a1f0b0e-5d2f-41e6-8d3b-${number}`;
		orgIds.push(orgId);
		addDepartment(state, orgId, name, parentId, { weights: orgIds.length });
		return orgId;
	};
	for (const centre of CENTRES) {
		const top = department(centre);
		for (const region of REGIONS) {
			const middle = department(region, top);
			for (const group of GROUPS) department(group, middle);
		}
	}
	for (let n = 1; n <= people; n++) {
		const jobNo = `J${String(n).padStart(5, '0')}`;
		addPerson(state, {
			openId: `58${n.toString(16).padStart(22, '0')}`,
			name: pick(SURNAMES, n) + pick(GIVEN_NAMES, n),
			orgId: pick(orgIds, n),
			jobTitle: pick(TITLES, n),
			phone: `139${String(n).padStart(8, '0')}`,
			email: `${jobNo.toLowerCase()}@example.com`,
			jobNo,
		});
	}
}

const pick = (list: string[], n: number) => list[n % list.length];
