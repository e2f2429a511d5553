/** Employees as they are watched: docs/vendors/weaver-e10.md, no. 13. */
import type { Watch } from '../../shared/contract/triggers';
import { employeeColumns, isLeft } from '../resources/employee/columns';
import { IN_SERVICE, LEFT, queryEmployee } from '../resources/employee/getAll';
import { fieldsOf, pageOfQuery, rowsByIds } from './pages';

const STATUS = 'personnel_status';

const columns = employeeColumns.list.filter(
	({ id }) => id !== 'id' && id !== 'multiObj' && !employeeColumns.members?.includes(id),
);

/** What is asked for beside what is compared: enough to know who it is. */
const ALWAYS = ['username', 'job_num', 'mobile', 'email', 'department', 'position', STATUS];

const asked = (fields: string[]) => [...new Set([...ALWAYS, ...fields])];

export const employee: Watch = {
	value: 'employee',
	name: 'Employees (人员)',
	description: 'Who enters, changes, leaves or comes back',
	...fieldsOf(columns, ['department', 'position', 'superior', 'other_superior', 'assistant']),
	preset: [
		...['username', 'job_num', 'mobile', 'email', 'department', 'position', 'superior'],
		STATUS,
	],
	// Nothing that is too personal to stand in the clear.
	mayKeep: [...ALWAYS, 'superior', 'alias', 'hiredate', 'job_call', 'grade', 'location'],
	idOf: ({ id }) => String(id),
	isGone: (row) => isLeft(row[STATUS]),
	page: async (call, place, fields) =>
		await pageOfQuery(
			call,
			queryEmployee,
			{ userStatusList: [IN_SERVICE], returnFieldList: asked(fields) },
			place,
		),
	async find(call, ids, fields) {
		const of = async (status: string) =>
			await rowsByIds(call, queryEmployee, {
				ids,
				userStatusList: [status],
				returnFieldList: asked(fields),
			});
		const there = await of(IN_SERVICE);
		// Which query finds somebody tells whether they have left; so may what it says of their status.
		return there.length === ids.length ? { there } : { there, gone: await of(LEFT) };
	},
	sample: {
		id: '1061545986230403086',
		username: '王伟',
		job_num: 'J00001',
		mobile: '13900000001',
		email: 'wangwei@example.com',
		department: '1061545986230403001',
		position: '1061545986230403002',
		superior: '1061545986230403003',
		personnel_status: '3',
		hiredate: '2026-01-05',
	},
};
