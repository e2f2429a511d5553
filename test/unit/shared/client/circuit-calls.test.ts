/** nodes/shared/client/request.ts: what the circuit, the observer and the limiter of a call are told. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Cancelled, Failure } from '../../../../nodes/shared/client/failure.ts';
import { call } from '../../../../nodes/shared/client/request.ts';
import type { Circuit, Observer } from '../../../../nodes/shared/contract/index.ts';
import {
	connection,
	credential,
	inMs,
	networkError,
	recording,
	response,
	write,
} from '../fakes.ts';
import { calling, ok, says } from './calling.ts';

beforeEach(() => {
	vi.useFakeTimers({ now: 1_700_000_000_000 });
	vi.spyOn(Math, 'random').mockReturnValue(1);
});
afterEach(() => {
	vi.restoreAllMocks();
	vi.useRealTimers();
});

/** A circuit that writes down what it is asked and told, and one that has ended it all. */
function circuitOf(told: string[], opened?: Failure): Circuit {
	return {
		async ready() {
			told.push('ready?');
			if (opened) throw opened;
			return await Promise.resolve();
		},
		leave: () => undefined,
		answered: () => void told.push('answered'),
		failed: (failure, leftAt, ms) =>
			void told.push(`failed: ${(failure as Failure).kind}, left at ${leftAt}, waits ${ms}`),
	};
}

const observerOf = (told: string[]): Observer => ({
	retrying: (why, ms) => void told.push(`again in ${ms}: ${why}`),
	pausing: (ms) => void told.push(`pause of ${ms}`),
	renewing: () => void told.push('renewing'),
});

const cut = networkError('ECONNRESET');

describe('the circuit', () => {
	it.each<[string, Array<object | Error>, string[]]>([
		['a success', [ok], ['ready?', 'answered']],
		['a refusal', [says('full')], ['ready?', 'answered']],
		[
			'a lost answer and a success',
			[cut, ok],
			['ready?', 'failed: ambiguous, left at 0, waits 500', 'ready?', 'answered'],
		],
		[
			'no connection, twice',
			[networkError('ECONNREFUSED'), networkError('ECONNREFUSED'), ok],
			[
				...['ready?', 'failed: unreachable, left at 0, waits 500'],
				...['ready?', 'failed: unreachable, left at 500, waits 1000'],
				...['ready?', 'answered'],
			],
		],
		['a wish for patience', [says('busy'), ok], ['ready?', 'answered', 'ready?', 'answered']],
		['an old token', [says('expired'), ok], ['ready?', 'answered', 'ready?', 'answered']],
	])('is asked before each attempt and told of each end: %s', async (_what, answers, expected) => {
		const told: string[] = [];
		await calling(recording(answers), true, { circuit: circuitOf(told) });
		expect(told).toEqual(expected);
	});

	it.each([
		['that can’t be repeated', false, {}],
		['after the last retry', true, { retries: 0 }],
	])('is told of an end %s', async (_what, repeatable, fields) => {
		const told: string[] = [];
		await calling(recording([cut]), repeatable, { ...fields, circuit: circuitOf(told) });
		expect(told).toEqual(['ready?', 'failed: ambiguous, left at 0, waits 0']);
	});

	it('ends a call before it takes a token or a place', async () => {
		const opened = new Failure('unreachable', 'Nobody is there', { final: true });
		const told = recording([ok]);
		const { result, ms } = await calling(told, true, { circuit: circuitOf([], opened) });
		expect(result).toMatchObject({ message: 'Nobody is there' });
		expect([told.tokens.length, told.sent.length, ms]).toEqual([0, 0, 0]);
	});

	it('that opens in between leaves open what the first sending did', async () => {
		const opened = new Failure('unreachable', 'Nobody is there', { final: true });
		let asked = 0;
		const circuit = {
			...circuitOf([]),
			ready: async () => await (asked++ ? Promise.reject(opened) : Promise.resolve()),
		};
		const told = recording([cut]);
		const { result } = await calling(told, true, { circuit });
		expect(result).toMatchObject({ message: 'Nobody is there', facts: { mayHaveArrived: true } });
		expect(told.sent).toHaveLength(1);
	});

	it('hears that one was cancelled, so that nobody waits for what becomes of it', async () => {
		const told: string[] = [];
		const controller = new AbortController();
		const { helper } = recording([async () => (await inMs(1_000), ok)]);
		const own = connection(helper, { circuit: circuitOf(told), signal: controller.signal });
		const ended = call(own, write, {}, { repeatable: true }).catch((error: unknown) => error);
		await vi.advanceTimersByTimeAsync(100);
		controller.abort();
		expect(await ended).toBeInstanceOf(Cancelled);
		expect(told).toEqual(['ready?', 'answered']);
	});
});

describe('the observer', () => {
	it.each<[string, Array<object | Error>, string[]]>([
		['a success', [ok], []],
		['a refusal', [says('full')], []],
		['a lost answer', [cut, ok], ['again in 500: The connection was cut before an answer came']],
		['a wish for patience', [response('', 429, { 'retry-after': '7' }), ok], ['pause of 7000']],
		[
			'a token that is rejected twice',
			[says('expired'), says('expired'), ok],
			['again in 1000: says (expired)', 'renewing'],
		],
		['the last of all tries', [says('full', 502)], []],
	])('is told what slows a call down: %s', async (_what, answers, expected) => {
		const told: string[] = [];
		const retries = answers.length === 1 ? 0 : 5;
		await calling(recording(answers), true, { observer: observerOf(told), retries });
		expect(told).toEqual(expected);
	});

	it('is told nothing secret', async () => {
		const told: string[] = [];
		const answers = [says('lost', 200, 'T1 of S3CRET is lost'), ok];
		await calling(recording(answers), true, { observer: observerOf(told) });
		expect(told).toEqual(['again in 500: ••• of ••• is lost (lost)']);
	});
});

it('a refusal is taken by the interface as well: its pauses begin anew', async () => {
	const told: string[] = [];
	const recorded = recording([says('busy'), says('full'), says('busy'), ok]);
	const fields = { credential: credential(), observer: observerOf(told) };
	await calling(recorded, true, fields);
	await calling(recorded, true, fields);
	expect(told).toEqual(['pause of 500', 'pause of 500']);
});

describe('patience', () => {
	it('is not counted by requests, but by how long the platform takes nothing', async () => {
		const told = recording([says('busy')]);
		const { result, ms } = await calling(told, true, { retries: 1, patience: 60_000 });
		expect(result).toMatchObject({ kind: 'rateLimited', facts: { platformCode: 'busy' } });
		expect(ms).toBeGreaterThan(60_000);
		expect(ms).toBeLessThan(60_000 + 15_000);
		expect(told.sent.length).toBeGreaterThan(5);
	});

	it('is for a single interface: what another takes is no matter', async () => {
		const own = credential();
		const told = recording([({ url }) => (url.endsWith('/write') ? says('busy') : ok)]);
		const about = connection(told.helper, { credential: own, patience: 10_000 });
		const ended = call(about, write, {}, { repeatable: true }).catch((error: unknown) => error);
		for (let second = 0; second < 30; second++) {
			void call(about, { ...write, path: '/read' }, {}, { repeatable: true });
			await vi.advanceTimersByTimeAsync(1_000);
		}
		expect(await ended).toMatchObject({ kind: 'rateLimited' });
	});

	it('begins anew with each request that the platform takes', async () => {
		const began = Date.now();
		const told = recording([() => ((Date.now() - began) % 20_000 < 12_000 ? says('busy') : ok)]);
		const pace = { requestsPerMinute: 0, requestsPerSecond: 1 };
		const own = connection(told.helper, { patience: 19_000, pace });
		const ends = Array.from(
			{ length: 50 },
			async () => await call(own, write, {}, { repeatable: true }),
		);
		let last = 0;
		void Promise.all(ends).then(() => (last = Date.now()));
		await vi.advanceTimersByTimeAsync(600_000);
		expect(await Promise.all(ends)).toHaveLength(50);
		expect(last - began).toBeGreaterThan(60_000);
	});
});
