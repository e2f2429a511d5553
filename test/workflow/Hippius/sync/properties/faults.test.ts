/** Run after run on a failing Hippius. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ruleFor, survivesFaults } from '../../../sync/properties/faults.ts';
import { hold, PATIENCE } from '../../../sync/properties/hold.ts';
import { hasRows } from '../../../sync/properties/items.ts';
import type { Company } from '../../../sync/properties/subject.ts';
import type { Scenario } from './scenario.ts';
import { takenBack } from './scenario.ts';
import { hippius } from './subject.ts';

survivesFaults(hippius);

/** It was done, and nobody was told. */
const LOST = ['resetAfter', 'cutJson', 'statusAfter', 'emptyAfter', 'envelopeAfter', 'halfBody'];

describe('a change whose answer was lost', PATIENCE, () => {
	let company: Company<Scenario>;
	beforeAll(async () => {
		company = await hippius.start();
	});
	afterAll(async () => await company.stop());

	it('is taken back on the platform when it is taken back in the source', async () => {
		const paths = ['', 'dept/update', 'position/update', 'employee/update'];
		const rule = ruleFor({ ...hippius.faults, paths }).filter(({ how }) => LOST.includes(how));
		const rules = fc.array(rule, { minLength: 1, maxLength: 3 });
		await hold(fc.tuple(takenBack, rules), 600, async ([[changed, before], faults]) => {
			if (!hasRows(hippius.tablesOf(before))) return;
			await company.seed(changed);
			const options = { timeout: 5, retries: 0, requestsPerMinute: 0 };
			for (const each of faults) company.misbehave(each);
			await company.sync(changed, { mode: 'apply', options });
			company.behave();
			await company.sync(before, { mode: 'apply', options });
			await company.sync(before, { mode: 'apply', options });
			expect(company.complaints(before)).toEqual([]);
		});
	});
});
