/** Yunzhijia, as the properties of every sync see a platform. */
import type { IDataObject } from 'n8n-workflow';
import type { Subject } from '../../../sync/properties/subject.ts';
import { KINDS } from './changes.ts';
import { startCompany } from './company.ts';
import { dirty, mayBeSkipped, strangers } from './dirt.ts';
import { removable } from './model.ts';
import type { Scenario } from './scenario.ts';
import { anyScenario, openIdOf, scenarioPair, tablesOf, wholeScenario } from './scenario.ts';

/** Titles of a part-time job are a set. */
const sortedTitles = ({ field, from, to }: IDataObject) => [
	field,
	...[from, to].map((titles) => String(titles).split(',').toSorted().join()),
];

const PATHS = [
	...['', 'person/getall', 'person/getAtTime', 'dept/getall'],
	...['queryOrgAdmins', 'queryPartTimeJobs'],
	...['v2/dept/add', 'dept/updateById', 'dept/moveOrg', 'dept/deleteById', 'person/addNew'],
	...['person/updateInfo', 'person/updateDeptByDeptId', 'person/updateStatus'],
	...['person/updatePhone', 'person/delete', 'setOrgAdminsById', 'deleteOrgAdminsById'],
	'PartTimeJobs',
];

export const yunzhijia: Subject<Scenario> = {
	kinds: KINDS,
	share: 1,
	start: startCompany,
	tablesOf,
	any: anyScenario,
	whole: wholeScenario,
	pair: scenarioPair,
	dirty,
	// Nobody, everybody, or one of them.
	faults: { paths: PATHS, rows: ['', '', openIdOf(1), openIdOf(2), 'd-1'] },
	mayGo: removable,
	strangers: strangers as Subject<Scenario>['strangers'],
	mayBeSkipped: mayBeSkipped as Subject<Scenario>['mayBeSkipped'],
	contentOf: ({ kind, key, action, changes, id }) => [
		...[kind, key, action, (changes as IDataObject[]).map(sortedTitles), id],
	],
	// Phones that change in a circle stay to be done for ever.
	isEndless: ({ source }) => source.swapped.size > 0,
};
