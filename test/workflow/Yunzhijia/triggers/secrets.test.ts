/** Yunzhijia Trigger: what is secret is nowhere, and refusing is cheap. docs/triggers.md. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Call, CallOptions } from '../../../platforms/index.ts';
import { FORM, refused, startEvents, updated, withHeaders } from './events.ts';

afterEach(() => void vi.useRealTimers());

const spellings = (secret: string) => [
	secret,
	encodeURIComponent(secret),
	new URLSearchParams({ secret }).toString().slice('secret='.length),
	Buffer.from(secret).toString('base64').replace(/=+$/, ''),
	Buffer.from(secret).toString('base64url'),
	JSON.stringify(secret).slice(1, -1),
];

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

	it('are in what an activation says', async () => {
		const failure = await startEvents({}, { credential: { callbackToken: '' } }).catch(
			(error: Error) => JSON.stringify([error, error.message, error.stack]),
		);
		expect(failure).toContain('Callback Token');
		expect(failure).not.toContain('secret=50%');
	});
});

describe('the log', () => {
	it('says why calls are refused, at most once in 10 seconds, and how many', async () => {
		const now = Date.UTC(2024, 0, 1);
		vi.useFakeTimers({ toFake: ['Date'], now });
		const { send, trigger } = await startEvents();
		for (let time = 0; time < 7; time++)
			expect(await send(updated(), { token: 'other' })).toMatchObject(refused(401));
		expect(trigger.logs).toHaveLength(1);
		expect(trigger.logs[0]).toMatch(/^warn .*signature/i);
		vi.setSystemTime(now + 9_000);
		await send(updated(), { token: 'other' });
		expect(trigger.logs).toHaveLength(1);
		vi.setSystemTime(now + 10_001);
		await send(updated(), { eid: '1' });
		expect(trigger.logs).toHaveLength(2);
		expect(trigger.logs[1]).toMatch(/\b[89]\b/);
	});

	it('is not written by those who call', async () => {
		const now = Date.UTC(2024, 0, 1);
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
			{ tamper: withHeaders({ Authorization: '\u001b[31m' }) },
			{ contentType: `${FORM}; charset="x"` },
		];
		for (const [nth, options] of calls.entries()) {
			vi.useFakeTimers({ toFake: ['Date'], now: now + nth * 60_000 });
			await send({ ...updated(), eventType: `user_x${nth}` }, options).catch(() => undefined);
		}
		const said = trigger.logs.join('');
		for (const text of ['\n', '\u001b', 'all is lost']) expect(said).not.toContain(text);
		for (const line of trigger.logs) expect(line.length).toBeLessThan(1_000);
	});
});

describe('refusing', () => {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	const heapUsed = () => {
		collect();
		return process.memoryUsage().heapUsed;
	};

	// Whether the comparison takes the same time for all cannot be seen from here.
	it('keeps nothing of what was refused', async () => {
		const { prepare, deliver, itemsUntilNow } = await startEvents();
		const sendWrong = async (count: number) => {
			for (let n = 0; n < count; n++) {
				const eventId = `${n}-${Math.random()}`.padEnd(20_000, 'x');
				const call = prepare({ ...updated(), eventId }, { token: 'other' });
				expect(await deliver(call)).toMatchObject(refused(401));
			}
		};
		await sendWrong(50);
		const before = heapUsed();
		await sendWrong(400);
		// All of them are 8 MB.
		expect(heapUsed() - before).toBeLessThan(4_000_000);
		expect(await itemsUntilNow()).toEqual([]);
	});

	it('2,000 wrong ones, the next right one starts its workflow', async () => {
		const { burst, itemsUntilNow } = await startEvents();
		const answers = await burst(
			Array.from({ length: 2_000 }, (_, n) => updated(n)),
			{ concurrency: 50, token: 'other' },
		);
		expect(new Set(answers.map(({ status, body }) => `${status} ${body}`))).toEqual(
			new Set(['401 not ok']),
		);
		expect(await itemsUntilNow()).toEqual([]);
	});
});
