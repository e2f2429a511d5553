/** Look-ups of Yunzhijia: people and departments by name (docs/vendors/yunzhijia.md, sections 4 and 5). */
import { expect, it } from 'vitest';
import type { YunzhijiaOptions, YunzhijiaState } from '../../../platforms/index.ts';
import { YUNZHIJIA_ROOT, addDepartment, addPerson, dataOf } from '../../../platforms/index.ts';
import { entriesOf, formOf, namesOf, scrolled } from '../../lookups/lookups.ts';
import { startScripted } from '../../engine/scripted.ts';
import { addPeople, person, startTeam } from '../team.ts';

const GETALL_DEPARTMENTS = '/gateway/openimport/open/dept/getall';
const GETALL_PEOPLE = '/gateway/openimport/open/person/getall';
const MOST = 10_000;

const [SALES, NORTH, BEIJING, LAB] = ['d-sales', 'd-north', 'd-beijing', 'd-lab'];
const LI = 'openid-of-li';

function seed(state: YunzhijiaState): void {
	addDepartment(state, SALES, 'Sales');
	addDepartment(state, NORTH, 'North', SALES);
	addDepartment(state, BEIJING, 'Beijing', NORTH);
	addDepartment(state, LAB, '实验室');
	const more = { phone: '13900000001', jobNo: 'J00001' };
	addPerson(state, { openId: LI, name: '李娜', orgId: BEIJING, jobTitle: '', ...more });
	addPerson(state, { openId: 'bare', name: 'Anna', orgId: '', jobTitle: '' });
	addPerson(state, { openId: 'left', name: '李伟', orgId: '', jobTitle: '', status: '0' });
}

async function start(options: YunzhijiaOptions = {}) {
	const platform = await startTeam({ seed, ...options });
	return { ...platform, form: formOf('yunzhijia', platform.credential) };
}

it('departments show their path; the root, which has none, its name', async () => {
	const { form } = await start();
	expect(entriesOf(await form('searchDepartments'))).toEqual([
		['测试团队', YUNZHIJIA_ROOT.orgId],
		['Sales', SALES],
		['Sales \\ North', NORTH],
		['Sales \\ North \\ Beijing', BEIJING],
		['实验室', LAB],
	]);
});

it.each([
	['beijing', [BEIJING]],
	['NORTH', [NORTH, BEIJING]],
	['sales \\ north', [NORTH, BEIJING]],
	['Sales\\North', [NORTH, BEIJING]],
	['  验室 ', [LAB]],
	[LAB, [LAB]],
	['d-', []],
	['nowhere', []],
])('department “%s” is found as %j', async (filter, found) => {
	const { form } = await start();
	const { results } = await form('searchDepartments', filter);
	expect(results.map(({ value }) => value)).toEqual(found);
});

it('people show job number and mobile, as far as they have them; leavers are not listed', async () => {
	const { form } = await start();
	expect(entriesOf(await form('searchPeople'))).toEqual([
		['李娜 (J00001, 13900000001)', LI],
		['Anna', 'bare'],
	]);
});

it.each([
	['李', [LI]],
	['j00001', [LI]],
	['0001', [LI]],
	['ANN', ['bare']],
	[LI, [LI]],
	['openid', []],
])('person “%s” is found as %j', async (filter, found) => {
	const { form } = await start();
	const { results } = await form('searchPeople', filter);
	expect(results.map(({ value }) => value)).toEqual(found);
});

it('a hundred are shown at a time, and scrolling shows the rest', async () => {
	const { form } = await start({ seed: (state) => addPeople(state, 1150) });
	const all = await scrolled(form, 'searchPeople');
	expect(all.sizes).toEqual([...Array<number>(11).fill(100), 50]);
	expect(all.entries.map(([, value]) => value)).toEqual(
		Array.from({ length: 1150 }, (_, n) => person(n)),
	);
	const found = await scrolled(form, 'searchPeople', '员工11');
	expect(found.entries.map(([name]) => name)).toEqual(
		Array.from({ length: 1150 }, (_, n) => `员工${n}`).filter((name) => name.startsWith('员工11')),
	);
	expect(found.sizes).toEqual([61]);
});

it('each list is read once while somebody types', async () => {
	const { form, requestsTo, tokenRequests } = await start();
	for (const filter of ['', 's', 'sa', 'sal', 'sale', 'sales']) {
		await form('searchDepartments', filter);
		await form('searchPeople', filter);
	}
	expect(requestsTo(GETALL_DEPARTMENTS).map(dataOf)).toEqual([{}]);
	// A page may be short for other reasons: only an empty one is the end.
	expect(requestsTo(GETALL_PEOPLE).map(dataOf)).toEqual([
		{ begin: 0, count: 1000 },
		{ begin: 2, count: 1000 },
	]);
	expect(tokenRequests()).toHaveLength(1);
});

it('forms that ask at the same time share one read', async () => {
	const { form, requestsTo } = await start({ latency: 20 });
	const asked = ['', 'n', 'no', 'nor'].map(
		async (filter) => await form('searchDepartments', filter),
	);
	expect((await Promise.all(asked)).map(({ results }) => results.length)).toEqual([5, 2, 2, 2]);
	expect(requestsTo(GETALL_DEPARTMENTS)).toHaveLength(1);
});

it('of more people the first ten thousand are read, and no request for the others', async () => {
	const { form, requestsTo } = await start({ seed: (state) => addPeople(state, MOST + 5) });
	expect(namesOf(await form('searchPeople', `员工${MOST - 1}`))).toEqual([`员工${MOST - 1}`]);
	expect(namesOf(await form('searchPeople', `员工${MOST}`))).toEqual([]);
	expect(requestsTo(GETALL_PEOPLE).map(dataOf)).toEqual(
		Array.from({ length: 10 }, (_, page) => ({ begin: page * 1000, count: 1000 })),
	);
});

it('two credentials never see one another’s list', async () => {
	const [one, other] = [await start(), await start({ seed: (state) => addPeople(state, 1) })];
	expect(namesOf(await one.form('searchPeople'))).toHaveLength(2);
	expect(namesOf(await other.form('searchPeople'))).toEqual(['员工0']);
	const stranger = formOf('yunzhijia', { ...one.credential, secret: 'not it' });
	await expect(stranger('searchPeople')).rejects.toThrow(/refused the EID or the secret/);
	expect(namesOf(await one.form('searchPeople'))).toHaveLength(2);
});

it('a row of the root in another form still has a name', async () => {
	const rows = ['', '\\', null, undefined].map((department, n) => ({
		id: `root${n}`,
		name: '公司',
		department,
		parentId: '',
	}));
	const { credential } = await startScripted(`POST ${GETALL_DEPARTMENTS}`, () => ({
		success: true,
		data: rows,
	}));
	const page = await formOf('yunzhijia', credential)('searchDepartments');
	expect(entriesOf(page)).toEqual(rows.map(({ id }) => ['公司', id]));
});
