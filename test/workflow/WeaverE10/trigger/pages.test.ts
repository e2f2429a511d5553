/** Lists that change while Weaver E10's polling trigger reads them, and lists that are not whole. */
import { describe, expect, it } from 'vitest';
import type { WeaverE10State } from '../../../platforms/index.ts';
import { idsFrom } from '../company.ts';
import { hire, order, pagesOf, QUERY, startWatching, WATCHES } from './watching.ts';
import type { Watch } from './watching.ts';

const SIX = idsFrom(100, 6);
const NEW = idsFrom(200, 3);

const add = (state: WeaverE10State, watch: Watch, ids: string[]) => {
	if (watch === 'employee') return hire(state, ids);
	const rows: Map<string, object> = watch === 'position' ? state.positions : state.departments;
	for (const id of ids) rows.set(id, { id, name: `名${id}`, parent: '0', status: '1' });
};
const rowsOf = (state: WeaverE10State, watch: Watch) =>
	({
		employee: state.employees,
		organization: state.departments,
		position: state.positions,
	})[watch] as Map<string, { id: string }>;
const NAME = { employee: 'username', organization: 'name', position: 'name' };

/** Six rows on pages of two, remembered. */
async function startWithSix(watch: Watch = 'employee', ids = SIX) {
	const started = await startWatching({
		watch,
		seed(state) {
			for (const rows of ['employees', 'departments', 'subcompanies', 'positions'] as const)
				state[rows].clear();
			add(state, watch, ids);
			state.pageLimit = 2;
		},
	});
	await started.told();
	const rows = rowsOf(started.weaver.state, watch);
	/** Changes the rows whenever the nth page of the next poll is about to be given. */
	const beforePage = (wanted: number, change: () => void) =>
		started.weaver.before(QUERY[watch], (_state, nth) => nth === wanted && change());
	return { ...started, rows, beforePage };
}

describe.each(WATCHES)('of %s', (watch) => {
	it('rows that move past the page that is read are not told as removed', async () => {
		const { rows, beforePage, summary, weaver } = await startWithSix(watch);
		// Before page 2: the first goes to the end, and what was the first of page 2 is on page 1.
		beforePage(2, () => order(rows, ...SIX.slice(1)));
		expect(await summary()).toEqual([]);
		expect(await summary()).toEqual([]);
		Object.assign(rows.get(SIX[2])!, { [NAME[watch]]: '改' });
		expect(await summary()).toEqual([`changed ${SIX[2]}`]);
		expect(weaver.requestsTo('').at(-1)!.path).toMatch(QUERY[watch]);
	});

	it('what changed and moved past is told once', async () => {
		const { rows, beforePage, summary } = await startWithSix(watch);
		beforePage(2, () => {
			order(rows, ...SIX.slice(1));
			Object.assign(rows.get(SIX[2])!, { [NAME[watch]]: '改' });
		});
		expect([...(await summary()), ...(await summary())]).toEqual([`changed ${SIX[2]}`]);
	});

	it('rows that come twice are told once', async () => {
		const { rows, beforePage, summary, weaver } = await startWithSix(watch);
		Object.assign(rows.get(SIX[1])!, { [NAME[watch]]: '改' });
		// The last of page 1 comes again as the first of page 2.
		beforePage(2, () => {
			add(weaver.state, watch, [NEW[0]]);
			order(rows, NEW[0]);
		});
		const told = [...(await summary()), ...(await summary()), ...(await summary())];
		expect(told.toSorted()).toEqual([`added ${NEW[0]}`, `changed ${SIX[1]}`]);
	});

	it('who goes while the list is read is told once, now or at the next poll', async () => {
		const { rows, beforePage, summary } = await startWithSix(watch);
		beforePage(2, () => rows.delete(SIX[0]));
		beforePage(3, () => rows.delete(SIX[5]));
		const told = [...(await summary()), ...(await summary()), ...(await summary())];
		expect(told.toSorted()).toEqual([`removed ${SIX[0]}`, `removed ${SIX[5]}`]);
	});

	it('a total that does not fit emits nothing and moves nothing', async () => {
		const { rows, trigger, told, summary, weaver } = await startWithSix(watch);
		const { saved } = trigger;
		Object.assign(rows.get(SIX[0])!, { [NAME[watch]]: '改' });
		rows.delete(SIX[4]);
		add(weaver.state, watch, [NEW[0]]);
		weaver.state.paging = 'short';
		for (let time = 0; time < 2; time++) {
			const { items, failure } = await trigger.poll();
			expect(items).toBeNull();
			expect(failure!.failure).toMatchObject({ cause: 'temporarily-unavailable' });
			expect(failure!.message).toMatch(/6 of 7|only 6/);
		}
		await expect(told()).rejects.toThrow();
		expect(trigger.saved).toBe(saved);
		weaver.state.paging = 'normal';
		const changes = [`added ${NEW[0]}`, `changed ${SIX[0]}`, `removed ${SIX[4]}`];
		expect(await summary()).toEqual(changes);
	});

	it('the same page again and again is an error, and not for ever', async () => {
		const { rows, trigger, summary, weaver } = await startWithSix(watch);
		const { saved } = trigger;
		rows.delete(SIX[0]);
		weaver.requests.length = 0;
		weaver.state.paging = 'repeat';
		const { items, failure } = await trigger.poll();
		expect(items).toBeNull();
		expect(failure!.message).toMatch(/same page/);
		expect(weaver.requestsTo('').length).toBeLessThan(20);
		expect(trigger.saved).toBe(saved);
		weaver.state.paging = 'normal';
		expect(await summary()).toEqual([`removed ${SIX[0]}`]);
	});
});

it('pages are asked for by a thousand, one after the other, and no row is asked for one by one', async () => {
	const { told, weaver } = await startWatching({
		seed: (state) => hire(state, idsFrom(1000, 2500)),
	});
	weaver.requests.length = 0;
	await told();
	const requests = weaver.requestsTo('');
	expect(pagesOf(requests).slice(0, 3)).toEqual([1, 2, 3]);
	// One more may make sure that there is nothing behind.
	expect(requests.length).toBeLessThanOrEqual(4);
	expect(requests.map(({ body }) => (body as { pageSize: number }).pageSize)).toContain(1000);
});

it('many who leave at once are looked for by the hundred', async () => {
	const leavers = idsFrom(1000, 1100);
	const { told, summary, weaver } = await startWatching({
		seed: (state) => hire(state, [...leavers, ...idsFrom(3000, 1200)]),
	});
	await told();
	for (const key of leavers) weaver.state.employees.get(key)!.status = '6';
	weaver.requests.length = 0;
	expect(await summary()).toEqual(leavers.map((key) => `removed ${key}`).toSorted());
	expect(weaver.requestsTo('').length).toBeLessThan(60);
	expect(await summary()).toEqual([]);
});

describe('less than half of what was known', () => {
	async function startWith(count: number, options = {}) {
		const ids = idsFrom(1000, count);
		const started = await startWatching({
			...{ parameters: { options } },
			seed(state) {
				state.employees.clear();
				hire(state, ids);
			},
		});
		await started.told();
		const { employees } = started.weaver.state;
		const leaveOnly = (left: number) => ids.slice(left).forEach((key) => employees.delete(key));
		const publish = (acceptShrink: boolean) =>
			started.trigger.publish({ watch: 'employee', options: { acceptShrink } });
		return { ...started, ids, leaveOnly, publish };
	}

	it.each([
		[20, 9],
		[41, 20],
		[20, 0],
	])('of %i only %i stops the poll, and says what to do', async (count, left) => {
		const { trigger, ids, leaveOnly, summary, weaver } = await startWith(count);
		const { saved } = trigger;
		leaveOnly(left);
		for (let time = 0; time < 2; time++) {
			const { items, failure } = await trigger.poll();
			expect(items).toBeNull();
			expect(`${failure!.message} ${String(failure!.description)}`).toMatch(/Accept Fewer Once/);
			expect(failure!.failure).toHaveProperty('cause');
			expect(trigger.saved).toBe(saved);
		}
		hire(weaver.state, ids);
		for (const key of ids) delete (weaver.state.employees.get(key) as { mobile?: string }).mobile;
		expect(await summary()).toEqual([]);
	});

	it.each([
		[20, 10],
		[19, 0],
		[19, 9],
	])('of %i still %i is told', async (count, left) => {
		const { ids, leaveOnly, summary } = await startWith(count);
		leaveOnly(left);
		expect(await summary()).toEqual(ids.slice(left).map((key) => `removed ${key}`));
		expect(await summary()).toEqual([]);
	});

	it('passes once with Accept Shrink, over a restart, too', async () => {
		const { ids, leaveOnly, summary, publish, trigger, weaver } = await startWith(50);
		leaveOnly(24);
		expect((await trigger.poll()).failure).toBeDefined();
		publish(true);
		expect(await summary()).toEqual(ids.slice(24).map((key) => `removed ${key}`));

		leaveOnly(10);
		for (let time = 0; time < 2; time++) {
			expect((await trigger.poll()).failure!.message).toMatch(/10 of 24/);
			await trigger.restarted();
		}
		hire(weaver.state, ids);
		expect(await summary()).toHaveLength(26);
		leaveOnly(3);
		expect((await trigger.poll()).failure).toBeDefined();
	});

	it('turned off and on at a time without a shrink counts, too', async () => {
		const { leaveOnly, summary, publish, trigger } = await startWith(100);
		publish(true);
		leaveOnly(45);
		expect(await summary()).toHaveLength(55);
		publish(false);
		expect(await summary()).toEqual([]);
		publish(true);
		expect(await summary()).toEqual([]);
		leaveOnly(20);
		expect(await summary()).toHaveLength(25);
		leaveOnly(5);
		expect((await trigger.poll()).failure).toBeDefined();
	});
});
