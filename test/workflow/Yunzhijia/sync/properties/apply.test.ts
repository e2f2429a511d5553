/** What apply makes of a platform: the source, and nothing that was not asked for. */
import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Company } from './company.ts';
import {
	apply,
	complaints,
	hasRows,
	plan,
	plannedOf,
	removedSince,
	seed,
	snapshot,
	startCompany,
	summaryOf,
	sync,
	writesOf,
} from './company.ts';
import { hold, PATIENCE } from './hold.ts';
import { comparable, limited, passedBy } from './limits.ts';
import { expectedOf, removable } from './model.ts';
import { misstatements } from './said.ts';
import { anyScenario, tablesOf, wholeScenario } from './scenario.ts';

let company: Company;
beforeAll(async () => {
	company = await startCompany();
});
afterAll(async () => await company.stop());

const failuresOf = (records: Array<Record<string, unknown>>) =>
	records.filter(({ outcome }) => ['unknown', 'notSent', 'rejected'].includes(String(outcome)));

describe('apply', PATIENCE, () => {
	it('makes the platform what the source says, and then has nothing more to do', async () => {
		await hold(wholeScenario, 2000, async (scenario) => {
			if (!hasRows(tablesOf(scenario))) return;
			seed(company, scenario);
			const done = await apply(company, scenario);
			expect(done.failure).toBeUndefined();
			const expected = expectedOf(scenario);
			expect(complaints(company, scenario, expected)).toEqual([]);
			expect(misstatements(done, scenario, expected, tablesOf(scenario))).toEqual([]);
			const again = await plan(company, scenario);
			// What waits for something else in this run may be done in the next one.
			if (failuresOf(done.records).length === 0) expect(plannedOf(again)).toEqual([]);
		});
	});

	it('does what actions, scope, protected and the policies for missing ones leave, and no more', async () => {
		await hold(anyScenario, 2000, async (scenario) => {
			if (!hasRows(tablesOf(scenario))) return;
			seed(company, scenario);
			const done = await apply(company, scenario);
			expect(done.failure).toBeUndefined();
			const expected = expectedOf(scenario);
			expect(complaints(company, scenario, expected)).toEqual([]);
			expect(misstatements(done, scenario, expected, tablesOf(scenario))).toEqual([]);
			const gone = removedSince(company, scenario.platform);
			const may = removable(scenario);
			expect(gone.people.filter((n) => !may.people.has(n))).toEqual([]);
			expect(gone.departments.filter((n) => !may.departments.has(n))).toEqual([]);
			const again = await plan(company, scenario);
			if (failuresOf(done.records).length === 0) expect(plannedOf(again)).toEqual([]);
		});
	});

	it('sends nothing where a limit is passed, unless the very plan is approved', async () => {
		await hold(limited, 1200, async ({ scenario, limits }) => {
			if (!hasRows(tablesOf(scenario))) return;
			seed(company, scenario);
			const before = snapshot(company);
			const planned = await plan(company, scenario, { limits });
			const { limitsPassed, fingerprint } = summaryOf(planned);
			const passed = comparable(passedBy(planned, limits), planned);
			expect(new Set(comparable(limitsPassed, planned))).toEqual(new Set(passed));
			const more = { mode: 'apply', limits };
			const done = await sync(company, scenario, more, undefined, 'stopWorkflow');
			if ((limitsPassed as unknown[]).length === 0) {
				expect(done.failure).toBeUndefined();
				return;
			}
			const { message = '', description = '' } = { ...done.failure } as IDataObject;
			const said = `${String(done.failure?.message ?? message)} ${String(description)}`;
			for (const { count, limit } of passed) {
				expect(said).toContain(String(count));
				expect(said).toContain(String(limit));
			}
			expect(said).toContain(fingerprint);
			expect(writesOf(company)).toEqual([]);
			expect(snapshot(company)).toBe(before);
			const approved = await apply(company, scenario, { limits, approvedPlan: fingerprint });
			expect(approved.failure).toBeUndefined();
			expect(complaints(company, scenario, expectedOf(scenario))).toEqual([]);
		});
	});
});
