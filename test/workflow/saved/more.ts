/** Further workflows that are worth keeping: ways of naming things, forms that are filled in, options. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ofAll, type YunzhijiaEvent } from '../../platforms/index.ts';
import { LAB, NORTH, SALES, person } from '../Yunzhijia/team.ts';
import { LI, NORTH as W_NORTH, WANG } from '../WeaverE10/company.ts';

interface More {
	/** `resource.operation`, whose sample's platform it runs on. */
	name: string;
	title: string;
	parameters: INodeParameters;
	items?: IDataObject[];
}

const by = (mode: string, value: string, shown?: string) => ({
	...{ __rl: true, mode, value },
	...(shown !== undefined && { cachedResultName: shown }),
});
const more = (name: string, how: string, parameters: INodeParameters, items?: IDataObject[]) => ({
	...{ name, title: `${name}, ${how}`, parameters },
	...(items && { items }),
});
const OPTIONS = { batchSize: 1, concurrency: 1, requestsPerMinute: 600, timeout: 30, retries: 1 };

const yunzhijia: More[] = [
	...['list', 'id'].map((mode) =>
		more('person.get', `by ${mode}`, { openId: by(mode, person(1), '王五') }),
	),
	more('person.get', 'by mobile', { openId: by('mobile', '13800000001') }),
	more('person.get', 'by jobNo', { openId: by('jobNo', 'A1') }),
	more('person.upsert', 'by id', { openId: by('id', person(1)), name: '王五五' }),
	more('person.upsert', 'by mobile', { openId: by('mobile', '13800000001'), name: '王五五' }),
	more('person.upsert', 'by email', { openId: by('email', 'wang@example.com'), name: '王五五' }),
	more('department.get', 'by list', { orgId: by('list', LAB, '实验室') }),
	more('department.get', 'by name', { orgId: by('name', '销售中心\\华北区') }),
	more('department.move', 'by name', {
		orgId: by('name', '实验室'),
		moveToOrgId: by('name', '销售中心'),
	}),
	more('leader.set', 'by names', {
		openId: by('jobNo', 'A1'),
		orgId: by('name', '销售中心\\华北区'),
	}),
	more('partTimeJob.add', 'by names', {
		openId: by('mobile', '13800000001'),
		orgId: by('name', '实验室'),
		jobTitle: '顾问',
	}),
	more(
		'department.create',
		'options',
		{ department: '={{ $json.department }}', options: { ...OPTIONS, skipExisting: true } },
		[{ department: '实验室' }, { department: '市场中心' }, { department: '财务部' }],
	),
	more(
		'partTimeJob.add',
		'options',
		{
			...{ openId: by('id', '={{ $json.openId }}'), orgId: by('list', NORTH, '华北区') },
			...{ jobTitle: '顾问', options: { ...OPTIONS, skipExisting: true } },
		},
		[{ openId: person(1) }, { openId: person(2) }],
	),
	...['person', 'department', 'partTimeJob', 'leader'].map((resource) =>
		more(`${resource}.getAll`, 'limited', { limit: 1 }),
	),
	more('person.updateDepartment', 'unassigned', {
		openId: by('id', person(1)),
		orgId: by('id', SALES),
		unassign: true,
	}),
];

const assignment = { unitCode: 'HQ', positionCode: 'BOSS', primaryPositionFlag: '0' };
const hippius: More[] = [
	more('employee.create', 'filled in', {
		...{ name: '李娜', employeeNum: 'E9', gender: '0', status: 'TRIAL', listMode: 'define' },
		list: { assignment: [assignment, { unitCode: 'HQ', positionCode: 'BOSS' }] },
		propertyInfoDTOSMode: 'define',
		propertyInfoDTOS: { property: [{ propertyName: 'size', infoName: 'M' }] },
	}),
	more('employee.create', 'defaults', {
		...{ name: '李娜', employeeNum: 'E9' },
		list: { assignment: [{ unitCode: 'HQ', positionCode: 'BOSS' }] },
	}),
	more('employee.update', 'name only', {
		employeeNum: 'E1',
		additionalFields: { name: '李娜', options: {} },
	}),
	more(
		'department.create',
		'options',
		{
			...{ unitCode: '={{ $json.code }}', unitName: '={{ $json.name }}', orderSeq: '1' },
			options: { ...OPTIONS },
		},
		[
			{ code: 'A', name: '甲' },
			{ code: 'B', name: '乙' },
		],
	),
];

/** A wide row with its columns filled in, as the editor saves it. */
const filledIn = (value: Record<string, string>) => ({
	fields: {
		mappingMode: 'defineBelow',
		value,
		matchingColumns: [],
		schema: Object.keys(value).map((id) => ({
			...{ id, displayName: id, type: 'string', display: true },
			...{ required: false, defaultMatch: false, canBeUsedToMatch: false, removed: false },
		})),
	},
});
const dataRule = (rules: INodeParameters) => ({ requestFields: { dataRule: rules } });
const weaverE10: More[] = [
	more(
		'employee.upsert',
		'filled in',
		{
			...filledIn({ username: '={{ $json.name }}', job_num: 'A9', department: 'S', sex: 'male' }),
			additionalFieldsJson: '{"remark": "新"}',
			requestFields: { dataRule: { employee: 'job_num', department: 'code' }, extKey: 'job_num' },
		},
		[{ name: '孙七' }],
	),
	more(
		'employee.upsert',
		'by id and name, options',
		{ ...dataRule({ employee: 'id', department: 'name' }), options: OPTIONS },
		[
			{ id: WANG, username: '王五五', department: '销售' },
			{ id: LI, username: '李四四', department: '华北' },
		],
	),
	more('employee.upsert', 'defaults', {}, [{ job_num: 'A1', username: '王五五' }]),
	more('employee.upsert', 'Chinese columns', {}, [
		{ 工号: 'A1', 姓名: '王五五', 手机: '13900000000' },
	]),
	more('department.upsert', 'filled in', {
		...filledIn({ name: '华南', code: 'SS', parent: 'HQ' }),
		...dataRule({ department: 'code', subcompany: 'code' }),
	}),
	more('subcompany.upsert', 'filled in', {
		...filledIn({ name: '华西', code: 'W', parent: 'HQ' }),
		...dataRule({ subcompany: 'code' }),
	}),
	more('position.upsert', 'filled in', {
		...filledIn({ name: '助理', code: 'P9', department: 'S' }),
		...dataRule({ position: 'code', department: 'code' }),
	}),
	more('employee.rehire', 'by list', { id: by('list', `${WANG}`, '王五') }),
	more('group.getMembers', 'by list', { id: by('list', W_NORTH, '项目组') }),
	...['employee', 'position', 'organization'].map((resource) =>
		more(`${resource}.getAll`, 'limited', { limit: 1 }),
	),
];

export const MORE = ofAll<More[]>('MORE of test/workflow/saved/more.ts', {
	yunzhijia,
	hippius,
	weaverE10,
});

const happened = (eventType: string, eventId: string, n: number): YunzhijiaEvent => ({
	...{ eventType, eventId, createTime: 1_700_000_000_000 + n },
});
const EVENTS = [
	happened('person_update', person(1), 1),
	happened('user_leave', person(2), 2),
	happened('org_update', NORTH, 3),
];

/** What Yunzhijia tells, and what the trigger asks about it. */
export const CALLS: Array<{
	title: string;
	parameters: INodeParameters;
	events: YunzhijiaEvent[];
}> = [
	{ title: 'defaults', parameters: {}, events: EVENTS },
	{
		title: 'without details',
		parameters: { events: ['person_update', 'org_update', 'user_leave'], includeDetails: false },
		events: EVENTS,
	},
];

const watching = (more: INodeParameters = {}): Record<string, INodeParameters> => ({
	defaults: {},
	chosen: { emitFirst: true, ...more },
});
/** By trigger and watch, what is chosen besides. */
export const WATCHING: Record<string, Record<string, Record<string, INodeParameters>>> = {
	yunzhijia: {
		person: watching({ options: { keepBefore: ['name', 'phone'], catchUpHours: 1 } }),
		department: watching({ options: { keepBefore: ['name'], wholeReadHours: 1 } }),
		partTimeJob: watching({ options: { keepBefore: ['jobTitle'] } }),
		leader: watching({ options: { acceptShrink: true } }),
	},
	weaverE10: {
		employee: watching({ fields: ['username', 'mobile', 'grade'] }),
		organization: watching({ fields: ['name'], options: { keepBefore: ['name'] } }),
		position: watching({ fields: ['name', 'code'], options: { acceptShrink: true } }),
	},
};
