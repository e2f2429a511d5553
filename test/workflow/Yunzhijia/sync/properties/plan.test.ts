/** What a plan says: of every row, once; the same in any order; and what apply then does. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { event, KINDS } from './changes.ts';
import type { Company } from './company.ts';
import {
	apply,
	deedOf,
	hasRows,
	plan,
	plannedOf,
	removedSince,
	rowsOf,
	seed,
	snapshot,
	startCompany,
	summaryOf,
	writesOf,
} from './company.ts';
import type { Dirty } from './dirt.ts';
import { dirty, mayBeSkipped, strangers } from './dirt.ts';
import { hold, PATIENCE } from './hold.ts';
import { removable } from './model.ts';
import type { Tables } from './scenario.ts';
import { anyScenario, openIdOf, shuffled, tablesOf, withEvent } from './scenario.ts';

let company: Company;
beforeAll(async () => {
	company = await startCompany();
});
afterAll(async () => await company.stop());

/** `input:row` of every row. */
const placesOf = (tables: Tables) =>
	KINDS.flatMap((kind, input) => tables[kind].map((_, item) => `${input}:${item}`));

const planItems = (records: IDataObject[]) =>
	records.filter(({ outcome }) => outcome === 'planned').map(deedOf);

/** Titles of a part-time job are a set. */
const sortedTitles = ({ field, from, to }: IDataObject) => [
	field,
	...[from, to].map((titles) => String(titles).split(',').toSorted().join()),
];

/** What a plan would do, whatever its order. */
const contentOf = (records: IDataObject[]) =>
	planItems(records)
		.map(({ kind, key, action, changes, id }) =>
			JSON.stringify([kind, key, action, (changes as IDataObject[]).map(sortedTitles), id]),
		)
		.toSorted();

describe('plan', PATIENCE, () => {
	it('of tables with faults: every row leaves once, and what is wrong is rejected', async () => {
		await hold(dirty, 1200, async (given: Dirty) => {
			const { scenario, tables, spoilt } = given;
			if (!hasRows(tables)) return;
			seed(company, scenario);
			const planned = await plan(company, scenario, {}, tables);
			expect(planned.failure).toBeUndefined();
			expect(writesOf(company)).toEqual([]);
			const items = [...planned.changes, ...planned.error];
			// n8n itself gives a single row to all items that have none.
			const places = placesOf(tables);
			const left = items.flatMap(rowsOf);
			if (places.length > 1) expect(left.toSorted()).toEqual(places.toSorted());
			else expect(left).toContain(places[0]);
			for (const row of spoilt) {
				const input = KINDS.findIndex((kind) => tables[kind].includes(row));
				const place = `${input}:${tables[KINDS[input]].indexOf(row)}`;
				const actions = planned.records
					.filter((_, at) => rowsOf(items[at]).includes(place))
					.map(({ action }) => action);
				if (!actions.includes('skipped') || !mayBeSkipped(given, row))
					expect([actions, row]).toEqual([expect.arrayContaining(['rejected']), row]);
			}
		});
	});

	it('of tables with faults: nothing that a wrong row stands for, that is protected or outside is taken away', async () => {
		await hold(dirty, 1200, async (given: Dirty) => {
			const { scenario, tables } = given;
			if (!hasRows(tables)) return;
			seed(company, scenario);
			const applied = await apply(company, scenario, {}, tables);
			expect(applied.failure).toBeUndefined();
			const gone = removedSince(company, scenario.platform);
			const may = removable(scenario);
			const unknown = strangers(given);
			expect(gone.people.filter((n) => !may.people.has(n) && !unknown.has(n))).toEqual([]);
			expect(gone.departments.filter((n) => !may.departments.has(n))).toEqual([]);
			// Whoever is not named by anything that was done is as before.
			const touched = new Set(
				applied.records
					.filter(({ outcome }) => ['done', 'unknown', 'rejected'].includes(String(outcome)))
					.filter(({ action }) => action !== 'rejected')
					.map(({ id }) => id),
			);
			for (const { n, department, status, ...before } of scenario.platform.people) {
				if (touched.has(openIdOf(n))) continue;
				const { name, phone, email, jobTitle, birthday, ...is } = company.state.people.get(
					openIdOf(n),
				)!;
				expect({ n, name, phone, email, jobTitle, birthday }).toEqual({ n, ...before });
				expect(is.status).toBe(status);
				// Leavers lose a department that goes.
				if (status === '1') expect(is.orgId).toBe(department ? `d-${department}` : '');
			}
		});
	});

	it('is what apply then does, item by item', async () => {
		await hold(dirty, 900, async ({ scenario, tables }) => {
			if (!hasRows(tables)) return;
			seed(company, scenario);
			const before = snapshot(company);
			const planned = await plan(company, scenario, {}, tables);
			expect(snapshot(company)).toBe(before);
			const { fingerprint } = summaryOf(planned);
			const applied = await apply(company, scenario, { approvedPlan: fingerprint }, tables);
			expect(applied.failure).toBeUndefined();
			expect(summaryOf(applied).fingerprint).toBe(fingerprint);
			const inOrder = ({ changes, error, records }: typeof planned) => {
				const sure = records.map((record, at) => ({
					...deedOf(record),
					isFault: at >= changes.length && record.action === 'rejected',
				}));
				expect(sure).toHaveLength(changes.length + error.length);
				return sure;
			};
			const key = (one: IDataObject) =>
				JSON.stringify([one.kind, one.key, one.action, one.changes]);
			const [was, is] = [inOrder(planned), inOrder(applied)];
			expect(is.map(key).toSorted()).toEqual(was.map(key).toSorted());
			for (const one of plannedOf(planned)) {
				const done = applied.records.find((each) => key(each) === key(one))!;
				expect(done.outcome).not.toBe('planned');
				expect(done.matchedBy).toBe(one.matchedBy);
				if (done.outcome === 'done') expect(done.reason).toBe(one.reason);
				if (one.id) expect(done.id).toBe(one.id);
				else if (done.outcome === 'done') expect(done.id).not.toBe('');
			}
			// Nothing else than what was planned is said to be done.
			expect(applied.records.filter(({ outcome }) => outcome === 'done')).toHaveLength(
				plannedOf(planned).filter((one) =>
					applied.records.some((each) => each.outcome === 'done' && key(each) === key(one)),
				).length,
			);
		});
	});

	it('has a fingerprint that changes when what is planned changes, and only then', async () => {
		const cases = fc
			.tuple(anyScenario, event, fc.nat(50))
			.map(([scenario, more, order]) => ({ scenario, order, other: withEvent(scenario, more) }));
		await hold(cases, 1300, async ({ scenario, order, other }) => {
			const tables = tablesOf(scenario);
			// The same look, so that keys and ids are told alike.
			const changed = { ...other, style: { ...other.style, order: scenario.style.order } };
			if (!hasRows(tables) || !hasRows(tablesOf(changed))) return;
			seed(company, scenario);
			const first = await plan(company, scenario);
			const again = await plan(company, scenario);
			expect(summaryOf(again).fingerprint).toBe(summaryOf(first).fingerprint);
			expect(again.records).toEqual(first.records);
			const mixed = Object.fromEntries(
				KINDS.map((kind) => [kind, shuffled(tables[kind], order)]),
			) as Tables;
			const reordered = await plan(company, scenario, {}, mixed);
			expect(contentOf(reordered.records)).toEqual(contentOf(first.records));
			expect(summaryOf(reordered).fingerprint).toBe(summaryOf(first).fingerprint);
			const differing = await plan(company, changed);
			const isSame =
				JSON.stringify(contentOf(differing.records)) === JSON.stringify(contentOf(first.records));
			const prints = [summaryOf(first).fingerprint, summaryOf(differing).fingerprint];
			expect([isSame, prints[0] === prints[1], ...prints]).toEqual([isSame, isSame, ...prints]);
		});
	});
});
