/** What the form's lists offer: departments with their path, and people (docs/vendors/yunzhijia.md, 4 and 5). */
import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';

import type { Call } from '../../shared/contract';
import { byPath, entry, MOST_ENTRIES, searchWhole, shownPath } from '../../shared/form/lookup';
import { allPeople, getAllDepartments } from '../directory';
import { levelsIn } from '../longName';
import { yunzhijia } from '../platform';

const levelsOf = ({ department }: IDataObject): string[] => levelsIn(department);

async function departments(call: Call): Promise<INodeListSearchItems[]> {
	const rows = await getAllDepartments(call);
	const isRoot = (row: IDataObject) => levelsOf(row).length === 0;
	const below = rows.filter((row) => !isRoot(row));
	return [
		...rows.filter(isRoot).map(({ id, name }) => entry(id, name)),
		...byPath(below.map((row) => entry(row.id, shownPath(levelsOf(row))))),
	];
}

async function people(call: Call): Promise<INodeListSearchItems[]> {
	const rows = await allPeople(call, MOST_ENTRIES);
	return rows.map(({ openId, name, phone, jobNo }) => entry(openId, name, jobNo, phone));
}

/** By the names that resource locators give as their `searchListMethod`. */
export const listSearch = {
	searchDepartments: searchWhole(yunzhijia, departments),
	searchPeople: searchWhole(yunzhijia, people),
};
