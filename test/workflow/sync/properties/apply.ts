/** What apply makes of a platform: the source, and nothing that was not asked for. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyncResult } from '../../engine/sync.ts';
import { hold, PATIENCE } from './hold.ts';
import { failuresOf, hasRows, summaryOf } from './items.ts';
import { comparable, passedBy, someLimits } from './limits.ts';
import type { Company, Scenario, Subject } from './subject.ts';

export function applies<S extends Scenario>(subject: Subject<S>): void {
	describe('apply', PATIENCE, () => {
		let company: Company<S>;
		beforeAll(async () => {
			company = await subject.start();
		});
		afterAll(async () => await company.stop());

		const seeded = async (scenario: S): Promise<boolean> => {
			if (!hasRows(subject.tablesOf(scenario))) return false;
			await company.seed(scenario);
			return true;
		};

		async function isAsExpected(done: SyncResult, scenario: S): Promise<void> {
			expect(done.failure).toBeUndefined();
			expect(company.complaints(scenario)).toEqual([]);
			expect(company.misstatements(done, scenario, subject.tablesOf(scenario))).toEqual([]);
			const gone = company.gone(scenario);
			const may = subject.mayGo(scenario);
			expect(gone.filter((record) => !may.has(record))).toEqual([]);
			// What waits for something else in this run may be done in the next one.
			if (failuresOf(done).length > 0) return;
			const sent = company.writes().length;
			const again = await company.sync(scenario, { mode: 'apply' });
			const isDeed = ({ outcome }: IDataObject) => outcome !== undefined && outcome !== 'rejected';
			expect(again.records.filter(isDeed)).toEqual([]);
			expect(company.writes().slice(sent)).toEqual([]);
		}

		it('makes the platform what the source says, and then has nothing more to do', async () => {
			await hold(subject.whole, 2000 * subject.share, async (scenario) => {
				if (!(await seeded(scenario))) return;
				await isAsExpected(await company.sync(scenario, { mode: 'apply' }), scenario);
			});
		});

		it('does what actions, scope, protected and the policies for missing ones leave, and no more', async () => {
			await hold(subject.any, 2000 * subject.share, async (scenario) => {
				if (!(await seeded(scenario))) return;
				await isAsExpected(await company.sync(scenario, { mode: 'apply' }), scenario);
			});
		});

		it('sends nothing where a limit is passed, unless the very plan is approved', async () => {
			const limited = fc.record({ scenario: subject.any, limits: someLimits });
			await hold(limited, 1200 * subject.share, async ({ scenario, limits }) => {
				if (!(await seeded(scenario))) return;
				const before = company.snapshot();
				const planned = await company.sync(scenario, { mode: 'plan', limits });
				const { limitsPassed, fingerprint } = summaryOf(planned);
				const passed = comparable(passedBy(planned, subject.kinds, limits), planned);
				expect(new Set(comparable(limitsPassed, planned))).toEqual(new Set(passed));
				const more = { mode: 'apply', limits };
				const done = await company.sync(scenario, more, undefined, 'stopWorkflow');
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
				await company.sync(scenario, { ...more, approvedPlan: `${String(fingerprint)}0` });
				expect(company.writes()).toEqual([]);
				expect(company.snapshot()).toBe(before);
				const approved = await company.sync(scenario, { ...more, approvedPlan: fingerprint });
				expect(approved.failure).toBeUndefined();
				expect(company.complaints(scenario)).toEqual([]);
			});
		});
	});
}
