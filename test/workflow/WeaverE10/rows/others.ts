/**
 * Sync of external contacts, companies and departments, virtual dimensions, matrices, jobs and
 * what belongs to them: three rows each, as in people.ts (docs/vendors/weaver-e10.md, 5,
 * no. 5, 20, 21, 34 to 38 and the newer menu).
 */
import { fromItem } from '../../engine/cases.ts';
import {
	COMPANY,
	CONTACT,
	DIMENSION,
	FIRST_ID,
	GRADE,
	JOB_TYPE,
	LATER_ID,
	LI,
	MATRIX_ROW,
	MEMBER,
	TENANT,
	TITLE,
	TWICE,
	UNIT,
	VIRTUAL_ORG,
	echoing,
	inserted,
	updated,
} from './rows.ts';
import type { RowsCase } from './rows.ts';
import { chosenId } from '../runs.ts';

export const OTHERS: RowsCase[] = [
	{
		operation: 'external.upsertContact',
		parameters: {
			requestFields: {
				dataRule: { employee: 'username' },
				optId: chosenId(LI),
				virtualId: chosenId(DIMENSION),
			},
		},
		endpoint: 'syncExteralEmployee',
		request: { dataRule: { employee: 'username' }, optId: LI, virtualId: DIMENSION },
		items: [
			{ username: '客户', sex: 'female', customer: COMPANY, contact: '8' },
			{ username: TWICE, note: '一' },
			{ username: '吴', employeeExternalType: 'wechat', location_name: '上海' },
		],
		rows: [
			{ username: '客户', sex: 'female', customer: BigInt(COMPANY), contact: 8 },
			{ username: TWICE, note: '一' },
			{ username: '吴', employeeExternalType: 'wechat', location_name: '上海' },
		],
		refusal: `username为${TWICE}的数据不唯一`,
		answers: [updated(CONTACT), inserted],
		held: 'externalContacts',
		holds: [{ id: CONTACT, mobile: '136', contact: 8 }, {}, {}, { id: FIRST_ID, username: '吴' }],
		repeated: true,
	},
	{
		operation: 'external.upsertCompany',
		endpoint: 'syncExternalSubcompany',
		request: { dataRule: { subcompany: 'name' } },
		items: [
			{ name: '客户公司', description: '' },
			{ name: TWICE, fullname: '全称' },
			{ name: '新公司', disporder: -1 },
		],
		refusal: `name为${TWICE}的数据不唯一`,
		answers: [updated(COMPANY), inserted],
		held: 'externalCompanies',
		holds: [{ id: COMPANY }, {}, {}, { id: FIRST_ID, disporder: -1 }],
		repeated: true,
	},
	{
		operation: 'external.upsertDepartment',
		parameters: {
			requestFields: {
				dataRule: { department: 'name', subcompany: 'name' },
				apiTaskId: 'T-2',
				extKey: 'name',
				virtualId: chosenId(DIMENSION),
			},
		},
		endpoint: 'syncExternalDepartment',
		request: {
			dataRule: { department: 'name', subcompany: 'name' },
			apiTaskId: 'T-2',
			extKey: 'name',
			virtualId: DIMENSION,
		},
		items: [
			{ name: '采购', fullname: '采购部' },
			{ name: '售后', subcompanyid: 'X' },
			{ name: '仓库', subcompanyid: '客户公司' },
		],
		refusal: 'X不存在',
		answers: [
			{ ...updated(UNIT), ...echoing('name', '采购') },
			{ ...inserted, ...echoing('name', '仓库') },
		],
		held: 'externalDepartments',
		holds: [
			{ id: UNIT, fullname: '采购部' },
			{ id: FIRST_ID, subcompanyid: COMPANY },
		],
		repeated: true,
	},
	{
		operation: 'dimension.upsertPeople',
		parameters: {
			requestFields: {
				dataRule: { organization: 'name', employee: 'job_num' },
				virtualId: chosenId(DIMENSION),
				optId: chosenId(LI),
				extKey: 'employeeid',
			},
		},
		endpoint: 'syncVirtualEmployee',
		request: {
			dataRule: { organization: 'name', employee: 'job_num' },
			virtualId: DIMENSION,
			optId: LI,
			extKey: 'employeeid',
		},
		items: [
			{ employeeid: 'A1', orgid: '项目一', superior: 'A2' },
			{ employeeid: 'X', orgid: '项目一' },
			{ employeeid: 'A2', orgid: '项目一' },
		],
		refusal: 'X不存在',
		answers: [
			{ ...updated(MEMBER), ...echoing('employeeid', 'A1') },
			{ ...inserted, ...echoing('employeeid', 'A2') },
		],
		held: 'virtualPeople',
		holds: [
			{ id: MEMBER, superior: LI },
			{ id: FIRST_ID, employeeid: LI, orgid: VIRTUAL_ORG, virtualId: DIMENSION },
		],
	},
	{
		operation: 'matrix.upsertRows',
		parameters: {
			matrixName: '审批',
			requestFields: {
				dataRule: {
					employee: 'username',
					employeeScopeConfig: 'onlyNormal',
					department: 'name',
					subcompany: 'name',
				},
				optId: chosenId(LI),
				taskId: 'T-3',
				extKeyField: '负责人',
			},
		},
		repeated: true,
		endpoint: 'syncMatrixData',
		request: {
			matrixName: '审批',
			dataRule: {
				employee: 'username',
				employeeScopeConfig: 'onlyNormal',
				department: 'name',
				subcompany: 'name',
			},
			optId: LI,
			taskId: 'T-3',
			extKeyField: '负责人',
		},
		member: 'dataList',
		items: [
			{ dataId: MATRIX_ROW, '部门 (一级)': '新', 负责人: '王五' },
			{ dataId: FIRST_ID, 负责人: '赵六', delete_type: '1' },
			{ dept: 7, 负责人: '李四' },
		],
		rows: [
			{ dataId: MATRIX_ROW, '部门 (一级)': '新', 负责人: '王五' },
			{ dataId: FIRST_ID, 负责人: '赵六', delete_type: 1 },
			{ dept: '7', 负责人: '李四' },
		],
		refusal: `数据${FIRST_ID}不存在`,
		answers: [
			{ ...updated(MATRIX_ROW), ...echoing('负责人', '王五') },
			{ ...inserted, ...echoing('负责人', '李四') },
		],
		held: 'matrices',
		holds: [
			{
				rows: new Map([
					[MATRIX_ROW, { '部门 (一级)': '新', 负责人: '王五' }],
					[FIRST_ID, { '部门 (一级)': '7', 负责人: '李四' }],
				]),
			},
		],
	},
	{
		operation: 'job.create',
		parameters: {
			...fromItem('tenantKey', 'jobName', 'jobType', 'dsporder'),
			additionalFields: fromItem('jobFullname', 'code'),
		},
		endpoint: 'addJobSets',
		request: { tenantKey: TENANT },
		member: 'jobSets',
		items: [
			{ tenantKey: TENANT, jobName: '总监', jobType: '管理', dsporder: '-9999', code: 'J1' },
			{ tenantKey: TENANT, jobName: '主任', jobType: 'X', dsporder: 0 },
			{ tenantKey: TENANT, jobName: '专员', jobType: '管理', dsporder: 9999, jobFullname: '' },
		],
		rows: [
			{ jobName: '总监', jobType: '管理', dsporder: -9999, code: 'J1' },
			{ jobName: '主任', jobType: 'X', dsporder: 0 },
			{ jobName: '专员', jobType: '管理', dsporder: 9999, jobFullname: '' },
		],
		refusal: '职务类别X不存在',
		answers: [inserted, { ...inserted, id: LATER_ID }],
		held: 'jobs',
		holds: [
			{ id: FIRST_ID, jobName: '总监', dsporder: -9999 },
			{ id: LATER_ID, jobName: '专员' },
		],
	},
	{
		operation: 'job.upsertTitle',
		parameters: {
			tenantKey: TENANT,
			...fromItem('jobcallcode', 'dataName'),
			additionalFields: fromItem('dsporder', 'remark', 'deleteType'),
		},
		endpoint: 'syncJobCall',
		request: { tenantKey: TENANT },
		member: 'jobCalls',
		items: [
			{ jobcallcode: 'T1', dataName: '高级工程师', dsporder: 3, deleteType: '0' },
			{ jobcallcode: 'T8', dataName: '技师', deleteType: '1' },
			{ jobcallcode: 'T9', dataName: '讲师', remark: '新' },
		],
		refusal: '职称T8不存在',
		answers: [updated(TITLE), inserted],
		held: 'titles',
		holds: [
			{ id: TITLE, dataName: '高级工程师', dsporder: 3 },
			{ id: FIRST_ID, remark: '新' },
		],
		repeated: true,
	},
	{
		operation: 'job.upsertGrade',
		parameters: {
			ruleCode: 'code',
			...fromItem('code', 'name', 'gradeJobsetLevels'),
			additionalFields: fromItem('gradeLevel', 'remark'),
		},
		endpoint: 'syncGrade',
		request: { ruleCode: 'code' },
		items: [
			{ code: 'G1', name: '一级', gradeJobsetLevels: ['J1', 'J2'], gradeLevel: '1' },
			{ code: TWICE, name: '二级', gradeJobsetLevels: 'J1' },
			{ code: 'G9', name: '九级', gradeJobsetLevels: 'J1，J3', remark: '' },
		],
		rows: [
			{ code: 'G1', name: '一级', gradeJobsetLevels: ['J1', 'J2'], gradeLevel: 1 },
			{ code: TWICE, name: '二级', gradeJobsetLevels: ['J1'] },
			{ code: 'G9', name: '九级', gradeJobsetLevels: ['J1', 'J3'], remark: '' },
		],
		refusal: `code为${TWICE}的数据不唯一`,
		answers: [updated(GRADE), inserted],
		held: 'grades',
		holds: [{ id: GRADE, gradeLevel: 1 }, {}, {}, { id: FIRST_ID, code: 'G9' }],
		repeated: true,
	},
	{
		operation: 'job.upsertType',
		parameters: {
			...fromItem('type_name'),
			additionalFields: fromItem('dsporder', 'type_fullname'),
		},
		endpoint: 'syncJobtype',
		request: {},
		items: [
			{ type_name: '管理', type_fullname: '管理类', dsporder: 2 },
			{ type_name: TWICE, type_fullname: '一' },
			{ type_name: '技术', dsporder: -3 },
		],
		refusal: `type_name为${TWICE}的数据不唯一`,
		answers: [updated(JOB_TYPE), inserted],
		held: 'jobTypes',
		holds: [{ id: JOB_TYPE, type_fullname: '管理类' }, {}, {}, { id: FIRST_ID, dsporder: -3 }],
		repeated: true,
	},
];
