/** What a plan says: of every row, once; the same in any order; and what apply then does. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyncResult } from '../../engine/sync.ts';
import { hold, PATIENCE } from './hold.ts';
import { deedOf, hasRows, placesOf, plannedOf, rowsOf, summaryOf } from './items.ts';
import { shuffled } from './random.ts';
import type { Company, Scenario, Subject, Tables } from './subject.ts';

export function plans<S extends Scenario>(subject: Subject<S>): void {
	const { kinds } = subject;

	/** What a plan would do, whatever its order. */
	const contentOf = ({ records }: SyncResult): string[] =>
		records
			.filter(({ outcome }) => outcome === 'planned')
			.map((record) => JSON.stringify(subject.contentOf(record)))
			.toSorted();

	describe('plan', PATIENCE, () => {
		let company: Company<S>;
		beforeAll(async () => {
			company = await subject.start();
		});
		afterAll(async () => await company.stop());

		it('of tables with faults: every row leaves once, and what is wrong is rejected', async () => {
			await hold(subject.dirty, 1200 * subject.share, async (given) => {
				const { scenario, tables, spoilt } = given;
				if (!hasRows(tables)) return;
				await company.seed(scenario);
				const planned = await company.sync(scenario, { mode: 'plan' }, tables);
				expect(planned.failure).toBeUndefined();
				expect(company.writes()).toEqual([]);
				const items = [...planned.changes, ...planned.error];
				// n8n itself gives a single row to all items that have none.
				const places = placesOf(kinds, tables);
				const left = items.flatMap(rowsOf);
				if (places.length > 1) expect(left.toSorted()).toEqual(places.toSorted());
				else expect(left).toContain(places[0]);
				for (const row of spoilt) {
					const input = kinds.findIndex((kind) => tables[kind].includes(row));
					const place = `${input}:${tables[kinds[input]].indexOf(row)}`;
					const actions = planned.records
						.filter((_, at) => rowsOf(items[at]).includes(place))
						.map(({ action }) => action);
					if (!actions.includes('skipped') || !subject.mayBeSkipped(given, row))
						expect([actions, row]).toEqual([expect.arrayContaining(['rejected']), row]);
				}
			});
		});

		it('of tables with faults: nothing that a wrong row stands for, that is protected or outside is taken away', async () => {
			await hold(subject.dirty, 1200 * subject.share, async (given) => {
				const { scenario, tables } = given;
				if (!hasRows(tables)) return;
				await company.seed(scenario);
				const applied = await company.sync(scenario, { mode: 'apply' }, tables);
				expect(applied.failure).toBeUndefined();
				const may = subject.mayGo(scenario);
				const unknown = subject.strangers(given);
				const gone = company.gone(scenario);
				expect(gone.filter((record) => !may.has(record) && !unknown.has(record))).toEqual([]);
				expect(company.touched(applied, scenario)).toEqual([]);
			});
		});

		it('is what apply then does, item by item', async () => {
			await hold(subject.dirty, 900 * subject.share, async ({ scenario, tables }) => {
				if (!hasRows(tables)) return;
				await company.seed(scenario);
				const before = company.snapshot();
				const planned = await company.sync(scenario, { mode: 'plan' }, tables);
				expect(company.snapshot()).toBe(before);
				const { fingerprint } = summaryOf(planned);
				const more = { mode: 'apply', approvedPlan: fingerprint };
				const applied = await company.sync(scenario, more, tables);
				expect(applied.failure).toBeUndefined();
				expect(summaryOf(applied).fingerprint).toBe(fingerprint);
				for (const { changes, error, records } of [planned, applied])
					expect(records).toHaveLength(changes.length + error.length);
				const key = (one: IDataObject) =>
					JSON.stringify([one.kind, one.key, one.action, one.changes]);
				expect(applied.records.map(deedOf).map(key).toSorted()).toEqual(
					planned.records.map(deedOf).map(key).toSorted(),
				);
				for (const one of plannedOf(planned)) {
					const done = applied.records.find((each) => key(each) === key(one))!;
					expect(done.outcome).not.toBe('planned');
					expect(done.matchedBy).toBe(one.matchedBy);
					const reason = subject.mayAdd?.(one)
						? String(done.reason).slice(0, String(one.reason).length)
						: done.reason;
					if (done.outcome === 'done') expect(reason).toBe(one.reason);
					if (one.id) expect(done.id).toBe(one.id);
					else if (done.outcome === 'done') expect(done.id).not.toBe('');
				}
				// Nothing else than what was planned is said to be done.
				const sure = new Set(plannedOf(planned).map(key));
				const doneKeys = applied.records.filter(({ outcome }) => outcome === 'done').map(key);
				expect(doneKeys.filter((each) => !sure.has(each))).toEqual([]);
			});
		});

		it('has a fingerprint that changes when what is planned changes, and only then', async () => {
			const cases = fc.record({ scenarios: subject.pair, order: fc.nat(50) });
			await hold(cases, 1300 * subject.share, async ({ scenarios: [scenario, other], order }) => {
				const tables = subject.tablesOf(scenario);
				if (!hasRows(tables) || !hasRows(subject.tablesOf(other))) return;
				await company.seed(scenario);
				const first = await company.sync(scenario, { mode: 'plan' });
				const again = await company.sync(scenario, { mode: 'plan' });
				expect(summaryOf(again).fingerprint).toBe(summaryOf(first).fingerprint);
				expect(again.records).toEqual(first.records);
				const mixed = Object.fromEntries(
					kinds.map((kind) => [kind, shuffled(tables[kind], order)]),
				) as Tables;
				const reordered = await company.sync(scenario, { mode: 'plan' }, mixed);
				expect(contentOf(reordered)).toEqual(contentOf(first));
				expect(summaryOf(reordered).fingerprint).toBe(summaryOf(first).fingerprint);
				const differing = await company.sync(other, { mode: 'plan' });
				const isSame = JSON.stringify(contentOf(differing)) === JSON.stringify(contentOf(first));
				const prints = [summaryOf(first).fingerprint, summaryOf(differing).fingerprint];
				expect([isSame, prints[0] === prints[1], ...prints]).toEqual([isSame, isSame, ...prints]);
			});
		});
	});
}
