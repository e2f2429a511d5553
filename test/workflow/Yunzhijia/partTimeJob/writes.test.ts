/** Writes of part-time jobs (兼职) through the node: docs/vendors/yunzhijia.md, sections 1 to 3. */
import { NodeApiError, type IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { dataOf } from '../../../platforms/index.ts';
import { fromItem, idFromItem, paired, reasons, STOP, stopOf } from '../../engine/cases.ts';
import type { Write } from '../team.ts';
import {
	expectEnvelope,
	LAB,
	NOBODY,
	NORTH,
	NORTH_PATH,
	person,
	rowFor,
	sentRows,
	startTeam,
	WRITES,
} from '../team.ts';

const OPEN = '/gateway/openimport/open/';
const EID = '10205';

const job = (n: number, jobTitle = '旧', orgId = NORTH) => ({ openId: person(n), orgId, jobTitle });
const withJobs = async (...jobs: Array<ReturnType<typeof job>>) => {
	const team = await startTeam();
	for (const each of jobs) team.state.partTimeJobs.set(`${each.openId}|${each.orgId}`, each);
	return team;
};

const NO_PERSON = {
	error: 'openId不存在',
	outcome: 'rejected',
	advice: 'There is no person with this openId in the team. Check the Person.',
};

describe.each<[Write, boolean]>([
	['add', true],
	['addByDepartmentName', true],
	['set', true],
	['delete', false],
])('%s', (operation, leavesJobs) => {
	const { path, parameters } = WRITES[operation];
	const items = [0, 1, 2].map((n) => rowFor(operation, n));
	items[1].openId = NOBODY;

	it('sends the rows in one request and tells which one failed', async () => {
		const team = await withJobs(job(0), job(2), job(5));
		const { main, error } = await team.run(operation, parameters, items);

		const requests = team.requestsTo('');
		expect(requests.map((request) => request.path)).toEqual([OPEN + path]);
		expectEnvelope(team, requests[0]);
		expect(sentRows(requests[0])).toEqual(items);
		const commitIds = (dataOf(requests[0]) as Array<{ commitId: unknown }>).map(
			({ commitId }) => commitId,
		);
		expect(new Set(commitIds).size).toBe(3);
		expect(commitIds.every((id) => typeof id === 'string')).toBe(true);

		const deleted = leavesJobs ? {} : { deleted: true };
		expect(main).toEqual(
			paired([0, { ...items[0], ...deleted }], [2, { ...items[2], ...deleted }]),
		);
		expect(reasons(error)).toEqual([{ item: 1, ...NO_PERSON }]);
		const written = leavesJobs ? [job(0, '顾问0'), job(2, '顾问2')] : [];
		expect(team.jobs()).toEqual([...written, job(5)].toSorted(byPerson));
	});

	it('stops at the first failed row and sends nothing after it', async () => {
		const team = await startTeam();
		const options = { batchSize: 1, concurrency: 1 };
		const result = await team.run(operation, { ...parameters, options }, items, STOP);

		expect(team.requestsTo(path).map(sentRows)).toEqual([[items[0]], [items[1]]]);
		expect(result.failure?.constructor.name).toBe('NodeOperationError');
		expect(stopOf(result)).toEqual({
			message: NO_PERSON.error,
			description: `${NO_PERSON.advice} Of 3 records: 1 done, 1 rejected, 0 unknown, 1 not sent.`,
			itemIndex: 1,
			leaves: 0,
		});
	});

	it('settles the rows that travelled with the one it stops at', async () => {
		const team = await startTeam();
		const result = await team.run(operation, parameters, items, STOP);
		expect(stopOf(result)).toMatchObject({
			description: `${NO_PERSON.advice} Of 3 records: 2 done, 1 rejected, 0 unknown, 0 not sent.`,
			itemIndex: 1,
		});
	});

	it('says so when the key of the credential may only read', async () => {
		const team = await startTeam({ readOnlyKey: true });
		const result = await team.run(operation, { ...parameters, options: { batchSize: 1 } }, items);

		expect(result.main).toEqual([]);
		expect(reasons(result.error)).toEqual(
			[0, 1, 2].map((item) => ({
				item,
				error: '认证失败 (10000401)',
				outcome: 'notSent',
				code: '10000401',
				status: 200,
				advice: expect.stringContaining('editable address-book key') as string,
			})),
		);
		expect(team.tokenRequests().length).toBeLessThanOrEqual(4);
		const stopped = await team.run(operation, parameters, items, STOP);
		expect(stopped.failure).toBeInstanceOf(NodeApiError);
		expect(stopOf(stopped).description).toContain('0 done, 0 rejected, 0 unknown, 3 not sent');
	});
});

const byPerson = (a: { openId: string }, b: { openId: string }) => (a.openId < b.openId ? -1 : 1);

describe.each(['add', 'addByDepartmentName', 'set'] as const)('%s with optional fields', (name) => {
	const { path, parameters } = WRITES[name];
	const additionalFields = fromItem('weights', 'orgUserType');

	it('sends them as numbers, and only where they are given', async () => {
		const team = await startTeam();
		const more = [{ weights: '20', orgUserType: '1' }, { weights: 0, orgUserType: 0 }, {}];
		const items = more.map((fields, n) => ({ ...rowFor(name, n), ...fields }));
		const { main, error } = await team.run(name, { ...parameters, additionalFields }, items);

		const rows = [{ ...items[0], weights: 20, orgUserType: 1 }, items[1], items[2]];
		expect(error).toEqual([]);
		expect(sentRows(team.requestsTo(path)[0])).toEqual(rows);
		expect(main).toEqual(paired([0, rows[0]], [1, rows[1]], [2, rows[2]]));
		expect(team.jobs().map(({ orgUserType }) => orgUserType)).toEqual([1, 0, undefined]);
	});

	it('an empty cell neither demotes a leader nor takes other rows down with it', async () => {
		const team = await startTeam();
		const items = [{ weights: '', orgUserType: '' }, { weights: 5 }].map((fields, n) => ({
			...rowFor(name, n),
			...fields,
		}));
		const { main } = await team.run(name, { ...parameters, additionalFields }, items);
		expect(main.map(({ json }) => json.openId)).toContain(person(1));
		expect(sentRows(team.requestsTo(path)[0])).not.toContainEqual(
			expect.objectContaining({ orgUserType: 0 }),
		);
	});
});

it('set removes a job by the title !DELETE', async () => {
	const team = await withJobs(job(0), job(1));
	const row = job(0, '!DELETE');
	const { main } = await team.run('set', WRITES.set.parameters, [row]);
	expect(main).toEqual(paired([0, row]));
	expect(team.jobs()).toEqual([job(1)]);
});

it('addByDepartmentName finds the department by its long name', async () => {
	const team = await startTeam();
	const department = ['销售中心/华北区', `${NORTH_PATH}\\`, NORTH_PATH, '实验室'];
	const items = department.map((path, n) => ({ ...rowFor('add', n), department: path }));
	const { error } = await team.run(
		'addByDepartmentName',
		WRITES.addByDepartmentName.parameters,
		items,
	);

	expect(team.jobs().map(({ openId, orgId }) => [openId, orgId])).toEqual([
		[person(2), NORTH],
		[person(3), LAB],
	]);
	expect(reasons(error)).toMatchObject([0, 1].map((item) => ({ item, error: 'department不存在' })));
});

describe('deleteAll', () => {
	const path = 'relationship/deleteAllPartTimeJobs';
	const jobs = [job(0), job(1), job(1, '旧', LAB), job(2)];
	const listed = { deleteAll: false, ...idFromItem('openId', 'orgId') };
	const key = ({ openId, orgId }: { openId: string; orgId: string }) => ({ openId, orgId });

	it('deletes the listed jobs in one request', async () => {
		const team = await withJobs(...jobs);
		const { main, error } = await team.run('deleteAll', listed, jobs.slice(0, 2).map(key));

		const requests = team.requestsTo('');
		expect(requests.map((request) => request.path)).toEqual([OPEN + path]);
		expectEnvelope(team, requests[0]);
		expect(dataOf(requests[0])).toEqual({ deleteAll: false, list: jobs.slice(0, 2).map(key) });
		expect(error).toEqual([]);
		const rows = jobs.slice(0, 2).map((row) => ({ ...key(row), deleted: true }));
		expect(main).toEqual(paired([0, rows[0]], [1, rows[1]]));
		expect(team.jobs()).toEqual(jobs.slice(2));
	});

	it.each([1, 3, 1001])('deletes everything in one request for %i items', async (length) => {
		const team = await withJobs(...jobs);
		const parameters = { deleteAll: true, confirmEid: EID };
		const { main } = await team.run('deleteAll', parameters, Array(length).fill({}));

		expect(team.requestsTo(path).map(dataOf)).toEqual([{ deleteAll: true }]);
		const items = Array.from({ length }, (_, item): [number, object] => [item, { deleted: true }]);
		expect(main).toEqual(paired(...(items as Array<[number, { deleted: true }]>)));
		expect(team.jobs()).toEqual([]);
	});

	it.each([
		['another EID', { deleteAll: true, confirmEid: '10206' }],
		['the EID with more around it', { deleteAll: true, confirmEid: `${EID}0` }],
		['an expression that finds no EID', { deleteAll: true, ...fromItem('confirmEid') }],
	])('refuses to delete everything with %s, without a request', async (_what, parameters) => {
		const team = await withJobs(...jobs);
		const items = [{ deleteAll: true }, { deleteAll: true }];
		const message = 'confirmEid is required: the EID of the team, as in the credential';
		const { main, error } = await team.run('deleteAll', parameters, items);
		const stopped = await team.run('deleteAll', parameters, items, STOP);

		expect(team.requests).toEqual([]);
		expect(team.jobs()).toEqual(jobs);
		expect(main).toEqual([]);
		expect(reasons(error)).toEqual(
			[0, 1].map((item) => ({ item, error: message, outcome: 'rejected', field: 'confirmEid' })),
		);
		expect(stopOf(stopped)).toEqual({
			message,
			description: 'Of 2 records: 0 done, 2 rejected, 0 unknown, 0 not sent.',
			itemIndex: 0,
			leaves: 0,
		});
	});

	// What the form marks as required n8n itself demands, where no expression gives it.
	it.each([
		['an empty EID', { deleteAll: true, confirmEid: '' }, 'Confirm with EID'],
		['no EID', { deleteAll: true }, 'Confirm with EID'],
		['nobody', {}, 'Person'],
		['no department', { ...fromItem('openId') }, 'Department'],
	])('n8n does not begin with %s', async (_what, parameters, label) => {
		const team = await withJobs(...jobs);
		const { main, error, failure } = await team.run('deleteAll', parameters, [{ openId: '1' }]);
		expect([main, error, team.requests]).toEqual([[], [], []]);
		expect(failure?.message).toMatch(new RegExp(`"${label} \\(.+\\)" is required`));
		expect(team.jobs()).toEqual(jobs);
	});

	it.each(['', undefined, null])(
		'deletes no job of somebody whose department is %j',
		async (orgId) => {
			const team = await withJobs(...jobs);
			const items = [{ openId: jobs[0].openId, orgId }];
			const { error } = await team.run('deleteAll', fromItem('openId', 'orgId'), items);
			expect(reasons(error)).toMatchObject([{ item: 0, field: 'orgId' }]);
			expect(team.requests).toEqual([]);
		},
	);

	describe('all of one person', () => {
		const byPerson = { of: 'person', ...fromItem('openId') };

		it('reads the jobs first, deletes those of these people, and gives a row for each', async () => {
			const team = await withJobs(...jobs);
			const openId = person(1);
			const own = jobs.filter((job) => job.openId === openId);
			const others = jobs.filter((job) => job.openId !== openId);
			expect([own.length, others.length].every(Boolean)).toBe(true);
			const items = [{ openId }, { openId: 'nobody' }];
			const { main, error } = await team.run('deleteAll', byPerson, items);
			expect(error).toEqual([]);
			expect(team.jobs()).toEqual(others);
			const rows = own.map(({ orgId }): [number, IDataObject] => [
				0,
				{ openId, orgId, deleted: true },
			]);
			expect(main).toEqual(paired(...rows, [1, { openId: 'nobody', deleted: true, jobs: 0 }]));
		});

		it('reads the jobs once, however many batches there are, and nobody’s twice', async () => {
			const team = await withJobs(...jobs);
			const options = { batchSize: 1, concurrency: 1 };
			const items = [0, 1, 1, 2].map((n) => ({ openId: person(n) }));
			const { main, error } = await team.run('deleteAll', { ...byPerson, options }, items);
			expect(error).toEqual([]);
			const of = (item: number) =>
				main.filter(({ pairedItem }) => (pairedItem as { item: number }).item === item);
			expect(of(2).map(({ json }) => json)).toEqual(of(1).map(({ json }) => json));
			expect(of(1)).toHaveLength(2);
			expect(team.jobs()).toEqual([]);
			// The pages of one reading: so many as there were jobs, and the empty one behind them.
			expect(team.requestsTo('queryPartTimeJobs')).toHaveLength(2);
			expect(team.requestsTo('deleteAllPartTimeJobs')).toHaveLength(3);
		});

		it('sends nothing where nobody has a job', async () => {
			const team = await withJobs(...jobs);
			const { main } = await team.run('deleteAll', byPerson, [{ openId: 'nobody' }]);
			expect(main).toEqual(paired([0, { openId: 'nobody', deleted: true, jobs: 0 }]));
			expect(team.requestsTo('deleteAllPartTimeJobs')).toEqual([]);
		});

		it('deletes nothing when the jobs can’t be read', async () => {
			const team = await withJobs(...jobs);
			team.misbehave({ how: 'status', status: 400, path: 'queryPartTimeJobs' });
			const [{ openId }] = jobs;
			const { error } = await team.run('deleteAll', byPerson, [{ openId }]);
			expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'notSent' }]);
			expect(team.jobs()).toEqual(jobs);
		});
	});

	it('keeps listed items and "everything" apart', async () => {
		const team = await withJobs(...jobs);
		const parameters = {
			...fromItem('deleteAll', 'confirmEid'),
			...idFromItem('openId', 'orgId'),
		};
		const items = [
			{ deleteAll: false, ...key(jobs[0]), confirmEid: '' },
			{ deleteAll: true, openId: '', orgId: '', confirmEid: EID },
			{ deleteAll: 'perhaps', ...key(jobs[3]) },
		];
		const { main, error } = await team.run('deleteAll', parameters, items);

		expect(team.requestsTo(path).map(dataOf)).toEqual([
			{ deleteAll: false, list: [key(jobs[0])] },
			{ deleteAll: true },
		]);
		expect(main).toEqual(paired([0, { ...key(jobs[0]), deleted: true }], [1, { deleted: true }]));
		expect(reasons(error)).toMatchObject([
			{ item: 2, error: 'deleteAll must be true or false, but is “perhaps”' },
		]);
	});
});
