/** The long name of a department is shown and not compared: docs/triggers.md, "The items". */
import { expect, it } from 'vitest';
import { DAY, LAB, NORTH, SALES, brief, person, single, watching } from './watch.ts';

it('a person in another department has another orgId', async () => {
	const watched = await watching('person');
	watched.happens.updates(person(3), { orgId: NORTH });
	expect(single(await watched.poll())).toMatchObject({
		changedFields: ['orgId'],
		after: { orgId: NORTH, department: '销售中心\\华北区' },
	});
});

it.each(['person', 'leader'] as const)('%s: the department has another name', async (watch) => {
	const watched = await watching(watch);
	watched.happens.renamesDepartment(LAB, '研究院');
	watched.wait(DAY);
	expect(brief(await watched.poll())).toEqual([]);
});

it('a department with another name, and those below it', async () => {
	const watched = await watching('department');
	watched.happens.renamesDepartment(SALES, '营销中心');
	expect(single(await watched.poll())).toMatchObject({
		event: 'department.changed',
		id: SALES,
		changedFields: ['name'],
		after: { name: '营销中心', department: '营销中心' },
	});
	watched.wait(DAY);
	expect(brief(await watched.poll())).toEqual([]);
});
