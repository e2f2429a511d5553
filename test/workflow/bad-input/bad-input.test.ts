/**
 * Input that is wrong or unusual, on each kind of node: whatever is refused says which field, what
 * it is and what it must be; whatever is taken arrives whole; and the records around it are done.
 */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { dataOf } from '../../platforms/index.ts';
import { BY_THE_NODE, BY_THE_PLATFORM, LOST, TAKEN, UNSAFE } from './records.ts';
import { expectEachOnce, itemsOf, paired, reasons, run, STOP, stopOf } from '../engine/cases.ts';
import { SUBJECTS } from './subjects.ts';
import { addPeople, NORTH, person, startTeam, WRITES } from '../Yunzhijia/team.ts';

async function between(subjectName: string, wrong: IDataObject, node = {}) {
	const { good, rows, held, start, ...subject } = SUBJECTS[subjectName];
	const platform = await start();
	const items = [good(0), { ...good(1), ...wrong }, good(2)];
	const { operation, parameters } = subject;
	const result = await run(subject.node, platform, operation, parameters, items, node);
	const sent = platform.requestsTo('').flatMap(rows);
	return { platform, result, sent, items, held: held(platform.state) };
}

const lacksFaultWords = (message: string) =>
	expect(message.replace(/\(error\.\w+\)/, '')).not.toMatch(/\b(error|problem|failure|mistake)/i);

describe('refused by the node', () => {
	it.each(BY_THE_NODE)('%s: %s', async (subject, _what, wrong, message) => {
		const { result, sent, held, items } = await between(subject, wrong);
		const field = message.split(' ')[0];
		expect(reasons(result.error)).toEqual([
			{ item: 1, error: message, outcome: 'rejected', field },
		]);
		lacksFaultWords(message);
		expect(itemsOf(result.main)).toEqual([0, 2]);
		expect(sent).toHaveLength(2);
		expect(held).toHaveLength(2);
		expect(result.error[0].json).toMatchObject(JSON.parse(JSON.stringify(items[1])) as object);

		const stopped = await between(subject, wrong, STOP);
		expect(stopOf(stopped.result)).toEqual({
			message,
			description: 'Of 3 records: 0 done, 1 rejected, 0 unknown, 2 not sent.',
			itemIndex: 1,
			leaves: 0,
		});
		expect(stopped.platform.requests).toEqual([]);
	});
});

describe('refused by the platform', () => {
	it.each(BY_THE_PLATFORM)('%s: %s', async (subject, _what, wrong, message, advice) => {
		const { result, sent, held } = await between(subject, wrong);
		expect(reasons(result.error)).toMatchObject([
			{ item: 1, error: message, outcome: 'rejected', ...(advice && { advice }) },
		]);
		lacksFaultWords(`${message} ${advice}`);
		expect(itemsOf(result.main)).toEqual([0, 2]);
		expect(sent).toHaveLength(3);
		expect(held).toHaveLength(2);

		const stopped = await between(subject, wrong, STOP);
		expect(stopOf(stopped.result)).toMatchObject({ message, itemIndex: 1, leaves: 0 });
		expect(stopOf(stopped.result).description).toMatch(/Of 3 records: .* 1 rejected, 0 unknown/);
	});
});

describe('taken whole', () => {
	it.each(TAKEN)('%s: %s', async (subject, _what, given, arrives = given) => {
		const { result, sent, held } = await between(subject, given);
		expect(reasons(result.error)).toEqual([]);
		expect(result.main[1].json).toMatchObject(arrives);
		expect(sent).toContainEqual(expect.objectContaining(arrives));
		const stored = Object.keys(arrives).filter((name) => name !== 'deleteType');
		expect(held).toContainEqual(
			expect.objectContaining(Object.fromEntries(stored.map((name) => [name, arrives[name]]))),
		);
	});

	it('jobByName: a long name whose levels are joined by one back-slash', async () => {
		const { result, sent } = await between('jobByName', { department: '销售中心\\华北区' });
		expect(reasons(result.error)).toEqual([]);
		expect(sent[1].department).toBe('销售中心\\华北区');
	});
});

it.each(Object.keys(SUBJECTS))('%s: no input, no request', async (name) => {
	const { start, node, operation, parameters } = SUBJECTS[name];
	const platform = await start();
	const result = await run(node, platform, operation, parameters, []);
	expect([result.main, result.error, result.failure]).toEqual([[], [], undefined]);
	expect(platform.requests).toEqual([]);
});

describe('10,001 rows', () => {
	const items = Array.from({ length: 10_001 }, (_, n) => {
		const row: IDataObject = { openId: person(n), orgId: NORTH, jobTitle: `顾问${n}` };
		if (n % 1000 === 3) delete row.jobTitle;
		if (n % 1000 === 5) row.orgId = 'no';
		if (n % 1000 === 7) row.openId = UNSAFE;
		return row;
	});
	const wrong = (n: number) => [3, 5, 7].includes(n % 1000);

	it('every row is accounted for, in order', async () => {
		const team = await startTeam();
		addPeople(team.state, items.length);
		const result = await team.run('add', WRITES.add.parameters, items);

		expectEachOnce(result, items.length);
		const done = items.flatMap(
			(row, n): Array<[number, IDataObject]> => (wrong(n) ? [] : [[n, row]]),
		);
		expect(result.main).toEqual(paired(...done));
		expect(reasons(result.error).map(({ item, error }) => [item, error])).toEqual(
			items.flatMap((_, n) =>
				wrong(n)
					? [
							[
								n,
								{ 3: 'jobTitle is required', 5: 'department不存在', 7: `openId ${LOST}` }[n % 1000],
							],
						]
					: [],
			),
		);
		const sent = team.requestsTo('').map((request) => dataOf(request) as unknown[]);
		expect(sent).toHaveLength(Math.ceil(9981 / 200));
		expect(sent.flat()).toHaveLength(9981);
		expect(team.jobs()).toHaveLength(done.length);
	});

	it('nothing is sent when one cannot be read and the workflow is to stop', async () => {
		const team = await startTeam();
		const result = await team.run('add', WRITES.add.parameters, items, STOP);
		expect(stopOf(result)).toEqual({
			message: 'jobTitle is required',
			description: 'Of 10001 records: 0 done, 20 rejected, 0 unknown, 9981 not sent.',
			itemIndex: 3,
			leaves: 0,
		});
		expect(team.requests).toEqual([]);
	});
});
