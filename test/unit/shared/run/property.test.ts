/**
 * nodes/shared/run/run.ts: whatever the platform answers and the network does, every item leaves with
 * one outcome, and batches lose, repeat and reorder nothing.
 */
import type { IDataObject } from 'n8n-workflow';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ENDS, expected, follow, LIMIT, plan, type Attempt, type Plan } from './plan.ts';

beforeEach(() => {
	vi.useFakeTimers();
	vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
	vi.restoreAllMocks();
	vi.useRealTimers();
});

const valid = ({ items }: Plan) => [...items.keys()].filter((place) => items[place].code !== '');

const RUNS = { numRuns: 500 };

const sameBatch = (one: Attempt) => JSON.stringify(one.places);

function checkTraffic(given: Plan, attempts: Attempt[], owner: (place: number) => string) {
	const { items, batchSize, concurrency, retries, repeatable, keyed } = given;
	for (const { places, token, together } of attempts) {
		expect(places.length).toBeGreaterThan(0);
		expect(places.length).toBeLessThanOrEqual(Math.min(batchSize, LIMIT));
		expect(places).toEqual(places.toSorted((a, b) => a - b));
		expect(new Set(places.map((place) => items[place].group)).size).toBe(1);
		expect(new Set(places.map(owner))).toEqual(new Set([token]));
		expect(together).toBeLessThanOrEqual(concurrency);
	}
	const batches = new Map(attempts.map((attempt) => [sameBatch(attempt), attempt.places]));
	const carried = [...batches.values()].flat();
	expect(new Set(carried).size).toBe(carried.length);
	for (const name of batches.keys()) {
		const own = attempts.filter((attempt) => sameBatch(attempt) === name);
		// A fresh token is tried twice, then there is one other; patience is not counted by requests.
		const renewals = own.some(({ end }) => end === 'tokenRejected') ? 2 : 0;
		const counted = own.filter(({ end }) => end !== 'busy' || retries === 0);
		expect(counted.length).toBeLessThanOrEqual(1 + retries + renewals);
		const earlier = own.slice(0, -1).map(({ end }) => ENDS[end]);
		expect(earlier).not.toContain('done');
		expect(earlier).not.toContain('rejected');
		if (!repeatable) expect(earlier).not.toContain('unknown');
	}
	if (!keyed) return;
	for (const one of attempts)
		for (const other of attempts)
			for (const [at, code] of one.codes.entries()) {
				const twin = other.codes.indexOf(code);
				if (twin < 0 || one.token !== other.token || one === other) continue;
				const [place, twins] = [one.places[at], other.places[twin]];
				// Of two records with one key in one group the first is settled before the next leaves.
				if (items[place].group === items[twins].group && place < twins)
					expect(one.ended).toBeLessThanOrEqual(other.began);
			}
}

describe('whatever the answers', () => {
	it('every item has one outcome, the true one, in order, and no record is lost or repeated', async () => {
		await fc.assert(
			fc.asyncProperty(plan, async (given) => {
				const { result, attempts, owner } = await follow(given);
				expect(result.map(({ pairedItem }) => pairedItem)).toEqual(
					given.items.map((_, item) => ({ item })),
				);
				const kinds = result.map(({ json }) =>
					'error' in json ? (json.details as IDataObject).outcome : 'done',
				);
				expect(kinds).toEqual(given.items.map((_, place) => expected(given, attempts, place)));
				result.forEach(({ json }, place) => {
					if (kinds[place] === 'done') expect(json.code).toBe(given.items[place].code);
				});
				checkTraffic(given, attempts, owner);
				// A record stays behind only where its credential was given up.
				const sent = new Set(attempts.flatMap(({ places }) => places));
				for (const place of valid(given)) {
					const others = [...sent].filter((other) => owner(other) === owner(place));
					const givenUp = others.some(
						(other) => kinds[other] !== 'done' && kinds[other] !== 'rejected',
					);
					if (!sent.has(place)) expect(givenUp || given.tokens !== 'given').toBe(true);
				}
			}),
			RUNS,
		);
	});

	it('nothing is sent after the batch that failed, when the run does not continue on fail', async () => {
		const stopping = plan.map((given) => ({ ...given, continueOnFail: false }));
		await fc.assert(
			fc.asyncProperty(stopping, async (given) => {
				const { result, error, attempts, owner } = await follow(given);
				checkTraffic(given, attempts, owner);
				const kinds = given.items.map((_, place) => expected(given, attempts, place));
				if (kinds.every((kind) => kind === 'done')) {
					expect(result).toHaveLength(kinds.length);
					return;
				}
				const count = (kind: string) => kinds.filter((each) => each === kind).length;
				expect(error?.description).toMatch(
					`Of ${kinds.length} record${kinds.length === 1 ? '' : 's'}: ${count('done')} done, ${count('rejected')} rejected, ` +
						`${count('unknown')} unknown, ${count('notSent')} not sent.`,
				);
				const item = Number(error?.context.itemIndex);
				expect(kinds[item]).not.toBe('done');
				const carried = new Set(attempts.flatMap(({ places }) => places));
				const settled = [...kinds.keys()].filter(
					(place) => kinds[place] !== 'done' && (carried.has(place) || !given.items[place].code),
				);
				if (settled.length) expect(item).toBeLessThanOrEqual(settled[0]);
				if (valid(given).length < kinds.length) expect(attempts).toEqual([]);
				// Requests that were under way are settled; no other batch leaves.
				const failedAt = Math.min(
					...settled.map(
						(place) => attempts.findLast(({ places }) => places.includes(place))?.ended ?? 0,
					),
				);
				const firsts = new Map(
					attempts.toReversed().map((attempt) => [sameBatch(attempt), attempt.began]),
				);
				for (const began of firsts.values()) expect(began).toBeLessThanOrEqual(failedAt);
			}),
			RUNS,
		);
	});
});
