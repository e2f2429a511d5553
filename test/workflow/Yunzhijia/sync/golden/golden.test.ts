/** Golden plans of yunzhijiaSync: small organisations, each with the whole plan beside it. */
import { expect, it } from 'vitest';
import { startYunzhijia } from '../../../../platforms/index.ts';
import { goldenPlans } from '../../../sync/golden-plans.ts';
import { COMPLAINTS, complaints } from './complaints.golden.ts';
import { departments } from './departments.golden.ts';
import type { Golden } from './golden.ts';
import { KINDS, seed } from './golden.ts';
import { limitsAndScope } from './limits-and-scope.golden.ts';
import { pairs } from './pairs.golden.ts';
import { people } from './people.golden.ts';
import { refusals } from './refusals.golden.ts';
import { removals } from './removals.golden.ts';

const GROUPS: Record<string, Golden[]> = {
	departments,
	people,
	pairs,
	removals,
	'limits and scope': limitsAndScope,
	complaints,
	refusals,
};

const READS = /\/(getall|getAtTime|get|query\w+)$/;
const OPEN = '/open/';

goldenPlans(
	{
		node: 'yunzhijiaSync',
		credential: 'yunzhijiaApi',
		kinds: KINDS,
		start: async (seeded) => await startYunzhijia({ seed: seeded }),
		seed,
		sent: ({ path }) => (READS.test(path) ? [] : [path.slice(path.indexOf(OPEN) + OPEN.length)]),
		expectFacts(items) {
			for (const { kind, key, name, action } of items) {
				if (kind === 'leader' || kind === 'partTimeJob') expect(name).toMatch(/^.+, .+$/);
				if (kind === 'department' && action !== 'rejected')
					expect(name).toBe(key.split('\\').at(-1));
			}
		},
		hasNoRow: ({ reason }) => reason.startsWith('a level of '),
	},
	GROUPS,
);

it('has a plan for each complaint', () => {
	const told = Object.values(GROUPS).flatMap((cases) =>
		cases.flatMap((one) => one.complaint ?? []),
	);
	expect([...new Set(told)].toSorted()).toEqual(Object.keys(COMPLAINTS).toSorted());
});
