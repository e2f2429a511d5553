/** People as they are watched: docs/vendors/yunzhijia.md, section 5. */
import type { Watch } from '../../shared/contract/triggers';
import { byBeijingsClock } from '../../shared/input/beijing';
import { getallPeople, getPeopleAtTime, hasLeft } from '../directory';
import { getPeople } from '../lookups/resolve';
import { pagesOf, queried } from '../operations';
import { comparedFields, pageBy } from './pages';

export const person: Watch = {
	value: 'person',
	name: 'People (人员)',
	description: 'Who enters, changes, leaves or comes back',
	// Not `department`: a renamed department would change everybody below it.
	...comparedFields({
		name: 'Name (姓名)',
		phone: 'Mobile (手机号)',
		email: 'Email (邮箱)',
		jobNo: 'Job Number (工号)',
		jobTitle: 'Job Title (职位)',
		orgId: 'Department ID (部门ID)',
		orgUserType: 'Leader (负责人)',
		status: 'Status (状态)',
		gender: 'Gender (性别)',
		weights: 'Weights (排序)',
		birthday: 'Birthday (生日)',
		hireDate: 'Hire Date (入职日期)',
		staffType: 'Staff Type (员工类型)',
		contact: 'Contact (联系方式)',
	}),
	mayKeep: [
		'name',
		'phone',
		'email',
		'jobNo',
		'jobTitle',
		'orgId',
		'status',
		'hireDate',
		'staffType',
	],
	idOf: ({ openId }) => String(openId),
	isGone: hasLeft,
	page: async (call, place) => await pageBy(pagesOf(call, getallPeople), place),
	changes: async (call, since, place) =>
		await pageBy(pagesOf(call, getPeopleAtTime, { time: byBeijingsClock(since) }), place),
	find: async (call, array) => ({
		there: await queried(call, getPeople, { type: 1, array }),
	}),
	sample: {
		openId: '580d9fa000b0911f84defd61',
		name: '王伟',
		phone: '13900000001',
		email: 'wangwei@example.com',
		jobNo: 'J00001',
		jobTitle: '工程师',
		department: '研发中心\\华北区',
		orgId: '6a1f0b0e-5d2f-11e6-8d3b-005056ac2c2b',
		orgUserType: '0',
		status: '1',
		gender: '1',
		weights: '',
		birthday: '',
		hireDate: '2026-01-05',
		staffType: '',
		contact: '[]',
	},
};
