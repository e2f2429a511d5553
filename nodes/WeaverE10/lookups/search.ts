/** What the form's lists offer (docs/vendors/weaver-e10.md, section 5: no. 13, 14, 15 and 22). */
import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';

import type { Call, Endpoint } from '../../shared/contract';
import {
	byPath,
	entry,
	MOST_ENTRIES,
	paths,
	type Search,
	searchByPage,
	searchWhole,
} from '../../shared/form/lookup';
import { pageOf, rowsOf } from '../answers';
import { queried } from '../operations';
import { weaverE10 } from '../platform';
import { LEFT, queryEmployee } from '../resources/employee/getAll';
import { queryChannel } from '../resources/group/getAll';
import { queryOrg } from '../resources/organization/getAll';
import { queryPosition } from '../resources/position/getAll';

/** A query that Weaver pages, read as far as the form can show. */
const rows = async (call: Call, to: Endpoint, filters: IDataObject): Promise<IDataObject[]> =>
	await queried(call, to, filters, { limit: MOST_ENTRIES });

/** With the levels above, which may be of the other type; without a type both. */
const organizations = (type?: string, filters: IDataObject = {}): Search =>
	searchWhole(weaverE10, async (call) => {
		const all = await rows(call, queryOrg, filters);
		const pathOf = paths(all, 'parent');
		const found = type ? await rows(call, queryOrg, { ...filters, typeList: [type] }) : all;
		return byPath(
			found.map(({ id, name, code }) => entry(id, pathOf.get(String(id)) ?? name, code)),
		);
	});

const searchPositions = searchWhole(weaverE10, async (call) =>
	(await rows(call, queryPosition, {})).map(({ id, name, code }) => entry(id, name, code)),
);

const employees = (filters: IDataObject): Search =>
	searchByPage(weaverE10, async (call, filter, current, pageSize) => {
		const ask = async (body: IDataObject): Promise<IDataObject[]> =>
			pageOf((await call(queryEmployee, body, { repeatable: true })).data).rows;
		const byName = filter === '' ? {} : { nameLikeList: [filter] };
		const body = { ...filters, ...byName, current, pageSize };
		const named = await ask(body);
		// A number is no part of a name; it is found whole.
		const isNumber = /\d/.test(filter) && current === 1;
		const numbered = isNumber
			? await ask({ ...filters, jobNumList: [filter], current, pageSize })
			: [];
		const found = new Map([...numbered, ...named].map((row) => [String(row.id), row]));
		return [...found.values()].map(({ id, username, job_num: number }) =>
			entry(id, username, number),
		);
	});

/** Weaver lists no groups; it only says what those are called whose ids are known. */
const searchGroups = searchByPage(
	weaverE10,
	async (call, filter): Promise<INodeListSearchItems[]> => {
		// Half an ID would be refused, and the editor hides the search when a list can't be read.
		const groupIds = filter.split(/[,，\s]+/).filter((id) => /^\d{18,19}$/.test(id));
		if (groupIds.length === 0) return [];
		const { data } = await call(queryChannel, { groupIds }, { repeatable: true });
		return rowsOf(data).map(({ id, name }) => entry(id, name));
	},
);

const searchDepartments = organizations('department');
const searchSubcompanies = organizations('subcompany');
const searchEmployees = employees({});

const everyone: Search = async () => ({ results: [{ name: 'Everyone (所有人)', value: '0' }] });

/** Target types of a share → where its targets are searched. */
const TARGETS: Record<string, Search> = {
	'1': searchEmployees,
	'11': everyone,
	'2': searchDepartments,
	'3': searchDepartments,
	'2002': searchDepartments,
	'3002': searchDepartments,
	'5': searchSubcompanies,
	'6': searchSubcompanies,
	'501': searchSubcompanies,
	'502': searchSubcompanies,
	'1311': searchPositions,
	'13111': searchPositions,
	'1411': searchGroups,
};

const searchTargets: Search = async function (filter, paginationToken) {
	const search = TARGETS[String(this.getCurrentNodeParameter('targetType'))];
	return search ? await search.call(this, filter, paginationToken) : { results: [] };
};

/** By the names that resource locators give as their `searchListMethod`. */
export const listSearch = {
	searchDepartments,
	searchAllDepartments: organizations('department', { containDisableOrg: true }),
	searchEmployees,
	searchGroups,
	searchLeavers: employees({ userStatusList: [LEFT] }),
	searchOrganizations: organizations(),
	searchPositions,
	searchSubcompanies,
	searchTargets,
};
