/** What the form's lists offer: departments with their path, and people (api/yunzhijia.md, 4 and 5). */
import type { ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';

import type { Call } from '../../shared/call';
import { entry, MOST_ENTRIES, path, searchWhole, type Search } from '../../shared/lookup';
import { allPeople, getAllDepartments } from '../directory';
import { yunzhijia } from '../platform';

async function departments(call: Call): Promise<INodeListSearchItems[]> {
	const rows = await getAllDepartments(call);
	return rows.map(({ id, name, department }) => {
		const levels = String(department).split('\\').filter(Boolean);
		return entry(id, levels.length ? path(levels) : name);
	});
}

async function people(call: Call): Promise<INodeListSearchItems[]> {
	const rows = await allPeople(call, MOST_ENTRIES);
	return rows.map(({ openId, name, phone, jobNo }) => entry(openId, name, jobNo, phone));
}

/** By the names that resource locators give as their `searchListMethod`. */
export const listSearch: Record<
	'searchDepartments' | 'searchPeople',
	Search & ((this: ILoadOptionsFunctions) => ReturnType<Search>)
> = {
	searchDepartments: searchWhole(yunzhijia, departments),
	searchPeople: searchWhole(yunzhijia, people),
};
