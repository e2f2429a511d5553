/**
 * People of the Weaver E10 test platform: sync, part-time posts, rehire, query and custom fields,
 * after docs/vendors/weaver-e10.md sections 5 (the number stands beside each) and 6.1. `[not known]` as in
 * weaverE10.ts.
 */
import { filled, mapOf, numberId, oneOf, record, text } from '../checks.ts';
import { tookEffect } from '../effects.ts';
import {
	PAGING,
	among,
	calendarDate,
	clearable,
	idList,
	ids,
	mustExist,
	number,
	pageOf,
	rowsOf,
	textId,
	textOrTexts,
	texts,
} from './checks.ts';
import type { Fields, PageQuery } from './checks.ts';
import { lineOf } from './organisation.ts';
import {
	answerRows,
	customFields,
	dataRule,
	eachRow,
	flags,
	mergeCustom,
	multiObj,
	referenceTo,
	save,
	syncBody,
	syncRows,
	toEmployee,
} from './rows.ts';
import type { DataRule, Kind, Row, SyncRequest } from './rows.ts';
import { Refusal, mustNotBeRefused, operation } from './state.ts';
import type { WeaverE10Operations, WeaverE10State, WeaverEmployee } from './state.ts';

const NAMED = (
	'username email superior mobile alias telephone job_num department position job_call grade ' +
	'location id_no age graduate_school degree education marital_status native_place nation ' +
	'household_type politics_status residence_place family_contact child_status'
).split(' ');
const DATES = ['hiredate', 'birthday', 'graduate_date', 'first_work_date'];
// [not known] which of them the query counts as having left.
const LEFT = ['6', '7', '9'];
const STATUSES = ['1', '2', '3', '4', '5', '10', ...LEFT];
const IN_SERVICE = 'normal';
const OWN_FIELDS = ['userInfoExtend', 'employeeExtend'];

const each = (names: string[], check: Fields[string]): Fields =>
	Object.fromEntries(names.map((name) => [name, check]));

const employeeColumns = ({ basicFields }: WeaverE10State): Fields => ({
	...each(NAMED, text),
	...each(DATES, clearable(calendarDate)),
	id: textId,
	other_superior: texts,
	assistant: texts,
	sex: oneOf('male', 'female', ''),
	personnel_status: oneOf(...STATUSES, ''),
	work_year: number,
	userInfoExtend: customFields(basicFields),
	employeeExtend: mapOf(/./, textOrTexts),
	multiObj,
});

const employee = ({ emptyCustomVaueClearable }: SyncRequest): Kind => ({
	held: 'employees',
	required: ['username'],
	references: {
		superior: toEmployee,
		other_superior: toEmployee,
		assistant: toEmployee,
		// [not known] whether a person can stand below a subcompany without a department: no.
		department: referenceTo(['departments', 'department']),
		position: referenceTo(['positions', 'position']),
	},
	initial: { status: IN_SERVICE },
	settle(row, changes, { employees }) {
		const { personnel_status } = changes;
		if (personnel_status !== undefined) {
			row.status = LEFT.includes(personnel_status as string) ? '6' : IN_SERVICE;
		}
		for (const extend of OWN_FIELDS) {
			if (changes[extend] === undefined) continue;
			const before = employees.get(row.id)?.[extend];
			row[extend] = mergeCustom(before, changes[extend], emptyCustomVaueClearable);
		}
	},
});

interface ExtraRow extends Row {
	id: string;
	externalSyncId: string;
	deleted?: string;
}

const extraRow = record(
	{ id: filled, externalSyncType: oneOf('openapi'), externalSyncId: filled },
	{
		departmentId: text,
		positionId: text,
		superiorId: text,
		deleted: oneOf('0', '1'),
		remark: text,
	},
);

const PART_TIME_POST: Kind = {
	held: 'partTimePosts',
	required: [],
	references: {
		employee: toEmployee,
		superiorId: toEmployee,
		departmentId: referenceTo(['departments', 'department']),
		positionId: referenceTo(['positions', 'position']),
	},
	settle({ departmentId, positionId }) {
		if (departmentId === undefined && positionId === undefined) {
			throw new Refusal('departmentId和positionId不能同时为空');
		}
	},
};

function syncExtra(
	{ data, dataRule = {} }: { data: ExtraRow[]; dataRule?: DataRule },
	state: WeaverE10State,
) {
	const look = { state, dataRule };
	return eachRow(data, state, undefined, (row) => {
		const { id: employee, deleted, ...columns } = row as ExtraRow;
		const { externalSyncId } = columns;
		if (deleted !== '1') {
			return save(PART_TIME_POST, { ...columns, employee }, look, 'externalSyncId');
		}
		toEmployee(employee, look);
		const held = [...state.partTimePosts.values()].find(
			(post) => post.externalSyncId === externalSyncId,
		);
		if (!held) throw new Refusal(`兼职${externalSyncId}不存在`);
		state.partTimePosts.delete(held.id);
		return { id: held.id, operate: 'delete' };
	});
}

function rehire({ datas }: { datas: Array<{ id: unknown }> }, state: WeaverE10State) {
	mustNotBeRefused(datas);
	for (const { id } of datas) mustExist('employees', id, state);
	datas.forEach(tookEffect);
	for (const { id } of datas) {
		// [not known] the status after it: 3 正式.
		const back = { status: IN_SERVICE, personnel_status: '3' };
		Object.assign(state.employees.get(String(id))!, back);
	}
	return answerRows(
		datas.map(({ id }) => ({ id, operate: 'update' })),
		state,
	);
}

interface EmployeeQuery extends PageQuery {
	jobNumList?: string[];
	subcompanyIds?: unknown[];
	departmentIds?: unknown[];
	positionList?: unknown[];
	ids?: unknown[];
	mobileList?: string[];
	accurateEmailList?: string;
	nameLikeList?: string[];
	userStatusList?: string[];
	containEmployeeExtend?: boolean;
	containUserInfoExtend?: boolean;
	returnFieldList?: string[];
}

/** The main one first. */
const departmentsOf = ({ id, department }: WeaverEmployee, { partTimePosts }: WeaverE10State) =>
	[
		department,
		...[...partTimePosts.values()]
			.filter(({ employee }) => employee === id)
			.map(({ departmentId }) => departmentId),
	].filter((each) => each !== undefined);

function queryEmployees(query: EmployeeQuery, state: WeaverE10State) {
	const { nameLikeList, returnFieldList, accurateEmailList } = query;
	const subcompanyOf = ({ department }: WeaverEmployee) =>
		lineOf(department, state).find(({ id }) => state.subcompanies.has(id))?.id;
	const filters: Array<(row: WeaverEmployee) => boolean> = [];
	const filter = (wanted: unknown[] | undefined, of: (row: WeaverEmployee) => unknown) => {
		const fits = among(wanted);
		if (wanted) filters.push((row) => fits(of(row)));
	};
	filter(query.ids, ({ id }) => id);
	filter(query.jobNumList, ({ job_num }) => job_num);
	filter(query.mobileList, ({ mobile }) => mobile);
	// [not known] how several stand in one text: with commas.
	filter(accurateEmailList?.split(','), ({ email }) => email);
	// [not known] whether those further below count: they do not.
	filter(query.departmentIds, ({ department }) => department);
	filter(query.subcompanyIds, subcompanyOf);
	filter(query.positionList, ({ position }) => position);
	filter(query.userStatusList ?? [IN_SERVICE], ({ status }) => status);
	if (nameLikeList) {
		filters.push(({ username }) => nameLikeList.some((part) => username.includes(part)));
	}
	const found = [...state.employees.values()].filter((row) => filters.every((fits) => fits(row)));

	const usual = ['user_id', 'username', 'job_num', 'mobile', 'email', 'status', 'account'];
	usual.push('department', 'position');
	// [not known] whether a list of columns has to name the own fields as well: it has to.
	const wanted = new Set(['id', ...(returnFieldList ?? [...usual, ...OWN_FIELDS])]);
	if (!query.containEmployeeExtend) wanted.delete('employeeExtend');
	if (!query.containUserInfoExtend) wanted.delete('userInfoExtend');
	const shown = [...wanted].filter((column) => !state.employeesUntold.includes(column));
	return pageOf(found, query, state, (row) => {
		// Another id than `id`: a client that takes one for the other is found out.
		const held: Row = { user_id: `8${row.id.slice(1)}`, ...row };
		if (state.departmentsAsLists) held.department = departmentsOf(row, state);
		return Object.fromEntries(shown.map((column) => [column, held[column]]));
	});
}

export const peopleOperations: WeaverE10Operations = {
	// 1 同步人员
	syncEmployee: operation({
		body: syncBody({
			columns: employeeColumns,
			unnamed: true,
			rule: dataRule([], ['employee', 'department', 'position', 'subcompany']),
			more: flags('emptyCustomVaueClearable'),
		}),
		run: syncRows(employee, 'employee'),
	}),
	// 6 同步兼职信息
	syncExtra: operation({
		body: record(
			{
				data: rowsOf(extraRow),
				dataRule: dataRule(['employee'], ['department', 'position']),
			},
			flags('inited'),
		),
		run: syncExtra,
	}),
	// 9 人员返聘
	rehireEmployee: operation({
		body: record({ datas: idList(record({ id: numberId }), 1) }),
		run: rehire,
	}),
	// 10 基本信息自定义字段信息
	listBasicField: operation({
		body: record({}),
		run: (_body, { basicFields }) => basicFields,
	}),
	// 13 人员查询
	queryEmployee: operation({
		body: record(
			{},
			{
				jobNumList: texts,
				subcompanyIds: ids,
				departmentIds: ids,
				positionList: ids,
				ids,
				mobileList: texts,
				accurateEmailList: text,
				nameLikeList: texts,
				userStatusList: texts,
				...flags('containUserInfo', 'containAvatar', 'containEmployeeExtend'),
				...flags('containUserInfoExtend', 'needReturnBrowserInfo', 'needAccountInfo'),
				returnFieldList: texts,
				...PAGING,
			},
		),
		run: queryEmployees,
	}),
};
