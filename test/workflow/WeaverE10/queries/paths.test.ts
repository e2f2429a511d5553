/**
 * Full paths of organisations, and interfaces of Weaver E10 whose path the user types in:
 * docs/vendors/weaver-e10.md, section 5, no. 7, 11, 32.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { fromItem, idFromItem, itemsOf, paired, reasons } from '../../engine/cases.ts';
import { HQ, id, LI, NORTH, RESTFUL, SALES, sentTo, startCompany } from '../company.ts';

describe('organization.getPaths', () => {
	const GET_DATA = 'department_link_allpath/getData';
	const own = { id: NORTH, name: '华北' };
	const top = { id: HQ, name: '总部' };
	const middle = { id: SALES, name: '销售' };

	it.each<[string, IDataObject, IDataObject, IDataObject]>([
		['of organizations', { ids: [NORTH, HQ] }, {}, { [NORTH]: [own, middle, top], [HQ]: [top] }],
		['of an employee', { employeeIds: LI }, {}, { [LI]: [own, middle, top] }],
		['from the top', { ids: NORTH }, { pathOrderType: 'DESC' }, { [NORTH]: [top, middle, own] }],
		['by subcompany', { employeeIds: LI }, { employeeOrgType: 'subcompany' }, { [LI]: [top] }],
	])('%s', async (_what, item, additionalFields, paths) => {
		const weaver = await startCompany();
		const parameters = {
			...{ ids: '={{ $json.ids }}', employeeIds: '={{ $json.employeeIds }}' },
			additionalFields: additionalFields as never,
		};
		const { main, error } = await weaver.run('organization.getPaths', parameters, [item]);
		expect(reasons(error)).toEqual([]);
		const lists = Object.entries(item).map(([name, value]) => [name, [value].flat()]);
		expect(sentTo(weaver, GET_DATA)).toEqual([
			{ ...Object.fromEntries(lists), ...additionalFields },
		]);
		expect(main).toEqual(paired([0, paths]));
	});

	it('wants one of the two, and at most 200', async () => {
		const weaver = await startCompany();
		const many = Array.from({ length: 201 }, (_, n) => id(n));
		const parameters = { ids: '={{ $json.ids }}', employeeIds: '' };
		const items = [{}, { ids: '' }, { ids: many }, { ids: NORTH }];
		const { main, error } = await weaver.run('organization.getPaths', parameters, items);
		expect(reasons(error)).toMatchObject([
			{ item: 0, error: 'ids or Employees (人员ID, employeeIds) is required' },
			{ item: 1, error: 'ids or Employees (人员ID, employeeIds) is required' },
			{ item: 2, error: expect.stringContaining('ids must have at most 200 entries') },
		]);
		expect(itemsOf(main)).toEqual([3]);
	});
});

const field = { fieldId: id(61), componentKey: 'Text', formId: id(62), name: '成本中心' };
const TYPED = [
	{
		operation: 'department.seal',
		serves: 'sealDepartments',
		parameters: { ...idFromItem('id'), ...fromItem('path') },
		body: { datas: [{ id: BigInt(NORTH) }] },
		result: { id: NORTH, operate: 'update' },
	},
	{
		operation: 'department.getFields',
		serves: 'departmentFields',
		parameters: fromItem('path'),
		body: {},
		result: field,
	},
] as Array<{
	operation: string;
	serves: 'sealDepartments' | 'departmentFields';
	parameters: INodeParameters;
	body: IDataObject;
	result: IDataObject;
}>;

describe.each(TYPED)(
	'$operation, whose path is typed in',
	({ operation, serves, parameters, body, result }) => {
		const PATH = '/elsewhere/v2/departments';
		const startAt = async (prefix = '') =>
			await startCompany({
				prefix,
				unknownPaths: { [serves]: PATH },
				seed: ({ departmentFields }) => departmentFields.push(field),
			});

		it.each([PATH, `  ${PATH} `, PATH.slice(1), `/${PATH}`])('goes to %j', async (path) => {
			const weaver = await startAt();
			const { main, error } = await weaver.run(operation, parameters, [{ id: NORTH, path }]);
			expect(reasons(error)).toEqual([]);
			expect(sentTo(weaver, PATH)).toEqual([body]);
			expect(main).toMatchObject(paired([0, result]));
		});

		it('stays below the prefix of the base URL', async () => {
			const weaver = await startAt('/papi/openapi');
			const { main } = await weaver.run(operation, parameters, [{ id: NORTH, path: PATH }]);
			expect(sentTo(weaver, `/papi/openapi${PATH}`)).toEqual([body]);
			expect(itemsOf(main)).toEqual([0]);
		});

		it.each<[unknown, RegExp]>([
			['', /^path is required$/],
			['  ', /^path is required$/],
			[undefined, /^path is required$/],
			['/api/../oauth2/authorize', /^path must be a path below the Base URL/],
			['/api/%2E%2e/oauth2', /^path must be a path below the Base URL/],
			['https://evil.test/api', /^path must be a path below the Base URL/],
			['FILE:///etc/passwd', /^path must be a path below the Base URL/],
			['/\\evil.test', /^path must be a path below the Base URL/],
			['/api\\..\\oauth2', /^path must be a path below the Base URL/],
			['/api/a b', /^path must be a path below the Base URL/],
			['/api/a\u00a0b', /^path must be a path below the Base URL/],
			['/api/.\t./oauth2', /^path must be a path below the Base URL/],
			['/api/.\n./oauth2', /^path must be a path below the Base URL/],
			['/api/a\u0000', /^path must be a path below the Base URL/],
			['/api/a\u007f', /^path must be a path below the Base URL/],
			[['/a'], /^path must be text, but is a list$/],
		])('refuses %j and sends nothing there', async (path, says) => {
			const weaver = await startAt();
			const items = [
				{ id: NORTH, path },
				{ id: NORTH, path: PATH },
			] as IDataObject[];
			const { main, error } = await weaver.run(operation, parameters, items);
			expect(reasons(error)).toMatchObject([{ item: 0, field: 'path', outcome: 'rejected' }]);
			expect(reasons(error)[0].error).toMatch(says);
			expect(itemsOf(main)).toEqual([1]);
			expect(weaver.requestsTo('').map((request) => request.path)).toEqual([PATH]);
		});

		it('never leaves the host, whatever the path looks like', async () => {
			const weaver = await startAt();
			const paths = ['//evil.test/api', '@evil.test/x', '.evil.test', ':9/x'];
			const items = paths.map((path) => ({ id: NORTH, path }));
			const { main, error } = await weaver.run(operation, parameters, items);
			expect(main).toEqual([]);
			expect(reasons(error)).toMatchObject(paths.map((_path, item) => ({ item, status: 404 })));
		});

		it('says where it went wrong, and what to look at', async () => {
			const weaver = await startAt();
			const items = [{ id: NORTH, path: `${RESTFUL}nowhere` }];
			const { error } = await weaver.run(operation, parameters, items);
			expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'rejected', status: 404 }]);
		});
	},
);

it('each path is asked once, for the items that give it', async () => {
	const weaver = await startCompany();
	const path = `${RESTFUL}listDepartmentField`;
	weaver.state.departmentFields.push(field);
	const items = [{ path }, { path: `${path}2` }, { path }];
	const { main, error } = await weaver.run('department.getFields', fromItem('path'), items);
	expect(weaver.requestsTo('')).toHaveLength(2);
	expect(itemsOf(main)).toEqual([0, 2]);
	expect(itemsOf(error)).toEqual([1]);
});
