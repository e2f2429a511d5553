/** A first password leaves with no item, even where the platform repeats it. */
import { expect, it } from 'vitest';
import { fromItem, run } from '../../engine/cases.ts';
import { startScripted } from '../../engine/scripted.ts';

const ADD = 'POST /gateway/openimport/open/person/addNew';
const PASSWORD = 'Pass+word=7';
const parameters = { ...fromItem('name'), account: fromItem('mobile', 'password') };
const items = [{ name: '张', mobile: '13900000001', password: PASSWORD }];

const said = `密码${PASSWORD}过于简单`;
const refusedRow = { msgId: '0', msgCode: '400', msg: said, success: false };
const lostRow = { msgId: 'nobody', msgCode: '400', msg: said };

it.each([
	['a row', { success: true, errorCode: 100, data: [refusedRow] }],
	['a row that names nobody', { success: true, errorCode: 100, data: [lostRow, lostRow] }],
	['the whole request', { success: false, errorCode: 400, error: said }],
])('when %s is refused with it', async (_what, answer) => {
	const platform = await startScripted(ADD, () => answer);
	const result = await run('yunzhijia', platform, ['person', 'create'], parameters, items);
	expect(result.main).toEqual([]);
	expect(result.error[0].json.error).toContain('密码•••过于简单');
	expect(JSON.stringify(result.error[0].json.details)).not.toContain(PASSWORD);
	expect(result.logs.join()).not.toContain(PASSWORD);
});
