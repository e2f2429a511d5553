/** 100,000 employees on slow pages: docs/triggers.md, What they promise. */
import type { IDataObject } from 'n8n-workflow';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startScripted } from '../../engine/scripted.ts';
import { RESTFUL } from '../company.ts';
import { pagesOf, summaryOf, watching } from './watching.ts';

const COUNT = 100_000;
const keyOf = (n: number) => `${1_075_410_981_100_000_000n + BigInt(n) * 7n}`;
const MS_A_PAGE = 1_000;
/** Nine of the hundred pages. */
const BUDGET = { budgetMs: 10_000 };

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['performance', 'Date'] });
});
afterEach(() => {
	vi.useRealTimers();
});

/** A platform whose rows are made ready beforehand: the test is about the trigger's own work. */
async function startLarge() {
	const rows = Array.from({ length: COUNT }, (_, n) => ({ id: keyOf(n), username: `员工${n}` }));
	const texts = rows.map((row) => JSON.stringify(row));
	const left = new Map<string, string>();
	const set = (n: number, username: string) => (texts[indexOf(n)] = text(n, username));
	const text = (n: number, username: string) => JSON.stringify({ id: keyOf(n), username });
	const indexOf = (n: number) => texts.findIndex((each) => each.includes(keyOf(n)));
	const answer = (found: string[], total: number) =>
		`{"message":{"errcode":"0"},"data":{"total":${total},"data":[${found.join(',')}]}}`;
	const platform = await startScripted(`POST ${RESTFUL}queryEmployee`, ({ body }) => {
		vi.advanceTimersByTime(MS_A_PAGE);
		const { current, ids, userStatusList } = body as { current: number } & Record<string, string[]>;
		if (!ids) return answer(texts.slice((current - 1) * 1000, current * 1000), texts.length);
		const isLeft = userStatusList[0] === '6';
		const found = ids.map((id) =>
			isLeft ? left.get(id) : texts.find((each) => each.includes(id)),
		);
		const there = found.filter((each) => each !== undefined);
		return answer(there, there.length);
	});
	return {
		platform,
		set,
		leave(n: number) {
			left.set(keyOf(n), text(n, '离职'));
			texts.splice(indexOf(n), 1);
		},
	};
}

it('100,000 employees are read over several polls, and what changed is told once', async () => {
	const { platform, set, leave } = await startLarge();
	const { told, trigger } = watching(platform, { watch: 'employee' });
	let polls = 0;
	while (!trigger.saved.includes('records') && polls++ < 30) expect(await told(BUDGET)).toEqual([]);
	expect(polls).toBeGreaterThan(10);
	expect(trigger.saved.length).toBeLessThan(6_000_000);

	set(7, '改');
	leave(99_999);
	platform.requests.length = 0;
	const events = [];
	for (let poll = 1; events.length === 0 && poll < 30; poll++) {
		events.push(...(await told(BUDGET)));
		if (poll !== 5) continue;
		// Of a page that was read, of one that was not; from here on all rows move by one.
		set(8, '改');
		set(90_000, '改');
		leave(2);
	}
	const asked = platform.requestsTo('').filter(({ body }) => !(body as IDataObject).ids);
	const pages = pagesOf(asked);
	expect(pages).toEqual(pages.toSorted((a, b) => a - b));
	// What the next list tells of 8 and 2 is the matter of slow.test.ts.
	expect(summaryOf(events)).toEqual(
		[7, 90_000].map((n) => `changed ${keyOf(n)}`).concat(`removed ${keyOf(99_999)}`),
	);
	expect(await told(BUDGET)).toEqual([]);
});
