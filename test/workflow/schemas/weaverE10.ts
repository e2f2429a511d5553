/** What the output schemas of Weaver E10 are made of: docs/vendors/weaver-e10.md, sections 5 and 6. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { WeaverE10State } from '../../platforms/index.ts';
import { startWeaverE10 } from '../../platforms/index.ts';
import { fromItem, idFromItem } from '../engine/cases.ts';
import type { Sample, Samples } from './schemas.ts';
import { chosenId } from '../WeaverE10/runs.ts';
import {
	APPROVER,
	BY_DEPARTMENT,
	CHIEF,
	CLUB,
	GROUP,
	id,
	LI,
	MATRIX,
} from '../WeaverE10/company.ts';
import {
	NORTH,
	OLD,
	RESTFUL,
	SALES,
	seed as seedCompany,
	SELLER,
	WANG,
} from '../WeaverE10/company.ts';
import { ZHAO } from '../WeaverE10/company.ts';

const TENANT = 't1tenant01';
const [ROW, SCOPE, CONTACT, COMPANY, UNIT, DIMENSION, TEAM, MEMBER, JOB] = [
	51, 52, 53, 54, 55, 56, 57, 58, 59,
].map(id);
/** The tenant's own field, and the form that it stands in. */
const [OWN, FORM] = [61, 62].map(id);

/** The company, and one of everything that the samples ask for, change or delete. */
function seed(state: WeaverE10State): void {
	seedCompany(state);
	const field = { fieldId: OWN, componentKey: 'Text', formId: FORM, name: '尺码' };
	for (const fields of [state.basicFields, state.departmentFields, state.subcompanyFields])
		fields.push(field);
	const own = { userInfoExtend: { [OWN]: 'L' }, employeeExtend: { size: 'L' } };
	const place = { superior: LI, personnel_status: '3' };
	state.employees.set(WANG, { ...state.employees.get(WANG)!, account: 'wang', ...own, ...place });
	state.positions.get(SELLER)!.parent = CHIEF;
	// The department of an employee comes as one id or as a list of them.
	state.employees.set(LI, {
		...state.employees.get(LI)!,
		department: [NORTH] as unknown as string,
	});
	state.matrices.get('审批')!.rows.set(ROW, { 部门: SALES, 审批人: LI });
	state.channels.get(GROUP)!.scope = new Map([[SCOPE, { id: SCOPE }]]);
	state.externalContacts.set(CONTACT, { id: CONTACT, username: '客户' });
	state.externalCompanies.set(COMPANY, { id: COMPANY, name: '客户公司' });
	state.externalDepartments.set(UNIT, { id: UNIT, name: '采购', subcompanyid: COMPANY });
	state.dimensions.set(DIMENSION, { id: DIMENSION, name: '项目' });
	state.virtualOrgs.set(TEAM, { id: TEAM, name: '小组', type: 'department' });
	state.virtualPeople.set(MEMBER, { id: MEMBER, employeeid: WANG, orgid: TEAM });
	state.jobs.set(JOB, { id: JOB, jobName: '总监', jobType: '管理' });
}

/** Columns that hold any text. */
const texts = (names: string): IDataObject =>
	Object.fromEntries(names.split(' ').map((name) => [name, '1']));
const multiObj = { multiObj: { name: { '8': 'Sales' } } };

/** Rows whose columns are mapped by their names; `extKey` is echoed. */
const synced = (dataRule: INodeParameters, item: IDataObject, extKey?: string): Sample => ({
	parameters: { requestFields: { dataRule, ...(extKey && { extKey }) } },
	items: [item],
});

const EMPLOYEE = {
	...{ username: '孙七', job_num: 'A9', mobile: '139', email: 'a9@x.test' },
	...{ department: 'S', position: 'P1', superior: 'A1', personnel_status: '3' },
	...{ hiredate: '2026-01-05', alias: '小孙', sex: 'female', telephone: '010' },
	...{ other_superior: ['A1'], assistant: ['A2'] },
	...texts('job_call grade location id_no'),
	...{ birthday: '1990-01-01', age: '36', graduate_date: '2012-07-01' },
	...texts('graduate_school degree education marital_status native_place nation'),
	...texts('household_type politics_status residence_place family_contact'),
	...{ first_work_date: '2012-08-01', work_year: 13, child_status: '1' },
	...{ userInfoExtend: { [OWN]: 'L' }, employeeExtend: { size: 'L' }, ...multiObj },
};
const RULES = { employee: 'job_num', department: 'code', position: 'code' };

const ids = (name: string, value: string, parameters: INodeParameters = {}): Sample => ({
	parameters: { [name]: chosenId(value), ...parameters },
});
const ALL = { returnAll: true };
/** A query whose answer no document describes. */
const UNKNOWN: string[] = [];

const people: Samples['operations'] = {
	'employee.upsert': synced(RULES, EMPLOYEE, 'job_num'),
	'employee.upsertPartTime': {
		parameters: {
			...idFromItem('id'),
			...fromItem('externalSyncId'),
			externalSyncType: 'openapi',
			additionalFields: {
				...idFromItem('departmentId', 'positionId', 'superiorId'),
				...fromItem('remark', 'deleted'),
			},
			requestFields: { dataRule: RULES },
		},
		items: [
			{
				...{ id: 'A1', externalSyncId: 'P-1', departmentId: 'SN', positionId: 'P1' },
				...{ superiorId: 'A2', remark: '顾问', deleted: '0' },
			},
		],
	},
	'employee.getAll': {
		parameters: {
			...ALL,
			additionalFields: fromItem(
				...['containUserInfoExtend', 'containEmployeeExtend'],
				...['addCodesAndNames', 'returnFieldList'],
			),
		},
		items: [
			{},
			{ containUserInfoExtend: true, containEmployeeExtend: true, addCodesAndNames: true },
			// Weaver gives these where they are asked for.
			{ addCodesAndNames: true, returnFieldList: 'superior,personnel_status' },
		],
	},
	'employee.rehire': ids('id', ZHAO),
	'employee.getFields': {},
};

const organisation: Samples['operations'] = {
	'department.upsert': synced(
		{ department: 'code', subcompany: 'code', employee: 'job_num' },
		{ ...texts('name fullname code'), parent: 'HQ', status: '1', coadjutant: 'A1', ...multiObj },
		'code',
	),
	// The answers of these two are inferred from that of rehiring.
	'department.seal': {
		...ids('id', NORTH, { path: `${RESTFUL}disableDepartment` }),
		known: ['id'],
	},
	'department.unseal': { ...ids('id', OLD), known: ['id'] },
	'department.getFields': { parameters: { path: `${RESTFUL}listDepartmentField` } },
	'subcompany.upsert': synced(
		{ subcompany: 'code' },
		{
			...{ ...texts('name fullname code'), parent: 'HQ', status: '1', disporder: 1 },
			...{ description: '东部', ...multiObj },
		},
		'code',
	),
	'subcompany.getFields': {},
	'position.upsert': synced(
		{ position: 'code', department: 'code' },
		{
			...{ name: '助理', code: 'P9', department: 'S', parent: 'P1', is_canceled: '0' },
			...{ disporder: 1, description: '销售', ...multiObj },
		},
		'code',
	),
	'position.getAll': {
		parameters: { ...ALL, additionalFields: fromItem('addCodesAndNames') },
		items: [{}, { addCodesAndNames: true }],
		known: [
			...['id', 'name', 'code'],
			// Ours.
			...['departmentCode', 'departmentName', 'parentCode', 'parentName'],
		],
	},
	'organization.getAll': {
		parameters: { ...ALL, additionalFields: fromItem('codeList') },
		// Without filter also the root, whose parent is a mere 0.
		items: [{ codeList: 'S' }, {}],
		known: ['id', 'name', 'code', 'parent'],
	},
	'organization.getPaths': { parameters: { ids: NORTH, employeeIds: '' }, known: UNKNOWN },
	'share.sync': {
		parameters: {
			...{ shareType: 'normal2external', deleteType: '0', sourceId: CONTACT, targetType: '2' },
			targetId: chosenId(SALES),
			additionalFields: { seclevel_from: 1, seclevel_to: 9 },
		},
	},
};

const matrices: Samples['operations'] = {
	'matrix.upsertRows': {
		parameters: { matrixName: '审批', requestFields: { extKeyField: '部门' } },
		items: [
			{ dataId: ROW, 部门: NORTH },
			{ dataId: ROW, delete_type: 1 },
		],
		known: ['dataId', 'delete_type', 'id', 'operate', 'extKeyMap'],
	},
	'matrix.save': { parameters: { dataStr: `[{"matrixId": ${MATRIX}, "dataId": "${ROW}"}]` } },
	'matrix.deleteRows': {
		parameters: {
			...{ tenantKey: TENANT, employeeId: chosenId(WANG), matrixId: MATRIX, source: 'normal' },
			rowDataIdList: ROW,
		},
	},
	'matrix.getValues': {
		parameters: {
			...{ matrixId: MATRIX, valueConfigId: APPROVER },
			conditionList: {
				condition: [{ conditionConfigId: BY_DEPARTMENT, newConditionRelateIdList: SALES }],
			},
		},
		known: UNKNOWN,
	},
	'matrix.buildView': {
		parameters: {
			...{ matrixName: '审批', matrixViewName: 'approval' },
			matrixColumnMap: '{"部门": "department"}',
		},
		known: ['matrixName', 'matrixViewName', 'matrixColumnMap'],
	},
};

const jobs: Samples['operations'] = {
	'job.create': {
		parameters: {
			...{ tenantKey: TENANT, jobName: '专员', jobType: '管理', dsporder: 1 },
			additionalFields: { jobFullname: '销售专员', code: 'J9' },
		},
	},
	'job.getAll': { known: UNKNOWN },
	'job.upsertTitle': {
		parameters: {
			...{ tenantKey: TENANT, jobcallcode: 'T9', dataName: '工程师' },
			additionalFields: { dsporder: 1, remark: '新', deleteType: '0' },
		},
	},
	'job.upsertGrade': {
		parameters: {
			...{ ruleCode: 'code', code: 'G9', name: '九级', gradeJobsetLevels: 'J1, J2' },
			additionalFields: { gradeLevel: 9, remark: '新' },
		},
	},
	'job.upsertType': {
		parameters: {
			type_name: '技术',
			additionalFields: { dsporder: 1, type_fullname: '技术类' },
		},
	},
};

const groups: Samples['operations'] = {
	'group.upsert': {
		parameters: {
			...{ name: '项目组', isPrivate: 0, sortNum: 1 },
			additionalFields: { id: chosenId(GROUP) },
		},
	},
	// createTime and updateTime come too; in what form is not known.
	'group.getAll': { ...ids('groupIds', CLUB), known: ['id', 'name', 'closed'] },
	'group.delete': ids('groupIds', CLUB),
	'group.setSealed': ids('groupIds', GROUP, { closed: 1 }),
	'group.getMembers': { ...ids('id', GROUP), known: UNKNOWN },
	'group.addMembers': ids('empIds', LI, { id: chosenId(GROUP) }),
	'group.removeMembers': ids('empIds', WANG, { id: chosenId(GROUP) }),
	'group.addScope': {
		parameters: {
			...{ sourceId: chosenId(GROUP), objType: 'department', targetType: '2' },
			targetId: SALES,
			additionalFields: { department_attribute: '1', obj_id: `[{"id": "${SALES}"}]` },
		},
		known: ['sourceId', 'objType', 'targetType', 'targetId', 'department_attribute', 'obj_id'],
	},
	'group.updateScope': { parameters: { body: '{"id": "1"}' } },
	'group.deleteScope': { parameters: { sourceId: chosenId(GROUP), ids: SCOPE } },
};

const UNIT_COLUMNS = { ...texts('name fullname description code'), disporder: 1 };

const others: Samples['operations'] = {
	'external.upsertContact': synced(
		{ employee: 'username' },
		{
			...texts('username mobile email position sex telephone location_name note'),
			...{ customer: COMPANY, contact: CONTACT, employeeExternalType: 'wechat' },
		},
		'username',
	),
	'external.upsertCompany': synced({ subcompany: 'name' }, UNIT_COLUMNS),
	'external.upsertDepartment': synced(
		{ department: 'name', subcompany: 'name' },
		{ ...UNIT_COLUMNS, parent: '采购', subcompanyid: '客户公司' },
		'name',
	),
	'dimension.upsertPeople': synced(
		{ organization: 'name', employee: 'job_num' },
		{ employeeid: 'A2', orgid: '小组', superior: 'A1' },
		'employeeid',
	),
	'dimension.getPeople': { known: UNKNOWN },
	// One interface of each envelope.
	'custom.call': {
		parameters: { method: 'POST', ...fromItem('path', 'body') },
		items: [
			{ path: `${RESTFUL}queryOrg`, body: { codeList: ['HQ'] } },
			{ path: `${RESTFUL}queryChannel`, body: { groupIds: [GROUP] } },
		],
	},
};

export const WEAVER_E10: Samples = {
	start: async () => await startWeaverE10({ seed }),
	operations: { ...people, ...organisation, ...matrices, ...jobs, ...groups, ...others },
};
