/** A platform that fails here and there: run after run ends in the source, and no run takes away more than its limit. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../../platforms/index.ts';
import { hold, PATIENCE } from './hold.ts';
import { hasRows, plannedOf, summaryOf } from './items.ts';
import type { Company, Scenario, Subject } from './subject.ts';

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

/** A rule that strikes once or twice, and never for so long that anybody would have to wait. */
export const ruleFor = ({ paths, rows }: Subject<never>['faults']): fc.Arbitrary<Misbehaviour> =>
	fc
		.record({
			how: fc.constantFrom(...HOWS),
			path: fc.constantFrom(...paths),
			after: fc.nat(2),
			times: fc.integer({ min: 1, max: 2 }),
			row: fc.constantFrom(...rows),
		})
		.map(({ how, path, after, times, row }) => ({
			...how,
			// Those for a token left out: who could not get one waits before asking again.
			...(path && { path }),
			after,
			times,
			...('row' in how && { row }),
		}));

const isRowFault = ({ how }: Misbehaviour) => /Row/.test(how);

const kindOf = (record: string) => record.split(' ')[0];

export function survivesFaults<S extends Scenario>(subject: Subject<S>): void {
	const rule = ruleFor(subject.faults);
	const cases = fc.record({
		scenario: subject.failing ?? subject.whole,
		runs: fc.array(fc.array(rule, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 }),
		retries: fc.constantFrom(0, 0, 1),
		maxRemovals: fc.constantFrom(0, 1, 100, 100, 100),
	});

	describe('a platform that fails at random', PATIENCE, () => {
		let company: Company<S>;
		beforeAll(async () => {
			company = await subject.start();
		});
		afterAll(async () => await company.stop());

		it('repeated runs end in the source, and none takes away more than its limit', async () => {
			await hold(cases, 2200 * subject.share, async ({ scenario, runs, maxRemovals, retries }) => {
				if (!hasRows(subject.tablesOf(scenario))) return;
				await company.seed(scenario);
				const options = { timeout: 5, retries, requestsPerMinute: 0, batchSize: 2 };
				const more = { mode: 'apply', limits: { maxRemovals }, options };
				const may = subject.mayGo(scenario);
				let before = company.gone(scenario);
				const stranded = company.stranded?.(scenario) ?? [];
				let stopped = false;
				const run = async (rules: Misbehaviour[] = []) => {
					const result = await company.sync(scenario, more);
					const { limitsPassed = [], fingerprint } = summaryOf(result);
					stopped ||= (limitsPassed as unknown[]).length > 0;
					// Where the platform could not be read there is no plan, and nothing was sent; and nobody
					// can tell that a platform lies that says yes and does nothing.
					const canTell = fingerprint && !rules.some(({ how }) => how === 'skipRow');
					if (canTell) expect(company.silent?.(result, scenario) ?? []).toEqual([]);
					const lost = company.stranded?.(scenario) ?? [];
					expect(lost.filter((each) => !stranded.includes(each))).toEqual([]);
					const gone = company.gone(scenario);
					expect(gone.filter((record) => !may.has(record))).toEqual([]);
					const fresh = gone.filter((record) => !before.includes(record));
					for (const [, those] of Map.groupBy(fresh, kindOf))
						expect(those.length).toBeLessThanOrEqual(maxRemovals);
					before = gone;
				};
				for (const rules of runs) {
					// A platform that says nothing of its rows is a fault of answers with rows only.
					for (const each of rules) if (!isRowFault(each) || each.path) company.misbehave(each);
					await run(rules);
					company.behave();
				}
				if (stopped) return;
				// What the first healthy run finds undone it does; a second one what waited for that.
				await run();
				await run();
				if (stopped) return;
				expect(company.complaints(scenario)).toEqual([]);
				const last = await company.sync(scenario, { mode: 'plan' } as IDataObject);
				if (!subject.isEndless(scenario)) expect(plannedOf(last)).toEqual([]);
			});
		});
	});
}
