/** Events that come together leave together: one waits for the others. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { Collector } from '../../../../../nodes/shared/triggers/webhook/collector';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const all = async (values: number[]) => await Promise.resolve(values);

it('gives everything to the first, and nothing to the others', async () => {
	const collector = new Collector<number>();
	const results = [1, 2, 3].map(async (value) => await collector.collect(value, 100, all));
	await vi.advanceTimersByTimeAsync(100);
	expect(await Promise.all(results)).toEqual([[1, 2, 3], undefined, undefined]);
});

it('who comes later begins anew', async () => {
	const collector = new Collector<number>();
	const first = collector.collect(1, 100, all);
	await vi.advanceTimersByTimeAsync(100);
	const second = collector.collect(2, 100, all);
	await vi.advanceTimersByTimeAsync(100);
	expect([await first, await second]).toEqual([[1], [2]]);
});

it('while what came before is worked on, no more than one waits', async () => {
	const collector = new Collector<number>();
	const slow = Promise.withResolvers<void>();
	const first = collector.collect(1, 100, async (values) => {
		await slow.promise;
		return values;
	});
	await vi.advanceTimersByTimeAsync(100);
	const others = [2, 3].map(async (value) => await collector.collect(value, 100, all));
	await vi.advanceTimersByTimeAsync(1_000);
	const late = collector.collect(4, 100, all);
	slow.resolve();
	await vi.advanceTimersByTimeAsync(0);
	expect(await first).toEqual([1]);
	expect(await Promise.all([...others, late])).toEqual([[2, 3, 4], undefined, undefined]);
});

it('what fails keeps nobody', async () => {
	const collector = new Collector<number>();
	const failing = collector
		.collect(1, 100, async () => await Promise.reject(new Error('no')))
		.catch((error: Error) => error.message);
	await vi.advanceTimersByTimeAsync(100);
	const next = collector.collect(2, 100, all);
	await vi.advanceTimersByTimeAsync(100);
	expect([await failing, await next]).toEqual(['no', [2]]);
});
