/**
 * Skip Existing: what adds is done again after a run of which nobody knows how far it came, and
 * what is there already is not sent.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { addPerson, dataOf } from '../../platforms/index.ts';
import { fromItem, itemsOf, reasons } from '../engine/cases.ts';
import { LAB, NORTH, NORTH_PATH, OPEN, person, startTeam, type Team, WRITES } from './team.ts';

interface Case {
	path: string;
	parameters: INodeParameters;
	/** All of them are new to the team. */
	item(n: number): IDataObject;
	/** How many the team has of what is added. */
	count(team: Team): number;
	/** What is asked before anything is sent. */
	looks: string[];
}

const login = {
	...fromItem('name'),
	account: { mobile: '={{ $json.mobile }}', email: '={{ $json.email }}' },
};

const CASES: Record<string, Case> = {
	'person.create': {
		path: 'person/addNew',
		parameters: login,
		item: (n) => ({ name: `新人${n}`, mobile: `1390000${1000 + n}`, email: '' }),
		count: ({ state }) => state.people.size,
		looks: ['person/get'],
	},
	'department.create': {
		path: 'v2/dept/add',
		parameters: fromItem('department'),
		item: (n) => ({ department: `销售中心\\新${n}` }),
		count: ({ state }) => state.departments.size,
		looks: ['dept/get'],
	},
	'partTimeJob.add': {
		path: WRITES.add.path,
		parameters: WRITES.add.parameters,
		item: (n) => ({ openId: person(n), orgId: NORTH, jobTitle: '顾问' }),
		count: ({ state }) => state.partTimeJobs.size,
		looks: ['company/queryPartTimeJobs'],
	},
	'partTimeJob.addByDepartmentName': {
		path: WRITES.addByDepartmentName.path,
		parameters: WRITES.addByDepartmentName.parameters,
		item: (n) => ({ openId: person(n), department: NORTH_PATH, jobTitle: '顾问' }),
		count: ({ state }) => state.partTimeJobs.size,
		looks: ['dept/get', 'company/queryPartTimeJobs'],
	},
};

const OPTIONS = { batchSize: 3, concurrency: 1, retries: 0 };
const SKIP = { ...OPTIONS, skipExisting: true };

/** What was asked in turn; several pages or batches are one. */
const pathsOf = ({ requests }: Pick<Team, 'requests'>) =>
	requests
		.filter(({ path }) => path.startsWith(OPEN))
		.map(({ path }) => path.slice(OPEN.length))
		.filter((path, at, all) => path !== all[at - 1]);

describe.each(Object.entries(CASES))('%s', (name, { path, parameters, item, count, looks }) => {
	const items = Array.from({ length: 9 }, (_, n) => item(n));

	it('sends what is missing after a run that ended in the middle, and nothing twice', async () => {
		const team = await startTeam();
		const before = count(team);
		// The second request takes effect, and its answer is lost.
		team.misbehave({ how: 'resetAfter', path, after: 1, times: 1 });
		const first = await team.perform(name, { ...parameters, options: OPTIONS }, items);
		expect(reasons(first.error)).toMatchObject(
			[3, 4, 5].map((at) => ({ item: at, outcome: 'unknown' })),
		);
		expect(count(team)).toBe(before + 9);

		team.requests.length = 0;
		const again = await team.perform(name, { ...parameters, options: SKIP }, items);
		expect(reasons(again.error)).toEqual([]);
		expect(itemsOf(again.main)).toEqual(items.map((_, at) => at));
		expect(again.main.map(({ json }) => json.existed)).toEqual(Array(9).fill(true));
		expect(pathsOf(team)).toEqual(looks);
		expect(count(team)).toBe(before + 9);
	});

	it('sends only those that are not there, and says which were', async () => {
		const team = await startTeam();
		await team.perform(name, { ...parameters, options: OPTIONS }, items.slice(0, 4));
		team.requests.length = 0;
		const { main } = await team.perform(name, { ...parameters, options: SKIP }, items);

		expect(main.map(({ json }) => json.existed ?? false)).toEqual(items.map((_, at) => at < 4));
		expect(pathsOf(team)).toEqual([...looks, path]);
		const sent = team.requestsTo(path).map(dataOf);
		expect(JSON.stringify(sent)).not.toContain(Object.values(items[3])[0]);
	});

	it('does not send one of two equal items', async () => {
		const team = await startTeam();
		const before = count(team);
		const { main } = await team.perform(name, { ...parameters, options: SKIP }, [
			...[item(0), item(0)],
		]);
		expect(main.map(({ json }) => json.existed ?? false)).toEqual([false, true]);
		expect(count(team)).toBe(before + 1);
		expect(pathsOf(team)).toEqual([...looks, path, ...looks]);
	});

	it('sends nothing when the look comes to nothing', async () => {
		const team = await startTeam();
		team.misbehave({ how: 'status', status: 500, path: looks.at(-1) });
		const { error } = await team.perform(name, { ...parameters, options: SKIP }, items);
		expect(reasons(error)).toMatchObject(items.map((_, at) => ({ item: at, outcome: 'notSent' })));
		expect(team.requestsTo(path)).toEqual([]);
	});

	it('looks for nothing unless it is told to', async () => {
		const team = await startTeam();
		await team.perform(name, { ...parameters, options: OPTIONS }, items);
		expect(new Set(pathsOf(team))).toEqual(new Set([path]));
	});
});

describe('what counts as being there', () => {
	const create = async (team: Team, items: IDataObject[]) =>
		await team.perform('person.create', { ...login, options: SKIP }, items);

	it('who has no mobile is found by the email', async () => {
		const team = await startTeam();
		const one = { name: '新人', mobile: '', email: 'new@example.com' };
		await create(team, [one]);
		const { main } = await create(team, [one]);
		expect(main).toMatchObject([{ json: { existed: true, email: 'new@example.com' } }]);
		expect(team.requestsTo('person/addNew')).toHaveLength(1);
	});

	it('who has left is not there', async () => {
		const team = await startTeam();
		const mobile = '13900009999';
		addPerson(team.state, { openId: 'gone', name: '旧人', phone: mobile, status: '0' } as never);
		await create(team, [{ name: '新人', mobile, email: '' }]);
		expect(team.requestsTo('person/addNew')).toHaveLength(1);
	});

	it('a first password leaves with no item', async () => {
		const team = await startTeam();
		const parameters = { ...login, account: { ...login.account, password: 'first-Secret-1' } };
		const item = CASES['person.create'].item(1);
		for (let round = 0; round < 2; round++) {
			const { main } = await team.perform('person.create', { ...parameters, options: SKIP }, [
				item,
			]);
			expect(main).toHaveLength(1);
			expect(JSON.stringify(main)).not.toContain('first-Secret-1');
		}
	});

	it('a job in the same department with another title is not there', async () => {
		const team = await startTeam();
		const sent: number[] = [];
		for (const jobTitle of ['顾问,专员', '专员', '专员,顾问', '顾问,讲师']) {
			team.requests.length = 0;
			const job = { openId: person(1), orgId: LAB, jobTitle };
			await team.perform('partTimeJob.add', { ...WRITES.add.parameters, options: SKIP }, [job]);
			sent.push(team.requestsTo(WRITES.add.path).length);
		}
		expect(sent).toEqual([1, 0, 0, 1]);
	});
});
