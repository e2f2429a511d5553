/**
 * The names that saved workflows rely on: ours for nodes, operations and credentials,
 * and the vendors' own for fields (docs/vendors; the numbers are those of weaver-e10.md, section 5).
 */

interface Fields {
	/** At the top level, required ones mostly. */
	required?: string[];
	/** In Additional Fields. */
	optional?: string[];
	/** In Request Fields. */
	request?: string[];
	/** In the resource mapper Fields. */
	columns?: string[];
	/** In collections within a field. */
	within?: Record<string, string[]>;
	/** Which of all these are ids that may be looked up one day. */
	locators?: string[];
}

const JOB: Fields = {
	required: ['openId', 'orgId', 'jobTitle'],
	optional: ['weights', 'orgUserType'],
	locators: ['openId', 'orgId'],
};
const EMPLOYEE: Fields = {
	required: ['name', 'employeeNum', 'gender', 'status', 'list', 'propertyInfoDTOS'],
	optional: ['mobile', 'email'],
	within: {
		list: ['unitCode', 'positionCode', 'primaryPositionFlag'],
		propertyInfoDTOS: ['propertyName', 'infoName'],
	},
};
const DEPARTMENT: Fields = {
	required: ['unitCode', 'unitName', 'orderSeq'],
	optional: ['parentUnitCode', '_tls'],
};
const POSITION: Fields = { required: ['positionCode', 'positionName', 'unitCode', 'orderSeq'] };

const IN_DEPARTMENT: Fields = { required: ['openId', 'orgId'], locators: ['openId', 'orgId'] };
const DETAILS = [
	...['jobTitle', 'jobNo', 'gender', 'birthday', 'weights', 'orgUserType', 'contact', 'hireDate'],
	...['positiveDate', 'staffType', 'otherFields'],
];

const YUNZHIJIA: Record<string, Fields> = {
	// Section 3
	'partTimeJob.add': JOB,
	'partTimeJob.addByDepartmentName': {
		...JOB,
		required: ['openId', 'department', 'jobTitle'],
		locators: ['openId'],
	},
	'partTimeJob.set': JOB,
	'partTimeJob.delete': IN_DEPARTMENT,
	'partTimeJob.deleteAll': { ...IN_DEPARTMENT, required: ['deleteAll', 'openId', 'orgId'] },
	'partTimeJob.getAll': {},
	'partTimeJob.getByPerson': { required: ['openId'], locators: ['openId'] },
	// Section 4
	'department.create': { required: ['department'], optional: ['weights'] },
	'department.update': { required: ['orgId', 'todepartment'], locators: ['orgId'] },
	'department.move': {
		required: ['orgId', 'moveToOrgId'],
		locators: ['orgId', 'moveToOrgId'],
	},
	'department.delete': { required: ['orgId'], locators: ['orgId'] },
	'department.get': { required: ['orgId'], locators: ['orgId'] },
	'department.getAll': { optional: ['time', 'orgId'], locators: ['orgId'] },
	'department.setWeights': { required: ['orgId', 'weights'], locators: ['orgId'] },
	// Section 5
	'person.create': {
		required: ['name', 'account'],
		optional: ['phone', 'department', 'status', ...DETAILS],
		within: { account: ['mobile', 'email', 'password'] },
	},
	'person.upsert': {
		required: ['openId', 'name', 'orgId', 'account'],
		optional: ['phone', ...DETAILS.filter((name) => name !== 'orgUserType')],
		within: { account: ['mobile', 'email', 'password'] },
		locators: ['openId', 'orgId'],
	},
	'person.update': { required: ['openId'], optional: ['name', ...DETAILS], locators: ['openId'] },
	'person.updateDepartment': IN_DEPARTMENT,
	'person.updatePhone': { required: ['openId', 'phone'], locators: ['openId'] },
	'person.updateEmailUnbound': { required: ['openId', 'email'], locators: ['openId'] },
	'person.updateStatus': { required: ['openId', 'type'], locators: ['openId'] },
	'person.delete': { required: ['openId'], locators: ['openId'] },
	'person.get': { required: ['openId'], locators: ['openId'] },
	'person.getAll': { optional: ['time', 'orgId', 'status', 'name', 'jobNo'], locators: ['orgId'] },
	// Section 6
	'leader.set': { ...IN_DEPARTMENT, optional: ['weights'] },
	'leader.delete': IN_DEPARTMENT,
	'leader.getAll': {},
};

const ECHOED = ['dataRule', 'optId', 'apiTaskId', 'extKey'];
const FLAGS = [
	'emptyCustomVaueClearable',
	'ignoreOrgSaveOrgNameCheck',
	'ignoreOrgCanceledValidate',
];
const UNIT = ['name', 'fullname', 'code', 'id', 'disporder', 'description'];
const GROUP: Fields = { required: ['groupIds'], locators: ['groupIds'] };
const MEMBERS: Fields = { required: ['id', 'empIds'], locators: ['id', 'empIds'] };
const ONE: Fields = { required: ['id'], locators: ['id'] };

const WEAVER_E10: Record<string, Fields> = {
	// 1, section 6.1
	'employee.upsert': {
		required: ['matchBy'],
		columns: [
			...[
				'id',
				'username',
				'alias',
				'job_num',
				'job_call',
				'grade',
				'personnel_status',
				'hiredate',
			],
			...['email', 'mobile', 'telephone', 'location', 'department', 'position', 'superior'],
			...['other_superior', 'assistant', 'sex', 'birthday', 'age', 'id_no', 'nation'],
			...['native_place', 'residence_place', 'household_type', 'politics_status'],
			...['marital_status', 'child_status', 'family_contact', 'education', 'degree'],
			...['graduate_school', 'graduate_date', 'first_work_date', 'work_year'],
			...['userInfoExtend', 'employeeExtend', 'multiObj'],
		],
		request: [...ECHOED, 'emptyCustomVaueClearable'],
		within: { dataRule: ['employee', 'department', 'position', 'subcompany'] },
		locators: ['optId'],
	},
	// 13
	'employee.getAll': {
		optional: [
			...['ids', 'jobNumList', 'mobileList', 'accurateEmailList', 'nameLikeList', 'userStatusList'],
			...['subcompanyIds', 'departmentIds', 'positionList', 'returnFieldList', 'containAvatar'],
			...['containUserInfo', 'containUserInfoExtend', 'containEmployeeExtend'],
			...['needReturnBrowserInfo', 'needAccountInfo', 'addCodesAndNames'],
			...['departmentId', 'positionId', 'subcompanyId'],
		],
		locators: ['departmentId', 'positionId', 'subcompanyId'],
	},
	// 9
	'employee.rehire': ONE,
	// 10
	'employee.getFields': {},
	// 6
	'employee.upsertPartTime': {
		required: ['id', 'externalSyncType', 'externalSyncId'],
		optional: ['departmentId', 'positionId', 'superiorId', 'deleted', 'remark'],
		request: ['dataRule', 'inited'],
		within: { dataRule: ['employee', 'department', 'position'] },
		locators: ['id', 'departmentId', 'positionId', 'superiorId'],
	},
	// 2
	'department.upsert': {
		required: ['matchBy'],
		columns: ['id', 'name', 'fullname', 'code', 'parent', 'coadjutant', 'status', 'multiObj'],
		request: [...ECHOED, ...FLAGS],
		within: { dataRule: ['department', 'subcompany', 'employee'] },
		locators: ['optId'],
	},
	// 7, 8, 11
	'department.seal': ONE,
	'department.unseal': ONE,
	'department.getFields': {},
	// 3
	'subcompany.upsert': {
		required: ['matchBy'],
		columns: [...UNIT, 'parent', 'status', 'multiObj'],
		optional: ['customFieldsMember'],
		request: [...ECHOED, ...FLAGS],
		within: { dataRule: ['subcompany', 'employee'] },
		locators: ['optId'],
	},
	// 12
	'subcompany.getFields': {},
	// 4
	'position.upsert': {
		required: ['matchBy'],
		columns: [
			...['id', 'name', 'code', 'department', 'parent', 'disporder', 'description'],
			...['is_canceled', 'multiObj'],
		],
		request: ECHOED,
		within: { dataRule: ['position', 'department'] },
		locators: ['optId'],
	},
	// 15
	'position.getAll': {
		optional: ['ids', 'codeList', 'nameList', 'multiFieldList', 'addCodesAndNames'],
	},
	// 14
	'organization.getAll': {
		optional: [
			...['ids', 'codeList', 'typeList', 'parentCodeList', 'parentOrgIds'],
			...['containDisableOrg', 'containExtend', 'parentOrgId'],
		],
		locators: ['parentOrgId'],
	},
	// 32
	'organization.getPaths': {
		required: ['ids', 'employeeIds'],
		optional: ['employeeOrgType', 'pathOrderType'],
	},
	// 5
	'matrix.upsertRows': {
		required: ['matrixName'],
		columns: ['dataId', 'delete_type'],
		request: ['dataRule', 'optId', 'taskId', 'extKeyField'],
		within: { dataRule: ['employee', 'employeeScopeConfig', 'department', 'subcompany'] },
		locators: ['optId'],
	},
	// 16 to 19
	'matrix.save': { required: ['dataStr'] },
	'matrix.deleteRows': {
		required: ['tenantKey', 'employeeId', 'matrixId', 'source', 'rowDataIdList'],
		locators: ['employeeId'],
	},
	'matrix.getValues': {
		required: ['matrixId', 'valueConfigId', 'conditionList'],
		within: { conditionList: ['conditionConfigId', 'newConditionRelateIdList'] },
	},
	'matrix.buildView': { required: ['matrixName', 'matrixViewName', 'matrixColumnMap'] },
	// 20, 21, 34, and two of the newer menu
	'job.create': {
		required: ['tenantKey', 'jobName', 'jobType', 'dsporder'],
		optional: ['jobFullname', 'code'],
	},
	'job.upsertTitle': {
		required: ['tenantKey', 'dataName', 'jobcallcode'],
		optional: ['remark', 'dsporder', 'deleteType'],
	},
	'job.upsertGrade': {
		required: ['ruleCode', 'name', 'code', 'gradeJobsetLevels'],
		optional: ['gradeLevel', 'remark'],
	},
	'job.upsertType': { required: ['type_name'], optional: ['type_fullname', 'dsporder'] },
	'job.getAll': { optional: ['ids', 'nameList', 'codeList'] },
	// 22 to 31
	'group.getAll': GROUP,
	'group.delete': GROUP,
	'group.upsert': {
		required: ['name', 'isPrivate', 'sortNum'],
		optional: ['id'],
		locators: ['id'],
	},
	'group.setSealed': { required: ['groupIds', 'closed'], locators: ['groupIds'] },
	'group.getMembers': ONE,
	'group.addMembers': MEMBERS,
	'group.removeMembers': MEMBERS,
	'group.addScope': {
		required: ['sourceId', 'objType', 'targetType', 'targetId'],
		optional: ['department_attribute', 'obj_id'],
		locators: ['sourceId'],
	},
	'group.updateScope': {},
	'group.deleteScope': { required: ['sourceId', 'ids'], locators: ['sourceId'] },
	// 33
	'share.sync': {
		required: ['shareType', 'deleteType', 'sourceId', 'targetType', 'targetId'],
		optional: ['seclevel_from', 'seclevel_to'],
		locators: ['targetId'],
	},
	// 35 to 37
	'external.upsertContact': {
		required: ['matchBy'],
		columns: [
			...['id', 'username', 'job_num', 'sex', 'location_name', 'position', 'note', 'email'],
			'mobile',
			...['telephone', 'customer', 'contact', 'employeeExternalType'],
		],
		request: [...ECHOED, 'virtualId'],
		within: { dataRule: ['employee'] },
		locators: ['optId', 'virtualId'],
	},
	'external.upsertCompany': {
		required: ['matchBy'],
		columns: UNIT,
		request: ['dataRule'],
		within: { dataRule: ['subcompany', 'department', 'employee'] },
	},
	'external.upsertDepartment': {
		required: ['matchBy'],
		columns: [...UNIT, 'parent', 'subcompanyid'],
		request: [...ECHOED, 'virtualId'],
		within: { dataRule: ['department', 'subcompany'] },
		locators: ['optId', 'virtualId'],
	},
	// 38, 39
	'dimension.upsertPeople': {
		columns: ['employeeid', 'orgid', 'superior'],
		request: [...ECHOED, 'virtualId'],
		within: { dataRule: ['organization', 'employee'] },
		locators: ['optId', 'virtualId'],
	},
	'dimension.getPeople': {
		optional: [
			...['virtualIdList', 'employeeidList', 'virtualDepartidList', 'virtualSubcompanyIdList'],
			...['containSubordinates', 'dataConfig'],
		],
	},
	'custom.call': {},
};

/** What a check says where the two differ. */
export const LISTED =
	'what the node offers must be what test/workflow/names.ts lists; what is new is added there, what stands there must stay (Releasing)';

/** Node → `resource.operation` → the vendor's fields. */
export const NODES: Record<string, Record<string, Fields>> = {
	hippius: {
		'department.create': DEPARTMENT,
		'department.update': {
			required: ['unitCode', 'unitName'],
			optional: ['orderSeq', 'parentUnitCode', '_tls'],
		},
		'department.upsert': DEPARTMENT,
		'department.delete': { required: ['unitCode'] },
		'position.create': POSITION,
		'position.update': { required: ['positionCode', 'positionName'], optional: ['orderSeq'] },
		'position.upsert': POSITION,
		'employee.create': EMPLOYEE,
		'employee.update': {
			...EMPLOYEE,
			required: ['employeeNum', 'list', 'propertyInfoDTOS'],
			optional: ['name', 'gender', 'status', 'mobile', 'email'],
		},
		'employee.upsert': EMPLOYEE,
	},
	yunzhijia: YUNZHIJIA,
	weaverE10: WEAVER_E10,
};

/** Parameters that are not a vendor's field. */
export const OURS = [
	'options',
	'additionalFields',
	'requestFields',
	'fields',
	'additionalFieldsJson',
	'notice',
	'columnsNotice',
	'listMode',
	'propertyInfoDTOSMode',
	'confirmEid',
	'of',
	'unassign',
	'returnAll',
	'limit',
	'simple',
	'method',
	'path',
	'body',
	'repeatable',
];

/** What a sync node offers, kind by kind in the order of its inputs. */
export interface SyncNames {
	/** Kind → the columns by which it can be matched, what can become of the missing ones, its columns. */
	kinds: Record<string, { input: string; matchBy: string[]; missing: string[]; columns: string[] }>;
	preset: string[];
	/** The input behind those of the kinds. */
	memory?: string;
}

const OF_PERSON = ['openId', 'jobNo', 'phone', 'email'];
const OF_DEPARTMENT = ['department', 'orgId', 'departmentCode'];

export const SYNCS: Record<string, SyncNames> = {
	yunzhijiaSync: {
		preset: ['department', 'person'],
		kinds: {
			department: {
				input: 'Departments (部门)',
				matchBy: ['orgId', 'department'],
				missing: ['keep', 'remove'],
				columns: ['orgId', 'department', 'code', 'parentCode', 'name', 'weights'],
			},
			person: {
				input: 'People (人员)',
				matchBy: OF_PERSON,
				missing: ['keep', 'retire', 'remove'],
				columns: [
					...['openId', 'name', 'jobNo', 'phone', 'email', ...OF_DEPARTMENT, 'jobTitle', 'status'],
					...['gender', 'birthday', 'hireDate', 'positiveDate', 'staffType', 'weights'],
				],
			},
			leader: {
				input: 'Leaders (部门负责人)',
				matchBy: [],
				missing: ['keep', 'remove'],
				columns: [...OF_PERSON, ...OF_DEPARTMENT, 'weights'],
			},
			partTimeJob: {
				input: 'Part-Time Jobs (兼职)',
				matchBy: [],
				missing: ['keep', 'remove'],
				columns: [...OF_PERSON, ...OF_DEPARTMENT, 'jobTitle', 'weights', 'orgUserType'],
			},
		},
	},
	hippiusSync: {
		preset: ['department', 'position', 'employee'],
		memory: 'Last Known State (上次已知状态)',
		kinds: {
			department: {
				input: 'Departments (部门)',
				matchBy: [],
				missing: ['keep', 'remove'],
				columns: ['unitCode', 'unitName', 'orderSeq', 'parentUnitCode'],
			},
			position: {
				input: 'Positions (岗位)',
				matchBy: [],
				missing: [],
				columns: ['positionCode', 'positionName', 'unitCode', 'orderSeq'],
			},
			employee: {
				input: 'Employees (员工)',
				matchBy: [],
				missing: ['keep', 'retire'],
				columns: [
					...['employeeNum', 'name', 'gender', 'status', 'mobile', 'email', 'unitCode'],
					...['positionCode', 'primaryPositionFlag', 'list'],
				],
			},
		},
	},
	weaverE10Sync: {
		preset: ['department', 'employee'],
		kinds: {
			subcompany: {
				input: 'Subcompanies (分部)',
				matchBy: ['id', 'code', 'name'],
				missing: ['keep', 'retire'],
				columns: [...UNIT, 'parent', 'status'],
			},
			department: {
				input: 'Departments (部门)',
				matchBy: ['id', 'code', 'name'],
				missing: ['keep', 'retire'],
				columns: ['id', 'name', 'fullname', 'code', 'parent', 'status', 'coadjutant'],
			},
			position: {
				input: 'Positions (岗位)',
				matchBy: ['id', 'code', 'name'],
				missing: ['keep', 'retire'],
				columns: [
					...['id', 'name', 'code', 'department', 'parent', 'disporder', 'description'],
					'is_canceled',
				],
			},
			employee: {
				input: 'Employees (人员)',
				matchBy: ['id', 'job_num', 'mobile', 'email'],
				missing: ['keep', 'retire'],
				columns: WEAVER_E10['employee.upsert'].columns!.filter(
					(name) => name !== 'multiObj' && !name.endsWith('Extend'),
				),
			},
		},
	},
};

/** What a trigger offers: parameters, the values of its lists, what stands under Options. */
export interface TriggerNames {
	credential: string;
	/** Parameter → its values, where there are some to choose from. */
	parameters: Record<string, string[]>;
	options: string[];
}

const EVENTS = [
	...['user_enter', 'person_update', 'user_phone_update', 'person_role', 'user_leave'],
	...['org_add', 'org_update', 'org_delete', 'org_admin'],
];

export const TRIGGERS: Record<string, TriggerNames> = {
	yunzhijiaTrigger: {
		credential: 'yunzhijiaApi',
		parameters: { events: EVENTS, includeDetails: [], acceptUnsigned: [] },
		options: ['dropRepeatsMinutes', 'coalesceSeconds'],
	},
	yunzhijiaPollingTrigger: {
		credential: 'yunzhijiaApi',
		parameters: {
			watch: ['person', 'department', 'leader', 'partTimeJob'],
			emitFirst: [],
		},
		options: ['acceptShrink', 'catchUpHours', 'wholeReadHours', 'keepBefore'],
	},
	weaverE10PollingTrigger: {
		credential: 'weaverE10Api',
		parameters: {
			watch: ['employee', 'organization', 'position'],
			fields: [
				...WEAVER_E10['employee.upsert'].columns!.filter(
					(name) => name !== 'id' && name !== 'multiObj' && !name.endsWith('Extend'),
				),
				...['name', 'fullname', 'code', 'parent', 'coadjutant', 'disporder', 'description'],
				'department',
			],
			emitFirst: [],
		},
		options: ['acceptShrink', 'keepBefore'],
	},
};

export const CREDENTIALS: Record<string, string[]> = {
	hippiusApi: [
		...['baseUrl', 'corpId', 'corpSecret', 'edition', 'authPlacement'],
		...['signInPlacement', 'ignoreSslIssues'],
	],
	yunzhijiaApi: ['baseUrl', 'eid', 'secret', 'callbackToken', 'ignoreSslIssues'],
	weaverE10Api: [
		'baseUrl',
		'corpId',
		'appKey',
		'appSecret',
		'authPlacement',
		'extraHeaders',
		'ignoreSslIssues',
	],
};
