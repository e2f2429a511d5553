/** Hippius, as the properties of every sync see a platform. */
import type { IDataObject } from 'n8n-workflow';
import type { Subject } from '../../../sync/properties/subject.ts';
import { startCompany } from './company.ts';
import { dirty, mayBeSkipped, strangers } from './dirt.ts';
import { expectedOf, mayGo } from './model.ts';
import { KINDS } from './organisation.ts';
import type { Scenario } from './scenario.ts';
import {
	anyScenario,
	forgetfulScenario,
	scenarioPair,
	tablesOf,
	wholeScenario,
} from './scenario.ts';

const PATHS = [
	...['', '', '', 'dept/create', 'dept/update', 'dept/delete'],
	...['position/create', 'position/update', 'employee/create', 'employee/update'],
];

export const hippius: Subject<Scenario> = {
	kinds: KINDS,
	share: 0.5,
	start: startCompany,
	tablesOf,
	any: anyScenario,
	whole: wholeScenario,
	failing: forgetfulScenario,
	pair: scenarioPair,
	dirty,
	// Nobody, everybody, or one of them.
	faults: { paths: PATHS, rows: ['', '', 'E01', 'E-1', 'D01', 'P-1'] },
	mayGo,
	strangers: strangers as Subject<Scenario>['strangers'],
	mayBeSkipped: mayBeSkipped as Subject<Scenario>['mayBeSkipped'],
	// What was there already may not have become all that the row says.
	mayAdd: ({ action }) => action === 'create',
	contentOf: ({ kind, key, action, changes, id }) => [
		...[kind, key, action, changes as IDataObject[], id],
	],
	// A department in which the platform still has something is asked for again and again.
	isEndless(scenario) {
		const { verdicts, going } = expectedOf(scenario);
		return [...going].some((n) => !['gone', 'left'].includes(verdicts.get(n)!));
	},
};
