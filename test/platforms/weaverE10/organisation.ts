/**
 * Subcompanies, departments and positions of the Weaver E10 test platform, after
 * docs/vendors/weaver-e10.md section 5 (the number stands beside each). `[not known]` as in weaverE10.ts.
 */
import { numberId, oneOf, record, text, whole } from '../checks.ts';
import { tookEffect } from '../effects.ts';
import { PAGING, among, idList, ids, mustExist, pageOf, textId, texts } from './checks.ts';
import type { Fields, PageQuery } from './checks.ts';
import {
	answerRows,
	customFields,
	dataRule,
	flags,
	mergeCustom,
	multiObj,
	orRoot,
	referenceTo,
	syncBody,
	syncRows,
	toEmployee,
} from './rows.ts';
import type { Kind, Reference, Row, SyncRequest } from './rows.ts';
import { Refusal, mustNotBeRefused, operation } from './state.ts';
import type { WeaverE10Operations, WeaverE10State, WeaverEmployee, WeaverUnit } from './state.ts';

const ENABLED = '1';
const SEALED = '0';
/** The level above the topmost. */
const ROOT = '0';

const unitOf = (id: string | undefined, { departments, subcompanies }: WeaverE10State) =>
	id === undefined ? undefined : (departments.get(id) ?? subcompanies.get(id));

/** The department or subcompany and all above it, the root last. */
export function lineOf(id: string | undefined, state: WeaverE10State): WeaverUnit[] {
	const line = new Set<WeaverUnit>();
	for (let unit = unitOf(id, state); unit; unit = unitOf(unit.parent, state)) {
		// A test may seed a cycle.
		if (line.has(unit)) break;
		line.add(unit);
	}
	return [...line];
}

function notBelowItself({ id, parent }: Row, _changes: Row, state: WeaverE10State) {
	const above = lineOf(parent as string | undefined, state);
	if (above.some((unit) => unit.id === id)) throw new Refusal(`上级${String(parent)}是自己的下级`);
}

/** Sealing checks for unsealed children and active staff. */
function mustBeEmpty(id: string, { departments, subcompanies, employees }: WeaverE10State) {
	const below = [...departments.values(), ...subcompanies.values()].filter(
		({ parent, status }) => parent === id && status === ENABLED,
	);
	if (below.length > 0) throw new Refusal(`${id}下存在未封存的${below[0].name}`);
	const isIn = ({ department, status }: WeaverEmployee) => department === id && status === 'normal';
	const inside = [...employees.values()].find(isIn);
	if (inside) throw new Refusal(`${id}下存在在职人员${inside.username}`);
}

/** [not known] whether this flag skips the check: it does. */
const unitSettled =
	({ ignoreOrgCanceledValidate }: SyncRequest) =>
	(row: Row & { id: string }, changes: Row, state: WeaverE10State) => {
		notBelowItself(row, changes, state);
		if (changes.status === SEALED && !ignoreOrgCanceledValidate) mustBeEmpty(row.id, state);
	};

const UNIT_COLUMNS: Fields = {
	id: textId,
	name: text,
	fullname: text,
	code: text,
	parent: text,
	status: oneOf(ENABLED, SEALED),
	multiObj,
};
const ORGANISATION_FLAGS = flags(
	'emptyCustomVaueClearable',
	'ignoreOrgSaveOrgNameCheck',
	'ignoreOrgCanceledValidate',
);

const department = (request: SyncRequest): Kind => ({
	held: 'departments',
	required: ['name', 'parent'],
	references: {
		parent: referenceTo(['departments', 'department'], ['subcompanies', 'subcompany']),
		coadjutant: toEmployee,
	},
	initial: { status: ENABLED },
	settle: unitSettled(request),
});

const subcompany = (request: SyncRequest): Kind => ({
	held: 'subcompanies',
	required: ['name', 'parent'],
	references: { parent: orRoot(referenceTo(['subcompanies', 'subcompany'])) },
	initial: { status: ENABLED },
	settle(row, changes, state) {
		unitSettled(request)(row, changes, state);
		if (changes.subcompanyExtend === undefined) return;
		const before = state.subcompanies.get(row.id)?.subcompanyExtend;
		const { emptyCustomVaueClearable: clears } = request;
		row.subcompanyExtend = mergeCustom(before, changes.subcompanyExtend, clears);
	},
});

// [not known] what the parent of a position is: a position, a department, or "0".
const positionParent: Reference = orRoot(
	referenceTo(['positions', 'position'], ['departments', 'department']),
);

const POSITION: Kind = {
	held: 'positions',
	required: ['name'],
	references: {
		department: referenceTo(['departments', 'department']),
		parent: positionParent,
	},
	initial: { is_canceled: '0' },
	settle({ department, parent }) {
		// [conflict] parent is starred, but a topmost position has none: one of the two will do.
		if (department === undefined && parent === undefined) {
			throw new Refusal('parent不能为空');
		}
	},
};

const idRows = record({ datas: idList(record({ id: numberId }), 1) });

const setStatus =
	(status: string) =>
	({ datas }: { datas: Array<{ id: unknown }> }, state: WeaverE10State) => {
		mustNotBeRefused(datas);
		for (const { id } of datas) mustExist('departments', id, state);
		datas.forEach(tookEffect);
		for (const { id } of datas) state.departments.get(String(id))!.status = status;
		// [not known] the rows of this answer; as those of rehireEmployee.
		return answerRows(
			datas.map(({ id }) => ({ id, operate: 'update' })),
			state,
		);
	};

interface OrgQuery extends PageQuery {
	codeList?: string[];
	ids?: unknown[];
	typeList?: string[];
	containDisableOrg?: boolean;
	containExtend?: boolean;
	parentCodeList?: string[];
	parentOrgIds?: unknown[];
}

function queryOrganisation(query: OrgQuery, state: WeaverE10State) {
	const { departments, subcompanies } = state;
	const hasId = among(query.ids);
	const hasCode = among(query.codeList);
	const below = among(query.parentOrgIds);
	const belowCode = among(query.parentCodeList);
	const typed = (type: string, units: Map<string, WeaverUnit>) =>
		query.typeList && !query.typeList.includes(type)
			? []
			: [...units.values()].map((unit) => ({ type, unit }));
	const found = [...typed('subcompany', subcompanies), ...typed('department', departments)].filter(
		({ unit: { id, code, parent = ROOT, status } }) =>
			(query.containDisableOrg || status === ENABLED) &&
			hasId(id) &&
			hasCode(code) &&
			below(parent) &&
			(!query.parentCodeList || belowCode(unitOf(parent, state)?.code)),
	);
	return pageOf(found, query, state, ({ type, unit }) => {
		const { id, parent = ROOT, subcompanyExtend = {} } = unit;
		// Ids are JSON numbers here.
		const held: Row = { ...unit, type, parent: parent === ROOT ? ROOT : BigInt(parent) };
		const told = Object.fromEntries(state.orgColumns.map((column) => [column, held[column]]));
		const row = { id: BigInt(id), ...told };
		// [not known] where the extension stands.
		return query.containExtend ? { ...row, extend: subcompanyExtend } : row;
	});
}

const orgQuery = record(
	{},
	{
		codeList: texts,
		ids: idList(numberId),
		typeList: texts,
		...flags('containDisableOrg', 'containExtend'),
		parentCodeList: texts,
		parentOrgIds: ids,
		...PAGING,
	},
);

interface PositionQuery extends PageQuery {
	codeList?: string[];
	ids?: unknown[];
	nameList?: string[];
}

function queryPositions(query: PositionQuery, state: WeaverE10State) {
	const hasId = among(query.ids);
	const hasCode = among(query.codeList);
	const hasName = among(query.nameList);
	const found = [...state.positions.values()].filter(
		({ id, code, name }) => hasId(id) && hasCode(code) && hasName(name),
	);
	// [not known] the row, and whether disabled ones are left out: they are not.
	return pageOf(found, query, state, (position) => position);
}

interface PathQuery {
	ids?: unknown[];
	employeeIds?: unknown[];
	employeeOrgType?: string;
	pathOrderType?: 'ASC' | 'DESC';
}

function fullPaths({ ids, employeeIds, ...query }: PathQuery, state: WeaverE10State) {
	// [not known] the default order.
	const { employeeOrgType, pathOrderType = 'ASC' } = query;
	const path = (id: string | undefined) => {
		const line = lineOf(id, state).map(({ id, name }) => ({ id, name }));
		return pathOrderType === 'ASC' ? line : line.reverse();
	};
	const ofEmployee = (id: string) => {
		mustExist('employees', id, state);
		const line = path(state.employees.get(id)!.department);
		// [not known] what the type does: a path of subcompanies only.
		const subcompaniesOnly = employeeOrgType === 'subcompany';
		return subcompaniesOnly ? line.filter((unit) => state.subcompanies.has(unit.id)) : line;
	};
	const ofUnit = (id: string) => {
		if (!unitOf(id, state)) throw new Refusal(`${id}不存在`);
		return path(id);
	};
	const wanted = (employeeIds ?? ids ?? []).map(String);
	return Object.fromEntries(wanted.map((id) => [id, (employeeIds ? ofEmployee : ofUnit)(id)]));
}

const pathQuery = record(
	{},
	{ ids, employeeIds: ids, employeeOrgType: text, pathOrderType: oneOf('ASC', 'DESC') },
);

export const organisationOperations: WeaverE10Operations = {
	// 2 同步部门
	syncDepartment: operation({
		body: syncBody({
			columns: { ...UNIT_COLUMNS, coadjutant: text },
			unnamed: true,
			rule: dataRule([], ['department', 'subcompany', 'employee']),
			more: ORGANISATION_FLAGS,
		}),
		run: syncRows(department, 'department'),
	}),
	// 3 同步分部
	syncSubcompany: operation({
		body: syncBody({
			columns: ({ subcompanyFields }) => ({
				...UNIT_COLUMNS,
				disporder: whole(),
				description: text,
				// [not known] the member of the custom fields: our choice.
				subcompanyExtend: customFields(subcompanyFields, text),
			}),
			unnamed: true,
			rule: dataRule([], ['subcompany', 'employee']),
			more: ORGANISATION_FLAGS,
		}),
		run: syncRows(subcompany, 'subcompany'),
	}),
	// 4 同步岗位
	syncPosition: operation({
		body: syncBody({
			columns: {
				id: textId,
				name: text,
				disporder: whole(),
				department: text,
				parent: text,
				description: text,
				code: text,
				multiObj,
				is_canceled: oneOf('0', '1'),
			},
			rule: dataRule([], ['position', 'department']),
		}),
		run: syncRows(POSITION, 'position'),
	}),
	// 8 解封部门
	enableDepartment: operation({ body: idRows, run: setStatus(ENABLED) }),
	// 12 分部自定义字段信息
	listSubcompanyField: operation({
		body: record({}),
		run: (_body, { subcompanyFields }) => subcompanyFields,
	}),
	// 14 组织查询
	queryOrg: operation({
		body: (body) =>
			orgQuery(body) ??
			(Object.keys(body as object).filter((key) => key.startsWith('parent')).length > 1
				? 'parentCodeList cannot stand with parentOrgIds'
				: undefined),
		run: queryOrganisation,
	}),
	// 15 岗位查询
	queryPosition: operation({
		body: record(
			{},
			{
				codeList: texts,
				ids: idList(numberId),
				nameList: texts,
				// [not known] what it does: nothing here.
				multiFieldList: texts,
				...PAGING,
			},
		),
		run: queryPositions,
	}),
	// 32 根据组织或者人员查询全路径数据
	'department_link_allpath/getData': operation({
		body: (body) =>
			pathQuery(body) ??
			(Object.keys(body as object).some((key) => /^(ids|employeeIds)$/.test(key))
				? undefined
				: 'ids or employeeIds is missing'),
		run: fullPaths,
	}),
};

/** Endpoints whose path the document does not have: tests say where they are. */
export const unknownPathOperations = {
	// 7 封存部门 [not known] the body; as 8.
	sealDepartments: operation({ body: idRows, run: setStatus(SEALED) }),
	// 11 部门自定义字段信息 [not known] the body; as 10.
	departmentFields: operation({
		body: record({}),
		run: (_body, { departmentFields }) => departmentFields,
	}),
};
