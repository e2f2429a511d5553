/**
 * What is advised where Weaver refuses a row: in the words of the form, beside Weaver's own text. The
 * texts are those of the test platform, as nobody documents them (docs/vendors/weaver-e10.md, section 2).
 */
import type { IDataObject } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { reasons } from '../../engine/cases.ts';
import { FIRST_ID, seed } from './rows.ts';
import { startAnswering } from '../company.ts';
import { startWeaver } from '../runs.ts';

it.each<[string, IDataObject, string, string]>([
	[
		'employee.upsert',
		{ job_num: 'A9', personnel_status: '离职' },
		'username不能为空 (500)',
		'There is no employee whose Job Number (工号, job_num) is “A9”, so Weaver wanted to create one, which needs Name (姓名, username). Check Job Number (工号, job_num), or give Name (姓名, username) if it is a new employee.',
	],
	[
		'employee.upsert',
		{ job_num: 'A1', username: '' },
		'username不能为空 (500)',
		'Name (姓名, username) can’t be emptied: give it a value, or leave it out.',
	],
	[
		'employee.upsert',
		{ job_num: 'A1', department: 'NONE' },
		'NONE不存在 (500)',
		'Weaver does not find “NONE”, which is in Department (部门, department). Check it, and by which column it is looked up: Request Fields → Match By.',
	],
	[
		'employee.upsert',
		{ job_num: 'A1', other_superior: ['A2', 'NOBODY'] },
		'NOBODY不存在 (500)',
		'Weaver does not find “NOBODY”, which is in Other Superiors (其他上级, other_superior). Check it, and by which column it is looked up: Request Fields → Match By.',
	],
	[
		'department.upsert',
		{ code: 'NEW' },
		'name不能为空 (500)',
		'There is no department whose Code (部门编码, code) is “NEW”, so Weaver wanted to create one, which needs Short Name (部门简称, name). Check Code (部门编码, code), or give Short Name (部门简称, name) if it is a new department.',
	],
])('%s: %j', async (operation, item, error, advice) => {
	const weaver = await startWeaver({ seed });
	const result = await weaver.run(operation as 'a.b', {}, [item]);
	expect(reasons(result.error)).toMatchObject([
		{ outcome: 'rejected', code: '500', error, advice },
	]);
});

it('an ID that is not there can’t be created', async () => {
	const weaver = await startWeaver({ seed });
	const { error } = await weaver.run('employee.upsert', { matchBy: 'id' }, [{ id: FIRST_ID }]);
	expect(reasons(error)).toMatchObject([
		{
			error: `${FIRST_ID}不存在 (500)`,
			advice:
				'There is no employee with this ID. Weaver gives the IDs itself: to create one, match by another column.',
		},
	]);
});

it('several of one name: match by another column', async () => {
	const weaver = await startWeaver({ seed });
	const items = [1, 2].map((n) => ({ job_num: `N${n}`, username: '同名' }));
	await weaver.run('employee.upsert', {}, items);
	const { error } = await weaver.run('employee.upsert', { matchBy: 'username' }, [
		{ username: '同名', alias: 'x' },
	]);
	expect(reasons(error)).toMatchObject([
		{
			advice:
				'Several records in Weaver have this Name (姓名, username): match by another column, such as the ID.',
		},
	]);
});

it('a request of one row that is refused as a whole is about that row', async () => {
	const message = { errcode: '500', errmsg: 'username不能为空' };
	const weaver = await startAnswering(
		'syncEmployee',
		() => undefined,
		() => ({ message }),
	);
	const { error } = await weaver.run('employee.upsert', {}, [{ job_num: 'A9' }]);
	expect(reasons(error)).toMatchObject([
		{
			error: 'username不能为空 (500)',
			advice: expect.stringContaining('so Weaver wanted to create one') as string,
		},
	]);
});
