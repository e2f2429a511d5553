/**
 * Groups (群组) of the Weaver E10 test platform, after docs/vendors/weaver-e10.md section 5 (the number
 * stands beside each). They answer in an envelope of their own. `[not known]` as in weaverE10.ts.
 */
import { anyOf, filled, matching, numberId, oneOf, record, text, whole } from '../checks.ts';
import { isObject, listOf } from '../checks.ts';
import { tookEffect } from '../effects.ts';
import { among, anyId, idList, mustExist, mustExistIfAny } from './checks.ts';
import { SHARE_TARGETS } from './shares.ts';
import type { ShareTarget } from './shares.ts';
import { Refusal, mustNotBeRefused, nextId, operation } from './state.ts';
import type { WeaverChannel, WeaverE10Operation, WeaverE10State } from './state.ts';

const group = <Body>(entry: WeaverE10Operation<Body>) =>
	operation<Body>({ ...entry, envelope: 'group' });

/** One that changes something: its whole request is taken as one row. */
const change = <Body>({ run, ...entry }: WeaverE10Operation<Body>) =>
	group<Body>({
		...entry,
		run(body, state) {
			mustNotBeRefused([body]);
			const answer = run(body, state);
			tookEffect(body);
			return answer;
		},
	});

/** All of them, or a refusal of the whole request. */
function channelsOf(groupIds: unknown[], state: WeaverE10State) {
	for (const id of groupIds) mustExist('channels', id, state);
	return groupIds.map((id) => state.channels.get(String(id))!);
}

const channelOf = (id: unknown, state: WeaverE10State) => channelsOf([id], state)[0];
const membersOf = (channel: WeaverChannel) => (channel.members ??= new Set());
const scopeOf = (channel: WeaverChannel) => (channel.scope ??= new Map());

interface Members {
	id: unknown;
	empIds: unknown[];
}

/** [not known] what becomes of a member who is there already, or of one who is not: nothing. */
const changeMembers =
	(how: 'add' | 'delete') =>
	({ id, empIds }: Members, state: WeaverE10State) => {
		const members = membersOf(channelOf(id, state));
		for (const empId of empIds) mustExist('employees', empId, state);
		for (const empId of empIds) members[how](String(empId));
		return {};
	};

interface SavedGroup extends Omit<WeaverChannel, 'id' | 'closed'> {
	id?: unknown;
}

function saveGroup({ id, ...changes }: SavedGroup, state: WeaverE10State) {
	const channel = id === undefined ? { id: nextId(state), closed: 0 } : channelOf(id, state);
	state.channels.set(channel.id, { ...channel, ...changes });
	return { id: BigInt(channel.id) };
}

interface ScopeRow {
	sourceId: unknown;
	targetType: unknown;
	targetId: string;
}

function addScope({ sourceId, ...row }: ScopeRow, state: WeaverE10State) {
	const scope = scopeOf(channelOf(sourceId, state));
	const kind = SHARE_TARGETS[String(row.targetType) as ShareTarget];
	for (const target of row.targetId.split(',')) mustExistIfAny(kind, target, state);
	const id = nextId(state);
	scope.set(id, { ...row, id });
	return { id: BigInt(id) };
}

function deleteScope(
	{ sourceId, ids }: { sourceId: unknown; ids: unknown[] },
	state: WeaverE10State,
) {
	const scope = scopeOf(channelOf(sourceId, state));
	const lacking = ids.find((id) => !scope.has(String(id)));
	if (lacking !== undefined) throw new Refusal(`${String(lacking)}不存在`);
	for (const id of ids) scope.delete(String(id));
	return {};
}

// [not known] whether these codes are numbers or texts: both.
const code = (...values: number[]) => oneOf(...values, ...values.map(String));
const PERMISSION = { sourceId: anyId, permissionId: oneOf('channel_share') };
const groupIds = idList(numberId, 1);
const members = record({ id: anyId, empIds: idList(anyId, 1) });

export const groupOperations = {
	// 22 群组列表查询: ids leave as JSON numbers of 19 digits.
	queryChannel: group({
		body: record({ groupIds: idList(anyId, 1) }),
		run({ groupIds }: { groupIds: unknown[] }, { channels }) {
			const wanted = among(groupIds);
			return [...channels.values()]
				.filter(({ id }) => wanted(id))
				.map(({ members: _members, scope: _scope, ...channel }) => ({
					...channel,
					id: BigInt(channel.id),
				}));
		},
	}),
	// 23 批量删除群组
	dissolveChannels: change({
		body: record({ groupIds }),
		run({ groupIds }: { groupIds: unknown[] }, state) {
			for (const { id } of channelsOf(groupIds, state)) state.channels.delete(id);
			return {};
		},
	}),
	// 24 新增或修改群组
	saveChannel: change({
		body: record({ name: filled, isPrivate: whole(0, 1), sortNum: whole() }, { id: numberId }),
		run: saveGroup,
	}),
	// 25 批量封存/解封群组
	closeChannels: change({
		body: record({ groupIds, closed: whole(0, 1) }),
		run({ groupIds, closed }: { groupIds: unknown[]; closed: number }, state) {
			for (const channel of channelsOf(groupIds, state)) channel.closed = closed;
			return {};
		},
	}),
	// 26 群组成员查询接口
	channelUsers: group({
		body: record({ id: anyId }),
		run: ({ id }: { id: unknown }, state) =>
			[...membersOf(channelOf(id, state))].map((member) => ({
				id: member,
				username: state.employees.get(member)?.username,
			})),
	}),
	// 27 新增群组成员
	addChannelUsers: change({ body: members, run: changeMembers('add') }),
	// 28 删除群组成员
	removeChannelUsers: change({ body: members, run: changeMembers('delete') }),
	// 29 添加群组可见范围
	addChannelShare: change({
		body: record(
			{
				...PERMISSION,
				permissionType: code(1),
				sourceType: code(1),
				objType: oneOf('resource', 'department', 'subcompany', 'group'),
				targetType: code(1, 2, 3, 5, 6, 1411),
				targetId: matching(/^\d{18,19}(,\d{18,19})*$/),
			},
			{
				// [not known] what an entry of the first is.
				department_attribute: listOf(anyOf(text, whole(), record({}, { id: anyId }))),
				obj_id: listOf(record({ id: anyId })),
			},
		),
		run: addScope,
	}),
	// 30 更新群组可见范围项 [not known] the body: any members, kept as they came.
	updateChannelShare: change({
		body: (body) =>
			isObject(body) && Object.keys(body).length > 0 ? undefined : 'must not be empty',
		run(body: object, { scopeUpdates }) {
			scopeUpdates.push(body);
			return {};
		},
	}),
	// 31 删除群组可见范围项
	deleteChannelShare: change({
		body: record(
			{ ...PERMISSION, ids: idList(anyId, 1) },
			{ permissionType: code(1), sourceType: code(1) },
		),
		run: deleteScope,
	}),
};
