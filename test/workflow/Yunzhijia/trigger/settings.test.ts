/** Test step, and settings that change: docs/triggers.md, "Polling triggers". */
import { describe, expect, it } from 'vitest';
import type { CredentialData } from '../../engine/credentials.ts';
import { startScripted } from '../../engine/scripted.ts';
import type { Told, Watch } from './watch.ts';
import { HOUR, WATCHES, brief, person, single, startWatch, watching } from './watch.ts';

const KEYS = ['id', 'time', 'after', 'before', 'changedFields', 'eventKey', 'stateKey'];

describe.each(WATCHES)('%s: test step', (watch) => {
	const records = ({ state }: Awaited<ReturnType<typeof startWatch>>): string[] => {
		const of: Record<Watch, Iterable<string>> = {
			person: state.people.keys(),
			department: state.departments.keys(),
			partTimeJob: state.partTimeJobs.keys(),
			leader: state.leaders.keys(),
		};
		return [...of[watch]];
	};

	it('shows kinds of events with records of the platform, marked', async () => {
		const watched = await startWatch(watch);
		const { items } = await watched.poll({ mode: 'manual' });
		const events = items!.map(({ json }) => json as unknown as Told);
		const kinds = ['added', 'changed', 'removed'].map((kind) => `${watch}.${kind}`);
		// Leaders do not change.
		const seen = [kinds, ...(watch === 'leader' ? [[kinds[0], kinds[2]]] : [])];
		expect(seen).toContainEqual(events.map(({ event }) => event).toSorted());
		for (const { sample, ...event } of events) {
			expect(sample).toBe(true);
			expect(Object.keys(event)).toEqual(expect.arrayContaining(KEYS));
		}
		const known = records(watched);
		// Besides the company itself, which stands among the departments.
		const found = events.filter(({ id }) => known.includes(id));
		expect(found.length).toBeGreaterThanOrEqual(events.length - 1);
		expect(watched.trigger.saved).toBe('{}');
	});

	it('makes one up, marked, when there is none', async () => {
		const watched = await startWatch(watch, { seed: () => {} });
		const { items } = await watched.poll({ mode: 'manual' });
		const events = items!.map(({ json }) => json as unknown as Told);
		expect(events.length).toBeGreaterThan(0);
		for (const { sample } of events) expect(sample).toBe(true);
	});

	it('moves nothing: before the first poll, after it, and with news', async () => {
		const watched = await startWatch(watch);
		await watched.poll({ mode: 'manual' });
		expect(brief(await watched.begin())).toEqual([]);
		const { saved } = watched.trigger;
		watched.happens.deletesPerson(person(1));
		watched.happens.deletesDepartment('d-lab');
		await watched.poll({ mode: 'manual' });
		expect(watched.trigger.saved).toBe(saved);
		expect(brief(await watched.poll())).not.toEqual([]);
	});
});

it('test step of a trigger whose emitFirst is on tells everybody later all the same', async () => {
	const watched = await startWatch('person', { parameters: { emitFirst: true } });
	await watched.poll({ mode: 'manual' });
	expect(brief(await watched.begin())).toHaveLength(8);
});

describe('begins anew, as on a first poll', () => {
	const CHANGED = `person.changed ${person(1)}`;

	it.each(['durable', 'memory', 'column'] as const)('%s: with another watch', async (store) => {
		const watched = await watching('person', { store });
		watched.trigger.publish({ watch: 'department' });
		watched.happens.addsDepartment('d-new', '新部');
		const first = await watched.begin();
		expect(first).toMatchObject({ items: null });
		expect(first.logs.filter((line) => /^(info|warn)/.test(line))).not.toEqual([]);
		watched.happens.addsDepartment('d-newer', '更新');
		expect(brief(await watched.poll())).toEqual(['department.added d-newer']);

		watched.happens.updates(person(1), { jobTitle: '经理' });
		watched.trigger.publish({ watch: 'person' });
		expect(brief(await watched.begin())).toEqual([]);
		watched.happens.updates(person(1), { jobTitle: '主管' });
		expect(brief(await watched.poll())).toEqual([CHANGED]);
	});

	it('with another watch and Emit First: all of it is told', async () => {
		const watched = await watching('person');
		watched.trigger.publish({ watch: 'leader', emitFirst: true });
		expect(brief(await watched.begin())).toHaveLength(3);
	});

	it('with another company', async () => {
		const watched = await watching('person');
		const other = await startWatch('person', { people: 3 });
		other.happens.updates(person(2), { jobTitle: '经理' });
		const yunzhijiaApi = other.credential as CredentialData;
		watched.trigger.publish({ watch: 'person' }, { yunzhijiaApi });
		expect(brief(await watched.begin())).toEqual([]);
		other.happens.updates(person(1), { jobTitle: '经理' });
		expect(brief(await watched.poll())).toEqual([CHANGED]);
	});

	it('with another eid at the same address', async () => {
		let rows = [{ openId: person(1), orgId: 'd', jobTitle: '顾问' }];
		const scripted = await startScripted(
			'POST /gateway/openimport/open/company/queryPartTimeJobs',
			(request) => ({
				success: true,
				errorCode: 100,
				data: String(request.rawBody).includes('begin%22%3A0') ? rows : [],
			}),
		);
		const { trigger } = await startWatch('partTimeJob');
		const of = (eid: string) => ({
			yunzhijiaApi: { ...scripted.credential, eid } as CredentialData,
		});
		const begin = () => trigger.poll({ activation: 'activate', activating: true });
		trigger.publish({ watch: 'partTimeJob' }, of('1'));
		expect(brief(await begin())).toEqual([]);
		rows = [{ openId: person(2), orgId: 'd', jobTitle: '顾问' }];
		trigger.publish({ watch: 'partTimeJob' }, of('2'));
		expect(brief(await begin())).toEqual([]);
		rows.push({ openId: person(3), orgId: 'd', jobTitle: '顾问' });
		expect(brief(await trigger.poll())).toEqual([`partTimeJob.added ${person(3)}|d`]);
	});

	it('with other fields under Keep Before', async () => {
		const watched = await watching('person');
		watched.publish({ keepBefore: ['jobNo'] });
		expect(brief(await watched.begin())).toEqual([]);
		watched.happens.leaves(person(1));
		expect(single(await watched.poll())).toMatchObject({ before: { jobNo: 'J1' } });
	});

	it('not with other options', async () => {
		const watched = await watching('person');
		watched.happens.updates(person(1), { jobTitle: '经理' });
		watched.publish({ wholeReadHours: 5, catchUpHours: 3 });
		expect(brief(await watched.begin())).toEqual([CHANGED]);
	});

	it('not with another credential of the same company, its address written otherwise', async () => {
		const watched = await watching('person');
		watched.happens.updates(person(1), { jobTitle: '经理' });
		const yunzhijiaApi = { ...watched.credential, baseUrl: ` ${watched.url}/` } as CredentialData;
		watched.trigger.publish({ watch: 'person' }, { yunzhijiaApi });
		expect(brief(await watched.begin())).toEqual([CHANGED]);
	});

	it('not with Emit First turned on later', async () => {
		const watched = await watching('person');
		watched.trigger.publish({ watch: 'person', emitFirst: true });
		expect(brief(await watched.begin())).toEqual([]);
		watched.happens.updates(person(1), { jobTitle: '经理' });
		watched.wait(HOUR);
		expect(single(await watched.poll()).event).toBe('person.changed');
	});
});
