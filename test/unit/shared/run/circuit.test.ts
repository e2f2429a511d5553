/** nodes/shared/run/circuit.ts: when nothing further is sent, and who tries a platform in doubt. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Cancelled, Failure } from '../../../../nodes/shared/client/failure.ts';
import { CircuitBreaker, isHopeless } from '../../../../nodes/shared/run/circuit.ts';
import type { FailureFacts, FailureKind } from '../../../../nodes/shared/contract/index.ts';
import { inMs, networkError, recording } from '../fakes.ts';
import { items, outcomes, running, writing } from './writing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const lost = new Failure('ambiguous', 'No answer', { mayHaveArrived: true, httpStatus: 502 });

function circuitOf() {
	const opened: Failure[] = [];
	const circuit = new CircuitBreaker((failure) => opened.push(failure));
	return { circuit, opened };
}

/** A request that leaves, takes so long and fails. */
async function failing(circuit: CircuitBreaker, ms = 100, pause = 0) {
	const leftAt = performance.now();
	await vi.advanceTimersByTimeAsync(ms);
	circuit.failed(lost, leftAt, pause);
}

/** When each of them may go, or why not; in the order in which they were let. */
function asking(circuit: CircuitBreaker, count: number, signal?: AbortSignal) {
	const told: Array<number | string> = [];
	for (let at = 0; at < count; at++)
		void circuit.ready(signal).then(
			() => told.push(performance.now()),
			(error: Error) => told.push(error.message),
		);
	return told;
}

const later = async (ms: number) => void (await vi.advanceTimersByTimeAsync(ms));

describe('the circuit', () => {
	it('is closed until three requests in a row came to nothing', async () => {
		const { circuit, opened } = circuitOf();
		for (const times of [1, 2]) {
			await failing(circuit);
			expect([circuit.opened, opened.length], `${times} failures`).toEqual([undefined, 0]);
		}
		await failing(circuit);
		expect(opened).toEqual([lost]);
		expect(circuit.opened).toMatchObject({
			kind: 'unreachable',
			message: 'No answer',
			facts: { final: true, mayHaveArrived: false, httpStatus: 502 },
		});
		await expect(circuit.ready()).rejects.toBe(circuit.opened);
	});

	it('stays closed when one is answered in between', async () => {
		const { circuit, opened } = circuitOf();
		for (let times = 0; times < 5; times++) {
			await failing(circuit);
			await failing(circuit);
			circuit.answered();
		}
		expect(opened).toEqual([]);
		expect(asking(circuit, 3)).toEqual([]);
		await later(0);
		expect(circuit.opened).toBeUndefined();
	});

	it('counts the failures of requests that were under way together once', async () => {
		const { circuit } = circuitOf();
		for (let round = 0; round < 3; round++) {
			expect(circuit.opened).toBeUndefined();
			const leftAt = performance.now();
			for (let at = 0; at < 10; at++) {
				await later(10);
				circuit.failed(lost, leftAt, 0);
			}
		}
		expect(circuit.opened).toBeDefined();
	});

	it('tells only once that it opens, whoever opens it', async () => {
		const { circuit, opened } = circuitOf();
		const no = new Failure('refused', 'No such app', { ofCredential: true });
		circuit.open(no);
		circuit.open(lost);
		for (let times = 0; times < 3; times++) await failing(circuit);
		expect(opened).toEqual([no]);
		expect(circuit.opened).toMatchObject({ message: 'No such app', facts: { final: true } });
	});
});

describe('while the platform is in doubt', () => {
	it.each([
		[0, 600],
		[499, 600],
		[700, 800],
	])('everybody waits: after a pause of %i ms until %i', async (pause, at) => {
		const { circuit } = circuitOf();
		await failing(circuit, 100, pause);
		const told = asking(circuit, 1);
		await later(2_000);
		expect(told).toEqual([at]);
	});

	it('one tries it, and all others wait for what becomes of that', async () => {
		const { circuit } = circuitOf();
		await failing(circuit);
		const told = asking(circuit, 4);
		await later(10_000);
		expect(told).toEqual([600]);
		circuit.answered();
		await later(0);
		expect(told).toEqual([600, 10_100, 10_100, 10_100]);
	});

	it('the next one tries it when that fails, after another pause', async () => {
		const { circuit } = circuitOf();
		await failing(circuit);
		const told = asking(circuit, 4);
		await later(900);
		circuit.failed(lost, 600, 0);
		await later(10_000);
		expect(told).toEqual([600, 1_500]);
		circuit.failed(lost, 1_500, 0);
		await later(0);
		expect(told).toEqual([600, 1_500, 'No answer', 'No answer']);
	});

	it('whoever waits hears that nothing further is sent', async () => {
		const { circuit } = circuitOf();
		await failing(circuit);
		const told = asking(circuit, 3);
		await later(1_000);
		circuit.open(new Failure('refused', 'No such app'));
		await later(0);
		expect(told).toEqual([600, 'No such app', 'No such app']);
	});

	it.each([
		['for the pause', 100, 0],
		['for who tries it', 2_000, 1],
	])('who waits %s is cancelled at once', async (_what, ms, tries) => {
		const { circuit } = circuitOf();
		await failing(circuit);
		const trying = asking(circuit, tries);
		const controller = new AbortController();
		const ending = circuit.ready(controller.signal).catch((error: unknown) => error);
		await later(ms);
		controller.abort();
		const now = performance.now();
		expect(await ending).toBeInstanceOf(Cancelled);
		expect(performance.now()).toBe(now);
		expect(trying).toHaveLength(tries);
	});
});

it.each<[FailureKind, FailureFacts, boolean]>([
	['unreachable', {}, true],
	['tokenRejected', {}, true],
	['rateLimited', {}, true],
	['refused', { ofCredential: true }, true],
	['ambiguous', { ofCredential: true }, true],
	['refused', {}, false],
	['ambiguous', {}, false],
	['busy', {}, false],
])('%s %j is hopeless for all others: %s', (kind, facts, expected) => {
	expect(isHopeless(new Failure(kind, 'x', facts))).toBe(expected);
});

describe('a run against a platform that is dead', () => {
	const MANY = items(...Array.from({ length: 200 }, (_, at) => `C${at}`));

	it.each([
		[false, 'unknown'],
		[true, 'unknown'],
	])('costs three time-outs, not 200; repeatable: %s', async (repeatable, kind) => {
		const told = recording([async () => (await inMs(60_000), networkError('ECONNABORTED'))]);
		const began = Date.now();
		const result = await running({
			told,
			items: MANY,
			options: { batchSize: 1, concurrency: 4, retries: 5 },
			resources: writing({}, repeatable),
		})();
		expect(Date.now() - began).toBeLessThan(190_000);
		expect(told.sent).toHaveLength(6);
		const kinds = outcomes(result).map((outcome) => outcome.split(':')[0]);
		const sent = new Set(told.sent.map(({ body }) => String(body))).size;
		expect(kinds.filter((each) => each === kind)).toHaveLength(sent);
		expect(kinds.filter((each) => each === 'notSent')).toHaveLength(200 - sent);
	});

	it('goes on where it comes back in time', async () => {
		const began = Date.now();
		const isDead = () => Date.now() - began < 100_000;
		const told = recording([
			async () => {
				if (!isDead()) return { statusCode: 200, headers: {}, body: '{"ok":true,"data":[]}' };
				return await Promise.reject(await inMs(60_000).then(() => networkError('ECONNABORTED')));
			},
		]);
		const result = await running({
			told,
			items: MANY,
			options: { batchSize: 1, concurrency: 4, retries: 5 },
			resources: writing({}),
		})();
		expect(outcomes(result)).toEqual(MANY.map(() => 'done'));
	});
});
