/** A new employee whom the HR system posts, on all three platforms. */
import { expect } from 'vitest';
import type { Platforms } from '../../../demo/sync/platforms.ts';
import { statesOf } from '../../../demo/sync/pictures.ts';
import { test } from '../fixtures.ts';
import { everywhere } from './everywhere.ts';
import { exampleOf } from './example.ts';

const JOINER = {
	...{ jobNo: 'XQ0700', name: '许诺', gender: '女', mobile: '19900000700' },
	...{ email: 'xq0700@example.com', departmentPath: '研发中心\\平台组', departmentCode: 'RD01' },
	...{ positionCode: 'P005', jobTitle: '工程师', hireDate: '2026-12-01' },
};
const DONE = { yunzhijia: 'done', weaverE10: 'done', hippius: 'done' };

const personIn = ({ yunzhijia }: Platforms) =>
	[...yunzhijia.state.people.values()].find(({ jobNo }) => jobNo === JOINER.jobNo);
const employeeIn = ({ weaverE10 }: Platforms) =>
	[...weaverE10.state.employees.values()].find(({ job_num }) => job_num === JOINER.jobNo);

test('the joiner is on all three as HR has them, and once only when sent again', async ({
	n8n,
}) => {
	const example = await exampleOf(import.meta.filename);
	const { platforms, post } = await everywhere(n8n, example, 'joiner-on-all-three');
	expect(await post(JOINER)).toEqual({ status: 200, body: DONE });
	expect(personIn(platforms)).toMatchObject({
		...{ name: '许诺', phone: JOINER.mobile, email: JOINER.email, orgId: 'd2' },
		...{ jobTitle: '工程师', hireDate: '2026-12-01', gender: '女' },
	});
	expect(employeeIn(platforms)).toMatchObject({
		...{ username: '许诺', mobile: JOINER.mobile, email: JOINER.email, sex: 'female' },
		...{ department: '2', position: '3', hiredate: '2026-12-01', personnel_status: '1' },
	});
	expect(platforms.hippius.state.employees.get('XQ0700')).toEqual({
		...{ employeeNum: 'XQ0700', name: '许诺', gender: '0', status: 'TRIAL' },
		...{ mobile: JOINER.mobile, email: JOINER.email },
		list: [{ unitCode: 'RD01', positionCode: 'P005', primaryPositionFlag: '1' }],
	});

	expect(await post({ ...JOINER, name: '许一诺' })).toEqual({ status: 200, body: DONE });
	expect(personIn(platforms)).toMatchObject({ name: '许一诺', phone: JOINER.mobile });
	const { yunzhijia, weaverE10, hippius } = statesOf(platforms);
	expect([yunzhijia.people.size, weaverE10.employees.size, hippius.employees.size]).toEqual([
		2, 2, 2,
	]);
});

test('what one of them refuses does not keep the others, and the answer says why', async ({
	n8n,
}) => {
	const example = await exampleOf(import.meta.filename);
	const { platforms, post } = await everywhere(n8n, example, 'joiner-on-all-three');
	const { status, body } = await post({ ...JOINER, positionCode: 'P99' });
	expect({ status, ...body }).toMatchObject({
		status: 422,
		yunzhijia: 'done',
		weaverE10: expect.stringContaining('P99'),
		hippius: expect.stringContaining('岗位不存在'),
	});
	expect(personIn(platforms)).toMatchObject({ name: '许诺' });
	expect(employeeIn(platforms)).toBeUndefined();
	expect(platforms.hippius.state.employees.has('XQ0700')).toBe(false);
});
