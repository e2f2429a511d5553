/** nodes/shared/input/options.ts: whatever stands under Options, requests are sent in a sensible way. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../../nodes/shared/contract/index.ts';
import { readOptions } from '../../../../nodes/shared/input/options.ts';
import { contextOf, platform } from '../fakes.ts';

const operation = { batch: { size: 50, limit: 100 } } as Operation;
const chosen = (options: object, of = operation) =>
	readOptions(
		contextOf({ items: [{}], parameters: { options: { ...options } } }),
		of,
		platform.pace,
	);

describe('readOptions', () => {
	it('takes what the operation and the platform advise', () => {
		expect(chosen({})).toEqual({
			batchSize: 50,
			concurrency: 3,
			requestsPerMinute: 0,
			timeout: 60,
			retries: 5,
		});
	});

	it.each([
		[{ batchSize: 1 }, { batchSize: 1 }],
		[{ batchSize: 0 }, { batchSize: 1 }],
		[{ batchSize: 101 }, { batchSize: 100 }],
		[{ concurrency: 0 }, { concurrency: 1 }],
		[{ retries: -1 }, { retries: 0 }],
		[{ retries: 0 }, { retries: 0 }],
		[
			{ requestsPerMinute: 7, timeout: 1 },
			{ requestsPerMinute: 7, timeout: 1 },
		],
	])('%j', (options, expected) => {
		expect(chosen(options)).toMatchObject(expected);
	});

	it('leaves an operation without batches at one record a request', () => {
		expect(chosen({ batchSize: 7 }, {} as Operation).batchSize).toBe(1);
	});

	it('makes the best of what an expression gives', () => {
		const given = fc.constantFrom<unknown>(undefined, null, '', 'many', '7', NaN, -1, 0, 3, true);
		fc.assert(
			fc.property(given, (value) => {
				const options = chosen({ batchSize: value, concurrency: value, retries: value });
				expect(options.batchSize).toBeGreaterThanOrEqual(1);
				expect(options.concurrency).toBeGreaterThanOrEqual(1);
				expect(options.retries).toBeGreaterThanOrEqual(0);
			}),
		);
	});
});
