/**
 * The names that saved workflows rely on: those of design.md for nodes, operations and credentials,
 * and the vendors' own for fields (api/*.md).
 */

interface Fields {
	required: string[];
	optional?: string[];
}
const JOB: Fields = {
	required: ['openId', 'orgId', 'jobTitle'],
	optional: ['weights', 'orgUserType'],
};
const EMPLOYEE: Fields = {
	required: ['name', 'employeeNum', 'gender', 'status', 'list', 'propertyInfoDTOS'],
	optional: ['mobile', 'email'],
};
const DEPARTMENT: Fields = {
	required: ['unitCode', 'unitName', 'orderSeq'],
	optional: ['parentUnitCode', '_tls'],
};
const POSITION: Fields = { required: ['positionCode', 'positionName', 'unitCode', 'orderSeq'] };

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
			required: ['employeeNum', 'list', 'propertyInfoDTOS'],
			optional: ['name', 'gender', 'status', 'mobile', 'email'],
		},
		'employee.upsert': EMPLOYEE,
	},
	yunzhijia: {
		'partTimeJob.add': JOB,
		'partTimeJob.addByDepartmentName': {
			...JOB,
			required: ['openId', 'department', 'jobTitle'],
		},
		'partTimeJob.set': JOB,
		'partTimeJob.delete': { required: ['openId', 'orgId'] },
		'partTimeJob.deleteAll': { required: ['deleteAll', 'openId', 'orgId'] },
		'partTimeJob.getAll': { required: [] },
		'partTimeJob.getByPerson': { required: ['openId'] },
	},
	weaverE10: {
		'share.sync': {
			required: ['shareType', 'deleteType', 'sourceId', 'targetType', 'targetId'],
			optional: ['seclevel_from', 'seclevel_to'],
		},
		'custom.call': { required: [] },
	},
};
/** Parameters that are not a vendor's field. */
export const OURS = [
	'options',
	'additionalFields',
	'notice',
	'listMode',
	'propertyInfoDTOSMode',
	'confirmEid',
	'returnAll',
	'limit',
	'method',
	'path',
	'body',
	'repeatable',
];
export const LOCATORS = ['openId', 'orgId', 'targetId'];

export const CREDENTIALS: Record<string, string[]> = {
	hippiusApi: ['baseUrl', 'corpId', 'corpSecret', 'edition', 'authPlacement', 'ignoreSslIssues'],
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
