/** Weaver E10, as the properties of every sync see a platform. */
import type { IDataObject } from 'n8n-workflow';
import type { Subject } from '../../../sync/properties/subject.ts';
import { startCompany } from './company.ts';
import { dirty, mayBeSkipped, strangers } from './dirt.ts';
import { mayGo } from './model.ts';
import { KINDS } from './organisation.ts';
import type { Scenario } from './scenario.ts';
import { anyScenario, idOf, scenarioPair, tablesOf, wholeScenario } from './scenario.ts';

const PATHS = [
	...['', '', 'queryOrg', 'queryPosition', 'queryEmployee', 'listBasicField'],
	...['syncSubcompany', 'syncDepartment', 'syncPosition', 'syncEmployee', 'syncEmployee'],
	...['enableDepartment', 'rehireEmployee'],
];

export const weaverE10: Subject<Scenario> = {
	kinds: KINDS,
	share: 0.5,
	start: startCompany,
	tablesOf,
	any: anyScenario,
	whole: wholeScenario,
	pair: scenarioPair,
	dirty,
	// Nobody, everybody, or one of them.
	faults: { paths: PATHS, rows: ['', '', idOf(401), idOf(201), 'J420', 'D201'] },
	mayGo,
	strangers: strangers as Subject<Scenario>['strangers'],
	mayBeSkipped: mayBeSkipped as Subject<Scenario>['mayBeSkipped'],
	contentOf: ({ kind, key, action, changes, id }) => [
		...[kind, key, action, changes as IDataObject[], id],
	],
	// Mobiles that change in a circle stay to be done for ever.
	isEndless: ({ source }) => source.swapped.size > 0,
};
