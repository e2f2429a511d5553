/**
 * The five kinds of failure end to end, from a platform that misbehaves to what each record leaves
 * as (docs/extending.md), mostly with departments of Hippius.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import diagnostics from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../platforms/index.ts';
import { expectEachOnce, paired, reasons, STOP, stopOf } from '../engine/cases.ts';
import { startEcho } from '../engine/credential-cases.ts';
import type { Hippius } from '../Hippius/runs.ts';
import {
	arrivalOf,
	codesSent,
	departments,
	onArrival,
	rows,
	seed,
	startRuns,
	traffic,
	withOptions,
} from '../Hippius/runs.ts';

const [D0, ...OTHERS] = departments(12);
const ONCE_MORE = withOptions({ retries: 1 });
/** The same, and no answer is waited for long. */
const SOON = withOptions({ retries: 1, timeout: 1 });
const string = (pattern: RegExp) => expect.stringMatching(pattern) as string;

const AMBIGUOUS: Array<[what: string, rule: Misbehaviour, changed: boolean]> = [
	['a reset before', { how: 'resetBefore' }, false],
	['a reset after', { how: 'resetAfter' }, true],
	['no answer', { how: 'hang' }, false],
	['a 502', { how: 'status', status: 502 }, false],
	['a 504 after', { how: 'statusAfter', status: 504 }, true],
	['a login page', { how: 'html' }, false],
	['half an answer', { how: 'cutJson' }, true],
];

describe.each(AMBIGUOUS)('ambiguous: %s', (_what, rule, changed) => {
	const once = rule.how === 'hang' ? SOON : ONCE_MORE;

	it('a create that may have arrived is unknown and not sent again', async () => {
		const hippius = await startRuns();
		hippius.misbehave({ ...rule, times: 1 });
		const { main, error } = await hippius.run('department', 'create', [D0], once);

		expect(main).toEqual([]);
		expect(reasons(error)).toMatchObject([
			{ outcome: 'unknown', advice: string(/Look on the platform whether the record is there/) },
		]);
		expect(codesSent(hippius)).toEqual(['D0']);
		expect(rows(hippius, 'departments')).toEqual(changed ? [D0] : []);
	});

	it('an update is sent again and done', async () => {
		const hippius = await startRuns(seed([D0]));
		hippius.misbehave({ ...rule, times: 1 });
		const item = { unitCode: 'D0', unitName: '新', orderSeq: '7' };
		const { main } = await hippius.run('department', 'update', [item], once);

		expect(main).toEqual(paired([0, item]));
		expect(traffic(hippius)).toEqual(Array(2).fill(['PUT /dept/update', item]));
		expect(rows(hippius, 'departments')).toEqual([item]);
	});

	it('a classic upsert is done, whether its create had arrived or not', async () => {
		const hippius = await startRuns();
		hippius.misbehave({ ...rule, times: 1 });
		const { main } = await hippius.run('department', 'upsert', [D0], once);

		expect(main).toEqual(paired([0, D0]));
		expect(traffic(hippius).map(([endpoint]) => endpoint)).toEqual([
			'POST /dept/create',
			'POST /dept/create',
			...(changed ? ['PUT /dept/update'] : []),
		]);
		expect(rows(hippius, 'departments')).toEqual([D0]);
	});

	it('a delete is done, whether it had arrived or not', async () => {
		const hippius = await startRuns(seed([D0]));
		hippius.misbehave({ ...rule, times: 1 });
		const { main } = await hippius.run('department', 'delete', [D0], once);

		expect(main).toEqual(paired([0, { unitCode: 'D0', deleted: true }]));
		expect(codesSent(hippius)).toEqual(['D0', 'D0']);
		expect(rows(hippius, 'departments')).toEqual([]);
	});
});

describe('ambiguous', () => {
	it.each(['create', 'upsert'])('a %s of the newer edition is sent again', async (operation) => {
		const hippius = await startRuns({ edition: 'v033' });
		hippius.misbehave({ how: 'resetAfter', times: 1 });
		const { main } = await hippius.run('department', operation, [D0], ONCE_MORE);

		expect(main).toEqual(paired([0, D0]));
		expect(traffic(hippius)).toEqual(Array(2).fill(['POST /dept/create', D0]));
	});

	it('an update that is refused when it is sent again is unknown', async () => {
		const hippius = await startRuns();
		hippius.misbehave({ how: 'resetBefore', times: 1 });
		const { error } = await hippius.run(
			'department',
			'update',
			[D0, D0],
			withOptions({ concurrency: 1 }),
		);

		expect(codesSent(hippius)).toEqual(['D0', 'D0', 'D0']);
		const [lost, once] = reasons(error) as IDataObject[];
		expect(lost).toMatchObject({ outcome: 'unknown', code: 'error.dept_not_exists' });
		expect(lost.advice).toMatch(/The request was repeated after a lost answer: .* Look on/);
		expect(once).toMatchObject({ outcome: 'rejected', code: 'error.dept_not_exists' });
		expect(once.advice).not.toMatch(/repeated|Look on/);
	});

	it('a classic upsert whose update is refused: unknown if its create may have made it', async () => {
		for (const lost of [true, false]) {
			const hippius = await startRuns(seed(lost ? [] : [D0]));
			if (lost) hippius.misbehave({ how: 'resetAfter', times: 1 });
			hippius.misbehave({ how: 'status', status: 400, path: '/dept/update' });
			const { main, error } = await hippius.run('department', 'upsert', [D0]);

			expect(main).toEqual([]);
			expect(traffic(hippius).map(([endpoint]) => endpoint)).toEqual([
				...(lost ? ['POST /dept/create'] : []),
				...['POST /dept/create', 'PUT /dept/update'],
			]);
			const [{ outcome, advice = '' }] = reasons(error) as IDataObject[];
			expect(outcome).toBe(lost ? 'unknown' : 'rejected');
			if (lost) expect(advice).toContain('The request was repeated after a lost answer: ');
			else expect(advice).toBe('');
		}
	});

	it('is unknown when the last sending ends so too', async () => {
		const hippius = await startRuns(seed([D0]));
		hippius.misbehave({ how: 'resetBefore', times: 2 });
		const { error } = await hippius.run('department', 'update', [D0], ONCE_MORE);

		expect(reasons(error)).toMatchObject([{ outcome: 'unknown' }]);
		expect(codesSent(hippius)).toEqual(['D0', 'D0']);
	});

	it('one unknown record: the others go on, or the run stops there', async () => {
		const hippius = await startRuns();
		hippius.misbehave({ how: 'status', after: 1, times: 1 });
		const some = OTHERS.slice(0, 3);
		const result = await hippius.run('department', 'create', some, withOptions({ concurrency: 1 }));
		expectEachOnce(result, 3);
		expect(reasons(result.error)).toMatchObject([{ item: 1, outcome: 'unknown', status: 500 }]);

		hippius.reset();
		hippius.misbehave({ how: 'status', after: 1, times: 1 });
		const more = { ...withOptions({ concurrency: 1 }), ...STOP };
		expect(stopOf(await hippius.run('department', 'create', some, more))).toEqual({
			message: 'The platform could not answer properly (HTTP 500)',
			description: string(/^Look on .* Of 3 records: 1 done, 0 rejected, 1 unknown, 1 not sent\.$/),
			itemIndex: 1,
			leaves: 0,
		});
		expect(codesSent(hippius)).toEqual(['D1', 'D2']);
	});
});

describe('a platform that gives no answer', () => {
	const DEPARTMENTS = [D0, ...OTHERS];
	const failing: Misbehaviour = { how: 'status', status: 503, retryAfter: 0 };
	const update = async (hippius: Hippius, options: INodeParameters) =>
		await hippius.run('department', 'update', DEPARTMENTS, withOptions(options));

	it('is asked three times in a row, retries counted, and then nothing further is sent', async () => {
		const hippius = await startRuns(seed(DEPARTMENTS));
		hippius.misbehave({ ...failing, after: 2 });
		const result = await update(hippius, { concurrency: 1, retries: 1 });

		expect(codesSent(hippius)).toEqual(['D0', 'D1', 'D2', 'D2', 'D3']);
		expectEachOnce(result, DEPARTMENTS.length);
		expect(reasons(result.error)).toMatchObject([
			...[2, 3].map((item) => ({ item, outcome: 'unknown', status: 503 })),
			...[4, 5, 6, 7, 8, 9, 10, 11].map((item) => ({ item, outcome: 'notSent', status: 503 })),
		]);
	});

	it('that answers in between is asked further', async () => {
		const hippius = await startRuns(seed(DEPARTMENTS));
		for (const after of [0, 1, 2, 3]) hippius.misbehave({ ...failing, after, times: 2 });
		const { main } = await update(hippius, { concurrency: 1 });

		expect(main).toHaveLength(DEPARTMENTS.length);
		expect(codesSent(hippius)).toHaveLength(DEPARTMENTS.length + 8);
	});

	it('is tried by one at a time; those that failed together count once', async () => {
		const hippius = await startRuns(seed(DEPARTMENTS));
		const open: number[] = [];
		const isOpen = ({ status }: { status: number | null }) => status === null;
		onArrival(hippius, () => void open.push(hippius.requestsTo('').filter(isOpen).length));
		hippius.misbehave({ how: 'latency', ms: 200 });
		hippius.misbehave(failing);
		const result = await update(hippius, { concurrency: 5, retries: 3 });

		// Five at once, then two by themselves; the first of all is the one for the token.
		expect(open).toEqual([0, 1, 2, 3, 4, 5, 1, 1]);
		expect(result.main).toEqual([]);
		expectEachOnce(result, DEPARTMENTS.length);
	});
});

describe('never left', () => {
	it('a refused connection is tried again, even for what must not be sent twice', async () => {
		const hippius = await startRuns();
		hippius.misbehave({ how: 'refuse', ms: 200 });
		const { main } = await hippius.run('department', 'create', [D0], withOptions({ retries: 3 }));

		expect(main).toEqual(paired([0, D0]));
		expect(codesSent(hippius)).toEqual(['D0']);
	});

	it('a host that is down is not asked once more for every record', async () => {
		const hippius = await startRuns();
		hippius.misbehave({ how: 'refuse', after: 3, ms: 60_000 });
		let sendings = 0;
		const count = () => sendings++;
		diagnostics.subscribe('http.client.request.start', count);
		const result = await hippius.run(
			'department',
			'create',
			OTHERS,
			withOptions({ retries: 1, concurrency: 1 }),
		);
		diagnostics.unsubscribe('http.client.request.start', count);

		expectEachOnce(result, OTHERS.length);
		expect(result.main).toHaveLength(3);
		const [first, ...rest] = reasons(result.error);
		expect(first).toMatchObject({ outcome: 'notSent', error: string(/refused the connection/) });
		expect(rest.map(({ item, ...why }) => [item, why])).toEqual(
			rest.map((_, at) => [at + 4, { ...first, item: undefined }]),
		);
		// The token, three that arrived, and the fourth twice.
		expect(sendings).toBe(1 + 3 + 2);
	});
});

describe('slow down', () => {
	it.each<[string, Misbehaviour]>([
		['429', { how: 'status', status: 429 }],
		['its own code', { how: 'slowDown' }],
	])('%s is waited for as Retry-After says, whatever the operation', async (_what, rule) => {
		const hippius = await startRuns();
		// More often than there are retries: only the time without a success counts.
		hippius.misbehave({ ...rule, retryAfter: 0, times: 4 });
		const { main } = await hippius.run('department', 'create', [D0], ONCE_MORE);

		expect(main).toEqual(paired([0, D0]));
		expect(codesSent(hippius)).toEqual(Array(5).fill('D0'));
	});

	it('Retry-After may be seconds or a date, and nothing is sent before', async () => {
		const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toUTCString();
		const both = [3, inSeconds(5)].map(async (retryAfter) => {
			const hippius = await startRuns();
			hippius.misbehave({ how: 'slowDown', retryAfter });
			// Longer than the first pause without Retry-After can be.
			void arrivalOf(1, hippius).then(() => setTimeout(() => hippius.behave(), 2500));
			const { main } = await hippius.run('department', 'create', [D0], ONCE_MORE);
			return [main.length, codesSent(hippius).length];
		});
		expect(await Promise.all(both)).toEqual([
			[1, 2],
			[1, 2],
		]);
	});

	it('teaches how many a second it takes: 50 of 200 records, and all are done', async () => {
		const hippius = await startRuns({ limit: { requestsPerSecond: 50 } });
		const many = departments(200);
		const { main, error } = await hippius.run('department', 'create', many);

		expect(reasons(error)).toEqual([]);
		expect(main).toHaveLength(many.length);
		expect(rows(hippius, 'departments')).toHaveLength(many.length);
		const refused = hippius.requestsTo('').filter(({ answeredBy }) => answeredBy === 'limiter');
		expect(refused.length).toBeGreaterThan(0);
		// It has learned from the first ones: whoever only paused would run into it each second.
		const late = refused.filter(({ at }) => at > refused[0].at + 1_000);
		expect(late.length).toBeLessThanOrEqual(3);
	});

	it('slows the whole node, not only the request that was told so', async () => {
		const hippius = await startRuns();
		hippius.misbehave({ how: 'slowDown', retryAfter: 1, times: 1 });
		hippius.misbehave({ how: 'latency', ms: 100 });
		const result = await hippius.run(
			'department',
			'create',
			OTHERS,
			withOptions({ concurrency: 2 }),
		);

		expect(result.main).toHaveLength(OTHERS.length);
		const codes = codesSent(hippius);
		// The other one of the two was answered long before, and waited all the same.
		expect(codes.indexOf(codes[0], 1)).toBeLessThanOrEqual(3);
	});

	// That pauses without Retry-After end after a minute for each retry, the unit tests show with a clock.
	it.each([
		['a minute for one retry', 1, 61],
		['two minutes for two', 2, 121],
		['nothing without', 0, 0],
	])('for longer than %s leaves the rest not sent', async (_what, retries, retryAfter) => {
		const hippius = await startRuns();
		hippius.misbehave({ how: 'slowDown', after: 2, retryAfter });
		const options = withOptions({ concurrency: 1, retries });
		const result = await hippius.run('department', 'create', OTHERS, options);

		expectEachOnce(result, OTHERS.length);
		expect(result.main).toHaveLength(2);
		expect(reasons(result.error)).toMatchObject(
			OTHERS.slice(2).map(() => ({ outcome: 'notSent', code: 'RATE_LIMIT_NOT_PASS' })),
		);
		expect(codesSent(hippius)).toHaveLength(2 + 1);
	});

	it('for up to a minute a retry is waited for', async () => {
		const hippius = await startRuns();
		hippius.misbehave({ how: 'slowDown', retryAfter: 60 });
		const result = await hippius.run('department', 'create', [D0], {
			...ONCE_MORE,
			cancelAfter: arrivalOf(1, hippius).then(() => sleep(500)),
		});
		expect(result.cancelled).toBe(true);
		expect(codesSent(hippius)).toEqual(['D0']);
	});
});

describe('busy: another writer holds the record', () => {
	const BUSY = { failed: true, code: 'error.optimistic_lock', message: '数据已被修改' };
	/** Departments that come, and D1 is held for so many sendings. */
	async function updateWhileBusy(sendings: number, options: INodeParameters) {
		const hippius = await startRuns();
		const sent: string[] = [];
		hippius.credential.baseUrl = await startEcho((path, request) => {
			if (path.endsWith('/token')) return { access_token: 'token' };
			const { unitCode } = JSON.parse(request.slice(request.indexOf('{'))) as IDataObject;
			sent.push(String(unitCode));
			const held = sent.filter((code) => code === 'D1').length <= sendings;
			return unitCode === 'D1' && held ? BUSY : { failed: false };
		});
		const items = OTHERS.slice(0, 6);
		const result = await hippius.run('department', 'create', items, withOptions(options));
		expectEachOnce(result, items.length);
		return { ...result, sent };
	}

	it('only that record is sent again, and nobody else waits', async () => {
		const { main, sent } = await updateWhileBusy(2, { concurrency: 2 });
		expect(main).toHaveLength(6);
		// When it is sent again depends on the machine.
		expect(sent.toSorted()).toEqual(['D1', 'D1', 'D1', 'D2', 'D3', 'D4', 'D5', 'D6']);
	});

	it('at most three times more: then it is refused, and the others are done', async () => {
		const { main, error, sent } = await updateWhileBusy(Infinity, { concurrency: 1 });
		expect(main).toHaveLength(5);
		expect(reasons(error)).toEqual([
			{
				item: 0,
				error: '数据已被修改 (error.optimistic_lock)',
				outcome: 'rejected',
				code: 'error.optimistic_lock',
				status: 200,
			},
		]);
		expect(sent).toEqual(['D1', 'D1', 'D1', 'D1', 'D2', 'D3', 'D4', 'D5', 'D6']);
	});
});

describe('no', () => {
	it.each<[number, RegExp, RegExp]>([
		[302, /redirects elsewhere, which is not followed/, /final address as Base URL/],
		[400, /refused the request \(HTTP 400\)/, /^$/],
		[404, /does not know this address/, /Check the Base URL/],
		[413, /too large/, /Batch Size/],
	])('HTTP %i is final for its record only', async (status, says, advice) => {
		const hippius = await startRuns(seed([D0]));
		hippius.misbehave({ how: 'status', status, times: 1 });
		const result = await hippius.run('department', 'update', [D0, { ...D0, unitName: '新' }]);

		expectEachOnce(result, 2);
		const [{ advice: given = '', ...reason }] = reasons(result.error) as IDataObject[];
		expect(reason).toMatchObject({ item: 0, outcome: 'rejected', status, error: string(says) });
		expect(given).toMatch(advice);
		expect(codesSent(hippius)).toEqual(['D0', 'D0']);
	});

	// Case and place do not matter to n8n: it takes this for ENOTFOUND.
	it('keeps its words, though n8n would put others in the place of some', async () => {
		const hippius = await startRuns();
		const refused = { ...D0, unitCode: 'nodeNotFound' };
		const byNode = await hippius.run('department', 'create', [refused], STOP);
		hippius.credential.baseUrl = await startEcho((path) =>
			path.endsWith('/token')
				? { access_token: 'token' }
				: { failed: true, code: 'error.nodeNotFound', message: '节点不存在' },
		);
		const byPlatform = await hippius.run('department', 'create', [D0], STOP);

		expect(stopOf(byNode).message).toMatch(/^unitCode must be .*“nodeNotFound”$/);
		expect(stopOf(byPlatform).message).toBe('节点不存在 (error.nodeNotFound)');
	});

	it('shows nothing of the stack traces that a development server adds', async () => {
		const hippius = await startRuns({ development: true });
		const { error } = await hippius.run('department', 'update', [D0]);

		expect(hippius.requestsTo('update')[0].answer).toContain('HzeroException');
		expect(JSON.stringify(error)).not.toMatch(/Hzero|trace|throwable|io\.hippius/);
	});
});
