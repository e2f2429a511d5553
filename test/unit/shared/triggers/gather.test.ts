/** nodes/shared/triggers/gather.ts: what comes shortly after each other, taken together. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gathered, LookupQueue } from '../../../../nodes/shared/triggers/gather.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

describe('gathered', () => {
	it('gives all of a key to the first who came with it, in their order', async () => {
		const all = [gathered('a', 1, 1000), gathered('b', 2, 1000), gathered('a', 3, 1000)];
		await vi.advanceTimersByTimeAsync(999);
		const late = gathered('a', 4, 1000);
		await vi.advanceTimersByTimeAsync(1);
		expect(await Promise.all([...all, late])).toEqual([[1, 3, 4], [2], undefined, undefined]);
	});

	it('begins anew when they have left', async () => {
		const first = gathered('a', 1, 1000);
		await vi.advanceTimersByTimeAsync(1000);
		expect(await first).toEqual([1]);
		const second = gathered('a', 2, 1000);
		await vi.advanceTimersByTimeAsync(1000);
		expect(await second).toEqual([2]);
	});

	it('waits from the first on, not from the last', async () => {
		let isThere = false;
		void gathered('a', 1, 1000).then(() => (isThere = true));
		for (let n = 0; n < 3; n++) {
			await vi.advanceTimersByTimeAsync(400);
			expect(isThere).toBe(n === 2);
			void gathered('a', n, 1000);
		}
		await vi.advanceTimersByTimeAsync(1000);
	});
});

describe('LookupQueue', () => {
	/** Each request takes a second, and finds all but `none`. */
	function queue(most: number, fails = (_ids: string[]) => false) {
		const requests: string[][] = [];
		const lookups = new LookupQueue(async (ids: string[]) => {
			requests.push(ids);
			await new Promise((resolve) => setTimeout(resolve, 1000));
			if (fails(ids)) throw new Error('down');
			return new Map(ids.filter((id) => id !== 'none').map((id) => [id, `row ${id}`]));
		}, most);
		return { lookups, requests };
	}

	it('asks for one after a moment, and is idle then', async () => {
		const { lookups, requests } = queue(100);
		expect(lookups.isIdle).toBe(true);
		const found = lookups.ask('a');
		expect(lookups.isIdle).toBe(false);
		await vi.advanceTimersByTimeAsync(1500);
		expect(await found).toBe('row a');
		expect(requests).toEqual([['a']]);
		expect(lookups.isIdle).toBe(true);
	});

	it('asks for those together that come together, each once, and for the rest after it', async () => {
		const { lookups, requests } = queue(100);
		const first = ['a', 'b', 'a', 'none'].map((id) => lookups.ask(id));
		await vi.advanceTimersByTimeAsync(500);
		// While a request is under way.
		const later = ['c', 'a'].map((id) => lookups.ask(id));
		await vi.advanceTimersByTimeAsync(3000);
		expect(await Promise.all(first)).toEqual(['row a', 'row b', 'row a', undefined]);
		expect(await Promise.all(later)).toEqual(['row c', 'row a']);
		expect(requests).toEqual([
			['a', 'b', 'none'],
			['c', 'a'],
		]);
	});

	it('asks for no more than so many at once, one request at a time', async () => {
		const { lookups, requests } = queue(3);
		const ids = Array.from({ length: 8 }, (_, n) => `${n}`);
		const found = ids.map((id) => lookups.ask(id));
		await vi.advanceTimersByTimeAsync(999);
		expect(requests).toHaveLength(1);
		await vi.advanceTimersByTimeAsync(5000);
		expect(await Promise.all(found)).toEqual(ids.map((id) => `row ${id}`));
		expect(requests.map(({ length }) => length)).toEqual([3, 3, 2]);
	});

	it('tells those who asked what went wrong, and goes on with the others', async () => {
		const { lookups } = queue(2, (ids) => ids.includes('a'));
		const found = Promise.allSettled(['a', 'b', 'c'].map((id) => lookups.ask(id)));
		await vi.advanceTimersByTimeAsync(5000);
		expect(await found).toMatchObject([
			{ status: 'rejected', reason: { message: 'down' } },
			{ status: 'rejected' },
			{ status: 'fulfilled', value: 'row c' },
		]);
		expect(lookups.isIdle).toBe(true);
		const again = lookups.ask('d');
		await vi.advanceTimersByTimeAsync(2000);
		expect(await again).toBe('row d');
	});
});
