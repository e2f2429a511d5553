/** Lists that one poll can't read: docs/triggers.md, What they promise. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WeaverE10State } from '../../../platforms/index.ts';
import type { Store } from '../../engine/triggers.ts';
import { idsFrom } from '../company.ts';
import { hire, order, pagesOf, startWatching, summaryOf } from './watching.ts';
import type { Told } from './watching.ts';

const IDS = idsFrom(100, 24);
const NEW = idsFrom(200, 3);
/** Of these a poll has 30: two of the twelve pages, or three. */
const SECONDS_A_PAGE = 10;

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['performance', 'Date'] });
});
afterEach(() => {
	vi.useRealTimers();
});

const seed = (state: WeaverE10State) => {
	state.employees.clear();
	hire(state, IDS);
	state.pageLimit = 2;
};

const pagesAsked = (requests: Parameters<typeof pagesOf>[0]) =>
	pagesOf(requests.filter(({ rawBody }) => !rawBody.includes('"ids"')));

async function startSlow(store: Store = 'durable', parameters = {}) {
	const started = await startWatching({ seed, store, parameters });
	const { weaver, told, trigger } = started;
	let isSlow = false;
	weaver.before('queryEmployee', () => {
		if (isSlow) vi.advanceTimersByTime(SECONDS_A_PAGE * 1000);
	});
	/** Polls until something is told, or a whole list was read and nothing comes of it. */
	async function untilTold(between: (poll: number) => void = () => {}): Promise<Told[][]> {
		const polls: Told[][] = [];
		isSlow = true;
		weaver.requests.length = 0;
		for (let rest = 2; rest > 0 && polls.length < 40; ) {
			polls.push(await told());
			if (polls.at(-1)!.length > 0) break;
			if (pagesAsked(weaver.requestsTo('')).includes(12)) rest--;
			between(polls.length);
		}
		isSlow = false;
		return polls;
	}
	const once = async () => {
		isSlow = true;
		expect(await told()).toEqual([]);
		isSlow = false;
	};
	return { ...started, untilTold, once, trigger };
}

describe.each<Store>(['durable', 'memory', 'column'])(
	'n8n that keeps static data so: %s',
	(store) => {
		it('a poll goes on where the one before stopped, and the last one tells all, once', async () => {
			const { weaver, told, untilTold } = await startSlow(store);
			await told();
			const { employees } = weaver.state;
			employees.get(IDS[0])!.mobile = '1';
			employees.get(IDS[12])!.status = '6';
			employees.get(IDS[23])!.mobile = '1';
			hire(weaver.state, [NEW[0]]);
			const polls = await untilTold();
			expect(polls.length).toBeGreaterThan(2);
			expect(polls.slice(0, -1).flat()).toEqual([]);
			expect(summaryOf(polls.at(-1)!)).toEqual(
				[
					`added ${NEW[0]}`,
					`changed ${IDS[0]}`,
					`changed ${IDS[23]}`,
					`removed ${IDS[12]}`,
				].toSorted(),
			);
			const pages = pagesAsked(weaver.requestsTo(''));
			expect(pages).toEqual(pages.toSorted((a, b) => a - b));
			expect((await untilTold()).flat()).toEqual([]);
		});
	},
);

it('so does the first poll, which tells nothing, or everything at the end', async () => {
	const first = await startSlow();
	expect((await first.untilTold()).flat()).toEqual([]);
	await first.told();
	first.weaver.state.employees.get(IDS[5])!.mobile = '1';
	expect(summaryOf((await first.untilTold()).flat())).toEqual([`changed ${IDS[5]}`]);

	const emitting = await startSlow('durable', { emitFirst: true });
	const polls = await emitting.untilTold();
	expect(polls.length).toBeGreaterThan(2);
	expect(polls.slice(0, -1).flat()).toEqual([]);
	expect(summaryOf(polls.at(-1)!)).toEqual(IDS.map((id) => `added ${id}`));
});

it('a restart in between begins anew, and loses and repeats nothing', async () => {
	const { weaver, told, once, trigger, untilTold } = await startSlow();
	await told();
	const { saved } = trigger;
	weaver.state.employees.get(IDS[0])!.mobile = '1';
	await once();
	// Nothing of the rows that were read is written down.
	expect(trigger.saved).not.toContain('员工');
	await trigger.restarted();
	const polls = await untilTold();
	expect(pagesOf(weaver.requestsTo(''))[0]).toBe(1);
	expect(summaryOf(polls.flat())).toEqual([`changed ${IDS[0]}`]);
	expect(trigger.saved).not.toBe(saved);
	expect((await untilTold()).flat()).toEqual([]);
});

it('what changes between the polls is told once, now or with the next list', async () => {
	const { weaver, told, untilTold } = await startSlow();
	await told();
	const { employees } = weaver.state;
	const touch = (at: number) => (employees.get(IDS[at])!.mobile = `${at}`);
	touch(3);
	const first = await untilTold((poll) => {
		if (poll !== 1) return;
		// One who was read, one who was not yet; somebody goes whose page was read; one comes in front.
		touch(0);
		touch(20);
		employees.get(IDS[1])!.status = '6';
		hire(weaver.state, [NEW[0]]);
		order(employees, NEW[0]);
	});
	const rest = [...(await untilTold()), ...(await untilTold())];
	const all = [...first, ...rest].flat();
	const expected = [0, 3, 20].map((at) => `changed ${IDS[at]}`);
	expect(summaryOf(all)).toEqual([...expected, `removed ${IDS[1]}`, `added ${NEW[0]}`].toSorted());
});

it('another list is begun, not gone on with, when other fields are chosen meanwhile', async () => {
	const { weaver, told, once, trigger, untilTold } = await startSlow();
	await told();
	weaver.state.employees.get(IDS[0])!.mobile = '1';
	await once();
	trigger.publish({ watch: 'employee', fields: ['mobile'] });
	expect((await untilTold()).flat()).toEqual([]);
	expect(pagesOf(weaver.requestsTo(''))[0]).toBe(1);
	await told();
	weaver.state.employees.get(IDS[0])!.mobile = '2';
	expect(summaryOf((await untilTold()).flat())).toEqual([`changed ${IDS[0]}`]);
});

it('so it is on a first poll: what is found counts for the fields that are chosen', async () => {
	const { weaver, told, once, trigger, untilTold } = await startSlow();
	for (const { id } of [...weaver.state.employees.values()]) {
		weaver.state.employees.get(id)!.email = 'x';
		weaver.state.employees.get(id)!.mobile = '1';
	}
	trigger.publish({ watch: 'employee', fields: ['email'] });
	await once();
	trigger.publish({ watch: 'employee', fields: ['mobile'] });
	expect((await untilTold()).flat()).toEqual([]);
	for (let poll = 0; poll < 2; poll++) expect(await told()).toEqual([]);
});

it('what another process remembered meanwhile counts: nothing is told again', async () => {
	const { weaver, told, once, trigger, untilTold } = await startSlow();
	await told();
	const older = trigger.saved;
	weaver.state.employees.get(IDS[0])!.mobile = '1';
	expect(await told()).toHaveLength(1);
	const newer = trigger.saved;
	await trigger.restarted();
	trigger.saved = older;
	await once();
	trigger.saved = newer;
	expect((await untilTold()).flat()).toEqual([]);
});

it('a page that fails is asked for again by the next poll, and those before are not', async () => {
	const { weaver, told, once, trigger, untilTold } = await startSlow();
	await told();
	weaver.state.employees.get(IDS[0])!.mobile = '1';
	weaver.requests.length = 0;
	await once();
	const before = pagesAsked(weaver.requestsTo(''));
	weaver.misbehave({ how: 'status', status: 503, retryAfter: 0 });
	expect((await trigger.poll()).failure!.failure).toMatchObject({
		cause: 'temporarily-unavailable',
	});
	weaver.behave();
	expect(summaryOf((await untilTold()).flat())).toEqual([`changed ${IDS[0]}`]);
	expect(pagesAsked(weaver.requestsTo(''))[0]).toBe(before.at(-1)! + 1);
	expect((await untilTold()).flat()).toEqual([]);
});

it('the test step in between disturbs nothing', async () => {
	const { weaver, told, once, untilTold } = await startSlow();
	await told();
	weaver.state.employees.get(IDS[0])!.mobile = '1';
	await once();
	expect(await told({ mode: 'manual' })).toHaveLength(3);
	expect(summaryOf((await untilTold()).flat())).toEqual([`changed ${IDS[0]}`]);
});
