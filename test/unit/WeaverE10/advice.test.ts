/** Advice for rows that Weaver refuses as a whole request: nodes/WeaverE10/advice.ts. */
import { expect, it } from 'vitest';
import { withAdvice } from '../../../nodes/WeaverE10/advice.ts';
import { employeeColumns } from '../../../nodes/WeaverE10/resources/employee/columns.ts';
import { Failure } from '../../../nodes/shared/client/failure.ts';

const rows = { one: 'employee', columns: employeeColumns, keyOf: () => 'job_num' };
const record = { index: 0, row: { job_num: 'A9' }, request: {} };
const refused = new Failure('refused', 'username不能为空 (500)', { platformCode: '500' });

it('is given for a row that stands alone, beside the text as it came', () => {
	const advised = withAdvice(refused, [record], rows) as Failure;
	expect(advised.message).toBe('username不能为空 (500)');
	expect(advised.facts).toMatchObject({
		platformCode: '500',
		advice: expect.stringContaining(
			'There is no employee whose Job Number (工号, job_num) is “A9”',
		),
	});
});

it.each<[string, unknown, Array<typeof record>]>([
	['of several rows nobody knows which one is meant', refused, [record, record]],
	['what is no refusal', new Failure('ambiguous', 'username不能为空'), [record]],
	['what is no failure', new Error('username不能为空'), [record]],
])('%s: is left as it is', (_what, error, batch) => {
	expect(withAdvice(error, batch, rows)).toBe(error);
});

it.each([
	'部门不存在 (500)',
	'unknown is not a known field (500)',
	'departmentId和positionId不能同时为空',
	'other不能为空',
])('a text that names nothing of the row has none here: %s', (text) => {
	const failure = withAdvice(new Failure('refused', text), [record], rows) as Failure;
	expect(failure.facts.advice).toBeUndefined();
});

it('advice of the code goes before', () => {
	const known = refused.with({ advice: 'Add the interface' });
	expect((withAdvice(known, [record], rows) as Failure).facts.advice).toBe('Add the interface');
});
