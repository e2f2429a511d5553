/** The drop-downs of `dataRule` and what they refuse: docs/vendors/weaver-e10.md, section 4. */
import { describe, expect, it } from 'vitest';
import { dataRule } from '../../../nodes/WeaverE10/dataRule.ts';

const read = (value: unknown) =>
	dataRule(['employee', 'department', 'employeeScopeConfig'], {}, ['employee']).read!(value);

describe('dataRule', () => {
	it.each(['id', 'username', 'job_num'])('takes employees by %s', (employee) => {
		expect(read({ employee })).toEqual({ employee });
	});

	it.each(['id', 'name', 'code'])('takes departments by %s', (department) => {
		expect(read({ employee: 'id', department })).toEqual({ employee: 'id', department });
	});

	it.each(['onlyMainAccount', 'onlyNormal'])('takes accounts: %s', (employeeScopeConfig) => {
		const rules = { employee: 'id', employeeScopeConfig };
		expect(read(rules)).toEqual(rules);
	});

	it.each<[unknown, string]>([
		[{ employee: 'code' }, 'must be one of job_num, id, username, but is “code”'],
		[{ employee: 'id', position: 'id' }, 'has no rule for “position”'],
		[{ employee: 'id', Department: 'id' }, 'has no rule for “Department”'],
		[{ department: 'id' }, 'must say how the employee is looked up'],
		[{ employee: '' }, 'must say how the employee is looked up'],
		[{}, 'must say how the employee is looked up'],
		['job_num', 'must be JSON'],
		[['job_num'], 'must be an object, but is a list'],
	])('refuses %j', (value, says) => {
		expect(() => read(value)).toThrow(says);
	});
});
