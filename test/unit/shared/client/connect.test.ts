/** `connect` of nodes/shared/client/request.ts: what the user and the platform say of pace and patience. */
import type { IHttpRequestOptions } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Cancelled } from '../../../../nodes/shared/client/failure.ts';
import { connect, type Patience } from '../../../../nodes/shared/client/request.ts';
import type { Pace } from '../../../../nodes/shared/contract/index.ts';
import {
	contextOf,
	credential,
	ended,
	networkError,
	never,
	platform,
	recording,
	response,
	write,
} from '../fakes.ts';
import { ok } from './calling.ts';

const BEGIN = 1_700_000_000_000;

beforeEach(() => {
	vi.useFakeTimers({ now: BEGIN });
	vi.spyOn(Math, 'random').mockReturnValue(1);
});
afterEach(() => {
	vi.restoreAllMocks();
	vi.useRealTimers();
});

const PATIENCE = { timeout: 60, retries: 5 };

/** When so many requests leave, in seconds. */
async function leaving(count: number, pace: Pace, patience: Partial<Patience> = {}) {
	const at: number[] = [];
	const { helper } = recording([() => (at.push((Date.now() - BEGIN) / 1_000), ok)]);
	const context = contextOf({ items: [], parameters: {}, helper });
	const own = { ...platform, pace };
	const call = connect(context, own, credential(), { ...PATIENCE, ...patience });
	const calls = Array.from(
		{ length: count },
		async () => await call(write, {}, { repeatable: true }),
	);
	await ended(Promise.all(calls));
	return at;
}

describe('the pace of a platform', () => {
	const none = { concurrency: 3, requestsPerMinute: 0 };

	it.each<[string, Pace, Partial<Patience>, number[]]>([
		['is none where nothing is said', none, {}, [0, 0, 0, 0, 0]],
		['is so many a second', { ...none, requestsPerSecond: 2 }, {}, [0, 0, 1, 1, 2]],
		['is so many a minute', { ...none, requestsPerMinute: 2 }, {}, [0, 0, 60, 60, 120]],
		[
			'is what the user says of a minute',
			{ ...none, requestsPerMinute: 2 },
			{ requestsPerMinute: 3 },
			[0, 0, 0, 60, 60],
		],
		[
			'is none a minute where the user says so',
			{ ...none, requestsPerMinute: 2 },
			{ requestsPerMinute: 0 },
			[0, 0, 0, 0, 0],
		],
		[
			'of a second is not the user’s to change',
			{ ...none, requestsPerMinute: 2, requestsPerSecond: 2 },
			{ requestsPerMinute: 0 },
			[0, 0, 1, 1, 2],
		],
		['is both', { ...none, requestsPerMinute: 3, requestsPerSecond: 2 }, {}, [0, 0, 1, 60, 60]],
	])('%s', async (_what, pace, patience, expected) => {
		expect(await leaving(5, pace, patience)).toEqual(expected);
	});
});

describe('the patience of a call', () => {
	async function waited(patience: Patience) {
		const { helper } = recording([response('', 429)]);
		const context = contextOf({ items: [], parameters: {}, helper });
		const call = connect(context, platform, credential(), patience);
		await ended(call(write, {}, { repeatable: true }).catch(() => {}));
		return (Date.now() - BEGIN) / 1_000;
	}

	it.each<[Patience, number]>([
		[{ timeout: 60, retries: 0 }, 0],
		[{ timeout: 60, retries: 1 }, 60],
		[{ timeout: 60, retries: 3 }, 180],
		[{ timeout: 60, retries: 3, patience: 20 }, 20],
	])('%j is that of %i s', async (patience, least) => {
		const seconds = await waited(patience);
		expect(seconds).toBeGreaterThanOrEqual(least);
		expect(seconds).toBeLessThan(least + 20);
	});
});

it('hands on the time-out in milliseconds, and the setting for certificates', async () => {
	const sent: IHttpRequestOptions[] = [];
	const { helper } = recording([(options) => (sent.push(options), ok)]);
	const context = contextOf({ items: [], parameters: {}, helper });
	const own = credential({ ignoreSslIssues: true });
	await connect(context, platform, own, { timeout: 7, retries: 0 })(
		write,
		{},
		{ repeatable: true },
	);
	expect(sent).toMatchObject([{ timeout: 7_000, skipSslCertificateValidation: true }]);
});

it('sends as often as it is told', async () => {
	const told = recording([networkError('ECONNREFUSED')]);
	const context = contextOf({ items: [], parameters: {}, helper: told.helper });
	const call = connect(context, platform, credential(), { timeout: 60, retries: 2 });
	await ended(call(write, {}, { repeatable: true }).catch(() => {}));
	expect(told.sent).toHaveLength(3);
});

it('is cancelled with the execution, where there is one', async () => {
	const controller = new AbortController();
	const { helper } = recording([never]);
	const context = contextOf({ items: [], parameters: {}, helper, signal: controller.signal });
	const calling = connect(
		context,
		platform,
		credential(),
		PATIENCE,
	)(write, {}, { repeatable: true });
	await vi.advanceTimersByTimeAsync(10);
	controller.abort();
	await expect(calling).rejects.toThrow(Cancelled);
	// A list in the editor has no execution.
	const { helper: answering } = recording([ok]);
	const editor = { helpers: { httpRequest: answering } } as unknown as typeof context;
	const reply = connect(editor, platform, credential(), PATIENCE)(write, {}, { repeatable: true });
	expect(await reply).toMatchObject({ data: [1] });
});
