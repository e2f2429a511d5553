/** Polls of Weaver E10 that fail: what n8n and a person are told, and that nothing is lost. */
import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../../platforms/misbehaviour.ts';
import type { PollOptions, PollResult } from '../../engine/triggers.ts';
import { id, LI, startCompany, WANG } from '../company.ts';
import { hire, startWatching, watching } from './watching.ts';

const SECRET = 'weaver+test&secret=50%';
/** Too short for pauses. */
const SHORT: PollOptions = { budgetMs: 400 };

const textOf = ({ failure, logs }: PollResult) =>
	`${inspect(failure, { depth: 9, showHidden: true })} ${JSON.stringify(failure)} ${logs.join('\n')}`;

const DOWN: Array<[what: string, rule: Misbehaviour, cause: string, says: RegExp]> = [
	[
		'refuses connections',
		{ how: 'refuse', ms: 60_000 },
		'temporarily-unavailable',
		/reach|refused/i,
	],
	['resets them', { how: 'resetBefore' }, 'temporarily-unavailable', /connection|reset|reach/i],
	['answers 503', { how: 'status', status: 503 }, 'temporarily-unavailable', /503/],
	['answers 500', { how: 'status', status: 500 }, 'temporarily-unavailable', /500/],
	['answers with a page', { how: 'html' }, 'temporarily-unavailable', /answer|page|JSON/i],
	['cuts its answers', { how: 'cutJson' }, 'temporarily-unavailable', /answer|JSON/i],
	['answers 403', { how: 'status', status: 403 }, 'configuration-invalid', /403/],
	[
		'refuses with a code of its own',
		{ how: 'refusal', code: '4711' },
		'configuration-invalid',
		/数据校验不通过.*4711/,
	],
];

describe('a platform that', () => {
	// All at once: most of their time is pauses.
	it('fails: n8n is told why, and the next poll tells all', async () => {
		await Promise.all(
			DOWN.map(async ([what, rule, cause, says]) => {
				const { weaver, trigger, summary } = await startWatching();
				await summary();
				const { saved } = trigger;
				hire(weaver.state, [id(60)]);
				weaver.state.employees.get(WANG)!.mobile = '1';
				weaver.misbehave(rule);
				const failed = await trigger.poll();
				expect(failed.items, what).toBeNull();
				expect(failed.failure, what).toBeInstanceOf(NodeApiError);
				expect(failed.failure!.failure, what).toMatchObject({ cause });
				expect(failed.failure!.message, what).toMatch(says);
				expect(trigger.saved, what).toBe(saved);
				for (const secret of [SECRET, encodeURIComponent(SECRET), tokenOf(weaver)])
					expect(textOf(failed), what).not.toContain(secret);
				weaver.behave();
				expect(await summary(), what).toEqual([`added ${id(60)}`, `changed ${WANG}`]);
				expect(await summary(), what).toEqual([]);
			}),
		);
	});

	it('asks for a minute’s patience: n8n waits as long', async () => {
		const { weaver, trigger, summary } = await startWatching();
		await summary();
		const { saved } = trigger;
		weaver.misbehave({ how: 'slowDown', retryAfter: 60 });
		const begun = performance.now();
		const { failure } = await trigger.poll();
		expect(performance.now() - begun).toBeLessThan(3000);
		expect(failure!.failure).toEqual({ cause: 'rate-limited', retryAfterMs: 60_000 });
		expect(failure!.message).toMatch(/fewer requests|too many/i);
		expect(trigger.saved).toBe(saved);
	});

	it('asks for more patience than the poll has: n8n waits as long', async () => {
		const { weaver, trigger, summary } = await startWatching();
		await summary();
		weaver.misbehave({ how: 'slowDown', retryAfter: 5 });
		const begun = performance.now();
		const { failure } = await trigger.poll({ budgetMs: 3000 });
		expect(performance.now() - begun).toBeLessThan(2500);
		expect(failure!.failure).toEqual({
			cause: 'rate-limited',
			retryAfterMs: expect.closeTo(5000, -3) as number,
		});
		expect(failure!.message).toMatch(/patience|fewer requests|too many/i);
	});

	it('fails at a look-up only: nothing is told, and later all of it', async () => {
		const { weaver, trigger, summary } = await startWatching();
		await summary();
		const { saved } = trigger;
		weaver.state.employees.get(LI)!.status = '6';
		weaver.state.employees.get(WANG)!.mobile = '1';
		weaver.misbehave({ how: 'status', status: 503, containing: '"ids"', retryAfter: 0 });
		const { items, failure } = await trigger.poll();
		expect(items).toBeNull();
		expect(failure!.failure).toMatchObject({ cause: 'temporarily-unavailable' });
		expect(trigger.saved).toBe(saved);
		weaver.behave();
		expect(await summary()).toEqual([`changed ${WANG}`, `removed ${LI}`]);
	});

	it('fails once in between is asked again within the poll', async () => {
		const { weaver, summary } = await startWatching();
		await summary();
		weaver.state.employees.get(WANG)!.mobile = '1';
		weaver.misbehave({ how: 'status', status: 503, retryAfter: 0, times: 1 });
		expect(await summary()).toEqual([`changed ${WANG}`]);
	});

	it('lets a token expire gives another', async () => {
		const { weaver, summary } = await startWatching();
		await summary();
		weaver.state.employees.get(WANG)!.mobile = '1';
		weaver.misbehave({ how: 'expireToken', times: 1 });
		expect(await summary()).toEqual([`changed ${WANG}`]);
	});

	it('hangs ends with the poll’s time', async () => {
		const { weaver, trigger, summary } = await startWatching();
		await summary();
		weaver.misbehave({ how: 'hang' });
		const begun = performance.now();
		const { items, failure } = await trigger.poll(SHORT);
		expect(performance.now() - begun).toBeLessThan(3000);
		expect(items).toBeNull();
		expect(failure!.failure).toMatchObject({ cause: 'temporarily-unavailable' });
	});

	it('is down at the first poll is remembered at the next', async () => {
		const { weaver, trigger, summary } = await startWatching();
		weaver.misbehave({ how: 'status', status: 503, retryAfter: 0 });
		expect((await trigger.poll()).failure).toBeDefined();
		weaver.behave();
		expect(await summary()).toEqual([]);
		weaver.state.employees.get(WANG)!.mobile = '1';
		expect(await summary()).toEqual([`changed ${WANG}`]);
	});
});

const tokenOf = ({ tokenRequests }: Awaited<ReturnType<typeof startCompany>>) =>
	(JSON.parse(tokenRequests().at(-1)!.answer!) as { accessToken: string }).accessToken;

describe('a credential', () => {
	const poll = async (changes: IDataObject, options: Parameters<typeof startCompany>[0] = {}) => {
		const weaver = await startCompany(options);
		const credential = { ...weaver.credential, ...changes };
		const { trigger } = watching({ credential }, { watch: 'employee' });
		return await trigger.poll();
	};

	it('with a wrong secret is named, and not repeated', async () => {
		const appSecret = 'geheim-0815-falsch';
		const failed = await poll({ appSecret });
		expect(failed.failure!.failure).toMatchObject({ cause: 'credential-invalid' });
		expect(failed.failure!.message).toMatch(/app_key或app_secret错误.*200005/);
		expect(textOf(failed)).not.toContain(appSecret);
	});

	it('whose token is rejected each time', async () => {
		const { weaver, trigger } = await startWatching();
		weaver.misbehave({ how: 'expireToken' });
		const { failure } = await trigger.poll();
		expect(failure!.failure).toMatchObject({ cause: 'credential-invalid' });
	});

	it('of an app that lacks the interface: which one, and what to do', async () => {
		const { failure } = await poll({}, { authorisedInterfaces: ['syncEmployee'] });
		expect(failure!.message).toMatch(/应用未授权接口queryEmployee/);
		expect(failure!.failure).toMatchObject({ cause: 'configuration-invalid' });
	});

	it('of an app that is not approved', async () => {
		const { failure } = await poll({}, { approved: false });
		expect(failure!.message).toMatch(/应用未审核通过/);
		expect(['credential-invalid', 'configuration-invalid']).toContain(
			(failure!.failure as IDataObject).cause,
		);
	});

	it('with a Base URL that is wrong', async () => {
		const { failure } = await poll({ baseUrl: 'http://127.0.0.1:9/nowhere' });
		expect(failure!.failure).toMatchObject({ cause: 'temporarily-unavailable' });
		expect(failure!.message).toMatch(/127\.0\.0\.1|reach|refused/i);
	});
});

it('no field chosen is an error in words', async () => {
	const { trigger } = await startWatching({ parameters: { fields: [] } });
	const { failure } = await trigger.poll();
	expect(failure!.failure).toMatchObject({ cause: 'configuration-invalid' });
	expect(failure!.message).toMatch(/field/i);
});
