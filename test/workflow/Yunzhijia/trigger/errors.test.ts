/** A poll that fails: what it says to n8n, and that nothing moves. docs/triggers.md. */
import { describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../../platforms/index.ts';
import type { CredentialData } from '../../engine/credentials.ts';
import type { Watched } from './watch.ts';
import { failureOf, brief, person, somebody, startWatch, watching } from './watch.ts';
import { DAY, HOUR, LAB, addJob, jobAt, pair } from './watch.ts';

const RATE_LIMITED: Misbehaviour[] = [
	{ how: 'slowDown', retryAfter: 300 },
	{ how: 'status', status: 429, retryAfter: 300 },
];
const DOWN: Misbehaviour[] = [
	{ how: 'refuse', ms: 60_000 },
	{ how: 'resetBefore' },
	{ how: 'status', status: 503 },
	{ how: 'cutJson' },
	{ how: 'empty' },
];
// Time for few tries only; a poll that got on meanwhile may end silently.
const BUDGET = { budgetMs: 300 };

async function fails(watched: Watched) {
	let result = await watched.poll(BUDGET);
	for (let n = 0; n < 4 && !result.failure; n++) {
		expect(result.items).toBeNull();
		result = await watched.poll(BUDGET);
	}
	failureOf(result);
}

describe('says why', () => {
	it.each(RATE_LIMITED)('rate-limited, and how long to wait: %j', async (rule) => {
		const watched = await watching('person');
		watched.misbehave(rule);
		expect(failureOf(await watched.poll(BUDGET)).failure).toMatchObject({
			cause: 'rate-limited',
			retryAfterMs: 300_000,
		});
	});

	it('rate-limited, when nobody says how long', async () => {
		const watched = await watching('person');
		watched.misbehave({ how: 'slowDown' });
		const { failure } = failureOf(await watched.poll({ budgetMs: 3_000 }));
		expect(failure).toMatchObject({ cause: 'rate-limited' });
	});

	it.each(DOWN)('temporarily-unavailable: %j', async (rule) => {
		const watched = await watching('person');
		watched.misbehave(rule);
		expect(failureOf(await watched.poll(BUDGET)).failure).toMatchObject({
			cause: 'temporarily-unavailable',
		});
	});

	it('credential-invalid: another secret', async () => {
		const watched = await startWatch('person');
		const yunzhijiaApi = { ...watched.credential, secret: 'wrong' } as CredentialData;
		watched.trigger.publish({ watch: 'person' }, { yunzhijiaApi });
		expect(failureOf(await watched.begin()).failure).toMatchObject({ cause: 'credential-invalid' });
	});

	it('credential-invalid: the token is refused again and again', async () => {
		const watched = await watching('person');
		watched.misbehave({ how: 'expireToken' });
		expect(failureOf(await watched.poll()).failure).toMatchObject({
			cause: 'credential-invalid',
		});
	});

	it.each([
		['no address', 'nonsense', 'configuration-invalid'],
		// The address is part of the credential.
		['one where nothing is', 'http://127.0.0.1:PORT/else', 'credential-invalid'],
	])('an address that is wrong, %s', async (_what, wrong, cause) => {
		const watched = await startWatch('person');
		const baseUrl = wrong.replace('PORT', new URL(watched.url).port);
		const yunzhijiaApi = { ...watched.credential, baseUrl } as CredentialData;
		watched.trigger.publish({ watch: 'person' }, { yunzhijiaApi });
		expect(failureOf(await watched.poll(BUDGET)).failure).toMatchObject({ cause });
	});
});

it('one refusal or lost answer is nothing to speak of', async () => {
	const watched = await watching('person');
	watched.misbehave({ how: 'resetAfter', times: 1 });
	watched.happens.leaves(person(1));
	expect(brief(await watched.poll())).toEqual([`person.removed ${person(1)}`]);
	watched.misbehave({ how: 'expireToken', times: 1 });
	watched.happens.leaves(person(2));
	expect(brief(await watched.poll())).toEqual([`person.removed ${person(2)}`]);
});

describe.each(['durable', 'memory', 'column'] as const)('%s: nothing moves', (store) => {
	it('when changes can’t be read', async () => {
		const watched = await watching('person', { store });
		watched.happens.leaves(person(1));
		expect(brief(await watched.poll())).toHaveLength(1);
		const { saved } = watched.trigger;
		watched.happens.updates(person(2), { jobTitle: '经理' });
		for (let n = 0; n < 2; n++) {
			watched.misbehave({ how: 'status', status: 500, path: 'person/getAtTime' });
			await fails(watched);
			expect(watched.trigger.saved).toBe(saved);
			watched.behave();
			watched.wait(3 * HOUR);
		}
		expect(brief(await watched.poll())).toEqual([`person.changed ${person(2)}`]);
	});

	it('when a page of a whole read is missing', async () => {
		const watched = await watching('person', { store, people: 1500 });
		watched.happens.leaves(person(1));
		expect(brief(await watched.poll())).toHaveLength(1);
		watched.happens.losesPerson(person(2));
		watched.happens.losesPerson(person(1400));
		watched.wait(DAY + HOUR);
		watched.misbehave({ how: 'status', status: 500, path: 'person/getall', after: 1 });
		await fails(watched);
		watched.behave();
		expect(brief(await watched.poll())).toEqual([
			`person.removed ${person(2)}`,
			`person.removed ${person(1400)}`,
		]);
	});

	it('when those who are missing can’t be looked for', async () => {
		const watched = await watching('person', { store });
		watched.happens.leaves(person(1));
		await watched.poll();
		watched.happens.losesPerson(person(2));
		watched.state.people.get(person(3))!.jobTitle = '经理';
		watched.wait(DAY + HOUR);
		watched.misbehave({ how: 'status', status: 500, path: 'person/get' });
		await fails(watched);
		watched.behave();
		expect(brief(await watched.poll())).toEqual([
			`person.changed ${person(3)}`,
			`person.removed ${person(2)}`,
		]);
	});

	it('when part-time jobs can’t be read', async () => {
		const watched = await watching('partTimeJob', { store });
		addJob(watched.state, 3);
		watched.misbehave({ how: 'status', status: 500 });
		await fails(watched);
		watched.behave();
		expect(brief(await watched.poll())).toEqual([`partTimeJob.added ${pair(3, jobAt(3))}`]);
	});

	it('when the first poll fails: it stays the first', async () => {
		const watched = await startWatch('person', { store });
		watched.misbehave({ how: 'refusal' });
		failureOf(await watched.begin());
		watched.behave();
		watched.happens.updates(person(1), { jobTitle: '经理' });
		expect(brief(await watched.begin())).toEqual([]);
		watched.happens.enters(somebody(20));
		expect(brief(await watched.poll())).toEqual([`person.added ${person(20)}`]);
	});
});

describe('a list that is not whole removes nobody', () => {
	it('a page that is empty', async () => {
		const watched = await watching('person', { people: 1500 });
		watched.wait(DAY + HOUR);
		watched.misbehave({ how: 'dropRow', row: '', path: 'person/getall', after: 1, times: 1 });
		expect((await watched.poll()).items).toBeNull();
		watched.wait(DAY + HOUR);
		expect(brief(await watched.poll())).toEqual([]);
	});

	it('a page that is shorter than asked for, in the middle', async () => {
		const watched = await watching('person', { people: 2500 });
		watched.wait(DAY + HOUR);
		watched.misbehave({ how: 'dropRow', row: '员工15', path: 'person/getall', times: 3 });
		expect((await watched.poll()).items).toBeNull();
		watched.wait(DAY + HOUR);
		expect(brief(await watched.poll())).toEqual([]);
	});

	it('a page that comes again and again ends with an error, soon', async () => {
		const watched = await watching('person', { people: 1000 });
		watched.wait(DAY + HOUR);
		const { people } = watched.state;
		const all = [...people.values()];
		let page = 0;
		watched.before('person/getall', (_state, nth) => void (page = nth));
		// Whatever is asked for, the first thousand stand there, for fifty pages.
		people.values = () =>
			Array.from({ length: Math.min(page, 50) }, () => all)
				.flat()
				.values();
		failureOf(await watched.poll());
		expect(page).toBeLessThan(5);
	});

	it('departments: an answer without rows', async () => {
		const watched = await watching('department');
		watched.wait(DAY + HOUR);
		watched.misbehave({ how: 'dropRow', row: '', path: 'dept/getall', times: 1 });
		expect((await watched.poll()).items).toBeNull();
		watched.wait(DAY + HOUR);
		watched.happens.renamesDepartment(LAB, '研究院');
		expect(brief(await watched.poll())).toEqual([`department.changed ${LAB}`]);
	});
});
