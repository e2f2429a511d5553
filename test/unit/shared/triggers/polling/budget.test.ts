/** nodes/shared/triggers/budget.ts: how long one poll may take. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Budget, budgetMs } from '../../../../../nodes/shared/triggers/polling/budget.ts';

describe('budgetMs', () => {
	it.each([
		[36_000, 30_000],
		[30_000, 30_000],
		[12_000, 12_000],
		[0, 0],
	])('of %i by n8n is %i', (given, ms) => {
		expect(budgetMs({ getPollBudgetMs: () => given })).toBe(ms);
	});

	it('of an older n8n is 30 seconds', () => {
		expect(budgetMs({})).toBe(30_000);
	});
});

describe('Budget', () => {
	beforeEach(() => {
		vi.useFakeTimers({ toFake: ['performance'] });
	});
	afterEach(() => {
		vi.useRealTimers();
	});
	const step = async (budget: Budget, ms: number) =>
		await budget.spend(async () => {
			vi.advanceTimersByTime(ms);
			return await Promise.resolve(ms);
		});

	it('has room for the first step, however late', () => {
		const budget = new Budget(1000);
		vi.advanceTimersByTime(5000);
		expect([budget.fitsAnother(), budget.wasUsed]).toEqual([true, false]);
	});

	it('has room for another one as slow as the slowest', async () => {
		const budget = new Budget(1000);
		expect(await step(budget, 300)).toBe(300);
		expect([budget.fitsAnother(), budget.wasUsed]).toEqual([true, true]);
		await step(budget, 100);
		expect(budget.fitsAnother()).toBe(true);
		await step(budget, 299);
		// 699 and 300.
		expect(budget.fitsAnother()).toBe(true);
		await step(budget, 1);
		expect(budget.fitsAnother()).toBe(false);
	});

	it('does not count a step that failed, and lets its error through', async () => {
		const budget = new Budget(1000);
		await expect(budget.spend(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
		expect(budget.wasUsed).toBe(false);
	});

	it('ends by itself, and not before', async () => {
		const budget = new Budget(20);
		expect(budget.signal.aborted).toBe(false);
		await sleep(60);
		expect(budget.signal.aborted).toBe(true);
		expect(budget.pause).toBeUndefined();
	});

	it('takes part of a millisecond', () => {
		expect(() => new Budget(12.5)).not.toThrow();
	});

	it('waits with the platform, unless that takes longer than there is', () => {
		const budget = new Budget(1000);
		vi.advanceTimersByTime(400);
		budget.pausing(599);
		expect([budget.signal.aborted, budget.pause]).toEqual([false, undefined]);
		budget.pausing(600);
		expect([budget.signal.aborted, budget.pause]).toEqual([true, 600]);
	});
});
