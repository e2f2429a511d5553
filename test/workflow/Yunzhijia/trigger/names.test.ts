/** The long name of a department is a field like any other: docs/triggers.md, "The items". */
import { expect, it } from 'vitest';
import { DAY, LAB, NORTH, SALES, pair, person, single, told, watching } from './watch.ts';

it('a person in another department has another orgId and department', async () => {
	const watched = await watching('person');
	watched.happens.updates(person(3), { orgId: NORTH });
	const { changedFields } = single(await watched.poll());
	expect(changedFields!.toSorted()).toEqual(['department', 'orgId']);
});

it('the people of a department with another name have changed', async () => {
	const watched = await watching('person');
	watched.happens.renamesDepartment(LAB, '研究院');
	watched.wait(DAY);
	const events = told(await watched.poll());
	expect(events.map(({ id }) => id)).toEqual([person(2), person(5)]);
	expect(events[0]).toMatchObject({ changedFields: ['department'] });
});

it('a renamed department has another name and long name', async () => {
	const watched = await watching('department');
	watched.happens.renamesDepartment(LAB, '研究院');
	const { changedFields } = single(await watched.poll());
	expect(changedFields!.toSorted()).toEqual(['department', 'name']);
});

it('so have those below it, the long name only', async () => {
	const watched = await watching('department');
	watched.happens.renamesDepartment(SALES, '营销中心');
	await watched.poll();
	watched.wait(DAY);
	expect(single(await watched.poll())).toMatchObject({
		id: NORTH,
		changedFields: ['department'],
		after: { department: '营销中心\\华北区' },
	});
});

it('and its leaders', async () => {
	const watched = await watching('leader');
	watched.happens.renamesDepartment(LAB, '研究院');
	expect(single(await watched.poll())).toMatchObject({
		event: 'leader.changed',
		id: pair(2, LAB),
		changedFields: ['department'],
		after: { openId: person(2), departmentId: LAB, department: '研究院' },
	});
});
