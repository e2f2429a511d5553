/** Part-time jobs of Yunzhijia above `call`: what they send, and what they make of an answer. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IDataObject } from 'n8n-workflow';

import type { Call, DirectoryRecord, Progress } from '../../../../nodes/shared/contract/index.ts';
import { Failure } from '../../../../nodes/shared/client/failure.ts';
import { run } from '../../../../nodes/shared/run/run.ts';
import { yunzhijia } from '../../../../nodes/Yunzhijia/platform.ts';
import { partTimeJob } from '../../../../nodes/Yunzhijia/resources/partTimeJob/index.ts';
import { add } from '../../../../nodes/Yunzhijia/resources/partTimeJob/add.ts';
import { deleteAll } from '../../../../nodes/Yunzhijia/resources/partTimeJob/deleteAll.ts';
import { orgUserType } from '../../../../nodes/Yunzhijia/resources/partTimeJob/fields.ts';
import { getByPerson } from '../../../../nodes/Yunzhijia/resources/partTimeJob/getByPerson.ts';
import { batch, calls } from '../../operations.ts';
import { contextOf, response } from '../../shared/fakes.ts';

const team = { baseUrl: 'https://y.test', eid: '10109', secret: 's' };

const people = batch([{ openId: 'a' }, { openId: 'b' }, { openId: 'c' }]);

describe('rows that fail by commitId', () => {
	it('are found whatever the order, and the others are done', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.uniqueArray(fc.nat(30)),
				fc.integer({ min: 1, max: 30 }),
				fc.boolean(),
				async (drawn, length, asNumber) => {
					const refused = new Set(drawn.filter((at) => at < length));
					const data = [...refused].map((at) => ({
						commitId: asNumber ? at + 7 : String(at + 7),
						errorMsg: `no ${at}`,
					}));
					const rows = Array.from({ length }, (_, at) => ({ openId: `p${at}` }));
					const { call, made } = calls({ data });
					const outcomes = await add.perform(batch(rows), call, team);
					expect(made).toEqual([
						[
							'POST company/addPartTimeJobs',
							rows.map((row, at) => ({ commitId: String(at + 7), ...row })),
							false,
						],
					]);
					expect(outcomes).toEqual(
						rows.map((row, at) =>
							refused.has(at)
								? { kind: 'rejected', reason: { message: `no ${at}` } }
								: { kind: 'done', result: row },
						),
					);
				},
			),
		);
	});

	it.each([undefined, null, []])('are none when the data is %j', async (data) => {
		const outcomes = await add.perform(people, calls({ data }).call, team);
		expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done', 'done']);
	});

	it.each<[string, unknown]>([
		['no list', { a: 1 }],
		['a text', 'ok'],
		['a record that was not sent', [{ commitId: '99', errorMsg: 'x' }]],
		['a row without commitId', [{ errorMsg: 'x' }]],
		['an empty row', [null]],
		['a text as row', ['x']],
	])('are not known when the answer holds %s', async (_what, data) => {
		const end = await add
			.perform(people, calls({ data }).call, team)
			.catch((error: unknown) => error);
		expect(end).toBeInstanceOf(Failure);
		expect(end).toMatchObject({ kind: 'ambiguous' });
	});

	it('may have been done by the first sending of a request that was repeated', async () => {
		const reply = { data: [{ commitId: '8', errorMsg: 'x' }], repeated: true };
		const outcomes = await add.perform(people, calls(reply).call, team);
		expect(outcomes[1]).toMatchObject({ kind: 'unknown', reason: { message: 'x' } });
		expect(JSON.stringify(outcomes[1])).toContain('first sending');
	});
});

describe('get by person', () => {
	it('asks for each person once and gives each item its own', async () => {
		const twice = batch([{ openId: 'a' }, { openId: 'b' }, { openId: 'a' }]);
		const { call, made } = calls({ data: [{ openId: 'a', jobs: [] }] });
		const outcomes = await getByPerson.perform(twice, call, team);
		expect(made.map(([, body]) => body)).toEqual([{ openIds: ['a', 'b'] }]);
		expect(outcomes).toMatchObject([
			{ kind: 'done', result: { openId: 'a' } },
			{ kind: 'rejected', reason: { field: 'openId' } },
			{ kind: 'done', result: { openId: 'a' } },
		]);
	});

	it.each([null, { a: 1 }, [null], ['x']].map((data) => [data]))(
		'does not take %j for an answer',
		async (data) => {
			const end = await getByPerson
				.perform(people, calls({ data }).call, team)
				.catch((error: unknown) => error);
			expect(end).toMatchObject({ kind: 'ambiguous' });
		},
	);
});

describe('delete all', () => {
	const check =
		(request: IDataObject, row: IDataObject = {}) =>
		() =>
			deleteAll.check?.({ index: 0, row, request }, team);

	it('takes everything only with the EID typed in', () => {
		expect(check({ deleteAll: true })).toThrow(/is required: the EID/);
		expect(check({ deleteAll: true, confirmEid: '' })).toThrow(/is required: the EID/);
		expect(check({ deleteAll: true, confirmEid: '1010' })).toThrow(/is required: the EID/);
		expect(check({ deleteAll: true, confirmEid: '10109' })).not.toThrow();
		expect(check({ deleteAll: false }, { openId: 'a' })).toThrow(/is required/);
		expect(check({ deleteAll: false }, { openId: 'a', orgId: 'o' })).not.toThrow();
	});

	it('sends a list, or the wish for everything, never both', async () => {
		const perform = async (records: DirectoryRecord[], call: Call) => {
			const progress = { call } as Progress;
			for await (const steps of deleteAll.steps(records, progress, team))
				for (const { operation, records: parts } of steps)
					await operation.perform(parts, call, team);
		};
		const some = calls({});
		await perform(batch([{ openId: 'a' }], { deleteAll: false }), some.call);
		expect(some.made.map(([, body]) => body)).toEqual([
			{ deleteAll: false, list: [{ openId: 'a' }] },
		]);
		const all = calls({});
		await perform(batch([{}, {}], { deleteAll: true }), all.call);
		expect(all.made.map(([, body]) => body)).toEqual([{ deleteAll: true }]);
	});
});

describe('pages', () => {
	it('are asked for, or the item refused, when an expression gives no limit', async () => {
		const parameters = {
			...{ resource: 'partTimeJob', operation: 'getAll', returnAll: false },
			limit: '={{ $json.limit }}',
		};
		const data = [[{ id: 1 }], []];
		const helper = async ({ url }: { url: string }) =>
			await Promise.resolve(
				url.endsWith('getAccessToken')
					? response({ success: true, data: { accessToken: 'T', expireIn: 7200 } })
					: response({ success: true, data: data.shift() }),
			);
		const credentialOf = () => ({ ...team, eid: 'without limit' });
		const context = contextOf({ items: [{}], parameters, helper, credentialOf });
		const [items] = await run(context, yunzhijia, [partTimeJob]);
		expect(items).toHaveLength(1);
	});
});

it('the field Leader reads 0 and 1, and does not take empty for No', () => {
	expect([1, '0'].map((value) => orgUserType.read?.(value))).toEqual([1, 0]);
	// Whether it stays empty or is refused: 0 would take the lead away from someone.
	const read = () => {
		if (orgUserType.read?.('') === 0) throw new Error('read as 0');
	};
	expect(read).not.toThrow('read as 0');
});
