/**
 * Endpoints of the Weaver E10 test platform, after api/weaver-e10.md section 5 (the number stands
 * beside each) and, for syncHrmShare, vendor-docs/002. `[not known]` as in weaverE10.ts.
 */
import {
	anyOf,
	anything,
	flag,
	listOf,
	matching,
	numberId,
	oneOf,
	record,
	text,
	whole,
} from './checks.ts';
import type { Check } from './checks.ts';
import { Refusal, operation, shareKey } from './weaverE10State.ts';
import type {
	WeaverE10Operations,
	WeaverE10State,
	WeaverEmployee,
	WeaverShare,
} from './weaverE10State.ts';

const textId = matching(/^\d{18,19}$/);
// [not known] which form an id has where the page only says "list": both.
const anyId = anyOf(textId, numberId);
const texts = listOf(text);
const ids = listOf(anyId);

const SHARE_SOURCES = {
	normal2external: 'externalContacts',
	ex2normal: 'externalContacts',
	extVirtOpt: 'dimensions',
} as const;

const EVERYONE = '11';
/** Target type → where its ids live; null where this platform holds none. */
const SHARE_TARGETS = {
	'1': 'employees',
	'2': 'departments',
	'5': 'subcompanies',
	'3': 'departments',
	'6': 'subcompanies',
	'2002': 'departments',
	'501': 'subcompanies',
	'3002': 'departments',
	'502': 'subcompanies',
	'10': null,
	'1411': 'channels',
	'1311': 'positions',
	'13111': 'positions',
	[EVERYONE]: null,
} as const;

// Typed string on the page, a number in its example.
const securityLevel = anyOf(matching(/^-?\d{1,3}$/), whole(-999, 999));

const share = record(
	{ sourceId: textId, targetId: anyOf(oneOf('0'), textId), targetType: text },
	{ seclevel_from: securityLevel, seclevel_to: securityLevel, deleteType: text },
);

/** "With deleteType 1 sourceId is required and the rest ignored"; unknown keys are not. */
const deletedShare = record(
	{ sourceId: textId, deleteType: oneOf('1') },
	{ targetId: anything, targetType: anything, seclevel_from: anything, seclevel_to: anything },
);

const shareRow: Check = (row) => {
	const { deleteType, targetType, targetId } = (row ?? {}) as Record<string, unknown>;
	if (deleteType === '1') return deletedShare(row);
	const complaint = share(row) ?? oneOf(...Object.keys(SHARE_TARGETS))(targetType);
	if (complaint) return complaint;
	return (targetType === EVERYONE) === (targetId === '0')
		? undefined
		: 'targetId must be 0 for targetType 11, and for no other';
};

/**
 * An id is looked up only where the test has seeded something of its kind: a test that is not
 * about existence need not seed contacts and roles.
 */
function mustExist(kind: Collection | null, id: string, state: WeaverE10State) {
	if (kind && state[kind].size > 0 && !state[kind].has(id)) throw new Refusal(`${id}不存在`);
}
type Collection = Exclude<(typeof SHARE_TARGETS)[keyof typeof SHARE_TARGETS], null> | SourceKind;
type SourceKind = (typeof SHARE_SOURCES)[keyof typeof SHARE_SOURCES];

interface ShareRequest {
	shareType: keyof typeof SHARE_SOURCES;
	data: Array<Omit<WeaverShare, 'shareType'> & { deleteType?: string }>;
}

/** [not known] whether one bad row fails the others: it does, and nothing is changed. */
function syncShares({ shareType, data }: ShareRequest, state: WeaverE10State) {
	for (const { sourceId, targetId, targetType, deleteType } of data) {
		mustExist(SHARE_SOURCES[shareType], sourceId, state);
		if (deleteType === '1' || targetType === EVERYONE) continue;
		mustExist(SHARE_TARGETS[targetType as keyof typeof SHARE_TARGETS], targetId, state);
	}
	for (const { deleteType, ...row } of data) {
		if (deleteType === '1') deleteShares(shareType, row.sourceId, state);
		else state.shares.set(shareKey({ shareType, ...row }), { shareType, ...row });
	}
}

function deleteShares(shareType: string, sourceId: string, { shares }: WeaverE10State) {
	for (const [key, found] of shares) {
		if (found.shareType === shareType && found.sourceId === sourceId) shares.delete(key);
	}
}

interface EmployeeQuery {
	jobNumList?: string[];
	departmentIds?: unknown[];
	ids?: unknown[];
	mobileList?: string[];
	nameLikeList?: string[];
	userStatusList?: string[];
	current?: number;
	pageSize?: number;
}

/** Ids compare by their digits, whichever form they came in. */
const among = (wanted: unknown[] | undefined, value: string | undefined) =>
	!wanted || (value !== undefined && wanted.map(String).includes(value));

function queryEmployees(query: EmployeeQuery, { employees }: WeaverE10State) {
	// [not known] the default page size.
	const { current = 1, pageSize = 20, userStatusList = ['normal'], nameLikeList } = query;
	const found = [...employees.values()].filter(
		(row: WeaverEmployee) =>
			among(query.ids, row.id) &&
			among(query.jobNumList, row.job_num) &&
			among(query.mobileList, row.mobile) &&
			among(query.departmentIds, row.department) &&
			among(userStatusList, row.status) &&
			(!nameLikeList || nameLikeList.some((part) => row.username.includes(part))),
	);
	const data = found.slice((current - 1) * pageSize, current * pageSize);
	return { current, pageSize, total: found.length, data };
}

function unsealDepartments({ datas }: { datas: Array<{ id: unknown }> }, state: WeaverE10State) {
	const departments = datas.map(({ id }) => {
		const department = state.departments.get(String(id));
		if (!department) throw new Refusal(`部门${String(id)}不存在`);
		return department;
	});
	for (const department of departments) department.status = '1';
	// [not known] the rows of this answer; as those of rehireEmployee.
	return datas.map(({ id }) => ({ id, operate: 'update' }));
}

export const weaverE10Operations: WeaverE10Operations = {
	// 8 解封部门
	enableDepartment: operation({
		body: record({ datas: listOf(record({ id: numberId }), 1) }),
		run: unsealDepartments,
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
				containUserInfo: flag,
				containAvatar: flag,
				containEmployeeExtend: flag,
				containUserInfoExtend: flag,
				returnFieldList: texts,
				needReturnBrowserInfo: flag,
				needAccountInfo: flag,
				current: whole(1),
				pageSize: whole(1, 1000),
			},
		),
		run: queryEmployees,
	}),
	// 22 群组列表查询: ids leave as JSON numbers of 19 digits.
	queryChannel: operation({
		body: record({ groupIds: listOf(anyId, 1) }),
		run: ({ groupIds }: { groupIds: unknown[] }, { channels }) =>
			[...channels.values()]
				.filter(({ id }) => among(groupIds, id))
				.map((channel) => ({ ...channel, id: BigInt(channel.id) })),
		envelope: 'group',
	}),
	// 33 同步人力共享权限数据
	syncHrmShare: operation({
		body: record({
			data: listOf(shareRow, 1),
			shareType: oneOf(...Object.keys(SHARE_SOURCES)),
		}),
		run: syncShares,
	}),
};
