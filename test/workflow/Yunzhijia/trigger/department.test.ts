/** What is told of departments: docs/triggers.md, "Polling triggers". */
import { describe, expect, it } from 'vitest';
import { YUNZHIJIA_ROOT } from '../../../platforms/index.ts';
import { DAY, HOUR, LAB, NORTH, SALES } from './watch.ts';
import { brief, inBeijing, single, startWatch, today, told, watching } from './watch.ts';

const TOMORROW = DAY + HOUR;
const NEW = 'd-new';

it('Emit First: all there are come as added', async () => {
	const watched = await startWatch('department', { parameters: { emitFirst: true } });
	const events = told(await watched.begin());
	const own = events.filter(({ id }) => id !== YUNZHIJIA_ROOT.orgId);
	expect(own.map(({ id }) => id)).toEqual([LAB, NORTH, SALES]);
	expect(own[1]).toMatchObject({
		event: 'department.added',
		after: { id: NORTH, name: '华北区', department: '销售中心\\华北区', parentId: SALES },
		before: null,
		changedFields: [],
	});
	expect(brief(await watched.poll())).toEqual([]);
});

it('tells who was added, renamed, moved and deleted, each once', async () => {
	const watched = await watching('department');
	watched.happens.addsDepartment(NEW, '新部', SALES);
	expect(single(await watched.poll())).toMatchObject({
		event: 'department.added',
		id: NEW,
		after: { id: NEW, name: '新部', department: '销售中心\\新部' },
		changedFields: [],
	});

	watched.happens.renamesDepartment(NEW, '旧部');
	const renamed = single(await watched.poll());
	expect(renamed).toMatchObject({ event: 'department.changed', id: NEW, after: { name: '旧部' } });
	expect(renamed.changedFields).toContain('name');

	watched.happens.deletesDepartment(NEW);
	expect(single(await watched.poll())).toMatchObject({
		event: 'department.removed',
		id: NEW,
		// The last row that is told.
		after: { id: NEW, name: '旧部' },
		changedFields: [],
	});
	for (const wait of [0, HOUR, TOMORROW]) {
		watched.wait(wait);
		expect(brief(await watched.poll())).toEqual([]);
	}
});

it('has the last row of one that was deleted', async () => {
	const watched = await watching('department');
	watched.happens.deletesDepartment(LAB);
	expect(single(await watched.poll())).toMatchObject({
		event: 'department.removed',
		after: { id: LAB, changeType: '3' },
	});
});

it('tells of all below a department that is deleted', async () => {
	const watched = await watching('department');
	watched.happens.deletesDepartment(SALES);
	expect(brief(await watched.poll())).toEqual([
		`department.removed ${NORTH}`,
		`department.removed ${SALES}`,
	]);
});

it('what the platform says of the kind of change is no change of the department', async () => {
	const watched = await watching('department');
	watched.happens.renamesDepartment(LAB, '研究院');
	const { changedFields } = single(await watched.poll());
	expect(changedFields).toContain('name');
	expect(changedFields).not.toContain('changeType');
	watched.wait(TOMORROW);
	expect(brief(await watched.poll())).toEqual([]);
});

describe('without a trace', () => {
	it('deleted: found by the whole read, not before', async () => {
		const watched = await watching('department');
		watched.happens.losesDepartment(LAB);
		for (const wait of [HOUR, 22 * HOUR]) {
			watched.wait(wait);
			expect(brief(await watched.poll())).toEqual([]);
		}
		watched.wait(HOUR);
		expect(single(await watched.poll())).toMatchObject({
			event: 'department.removed',
			id: LAB,
			after: null,
			stateKey: `${LAB}|gone|${today(watched)}`,
		});
	});

	it('changed: found by the whole read', async () => {
		const watched = await watching('department');
		watched.state.departments.get(LAB)!.weights = 5;
		expect(brief(await watched.poll())).toEqual([]);
		watched.wait(TOMORROW);
		expect(single(await watched.poll())).toMatchObject({
			event: 'department.changed',
			id: LAB,
			changedFields: ['weights'],
			after: { weights: 5 },
		});
	});

	it('one that is missing in the list only is looked for, and not removed', async () => {
		const watched = await watching('department');
		watched.misbehave({ how: 'dropRow', path: 'dept/getall', row: LAB, times: 1 });
		watched.wait(TOMORROW);
		expect(brief(await watched.poll())).toEqual([]);
	});
});

it('asks for what changed since the last poll and two hours more', async () => {
	const watched = await startWatch('department');
	const began = watched.platformNow();
	await watched.begin();
	watched.wait(5 * HOUR);
	await watched.poll();
	const [asked] = watched.askedOf('dept/getAtTime');
	const since = began - 2 * HOUR;
	expect(Math.abs(inBeijing(asked!.time) - since)).toBeLessThan(5_000);
});
