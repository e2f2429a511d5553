/** A platform that fails here and there: run after run ends in the source, and no run takes away more than its limit. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../../../platforms/index.ts';
import type { Company } from './company.ts';
import {
	apply,
	complaints,
	hasRows,
	plan,
	plannedOf,
	removedSince,
	seed,
	startCompany,
} from './company.ts';
import { hold, PATIENCE } from './hold.ts';
import { expectedOf, removable } from './model.ts';
import { openIdOf, tablesOf, wholeScenario } from './scenario.ts';

let company: Company;
beforeAll(async () => {
	company = await startCompany();
});
afterAll(async () => await company.stop());

const HOWS: Array<Omit<Misbehaviour, 'path'>> = [
	...[{ how: 'resetBefore' as const }, { how: 'resetAfter' as const }, { how: 'cutJson' as const }],
	...[
		{ how: 'status' as const, status: 503 },
		{ how: 'statusAfter' as const, status: 500 },
	],
	...[{ how: 'html' as const }, { how: 'empty' as const }, { how: 'emptyAfter' as const }],
	...[
		{ how: 'envelopeAfter' as const },
		{ how: 'halfBody' as const },
		{ how: 'expireToken' as const },
	],
	...[{ how: 'refusal' as const }, { how: 'refuseRow' as const, row: '' }],
	...[
		{ how: 'dropRow' as const, row: '' },
		{ how: 'skipRow' as const, row: '' },
	],
	{ how: 'reverseRows' },
];

const PATHS = [
	...[
		'',
		'person/getall',
		'person/getAtTime',
		'dept/getall',
		'queryOrgAdmins',
		'queryPartTimeJobs',
	],
	...['v2/dept/add', 'dept/updateById', 'dept/moveOrg', 'dept/deleteById', 'person/addNew'],
	...[
		'person/updateInfo',
		'person/updateDeptByDeptId',
		'person/updateStatus',
		'person/updatePhone',
	],
	...['person/delete', 'setOrgAdminsById', 'deleteOrgAdminsById', 'PartTimeJobs'],
];

/** A rule that strikes once or twice, and never for so long that anybody would have to wait. */
const rule: fc.Arbitrary<Misbehaviour> = fc
	.record({
		how: fc.constantFrom(...HOWS),
		path: fc.constantFrom(...PATHS),
		after: fc.nat(2),
		times: fc.integer({ min: 1, max: 2 }),
		who: fc.nat(4),
	})
	.map(({ how, path, after, times, who }) => ({
		...how,
		// Those for a token left out: who could not get one waits before asking again.
		...(path && { path }),
		after,
		times,
		// Nobody, everybody, or one of them.
		...('row' in how && { row: ['', '', openIdOf(1), openIdOf(2), 'd-1'][who] }),
	}));

const isRowFault = ({ how }: Misbehaviour) => /Row/.test(how);

const cases = fc.record({
	scenario: wholeScenario,
	runs: fc.array(fc.array(rule, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 }),
	retries: fc.constantFrom(0, 0, 1),
	maxRemovals: fc.constantFrom(0, 1, 100, 100, 100),
});

describe('a platform that fails at random', PATIENCE, () => {
	it('repeated runs end in the source, and none takes away more than its limit', async () => {
		await hold(cases, 2200, async ({ scenario, runs, maxRemovals, retries }) => {
			if (!hasRows(tablesOf(scenario))) return;
			seed(company, scenario);
			const options = { timeout: 5, retries, requestsPerMinute: 0, batchSize: 2 };
			const more = { limits: { maxRemovals }, options };
			const may = removable(scenario);
			let before = removedSince(company, scenario.platform);
			let stopped = false;
			const run = async () => {
				const { summary } = await apply(company, scenario, more);
				stopped ||= ((summary[0]?.json.limitsPassed ?? []) as unknown[]).length > 0;
				const gone = removedSince(company, scenario.platform);
				expect(gone.people.length - before.people.length).toBeLessThanOrEqual(maxRemovals);
				expect(gone.departments.length - before.departments.length).toBeLessThanOrEqual(
					maxRemovals,
				);
				expect(gone.people.filter((n) => !may.people.has(n))).toEqual([]);
				expect(gone.departments.filter((n) => !may.departments.has(n))).toEqual([]);
				before = gone;
			};
			for (const rules of runs) {
				// A platform that says nothing of its rows is a fault of answers with rows only.
				for (const each of rules) if (!isRowFault(each) || each.path) company.misbehave(each);
				await run();
				company.behave();
			}
			if (stopped) return;
			// What the first healthy run finds undone it does; a second one what waited for that.
			await run();
			await run();
			if (stopped) return;
			expect(complaints(company, scenario, expectedOf(scenario))).toEqual([]);
			const last = await plan(company, scenario);
			// Phones that change in a circle stay to be done for ever.
			if (scenario.source.swapped.size === 0) expect(plannedOf(last)).toEqual([]);
		});
	});
});
