/** How much is remembered, and what is not: docs/triggers.md, "What they promise". */
import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { YunzhijiaState } from '../../../platforms/index.ts';
import { addPerson } from '../../../platforms/index.ts';
import { spellings } from '../../engine/secrets.ts';
import { DAY, HOUR, WATCHES, brief, person, somebody, startWatch, told } from './watch.ts';
import { watching } from './watch.ts';

it('50,000 people take less than 3 MB, also when 5,000 have changed', async () => {
	const ids = Array.from({ length: 50_000 }, () => randomBytes(12).toString('hex'));
	const watched = await watching('person', {
		seed: (state) => {
			ids.forEach((openId, n) => addPerson(state, { ...somebody(n), openId }));
		},
	});
	const size = () => Buffer.byteLength(watched.trigger.saved);
	expect(size()).toBeGreaterThan(50_000);
	expect(size()).toBeLessThan(3_000_000);
	for (const id of ids.slice(0, 5_000)) watched.happens.updates(id, { jobTitle: '经理' });
	expect(told(await watched.poll())).toHaveLength(5_000);
	expect(size()).toBeLessThan(3_000_000);
}, 40_000);

describe.each(WATCHES)('%s: nothing in the clear', (watch) => {
	it('of those who are watched', async () => {
		const seed = (state: YunzhijiaState) => {
			for (let n = 0; n < 40; n++)
				addPerson(state, somebody(n, { email: `mail${n}@example.com`, birthday: '1990-05-17' }));
		};
		const watched = await startWatch(watch, { ...(watch === 'person' && { seed }) });
		await watched.begin();
		watched.happens.deletesPerson(person(1));
		watched.happens.addsDepartment('d-new', '新部');
		await watched.poll();
		const { saved } = watched.trigger;
		expect(saved.length).toBeGreaterThan(20);
		const clear = [
			'员工',
			'13900000',
			'销售',
			'实验室',
			'新部',
			'工程师',
			'顾问',
			'@example',
			'1990-05',
		];
		for (const text of clear) expect(saved).not.toContain(text);
	});
});

describe('neither secret nor token is in what is told, thrown, logged or remembered', () => {
	const rules = [
		undefined,
		{ how: 'slowDown', retryAfter: 300 },
		{ how: 'expireToken' },
		{ how: 'status', status: 500 },
		{ how: 'html' },
		{ how: 'refuse', ms: 60_000 },
		{ how: 'redirect' },
		{ how: 'refusal' },
		{ how: 'hang' },
	] as const;

	it.each(rules)('%j', async (rule) => {
		const watched = await watching('person');
		watched.happens.leaves(person(1));
		const results = [await watched.poll()];
		watched.wait(DAY + HOUR);
		watched.happens.updates(person(2), { jobTitle: '经理' });
		if (rule) watched.misbehave(rule);
		results.push(await watched.poll({ budgetMs: 300 }));
		results.push(await watched.poll({ budgetMs: 300, mode: 'manual' }));
		const shown = {
			depth: Infinity,
			showHidden: true,
			maxStringLength: null,
			maxArrayLength: null,
		};
		const text =
			inspect(results, shown) +
			JSON.stringify(results) +
			watched.trigger.saved +
			watched.trigger.logs.join();
		const tokens = watched
			.tokenRequests()
			.map(({ answer }) => (JSON.parse(answer ?? '{}') as { data?: { accessToken?: string } }).data)
			.flatMap((data) => data?.accessToken ?? []);
		expect(tokens).not.toEqual([]);
		const { secret, callbackToken } = watched.credential as Record<string, string>;
		for (const word of [...tokens, secret!, callbackToken!].flatMap(spellings))
			expect(text).not.toContain(word);
		expect(brief(results[0]!)).toEqual([`person.removed ${person(1)}`]);
	});
});
