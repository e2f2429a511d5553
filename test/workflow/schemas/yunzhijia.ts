/** What the output schemas of Yunzhijia are made of: docs/vendors/yunzhijia.md, sections 3 to 6. */
import type { YunzhijiaState } from '../../platforms/index.ts';
import { addDepartment, addLeader, addPerson, startYunzhijia } from '../../platforms/index.ts';
import { fromItem, idFromItem } from '../engine/cases.ts';
import type { Samples } from './schemas.ts';
import { LAB, NORTH, NORTH_PATH, person, SALES } from '../Yunzhijia/team.ts';

const [WANG, LI] = [person(1), person(2)];
const TIME = '2026-01-01 00:00:00';
const AFTER = { updatedAt: Date.parse('2026-02-01T00:00:00Z') };

/** Wang works in sales and part-time in the north, where Li leads. */
function seed(state: YunzhijiaState): void {
	addDepartment(state, SALES, '销售中心', '', AFTER);
	addDepartment(state, NORTH, '华北区', SALES);
	addDepartment(state, LAB, '实验室');
	const post = {
		jobNo: 'A1',
		jobTitle: '顾问',
		phone: '13800000001',
		email: 'wang@example.com',
		...AFTER,
	};
	addPerson(state, { openId: WANG, name: '王五', orgId: SALES, ...post });
	addPerson(state, { openId: LI, name: '李四', orgId: NORTH, jobTitle: '经理' });
	addLeader(state, { openId: LI, orgId: NORTH });
	const job = { openId: WANG, orgId: NORTH, jobTitle: '顾问', weights: 1 };
	state.partTimeJobs.set(`${WANG}|${NORTH}`, job);
}

const PAIR = { openId: WANG, orgId: NORTH };
const JOB = { openId: WANG, jobTitle: '顾问', weights: 1, orgUserType: 0 };
const JOB_FIELDS = { additionalFields: fromItem('weights', 'orgUserType') };
const OF_UPSERT = {
	...{ birthday: '1990-01-01', contact: [{ name: 'wechat', value: 'w1' }], gender: '1' },
	...{ hireDate: '2026-01-01', jobNo: 'A9', jobTitle: '专员' },
	...{ positiveDate: '2026-04-01', staffType: '正式', weights: '1' },
};
const DETAILS = { ...OF_UPSERT, orgUserType: '1' };
const ALL = { returnAll: true };

const addOne = {
	parameters: {
		...idFromItem('openId', 'orgId'),
		...fromItem('jobTitle'),
		...JOB_FIELDS,
	},
	items: [{ ...JOB, orgId: NORTH }],
};
const ofPair = { parameters: idFromItem('openId', 'orgId'), items: [PAIR] };
const ofPerson = { parameters: idFromItem('openId'), items: [{ openId: WANG }] };
const ofDepartment = { parameters: idFromItem('orgId'), items: [{ orgId: LAB }] };
/** With and without the time since when. */
const changedSince = {
	parameters: { ...ALL, additionalFields: fromItem('time') },
	items: [{}, { time: TIME }],
};

export const YUNZHIJIA: Samples = {
	start: async () => await startYunzhijia({ seed }),
	operations: {
		'partTimeJob.add': addOne,
		'partTimeJob.set': addOne,
		'partTimeJob.addByDepartmentName': {
			parameters: {
				...idFromItem('openId'),
				...fromItem('department', 'jobTitle'),
				...JOB_FIELDS,
			},
			items: [{ ...JOB, department: NORTH_PATH }],
		},
		'partTimeJob.delete': ofPair,
		'partTimeJob.deleteAll': ofPair,
		'partTimeJob.getAll': { parameters: ALL },
		'partTimeJob.getByPerson': ofPerson,
		'department.create': {
			parameters: { ...fromItem('department'), additionalFields: fromItem('weights') },
			items: [{ department: '市场中心', weights: '1' }],
		},
		'department.update': {
			parameters: { ...idFromItem('orgId'), ...fromItem('todepartment') },
			items: [{ orgId: LAB, todepartment: '研究院' }],
		},
		'department.move': {
			parameters: idFromItem('orgId', 'moveToOrgId'),
			items: [{ orgId: LAB, moveToOrgId: SALES }],
		},
		'department.delete': ofDepartment,
		'department.get': ofDepartment,
		'department.getAll': changedSince,
		'department.setWeights': {
			parameters: { ...idFromItem('orgId'), ...fromItem('weights') },
			items: [{ orgId: LAB, weights: '1' }],
		},
		'person.create': {
			parameters: {
				...fromItem('name'),
				account: fromItem('mobile', 'email'),
				additionalFields: fromItem('phone', 'department', 'status', ...Object.keys(DETAILS)),
			},
			items: [
				{
					...{ name: '赵六', mobile: '13800000003', email: 'zhao@example.com' },
					...{ phone: '13800000003', department: '市场中心', status: '1', ...DETAILS },
				},
			],
		},
		'person.upsert': {
			parameters: {
				openId: { __rl: true, mode: 'jobNo', value: '={{ $json.jobNo }}' },
				...fromItem('name'),
				...idFromItem('orgId'),
				account: fromItem('mobile', 'email'),
				additionalFields: fromItem('phone', ...Object.keys(OF_UPSERT)),
			},
			items: [
				{
					...{ name: '赵六', orgId: NORTH, mobile: '13800000003', email: 'zhao@example.com' },
					...{ phone: '13800000003', ...OF_UPSERT },
				},
				{ jobNo: 'A1', name: '王五', orgId: LAB, jobTitle: '经理' },
			],
		},
		'person.update': {
			parameters: {
				...idFromItem('openId'),
				additionalFields: fromItem('name', ...Object.keys(DETAILS)),
			},
			items: [{ openId: WANG, name: '王五', ...DETAILS }],
		},
		'person.updateDepartment': {
			parameters: { ...idFromItem('openId', 'orgId'), unassign: false },
			items: [{ openId: WANG, orgId: LAB }],
		},
		'person.updatePhone': {
			parameters: { ...idFromItem('openId'), ...fromItem('phone') },
			items: [{ openId: WANG, phone: '13800000009' }],
		},
		'person.updateEmailUnbound': {
			parameters: { ...idFromItem('openId'), ...fromItem('email') },
			items: [{ openId: WANG, email: 'new@example.com' }],
		},
		'person.updateStatus': {
			parameters: { ...idFromItem('openId'), ...fromItem('type') },
			items: [{ openId: WANG, type: '1' }],
		},
		'person.delete': ofPerson,
		'person.get': ofPerson,
		'person.getAll': changedSince,
		'leader.set': {
			parameters: { ...idFromItem('openId', 'orgId'), additionalFields: fromItem('weights') },
			items: [{ ...PAIR, weights: 1 }],
		},
		'leader.delete': {
			parameters: idFromItem('openId', 'orgId'),
			items: [{ openId: LI, orgId: NORTH }],
		},
		'leader.getAll': { parameters: ALL },
	},
};
