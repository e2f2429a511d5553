/**
 * External contacts, companies and departments, and the people of virtual dimensions, on the
 * Weaver E10 test platform, after docs/vendors/weaver-e10.md section 5 (the number stands beside each).
 * `[not known]` as in weaverE10.ts.
 */
import { numberId, record, text, whole } from '../checks.ts';
import { among, ids, mustExistIfAny, textId } from './checks.ts';
import type { Fields } from './checks.ts';
import {
	VIRTUAL,
	dataRule,
	eachRow,
	flags,
	referenceTo,
	save,
	syncBody,
	syncRows,
	toEmployee,
} from './rows.ts';
import type { Kind, SyncRequest } from './rows.ts';
import { Refusal, operation } from './state.ts';
import type { WeaverE10Operations, WeaverE10State } from './state.ts';

// [not known] whether the rows have the columns that their rules name: they do.
const EXTERNAL_COLUMNS: Fields = {
	id: textId,
	code: text,
	name: text,
	fullname: text,
	disporder: whole(),
	description: text,
};

const CONTACT: Kind = { held: 'externalContacts', required: ['username'] };
const COMPANY: Kind = { held: 'externalCompanies', required: ['name'] };
const DEPARTMENT: Kind = {
	held: 'externalDepartments',
	required: ['name', 'subcompanyid'],
	references: {
		parent: referenceTo(['externalDepartments', 'department']),
		subcompanyid: referenceTo(['externalCompanies', 'subcompany']),
	},
};

const VIRTUAL_PERSON: Kind = {
	held: 'virtualPeople',
	required: ['employeeid', 'orgid'],
	references: {
		employeeid: toEmployee,
		// [not known] whether a dimension may hold real departments and subcompanies: it may.
		orgid: referenceTo(
			['virtualOrgs', 'organization'],
			['departments', 'organization'],
			['subcompanies', 'organization'],
		),
		superior: toEmployee,
	},
};

/** [not known] what makes a person of a dimension the same one: the dimension and the employee. */
function syncVirtualPeople(request: SyncRequest, state: WeaverE10State) {
	const { data, extKey, dataRule = {} } = request;
	const virtualId = request.virtualId === undefined ? undefined : String(request.virtualId);
	if (virtualId !== undefined) mustExistIfAny('dimensions', virtualId, state);
	const look = { state, dataRule };
	return eachRow(data, state, extKey, (row) => {
		if (row.employeeid === undefined) throw new Refusal('employeeid不能为空');
		const employeeid = toEmployee(row.employeeid as string, look);
		const held = [...state.virtualPeople.values()].find(
			(person) => person.employeeid === employeeid && person.virtualId === virtualId,
		);
		return save(VIRTUAL_PERSON, { ...row, virtualId, id: held?.id }, look);
	});
}

interface VirtualQuery {
	virtualIdList?: unknown[];
	employeeidList?: unknown[];
	virtualDepartidList?: unknown[];
	virtualSubcompanyIdList?: unknown[];
	containSubordinates?: boolean;
	dataConfig?: { browserIdAndName?: boolean };
}

function queryVirtualPeople(query: VirtualQuery, state: WeaverE10State) {
	const { virtualOrgs, departments, subcompanies, employees, virtualPeople } = state;
	const orgOf = (id: string) => virtualOrgs.get(id) ?? departments.get(id) ?? subcompanies.get(id);
	// [not known] what it adds: the people of what is below.
	const placesOf = (id: string): string[] => {
		const parent = query.containSubordinates ? orgOf(id)?.parent : undefined;
		return parent === undefined ? [id] : [id, ...placesOf(parent)];
	};
	const within = (wanted: unknown[] | undefined, orgid: string) =>
		!wanted || placesOf(orgid).some(among(wanted));
	const ofDimension = among(query.virtualIdList);
	const ofEmployee = among(query.employeeidList);
	const found = [...virtualPeople.values()].filter(
		({ virtualId, employeeid, orgid }) =>
			ofDimension(virtualId) &&
			ofEmployee(employeeid) &&
			within(query.virtualDepartidList, orgid) &&
			within(query.virtualSubcompanyIdList, orgid),
	);
	const named = (id: string | undefined, name: string | undefined) =>
		id !== undefined && query.dataConfig?.browserIdAndName ? { id, name } : id;
	const person = (id: string | undefined) => named(id, employees.get(id ?? '')?.username);
	return found.map(({ id, employeeid, orgid, superior }) => ({
		id,
		employeeid: person(employeeid),
		orgid: named(orgid, orgOf(orgid)?.name),
		superior: person(superior),
	}));
}

export const externalOperations: WeaverE10Operations = {
	// 35 同步外部联系人
	syncExteralEmployee: operation({
		body: syncBody({
			columns: {
				id: textId,
				// [not known] as above.
				job_num: text,
				username: text,
				// [not known] its values here.
				sex: text,
				location_name: text,
				position: text,
				note: text,
				email: text,
				mobile: text,
				telephone: text,
				customer: numberId,
				contact: numberId,
				employeeExternalType: text,
			},
			unnamed: true,
			rule: dataRule([], ['employee']),
			more: VIRTUAL,
		}),
		run: syncRows(CONTACT, 'employee'),
	}),
	// 36 同步外部企业
	syncExternalSubcompany: operation({
		body: syncBody({
			columns: EXTERNAL_COLUMNS,
			rule: dataRule([], ['employee', 'department', 'subcompany']),
			ruleRequired: true,
		}),
		run: syncRows(COMPANY, 'subcompany'),
	}),
	// 37 同步外部部门
	syncExternalDepartment: operation({
		body: syncBody({
			columns: { ...EXTERNAL_COLUMNS, parent: text, subcompanyid: text },
			rule: dataRule([], ['department', 'subcompany']),
			ruleRequired: true,
			more: VIRTUAL,
		}),
		run: syncRows(DEPARTMENT, 'department'),
	}),
	// 38 同步虚拟维度人员
	syncVirtualEmployee: operation({
		body: syncBody({
			columns: { employeeid: text, orgid: text, superior: text },
			rule: dataRule(['organization'], ['employee']),
			ruleRequired: true,
			more: VIRTUAL,
		}),
		run: syncVirtualPeople,
	}),
	// 39 查询虚拟维度人员
	queryVirtualEmployee: operation({
		body: record(
			{},
			{
				virtualIdList: ids,
				employeeidList: ids,
				virtualDepartidList: ids,
				virtualSubcompanyIdList: ids,
				...flags('containSubordinates'),
				dataConfig: record({}, flags('browserIdAndName')),
			},
		),
		run: queryVirtualPeople,
	}),
};
