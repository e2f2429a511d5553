/**
 * What people read of a column: its label and its name on the wire in reasons and warnings, its label
 * alone in `difference`. The other tests have only the names on the wire: engine/sync.ts, byWireNames.
 */
import type { IDataObject } from 'n8n-workflow';
import { expect, it } from 'vitest';
import type { SyncResult } from '../engine/sync.ts';
import { byWireNames } from '../engine/sync.ts';
import { startOrganisation } from '../Hippius/sync/syncs.ts';
import * as weaver from '../WeaverE10/sync/syncs.ts';
import * as yunzhijia from '../Yunzhijia/sync/syncs.ts';
import { warningsOf } from './results.ts';

/** Key, reason and differences of each item, as they leave. */
const shown = ({ changes }: SyncResult) =>
	changes.map(({ json: { key, reason, difference } }) => [key, reason, difference]);

it('Yunzhijia: by what the table calls them, too', async () => {
	const { startCompany, row, newcomer } = yunzhijia;
	const team = await startCompany();
	const result = await team.plan({
		department: [
			{ 部门编码: 'D1', 部门名称: '客服中心', 上级部门编码: '' },
			{ 部门编码: '', 部门名称: '无编码', 上级部门编码: '' },
			{ 部门编码: 'D2', 部门名称: '二部', 上级部门编码: 'D9' },
		],
		person: [
			row(1, { jobTitle: '高级工程师', department: yunzhijia.PATHS['d-lab'] }),
			row(2, { hireDate: 'yesterday' }),
			newcomer(101),
			newcomer(101, { name: '同号', phone: '13700000000', email: 'x@example.com' }),
			newcomer(102, { phone: '', email: '' }),
			newcomer(103, { phone: yunzhijia.mobile(8) }),
		],
	});
	const twice = 'Job Number (工号, jobNo) is “J101” in rows 3, 4: each may stand only once';
	expect(shown(result)).toEqual([
		[
			'客服中心',
			'not on the platform',
			expect.stringContaining('Long Name (部门长名称): 客服中心'),
		],
		['无编码', 'Code (部门编码, code) is empty: nobody can tell where this department stands', ''],
		[
			'D2',
			'Parent Code (上级部门编码, parentCode) is “D9”, but no row has this Code (部门编码, code)',
			'',
		],
		[
			'J1',
			'Department (部门, department), Job Title (职位, jobTitle) differ',
			'Department (部门): 销售中心 → 实验室; Job Title (职位): 工程师 → 高级工程师',
		],
		['J2', 'Hire Date (入职日期, hireDate) must be a day like 2026-01-31, but is “yesterday”', ''],
		['J101', twice, ''],
		['J101', twice, ''],
		[
			'J102',
			'Mobile (手机号, phone) or Email (邮箱, email) is required for a new person, but all are empty',
			expect.any(String),
		],
		[
			'J103',
			'has the same Mobile (手机号, phone) as 员工8 (J8), who is not in the source: one person with another key? Nothing is done with either. Add Mobile (手机号, phone) to Match By, or give both of them in the source.',
			expect.any(String),
		],
	]);
	const [{ json }] = result.changes.slice(3);
	expect((json.changes as IDataObject[]).map(({ field }) => field)).toEqual([
		...['department', 'jobTitle'],
	]);
	expect(byWireNames(String(json.reason))).toBe('department, jobTitle differ');
	expect(byWireNames(String(result.changes.at(-1)!.json.reason))).toMatch(
		/same phone as .* Add phone to/,
	);
});

it('Yunzhijia: the level above is no column, and has a label all the same', async () => {
	const team = await yunzhijia.startCompany();
	const result = await team.plan({
		department: [{ orgId: 'd-lab', department: '销售中心\\实验室' }],
	});
	expect(shown(result)).toEqual([
		['销售中心\\实验室', 'Parent (上级部门, parent) differs', 'Parent (上级部门): 销售中心'],
	]);
});

it('Weaver E10: also what it does not tell, and fields of the tenant’s own', async () => {
	const company = await weaver.startCompany({
		seed(state) {
			state.basicFields.push({
				fieldId: '9001',
				name: '车牌号',
				componentKey: 'Text',
				formId: '1',
			});
		},
	});
	const result = await company.plan({
		employee:
			'工号 | 姓名 | 别名 | 直接上级 | 车牌号 | 毕业学校\nA1 | 王伟 | 大王 | X9 | 京A1 | 北大\nA2 | 李娜 | 李 | | 京A2 | \nA3 | | 敏 | | | ',
	});
	expect(shown(result)).toEqual([
		[
			'A1',
			expect.stringMatching(
				/^Alias \(别名, alias\), .*车牌号 \(userInfoExtend\.9001\) differ; Superior \(直接上级, superior\) is left as it is: it is “X9”, but /,
			),
			expect.stringContaining('Alias (别名): 王 → 大王'),
		],
		['A2', '车牌号 (userInfoExtend.9001) differs', '车牌号: 京A2'],
		['A3', 'Alias (别名, alias) differs', 'Alias (别名): 张 → 敏'],
	]);
	expect(warningsOf(result)).toContain('School (毕业学校, graduate_school)');
});

it('Hippius: also what its rules refuse or leave out', async () => {
	const organisation = await startOrganisation();
	const department = [
		{ 部门编码: 'A', 部门名称: '甲', 排序: 1, 上级部门编码: '' },
		{ 部门编码: 'B', 部门名称: '乙', 排序: 2, 上级部门编码: 'A' },
	];
	const employee = {
		工号: 'E1',
		姓名: '王伟',
		性别: '男',
		状态: '在职',
		部门编码: 'A',
		岗位编码: '',
	};
	await organisation.apply({ department });
	const result = await organisation.plan(
		{
			department: [
				{ ...department[0], 部门名称: '甲部' },
				{ ...department[1], 上级部门编码: '' },
				{ 部门编码: 'c-1', 部门名称: '丙', 排序: 3, 上级部门编码: '' },
			],
			employee: [employee],
		},
		{ scope: { emptyCells: 'clear' } },
	);
	expect(shown(result)).toEqual([
		['A', 'Name (部门名称, unitName) differs', 'Name (部门名称): 甲部'],
		[
			'B',
			expect.stringMatching(/^Parent Code \(上级部门编码, parentUnitCode\) is left as it is: /),
			'',
		],
		['c-1', expect.stringMatching(/^Code \(部门编码, unitCode\) must /), expect.any(String)],
		[
			'E1',
			'Position Code (岗位编码, positionCode) is required with Department Code (部门编码, unitCode), but is empty',
			'',
		],
	]);
});
