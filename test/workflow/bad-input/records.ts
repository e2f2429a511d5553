/**
 * Input that is wrong or unusual, by the subject of subjects.ts whose record it is: the entries of
 * "bad input" that a node must answer with a clear message, after the rules of docs/vendors.
 */
import type { IDataObject } from 'n8n-workflow';
import { BOSS_OF_HQ } from './subjects.ts';
import { person } from '../Yunzhijia/team.ts';

const LONG = '部'.repeat(5000);
const ODD = '😀 &+%\\ "\'<a>\u2028𠮷';
export const UNSAFE = Number('975081421821870080');
export const LOST = `holds the number ${UNSAFE}, which has lost digits on its way: let the source give it as text`;
const CODE = 'must be capital letters A–Z and digits only, but is';
const NEWER_CODE =
	'must be capital letters A–Z, digits and - _ . / only, beginning with a letter or digit, but is';
const list = (...entries: unknown[]) => ({ list: entries as IDataObject[] });
const flag = (primaryPositionFlag: string) => ({ ...BOSS_OF_HQ, primaryPositionFlag });

/** Refused before anything is sent; the field is the first word of the message. */
export const BY_THE_NODE: Array<
	[subject: string, what: string, wrong: IDataObject, message: string]
> = [
	['department', 'a lower-case code', { unitCode: 'd1' }, `unitCode ${CODE} “d1”`],
	['department', 'a lower-case parent', { parentUnitCode: 'hq' }, `parentUnitCode ${CODE} “hq”`],
	['departmentV033', 'a lower-case code', { unitCode: 'd-1' }, `unitCode ${NEWER_CODE} “d-1”`],
	['position', 'a lower-case code', { positionCode: 'p1' }, `positionCode ${CODE} “p1”`],
	['employee', 'a lower-case code', { employeeNum: 'e1' }, `employeeNum ${CODE} “e1”`],
	[
		'employee',
		'a lower-case code in an assignment',
		list(BOSS_OF_HQ, { ...flag('0'), unitCode: 'hq' }),
		`list entry 2: unitCode ${CODE} “hq”`,
	],
	[
		'department',
		'a code of 5,000 characters',
		{ unitCode: LONG },
		`unitCode ${CODE} “${LONG.slice(0, 60)}…”`,
	],
	[
		'employee',
		'no primary',
		list(flag('0')),
		'list must have exactly one primary position, but has 0',
	],
	[
		'employee',
		'two primaries',
		list(flag('1'), flag('1')),
		'list must have exactly one primary position, but has 2',
	],
	['employee', 'an unknown enum', { gender: '男' }, 'gender must be one of 1, 0, but is “男”'],
	[
		'employee',
		'an unknown enum',
		{ status: 'on' },
		'status must be one of ON, TRIAL, INTERNSHIP, LEAVE, but is “on”',
	],
	[
		'employee',
		'an unknown enum',
		list(flag('yes')),
		'list entry 1: primaryPositionFlag must be one of 1, 0, but is “yes”',
	],
	['job', 'an unknown enum', { orgUserType: 2 }, 'orgUserType must be between 0 and 1, but is 2'],
	[
		'share',
		'an unknown enum',
		{ shareType: 'external' },
		'shareType must be one of normal2external, ex2normal, extVirtOpt, but is “external”',
	],
	['share', 'an unknown enum', { deleteType: 'no' }, 'deleteType must be one of 0, 1, but is “no”'],
	['employee', 'an empty list', list(), 'list must have at least one entry, but is empty'],
	[
		'employee',
		'the text of an empty list',
		{ list: '[]' },
		'list must have at least one entry, but is empty',
	],
	['employee', 'an empty form', { list: {} }, 'list must have at least one entry, but is empty'],
	...['unitCode', 'unitName', 'orderSeq'].flatMap((name) => without('department', name)),
	...['positionCode', 'positionName', 'unitCode'].flatMap((name) => without('position', name)),
	...['name', 'employeeNum', 'gender', 'status', 'list'].flatMap((name) =>
		without('employee', name),
	),
	...['openId', 'orgId', 'jobTitle'].flatMap((name) => without('job', name)),
	...['openId', 'department', 'jobTitle'].flatMap((name) => without('jobByName', name)),
	...['sourceId', 'targetType'].flatMap((name) => without('share', name)),
	...without('share', 'targetId').slice(1),
	['department', 'an unsafe number', { unitCode: UNSAFE }, `unitCode ${LOST}`],
	['employee', 'an unsafe number', { employeeNum: UNSAFE }, `employeeNum ${LOST}`],
	['job', 'an unsafe number', { openId: UNSAFE }, `openId ${LOST}`],
	['job', 'an unsafe number', { orgId: UNSAFE }, `orgId ${LOST}`],
	['share', 'an unsafe number', { sourceId: UNSAFE }, `sourceId ${LOST}`],
	['share', 'an unsafe number', { targetId: UNSAFE }, `targetId ${LOST}`],
	['department', 'an array for text', { unitName: ['部'] }, 'unitName must be text, but is a list'],
	[
		'department',
		'an object for text',
		{ unitName: { zh: '部' } },
		'unitName must be text, but is an object',
	],
	['job', 'an array for an id', { openId: [person(1)] }, 'openId must be text, but is a list'],
	[
		'share',
		'an object for an id',
		{ targetId: { id: '1' } },
		'targetId must be text, but is an object',
	],
	[
		'employee',
		'an array for an entry',
		list(['HQ', 'BOSS', '1']),
		'list must be a list of objects, but entry 1 is a list',
	],
	[
		'employee',
		'an object for a list',
		{ list: { unitCode: 'HQ', flag: '1' } },
		'list must be a list, but is an object',
	],
	[
		'departmentV033',
		'an array for an object',
		{ _tls: ['部'] },
		'_tls must be an object, but is a list',
	],
	[
		'job',
		'21 titles',
		{ jobTitle: Array(21).fill('甲').join() },
		'jobTitle must have at most 20 titles, but has 21',
	],
];

/** Not there and empty are the same for what is required. */
function without(subject: string, name: string): Array<[string, string, IDataObject, string]> {
	return ['', null, undefined].map((value) => [
		subject,
		`${name} = ${value === '' ? '""' : value}`,
		{ [name]: value },
		`${name} is required`,
	]);
}

const NO_DEPARTMENT = 'Create the department first, or check its code.';

/** Only the platform can know. */
export const BY_THE_PLATFORM: Array<
	[subject: string, what: string, wrong: IDataObject, message: string, advice?: string]
> = [
	[
		'department',
		'a duplicate code',
		{ unitCode: 'D0' },
		'编码重复 (error.code_repeat)',
		'A record with this code exists already. Use Create or Update, or another code.',
	],
	['position', 'a duplicate code', { positionCode: 'P0' }, '编码重复 (error.code_repeat)'],
	['employee', 'a duplicate code', { employeeNum: 'E0' }, '编码重复 (error.code_repeat)'],
	[
		'department',
		'an unknown parent',
		{ parentUnitCode: 'NO' },
		'部门不存在 (error.dept_not_exists)',
		NO_DEPARTMENT,
	],
	[
		'position',
		'an unknown department',
		{ unitCode: 'NO' },
		'部门不存在 (error.dept_not_exists)',
		NO_DEPARTMENT,
	],
	[
		'employee',
		'an unknown department',
		list({ ...BOSS_OF_HQ, unitCode: 'NO' }),
		'部门不存在 (error.dept_not_exists)',
		NO_DEPARTMENT,
	],
	[
		'employee',
		'an unknown position',
		list({ ...BOSS_OF_HQ, positionCode: 'NO' }),
		'岗位不存在 (error.position_not_exists)',
		'Create the position first, in this department, or check its code.',
	],
	[
		'job',
		'an unknown department',
		{ orgId: 'no' },
		'department不存在',
		'There is no such department in the team. Check the Department.',
	],
	[
		'job',
		'an unknown person',
		{ openId: 'no' },
		'openId不存在',
		'There is no person with this openId in the team. Check the Person.',
	],
	[
		'jobByName',
		'a long name with doubled back-slashes',
		{ department: '销售中心\\\\华北区' },
		'department不存在',
		'There is no such department in the team. Check the Department.',
	],
	[
		'share',
		'an unknown department',
		{ targetId: '975081421821870099' },
		'975081421821870099不存在 (500)',
	],
];

/** Taken as they are; the last is what arrives if that is something else. */
export const TAKEN: Array<
	[subject: string, what: string, given: IDataObject, arrives?: IDataObject]
> = [
	['department', 'a name of 5,000 characters', { unitName: LONG }],
	['position', 'a name of 5,000 characters', { positionName: LONG }],
	['employee', 'a name of 5,000 characters', { name: LONG }],
	['job', 'a title of 5,000 characters', { jobTitle: LONG }],
	['department', 'emoji and &+%\\', { unitName: ODD }],
	['position', 'emoji and &+%\\', { positionName: ODD }],
	['employee', 'emoji and &+%\\', { name: ODD }],
	['job', 'emoji and &+%\\', { jobTitle: ODD }],
	['jobByName', 'emoji and &+%\\', { jobTitle: ODD }],
	['department', 'a number for a code', { unitCode: 101 }, { unitCode: '101' }],
	[
		'employee',
		'a number for a code',
		{ employeeNum: 102, gender: 0 },
		{ employeeNum: '102', gender: '0' },
	],
	['employee', 'the text of a list', { list: JSON.stringify([BOSS_OF_HQ]) }, list(BOSS_OF_HQ)],
	[
		'share',
		'a number for an enum',
		{ deleteType: 0, targetType: 2 },
		{ deleteType: '0', targetType: '2' },
	],
];
