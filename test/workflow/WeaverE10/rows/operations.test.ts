/**
 * Rows that are synced, for each operation: the wire, what leaves the node, what the platform
 * holds in the end, and what a refused row or a lost answer does (docs/vendors/weaver-e10.md, 4 to 6).
 */
import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { paired, reasons, STOP, stopOf } from '../../engine/cases.ts';
import { CASES } from './cases.ts';
import type { RowsCase } from './rows.ts';
import { COMPANY, seed } from './rows.ts';
import { RESTFUL, startWeaver, traffic } from '../runs.ts';
import type { Weaver } from '../runs.ts';

const shown = (value: unknown) => JSON.parse(JSON.stringify(value)) as IDataObject;

describe.each(CASES)('$operation', (of: RowsCase) => {
	const { operation, parameters = {}, endpoint, request, member = 'data', items } = of;
	const { rows = items, refusal, answers, held, holds, repeated = false } = of;
	/** Only by an echoed column do several rows of an answer say whose they are. */
	const isEchoed = 'extKeyMap' in answers[0];
	const alone = { ...parameters, options: { batchSize: 1, concurrency: 1 } };
	const sent = (...some: unknown[]) => [endpoint, { ...request, [member]: some }];
	const start = async (authPlacement?: 'query') => await startWeaver({ seed, authPlacement });
	const [first, , third] = rows.map(shown);
	const refused = {
		item: 1,
		error: `${refusal} (500)`,
		outcome: 'rejected',
		code: '500',
	};

	it('syncs its rows: the refused one alone comes out as failed', async () => {
		const weaver = await start();
		const { main, error } = await weaver.run(operation, isEchoed ? parameters : alone, items);
		expect(traffic(weaver)).toEqual(isEchoed ? [sent(...rows)] : rows.map((row) => sent(row)));
		expect(weaver.requestsTo('')[0].path).toBe(RESTFUL + endpoint);
		expect(main).toEqual(
			paired([0, { ...first, ...answers[0] }], [2, { ...third, ...answers[1] }]),
		);
		expect(reasons(error)).toMatchObject([refused]);
		expectHeld(weaver);
	});

	const unclear = {
		error: `Weaver refused a record of this request: ${refusal} (500)`,
		outcome: 'unknown',
		advice: expect.stringMatching(/Echoed Column.* Look on the platform/) as string,
	};

	/** What the platform holds of the three in the end. */
	function expectHeld({ state }: Weaver) {
		const { [held]: now } = state as unknown as Record<string, Map<string, unknown>>;
		expect([...now.values()]).toMatchObject(holds);
		expect(now.size).toBe(holds.length);
	}

	if (!isEchoed) {
		it('rows that name nobody are nobody’s', async () => {
			const weaver = await start();
			const some = await weaver.run(operation, parameters, [items[0], items[2]]);
			expect(traffic(weaver)).toEqual([sent(rows[0], rows[2])]);
			const { data } = JSON.parse(weaver.requestsTo('')[0].answer!) as { data: IDataObject[] };
			expect(data).toMatchObject(answers.map(({ operate, result }) => result ?? { operate }));
			expect(some.error).toEqual([]);
			expect(some.main).toEqual(paired([0, { ...first, requestResults: data }], [1, third]));
		});

		it('one of those is refused: whose it is, is not guessed', async () => {
			const weaver = await start();
			const { main, error } = await weaver.run(operation, parameters, items);
			expect(traffic(weaver)).toEqual([sent(...rows)]);
			expect(main).toEqual([]);
			expect(reasons(error)).toEqual([0, 1, 2].map((item) => ({ item, ...unclear })));
			expectHeld(weaver);
		});
	}

	it('the same with the token in the query, and with ids as numbers in the answer', async () => {
		const weaver = await start('query');
		weaver.misbehave({ how: 'numberId' });
		const { main } = await weaver.run(operation, isEchoed ? parameters : alone, items);
		expect(traffic(weaver)).toEqual(isEchoed ? [sent(...rows)] : rows.map((row) => sent(row)));
		expect(weaver.requestsTo('')[0].answer).toMatch(/"id":\d{19}\b/);
		expect(main).toEqual(
			paired([0, { ...first, ...answers[0] }], [2, { ...third, ...answers[1] }]),
		);
	});

	it('stops at the refused row and sends nothing after it', async () => {
		const weaver = await start();
		const options = { batchSize: 2, concurrency: 1 };
		const given = isEchoed ? { ...parameters, options } : alone;
		const result = await weaver.run(operation, given, items, STOP);
		const before = isEchoed ? [sent(rows[0], rows[1])] : [sent(rows[0]), sent(rows[1])];
		expect(traffic(weaver)).toEqual(before);
		expect(result.failure).toBeInstanceOf(NodeApiError);
		expect(stopOf(result)).toEqual({
			message: `${refusal} (500)`,
			description: expect.stringMatching(
				/Of 3 records: 1 done, 1 rejected, 0 unknown, 1 not sent\.$/,
			) as string,
			itemIndex: 1,
			leaves: 0,
		});
	});

	it(`is ${repeated ? '' : 'not '}sent again after a lost answer`, async () => {
		const weaver = await start();
		weaver.misbehave({ how: 'statusAfter', status: 502, retryAfter: 0, times: 1 });
		const { main, error } = await weaver.run(operation, parameters, [items[0]]);
		expect(weaver.requestsTo(endpoint)).toHaveLength(repeated ? 2 : 1);
		expect(main.map(({ pairedItem }) => pairedItem)).toEqual(repeated ? [{ item: 0 }] : []);
		expect(reasons(error)).toMatchObject(
			repeated ? [] : [{ item: 0, outcome: 'unknown', status: 502 }],
		);
	});
});

it('ids that the document types as numbers leave as literals with all their digits', async () => {
	const weaver = await startWeaver({ seed });
	const items = [{ username: '孙', customer: COMPANY, contact: '9754109811000000009' }];
	const { main } = await weaver.run('external.upsertContact', { requestFields: {} }, items);
	const [{ rawBody }] = weaver.requestsTo('');
	expect(rawBody).toContain(`"customer":${COMPANY},"contact":9754109811000000009}`);
	expect(main).toMatchObject([{ json: items[0] }]);
});
