/** Yunzhijia Trigger: what is secret is nowhere, and refusing is cheap. docs/triggers.md. */
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Call, CallOptions } from '../../../platforms/index.ts';
import { spellings } from '../../engine/secrets.ts';
import { startEvents, updated, withHeaders } from './events.ts';

afterEach(() => void vi.useRealTimers());

describe('neither tokens nor signatures', () => {
	it.each<[what: string, options: CallOptions[], rule?: string]>([
		['are anywhere when all is well', [{}, { method: 'GET' }]],
		[
			'are anywhere when calls are refused',
			[
				{ token: 'other' },
				{ eid: '1' },
				{ date: 'yesterday' },
				{ date: Date.now() - 3_600_000 },
				{ contentType: 'application/json' },
				{ extra: [['a', '&']] },
				{ extra: [['a', '\n']] },
				{ extra: [['a', 'x'.repeat(70_000)]] },
				{ tamper: withHeaders({ Authorization: undefined }) },
			],
		],
		['are anywhere when details are refused', [{}], 'refusal'],
		['are anywhere when details are redirected', [{}], 'redirect'],
		['are anywhere when the token is not accepted', [{}], 'expireToken'],
	])('%s', async (_what, options, how) => {
		const callbackToken = 'ge/heim+"&%=令牌~~>';
		const { prepare, deliver, team, trigger, itemsUntilNow } = await startEvents(
			{},
			{ credential: { callbackToken } },
		);
		if (how) team.misbehave({ how: how as 'refusal' });
		const secrets = [callbackToken, String(team.credential.secret)];
		const answers: unknown[] = [];
		for (const each of options) {
			const call = prepare(updated(), each);
			const { 'Content-MD5': md5, Authorization } = call.headers;
			secrets.push(String(md5), String(Authorization ?? md5));
			answers.push(await deliver(call));
		}
		await itemsUntilNow();
		secrets.push(
			...team
				.tokenRequests()
				.flatMap(({ answer }) => /(?<=accessToken":")\w+/.exec(answer ?? '') ?? []),
		);
		expect(secrets.length).toBeGreaterThan(2 + 2 * options.length);
		const shown = JSON.stringify([answers, trigger.executions, trigger.logs, trigger.saved]);
		expect(shown).toContain('person_update');
		for (const secret of secrets.flatMap(spellings)) expect(shown).not.toContain(secret);
	});

	it('are in what a publication says that fails', async () => {
		const failure = await startEvents({}, { credential: { callbackToken: '' } }).catch(
			(error: Error) => JSON.stringify([error, error.message, error.stack]),
		);
		expect(failure).toContain('Callback Token');
		expect(failure).not.toContain('secret=50%');
	});
});

describe('the log', () => {
	it('says why calls are refused, for each reason at most once in 10 seconds, and how many', async () => {
		vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.UTC(2024, 0, 1) });
		const { send, trigger } = await startEvents();
		const sendWrong = async (options: CallOptions) =>
			expect((await send(updated(), options)).body).toBe('not ok');
		for (let time = 0; time < 6; time++) await sendWrong({ token: 'other' });
		expect(trigger.logs).toEqual([expect.stringMatching(/^warn .*signature/)]);
		vi.advanceTimersByTime(9_000);
		await sendWrong({ token: 'other' });
		expect(trigger.logs).toHaveLength(1);
		await sendWrong({ eid: '1' });
		vi.advanceTimersByTime(1_001);
		await sendWrong({ token: 'other' });
		expect(trigger.logs.slice(1)).toEqual([
			expect.stringMatching(/^warn .*\beid\b/),
			// Since the first one.
			expect.stringMatching(/^warn .*signature.*\b6 more\b/),
		]);
	});

	it('cannot be filled by who knows the address', async () => {
		const { send, trigger } = await startEvents();
		for (let time = 0; time < 20; time++) {
			await send({ ...updated(), eventType: 'check' }, { token: 'other' });
			await send({ ...updated(), eventType: 'user_merge' }, { token: 'other' });
			await send(updated(), { contentType: 'text/plain' });
		}
		expect(trigger.logs.length).toBeLessThanOrEqual(3);
	});

	it('is not written by those who call', async () => {
		vi.useFakeTimers({ toFake: ['Date', 'performance'] });
		const { send, trigger } = await startEvents();
		const long = 'x'.repeat(10_000);
		const calls: CallOptions[] = [
			{ eid: `1${long}` },
			{ date: `Mon${long}` },
			{ contentType: `text/${long}` },
			{ extra: [['a', '\nerror: all is lost']] },
			{
				tamper: (call: Call) => ({
					...call,
					query: '?a=%0aerror: all is lost'.replaceAll(' ', '+'),
				}),
			},
			{ tamper: withHeaders({ Authorization: `é${long}` }) },
		];
		for (const options of calls) {
			vi.advanceTimersByTime(11_000);
			await send({ ...updated(), eventType: 'user_merge' }, options);
		}
		expect(trigger.logs).toHaveLength(calls.length);
		for (const text of ['\n', 'all is lost']) expect(trigger.logs.join('')).not.toContain(text);
		for (const line of trigger.logs) expect(line.length).toBeLessThan(1_000);
	});
});

describe('refusing', () => {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	/** Buffers are not in the heap, and go a moment after what held them. */
	const memoryUsed = async () => {
		for (let time = 0; time < 3; time++) {
			collect();
			await setTimeout(20);
		}
		const { heapUsed, external } = process.memoryUsage();
		return heapUsed + external;
	};

	it('keeps nothing of what was refused, and stays open for what is right', async () => {
		const { burst, itemsUntilNow } = await startEvents();
		const sendWrong = async (times: number) => {
			for (let n = 0; n < times; n++) {
				const events = Array.from({ length: 100 }, (_, nth) => ({
					...updated(),
					eventId: `${n}-${nth}`,
					eventType: 'x'.repeat(10_000),
				}));
				for (const { status } of await burst(events, { token: 'other' })) expect(status).toBe(401);
			}
		};
		await sendWrong(1);
		const before = await memoryUsed();
		// 19 MB.
		await sendWrong(19);
		expect((await memoryUsed()) - before).toBeLessThan(8_000_000);
		expect(await itemsUntilNow()).toEqual([]);
	});
});
