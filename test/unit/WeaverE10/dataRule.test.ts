/** The drop-downs of `dataRule` and what they refuse: docs/vendors/weaver-e10.md, section 4. */
import type { IDataObject } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { dataRule, matchBy, useMatchBy } from '../../../nodes/WeaverE10/dataRule.ts';

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
		[{ department: 'id' }, 'must say by which column the employee is found'],
		[{ employee: '' }, 'must say by which column the employee is found'],
		[{}, 'must say by which column the employee is found'],
		['job_num', 'must be JSON'],
		[['job_num'], 'must be an object, but is a list'],
	])('refuses %j', (value, says) => {
		expect(() => read(value)).toThrow(says);
	});
});

describe('Match By at the top', () => {
	const used = (request: IDataObject) => {
		useMatchBy(request, 'employee', 'job_num');
		return request;
	};

	it.each<[string, IDataObject, IDataObject]>([
		[
			'goes into the rules, and into the echoed column with them',
			{ matchBy: 'id', dataRule: { employee: 'job_num', department: 'code' }, extKey: 'job_num' },
			{ dataRule: { employee: 'id', department: 'code' }, extKey: 'id' },
		],
		['is a rule where there is none', { matchBy: 'id' }, { dataRule: { employee: 'id' } }],
		[
			'leaves an echoed column of the user’s own',
			{ matchBy: 'id', dataRule: { employee: 'job_num' }, extKey: 'ref' },
			{ dataRule: { employee: 'id' }, extKey: 'ref' },
		],
		[
			'goes behind what Request Fields says besides its preset',
			{ matchBy: 'id', dataRule: { employee: 'username' }, extKey: 'job_num' },
			{ dataRule: { employee: 'username' }, extKey: 'job_num' },
		],
		['changes nothing by default', { extKey: 'job_num' }, { extKey: 'job_num' }],
	])('%s', (_what, request, sent) => {
		expect(used(request)).toEqual(sent);
	});

	it('shows its default, and is hidden where a saved workflow has another rule', () => {
		const { parameter } = matchBy('employee', 'job_num');
		expect(parameter).toMatchObject({
			default: '',
			options: [
				{ name: 'Default (Job Number, 工号)', value: '' },
				{ value: 'job_num' },
				{ value: 'id' },
				{ value: 'username' },
			],
		});
		const shown = (dataRule?: object) =>
			NodeHelpers.displayParameter({ requestFields: { dataRule } } as never, parameter, null, null);
		expect([shown({ employee: 'job_num' }), shown()]).toEqual([true, true]);
		expect([shown({ employee: 'id' }), shown({ employee: 'username' })]).toEqual([false, false]);
	});
});
