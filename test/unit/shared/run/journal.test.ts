/** nodes/shared/run/journal.ts: what slowed a run down, in n8n's log and in one line beside the output. */
import type { IHttpRequestOptions, Logger } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../../nodes/shared/client/failure.ts';
import { Journal } from '../../../../nodes/shared/run/journal.ts';
import { credential, networkError, recording, response } from '../fakes.ts';
import { ok, refusal, running } from './writing.ts';

function journalOf() {
	const log: string[] = [];
	const at = (level: string) => (text: string) => void log.push(`${level} ${text}`);
	const logger = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
	return { journal: new Journal('Yunzhijia', logger as unknown as Logger), log };
}

describe('the log', () => {
	it('has a line for whatever slows a run down', () => {
		const { journal, log } = journalOf();
		journal.retrying('No answer came in time', 1_250);
		journal.pausing(7_000);
		journal.renewing();
		journal.stopping(new Failure('unreachable', 'The host is not known'));
		expect(log).toEqual([
			'warn Yunzhijia: No answer came in time. Sent again in 1.3 s',
			'warn Yunzhijia asks for patience: paused for 7 s',
			'info Yunzhijia rejected the token: a new one is fetched',
			'warn Yunzhijia: nothing further is sent, because The host is not known',
		]);
	});
});

describe('the hint', () => {
	type Told = Array<(journal: Journal) => void>;
	const pause = (ms: number) => (journal: Journal) => journal.pausing(ms);
	const retry = (journal: Journal) => journal.retrying('lost', 500);
	const renew = (journal: Journal) => journal.renewing();
	const stop = (message: string) => (journal: Journal) =>
		journal.stopping(new Failure('unreachable', message));

	it.each<[string, Told, string | undefined]>([
		['nothing', [], undefined],
		['a pause', [pause(500)], 'paused once for 0.5 s because Yunzhijia asked for it'],
		[
			'pauses',
			[pause(7_000), pause(4_000), pause(3_000)],
			'paused 3 times for 14 s because Yunzhijia asked for it',
		],
		['a retry', [retry], 'sent a request again'],
		['retries', [retry, retry], 'sent 2 requests again'],
		['a renewal', [renew], 'renewed the token once'],
		['renewals', [renew, renew], 'renewed the token 2 times'],
		['an end', [stop('gone')], 'sent nothing further because: gone'],
		[
			'all of it',
			[stop('gone'), renew, retry, pause(1_000), stop('No such app')],
			'paused once for 1 s because Yunzhijia asked for it; sent a request again; renewed the token once; sent nothing further because: gone; sent nothing further because: No such app',
		],
	])('of %s', (_what, told, expected) => {
		const { journal } = journalOf();
		for (const tell of told) tell(journal);
		expect(journal.hint()).toBe(expected && `This run was slowed down: ${expected}.`);
	});
});

describe('a run', () => {
	beforeEach(() => {
		vi.useFakeTimers();
		vi.spyOn(Math, 'random').mockReturnValue(1);
	});
	afterEach(() => {
		vi.restoreAllMocks();
		vi.useRealTimers();
	});

	/** The hints and the log of a run to which the platform answers like this. */
	async function told(answers: Array<object | Error>, options = { retries: 5 }, more = {}) {
		const [hints, log]: string[][] = [[], []];
		await running({ told: recording(answers), options, hints, log, ...more })();
		return { hints, log };
	}

	it.each([
		['that goes well', [ok]],
		['in which records are refused', [ok, refusal]],
	])('%s says nothing', async (_what, answers) => {
		expect(await told(answers)).toEqual({ hints: [], log: [] });
	});

	it('that is slowed down says so in one line', async () => {
		const busy = response('', 429, { 'retry-after': '7' });
		expect(await told([busy, busy, ok, networkError('ECONNRESET'), ok])).toEqual({
			hints: [
				'This run was slowed down: paused 2 times for 14 s because Test asked for it; sent a request again.',
			],
			log: [
				'Test asks for patience: paused for 7 s',
				'Test asks for patience: paused for 7 s',
				'Test: The connection was cut before an answer came. Sent again in 0.5 s',
			],
		});
	});

	it.each([true, false])('that ends says why, continue on fail: %s', async (continueOnFail) => {
		const { hints } = await told([networkError('ENOTFOUND')], { retries: 0 }, { continueOnFail });
		expect(hints).toEqual([
			'This run was slowed down: sent nothing further because: The host is not known.',
		]);
	});

	it('says nothing secret', async () => {
		const own = credential({ secret: 'hush-hush-hush' });
		const echo = (code: string) => (options: IHttpRequestOptions) =>
			response({
				ok: false,
				code,
				text: `${String(options.headers?.Authorization)} of hush-hush-hush`,
			});
		const answers = [echo('lost'), echo('expired'), echo('expired'), echo('lost'), echo('full')];
		const { hints, log } = await told(answers, { retries: 5 }, { credentialOf: () => own });
		expect(log.length).toBeGreaterThan(2);
		expect([...hints, ...log].join()).not.toMatch(/hush-hush|T\d/);
	});
});
