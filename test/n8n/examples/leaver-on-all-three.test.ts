/** Somebody who leaves, on all three platforms, by job number. */
import { expect } from 'vitest';
import { statesOf } from '../../../demo/sync/pictures.ts';
import { test } from '../fixtures.ts';
import { everywhere } from './everywhere.ts';
import { exampleOf } from './example.ts';

test('the leaver has left all three, and a second time does no harm', async ({ n8n }) => {
	const example = await exampleOf(import.meta.filename);
	const { platforms, post } = await everywhere(n8n, example, 'leaver-on-all-three');
	const before = statesOf(platforms);
	const DONE = { yunzhijia: 'done', weaverE10: 'done', hippius: 'done' };
	expect(await post({ jobNo: 'XQ0001' })).toEqual({ status: 200, body: DONE });
	const after = statesOf(platforms);
	// Nobody is gone, and nothing of them has changed but that they have left.
	const { yunzhijia, weaverE10, hippius } = after;
	expect(yunzhijia.people.get('p1')).toMatchObject({
		...before.yunzhijia.people.get('p1'),
		status: '0',
	});
	expect(weaverE10.employees.get('4')).toEqual({
		...before.weaverE10.employees.get('4'),
		...{ personnel_status: '6', status: '6' },
	});
	expect(hippius.employees.get('XQ0001')).toEqual({
		...before.hippius.employees.get('XQ0001'),
		status: 'LEAVE',
	});

	expect(await post({ jobNo: 'XQ0001' })).toEqual({ status: 200, body: DONE });
	const again = statesOf(platforms);
	// Yunzhijia remembers when it was told.
	again.yunzhijia.people.get('p1')!.updatedAt = after.yunzhijia.people.get('p1')?.updatedAt;
	expect(again).toEqual(after);
});

test('a job number that nobody has is refused by all three, and nobody is created', async ({
	n8n,
}) => {
	const example = await exampleOf(import.meta.filename);
	const { platforms, post } = await everywhere(n8n, example, 'leaver-on-all-three');
	const before = statesOf(platforms);
	const { status, body } = await post({ jobNo: 'XQ0999' });
	expect({ status, ...body }).toEqual({
		status: 422,
		yunzhijia: expect.stringContaining('XQ0999'),
		weaverE10: expect.stringContaining('username不能为空'),
		hippius: expect.stringContaining('数据不存在'),
	});
	expect(statesOf(platforms)).toEqual(before);
});
