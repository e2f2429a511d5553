/** Golden plans of weaverE10Sync: small organisations, each with the whole plan beside it. */
import { startWeaverE10 } from '../../../../platforms/index.ts';
import { goldenPlans } from '../../../sync/golden-plans.ts';
import { departments } from './departments.golden.ts';
import { employees } from './employees.golden.ts';
import { KINDS, seed, sent, shortened, sourceRow } from './golden.ts';
import { limitsAndScope, refusals } from './limits-and-scope.golden.ts';
import { ownFieldPlans } from './own-fields.golden.ts';
import { positions } from './positions.golden.ts';
import { removals } from './removals.golden.ts';
import { subcompanies } from './subcompanies.golden.ts';
import { superiors } from './superiors.golden.ts';

goldenPlans(
	{
		node: 'weaverE10Sync',
		credential: 'weaverE10Api',
		kinds: KINDS,
		start: async (seeded) => await startWeaverE10({ seed: seeded }),
		seed,
		options: { concurrency: 1 },
		row: sourceRow,
		line: shortened,
		sent,
	},
	{
		subcompanies,
		departments,
		positions,
		employees,
		superiors,
		'own fields': ownFieldPlans,
		removals,
		'limits and scope': limitsAndScope,
		refusals,
	},
);
