/** Keep Before of Weaver E10's polling trigger: docs/triggers.md, The items and Polling triggers. */
import { describe, expect, it } from 'vitest';
import { id, LI, NORTH, OLD, SALES, WANG, ZHAO } from '../company.ts';
import { hire, startWatching } from './watching.ts';

const keep = (...keepBefore: string[]) => ({ options: { keepBefore } });

it('tells the chosen fields as they were, from the first poll on', async () => {
	const { weaver, told } = await startWatching({ parameters: keep('mobile', 'department') });
	await told();
	const row = weaver.state.employees.get(WANG)!;
	Object.assign(row, { mobile: '1', job_num: 'B1' });
	expect(await told()).toMatchObject([
		{
			...{ event: 'employee.changed', changedFields: ['job_num', 'mobile'] },
			before: { mobile: '13800000001', department: SALES },
			after: { mobile: '1', department: SALES, job_num: 'B1' },
		},
	]);
	row.department = NORTH;
	const [{ before }] = await told();
	expect(before).toEqual({ mobile: '1', department: SALES });
});

it('tells them of who left or was deleted, and null of who is new or came back', async () => {
	const { weaver, told } = await startWatching({ parameters: keep('username', 'mobile') });
	const { employees } = weaver.state;
	await told();
	employees.get(WANG)!.status = '6';
	employees.get(ZHAO)!.status = 'normal';
	employees.delete(LI);
	hire(weaver.state, [id(61)]);
	const events = await told();
	const beforeOf = Object.fromEntries(events.map(({ id: key, before }) => [key, before]));
	expect(beforeOf).toEqual({
		[WANG]: { username: '王五', mobile: '13800000001' },
		[LI]: { username: '李四', mobile: '13800000002' },
		...{ [ZHAO]: null, [id(61)]: null },
	});
});

it('still knows them after a restart', async () => {
	const { weaver, told, trigger } = await startWatching({ parameters: keep('mobile') });
	await told();
	await trigger.restarted();
	weaver.state.employees.get(WANG)!.mobile = '1';
	expect(await told()).toMatchObject([{ before: { mobile: '13800000001' } }]);
	await trigger.restarted();
	weaver.state.employees.get(WANG)!.mobile = '2';
	expect(await told()).toMatchObject([{ before: { mobile: '1' } }]);
});

it.each([
	['organization', 'name', '华北'],
	['position', 'code', 'P1'],
] as const)('of %s, too', async (watch, field, held) => {
	const { weaver, told } = await startWatching({ watch, parameters: keep(field) });
	await told();
	const { departments, positions } = weaver.state;
	departments.get(NORTH)![field] = '新';
	departments.get(OLD)!.status = '1';
	positions.get(id(11))![field] = '新';
	const [changed] = await told();
	expect(changed).toMatchObject({ before: { [field]: held }, after: { [field]: '新' } });
});

it('keeps in the clear what was chosen, and nothing else', async () => {
	const { trigger, told, weaver } = await startWatching({ parameters: keep('mobile') });
	await told();
	weaver.state.employees.get(WANG)!.email = 'new@x.test';
	await told();
	expect(trigger.saved).toContain('13800000002');
	expect(trigger.saved).not.toMatch(/王五|李四|x\.test/);
	expect(trigger.saved).not.toContain(SALES);
});

describe('up to three', () => {
	const three = ['username', 'mobile', 'email'];

	it('are kept', async () => {
		const { weaver, told } = await startWatching({ parameters: keep(...three) });
		await told();
		weaver.state.employees.get(WANG)!.mobile = '1';
		const [{ before }] = await told();
		expect(before).toEqual({ username: '王五', mobile: '13800000001', email: 'A1@x.test' });
	});

	it('are a clear error with one more, and nothing is asked', async () => {
		const { weaver, trigger } = await startWatching({ parameters: keep(...three, 'job_num') });
		const { failure, items } = await trigger.poll();
		expect(items).toBeNull();
		expect(failure!.message).toMatch(/keepBefore|Keep Before/);
		expect(`${failure!.message} ${String(failure!.description)}`).toMatch(/\b(3|three)\b/i);
		expect(failure!.failure).toMatchObject({ cause: 'configuration-invalid' });
		expect(weaver.requestsTo('')).toEqual([]);
		expect((await trigger.poll({ mode: 'manual' })).failure).toBeDefined();
	});
});

it('of other fields begins: nothing is told as it was not', async () => {
	const { weaver, trigger, told } = await startWatching({ parameters: keep('mobile') });
	await told();
	trigger.publish({ watch: 'employee', ...keep('job_num') });
	await told();
	weaver.state.employees.get(WANG)!.job_num = 'B1';
	expect(await told()).toMatchObject([{ before: { job_num: 'A1' } }]);
	expect(trigger.saved).not.toContain('13800000002');
});
