/**
 * Whatever happens to a list, also while it is read, and whatever n8n keeps of polls: what is told,
 * added up, is what is there, and nothing is told twice (docs/triggers.md, Polling triggers).
 */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BETWEEN_POLLS_MS } from '../../engine/clock.ts';
import type { WeaverE10State } from '../../../platforms/index.ts';
import type { Store } from '../../engine/triggers.ts';
import { idsFrom } from '../company.ts';
import { hire, order, startWatching } from './watching.ts';
import type { Told } from './watching.ts';

const IDS = idsFrom(100, 9);

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['performance', 'Date'] });
});
afterEach(() => {
	vi.useRealTimers();
});

const CHANGES = {
	change: ({ employees }, id, value) =>
		void (employees.get(id) && (employees.get(id)!.mobile = value)),
	enter: (state, id) => hire(state, [id]),
	leave: ({ employees }, id) => void (employees.get(id) && (employees.get(id)!.status = '6')),
	delete: ({ employees }, id) => void employees.delete(id),
	toFront: ({ employees }, id) => void (employees.has(id) && order(employees, id)),
	toEnd({ employees }, id) {
		const row = employees.get(id);
		employees.delete(id);
		if (row) employees.set(id, row);
	},
} satisfies Record<string, (state: WeaverE10State, id: string, value: string) => void>;

const change = fc.record({
	kind: fc.constantFrom(...(Object.keys(CHANGES) as Array<keyof typeof CHANGES>)),
	id: fc.constantFrom(...IDS),
	/** Before this page of the next poll; 0: before the poll. */
	page: fc.integer({ min: 0, max: 5 }),
	value: fc.constantFrom('1', '2', '3'),
});

/** Thrown away twice looks like overwritten: only a durable store is told again each time (cursor.ts). */
const isPromised = ({ store, polls }: { store: Store; polls: Array<{ then: string }> }) =>
	store === 'durable' ||
	polls.every(({ then }, at) => then !== 'discarded' || polls[at - 1]?.then !== 'discarded');

const plan = fc
	.record({
		store: fc.constantFrom<Store>('durable', 'memory', 'column'),
		isSlow: fc.boolean(),
		polls: fc.array(
			fc.record({
				changes: fc.array(change, { maxLength: 4 }),
				then: fc.constantFrom('taken', 'taken', 'taken', 'discarded', 'restarted'),
			}),
			{ maxLength: 6 },
		),
	})
	.filter(isPromised);

const mobiles = ({ employees }: WeaverE10State) =>
	[...employees.values()]
		.filter(({ status }) => status === 'normal')
		.map(({ id, mobile = '' }) => [id, mobile] as const);

/** Adds what is told to what was known; complains of what can't be. */
function add(known: Map<string, string>, { event, id, after, before, changedFields }: Told): void {
	const what = `${event} ${id}`;
	const isNew = event === 'employee.added';
	expect(known.has(id), what).toBe(!isNew);
	expect(before, what).toEqual(isNew ? null : { mobile: known.get(id) });
	const mobile = (after?.mobile ?? '') as string;
	if (event === 'employee.changed') {
		expect(changedFields, what).toEqual(['mobile']);
		expect(mobile, what).not.toBe(known.get(id));
	}
	if (event === 'employee.removed') known.delete(id);
	else known.set(id, mobile);
}

const BY_SCHEDULER = { budgetMs: 36_000 };

const RUNS = { numRuns: 25, ...(process.env.CI && { seed: 20261126 }) };

it('what is told adds up to what is there', async () => {
	await fc.assert(
		fc.asyncProperty(plan, async ({ store, isSlow, polls }) => {
			const { weaver, trigger } = await startWatching({
				...{ store, parameters: { options: { keepBefore: ['mobile'] } } },
				seed(state) {
					state.employees.clear();
					hire(state, IDS.slice(0, 6));
					state.pageLimit = 2;
				},
			});
			const { state } = weaver;
			const known = new Map(mobiles(state));
			let pending: Array<() => void> = [];
			// Of two polls without events each way of n8n keeps one.
			for (const activating of [true, false])
				expect(await trigger.poll({ activating, ...(!activating && BY_SCHEDULER) })).toMatchObject({
					items: null,
				});
			weaver.before('queryEmployee', () => {
				if (isSlow) vi.advanceTimersByTime(10_000);
				pending.shift()?.();
			});

			for (const { changes, then } of polls) {
				const at = (page: number) => () => {
					for (const { kind, id, value } of changes.filter((each) => each.page === page))
						CHANGES[kind](state, id, value);
				};
				at(0)();
				pending = [1, 2, 3, 4, 5].map(at);
				const { items } = await trigger.poll({ ...BY_SCHEDULER, discarded: then === 'discarded' });
				vi.advanceTimersByTime(BETWEEN_POLLS_MS);
				if (then !== 'discarded') for (const { json } of items ?? []) add(known, json as Told);
				if (then === 'restarted') await trigger.restarted();
				pending.splice(0).forEach((change) => change());
			}
			// A list that was begun before may turn out not to be whole.
			for (let poll = 0; poll < (isSlow ? 12 : 3); poll++)
				for (const { json } of (await trigger.poll(BY_SCHEDULER)).items ?? [])
					add(known, json as Told);
			expect([...known].toSorted()).toEqual(mobiles(state).toSorted());
			const { items, failure } = await trigger.poll(BY_SCHEDULER);
			expect([items, failure]).toEqual([null, undefined]);
			await weaver.stop();
		}),
		RUNS,
	);
});
