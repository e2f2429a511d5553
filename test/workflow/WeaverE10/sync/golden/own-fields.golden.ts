/** Golden plans of the tenant’s own fields of employees: columns as any other, by their name. */
import type { Golden } from './golden.ts';
import { ownFields, text } from './golden.ts';

const TWO = {
	employee: text`
		job_num | username | 9001   | 9002
		A1      | 王伟     | 京A001 | L
		A2      | 李娜     | 京A002 |`,
};

const setUp = ownFields({ 9001: '车牌号', 9002: '工服尺码', 9003: '邮箱' });

export const ownFieldPlans: Golden[] = [
	{
		title: 'they go by the name that the tenant gave them, or by their id, and are compared',
		platform: TWO,
		setUp,
		source: {
			employee: text`
				工号 | 姓名 | 车牌号 | userInfoExtend.9002
				A1   | 王伟 | 京A001 | L
				A2   | 李娜 | 京B002 | M
				A3   | 张敏 | 京A003 |`,
		},
		plan: text`
			update employee A2 by job_num | userInfoExtend.9002: → M, userInfoExtend.9001: 京A002 → 京B002 | userInfoExtend.9002, userInfoExtend.9001 differ
			create employee A3 | username: → 张敏, job_num: → A3, userInfoExtend.9001: → 京A003 | not on the platform
			employee: source 3, platform 2, matched 2, unchanged 1, create 1, update 1`,
		sent: text`
			syncEmployee by id
			+ id: #e2, userInfoExtend.9001: 京B002, userInfoExtend.9002: M
			syncEmployee by job_num
			+ job_num: A3, userInfoExtend.9001: 京A003, username: 张敏`,
	},
	{
		title: 'a column that is known counts before an own field of its name',
		platform: {
			employee: text`
				job_num | username | email        | 9003
				A1      | 王伟     | w@example.cn | 旧`,
		},
		setUp,
		source: {
			employee: text`
				job_num | 邮箱         | 车牌号
				A1      | x@example.cn |`,
		},
		plan: text`
			update employee A1 by job_num | email: w@example.cn → x@example.cn | email differs
			employee: source 1, platform 1, matched 1, update 1`,
		sent: text`
			syncEmployee by id
			+ email: x@example.cn, id: #e1`,
	},
	{
		title: 'further own fields go by employeeExtend and their column',
		platform: TWO,
		setUp: ({ employees }) => {
			for (const one of employees.values()) one.employeeExtend = { shoe: '42' };
		},
		source: {
			employee: text`
				job_num | username | employeeExtend.shoe
				A1      | 王伟     | 42
				A2      | 李娜     | 37
				A3      | 张敏     | 38`,
		},
		plan: text`
			update employee A2 by job_num | employeeExtend.shoe: 42 → 37 | employeeExtend.shoe differs
			create employee A3 | username: → 张敏, job_num: → A3, employeeExtend.shoe: → 38 | not on the platform
			employee: source 3, platform 2, matched 2, unchanged 1, create 1, update 1`,
		sent: text`
			syncEmployee by id
			+ employeeExtend.shoe: 37, id: #e2
			syncEmployee by job_num
			+ employeeExtend.shoe: 38, job_num: A3, username: 张敏`,
	},
	{
		title: 'those that are told of nobody are taken for empty, and it is said',
		platform: {
			employee: text`
				job_num | username
				A1      | 王伟`,
		},
		setUp,
		source: {
			employee: text`
				job_num | username | 车牌号
				A1      | 王伟     | 京A001
				A2      | 李娜     | 京A002`,
		},
		plan: text`
			update employee A1 by job_num | userInfoExtend.9001: → 京A001 | userInfoExtend.9001 differs
			create employee A2 | username: → 李娜, job_num: → A2, userInfoExtend.9001: → 京A002 | not on the platform
			employee: source 2, platform 1, matched 1, create 1, update 1
			warning: …told userInfoExtend.9001 of nobody…`,
	},
	{
		title: 'they may be written only once, or cleared',
		platform: TWO,
		setUp,
		source: {
			employee: text`
				job_num | 车牌号 | 工服尺码
				A1      | 京B001 |
				A2      | 京B002 | S`,
		},
		parameters: {
			scope: { onlyIfEmpty: 'userInfoExtend.9001', emptyCells: 'clear' },
		},
		plan: text`
			update employee A1 by job_num | userInfoExtend.9002: L → | userInfoExtend.9002 differs
			update employee A2 by job_num | userInfoExtend.9002: → S | userInfoExtend.9002 differs
			employee: source 2, platform 2, matched 2, update 2`,
	},
	{
		title: 'they may be mapped by their id, from whatever a table calls them',
		platform: TWO,
		setUp,
		source: {
			employee: text`
				job_num | Plate
				A1      | 京B001
				A2      | 京A002`,
		},
		parameters: {
			employeeColumns: { columns: [{ column: 'userInfoExtend.9001', from: 'Plate' }] },
		},
		plan: text`
			update employee A1 by job_num | userInfoExtend.9001: 京A001 → 京B001 | userInfoExtend.9001 differs
			employee: source 2, platform 2, matched 2, unchanged 1, update 1`,
	},
];
