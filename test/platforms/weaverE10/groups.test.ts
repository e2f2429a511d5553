/** Groups of the Weaver E10 test platform. */
import { expect, it } from 'vitest';
import type { Fields } from '../http.ts';
import { FIRST_ID, LI, SALES, WANG, rounded, startCompany } from './company.ts';

const [G1, G2] = ['9754109811234568001', '9754109811234568002'];

const startGroups = async () =>
	await startCompany({
		seed({ channels }) {
			for (const id of [G1, G2]) channels.set(id, { id, name: `群${id}`, closed: 0 });
		},
	});

const scope = {
	sourceId: G1,
	permissionId: 'channel_share',
	permissionType: 1,
	sourceType: 1,
	objType: 'department',
	targetType: 2,
	targetId: SALES,
};
const unscope = { sourceId: G1, permissionId: 'channel_share', ids: [FIRST_ID] };

it('groups are made, renamed, sealed, listed and dissolved', async () => {
	const { call, rows, state } = await startGroups();
	const group = { name: '新群', isPrivate: 0, sortNum: 3 };
	const made = await call('saveChannel', group);
	expect(made.json).toMatchObject({ code: '200', status: true });
	expect(made.data).toEqual({ id: BigInt(FIRST_ID) });
	await rows('saveChannel', { ...group, name: '改', id: BigInt(G1) });
	await rows('closeChannels', { groupIds: [BigInt(G1), BigInt(FIRST_ID)], closed: 1 });
	await rows('closeChannels', { groupIds: [BigInt(FIRST_ID)], closed: 0 });
	await rows('addChannelUsers', { id: G1, empIds: [WANG] });
	expect(await rows('queryChannel', { groupIds: [G1, FIRST_ID, rounded(G2)] })).toEqual([
		{ id: BigInt(G1), closed: 1, ...group, name: '改' },
		{ id: BigInt(FIRST_ID), closed: 0, ...group },
	]);
	await rows('dissolveChannels', { groupIds: [BigInt(G1), BigInt(G2)] });
	expect([...state.channels.keys()]).toEqual([FIRST_ID]);
});

it('members come and go', async () => {
	const { rows } = await startGroups();
	await rows('addChannelUsers', { id: G1, empIds: [WANG, LI] });
	await rows('addChannelUsers', { id: BigInt(G1), empIds: [WANG] });
	expect(await rows('channelUsers', { id: G1 })).toEqual([
		{ id: WANG, username: '王五' },
		{ id: LI, username: '李四' },
	]);
	await rows('removeChannelUsers', { id: G1, empIds: [WANG] });
	expect(await rows('channelUsers', { id: G1 })).toMatchObject([{ id: LI }]);
	expect(await rows('channelUsers', { id: G2 })).toEqual([]);
});

it('the visible scope: added, updated, deleted', async () => {
	const { rows, state } = await startGroups();
	const body = { ...scope, targetId: `${SALES},${SALES}`, obj_id: [{ id: SALES }] };
	expect(await rows('addChannelShare', body)).toEqual({ id: BigInt(FIRST_ID) });
	expect(state.channels.get(G1)?.scope?.get(FIRST_ID)).toMatchObject({ targetType: 2 });
	expect(await rows('updateChannelShare', { anything: [1] })).toEqual({});
	expect(state.scopeUpdates).toEqual([{ anything: [1] }]);
	await rows('deleteChannelShare', { ...unscope, permissionType: 1, sourceType: 1 });
	expect(state.channels.get(G1)?.scope?.size).toBe(0);
});

it.each<[string, Fields, string]>([
	['dissolveChannels', { groupIds: [G1] }, 'number'],
	['dissolveChannels', { groupIds: [BigInt(G1), BigInt(rounded(G1))] }, '不存在'],
	['dissolveChannels', { groupIds: [] }, '1 to 1000 entries'],
	['closeChannels', { groupIds: [BigInt(G1)] }, 'closed is missing'],
	['closeChannels', { groupIds: [BigInt(G1)], closed: '1' }, 'closed must be'],
	['saveChannel', { name: 'x', isPrivate: 0 }, 'sortNum is missing'],
	['saveChannel', { name: 'x', isPrivate: 0, sortNum: 1, id: G1 }, 'number'],
	['saveChannel', { name: 'x', isPrivate: 0, sortNum: 1, id: 5 }, '5不存在'],
	['channelUsers', { id: rounded(G1) }, '不存在'],
	['addChannelUsers', { id: G1, empIds: [WANG, rounded(LI)] }, '不存在'],
	['addChannelUsers', { id: G1, empids: [WANG] }, 'empIds is missing'],
	['addChannelShare', { ...scope, targetId: `${SALES},${rounded(SALES)}` }, '不存在'],
	['addChannelShare', { ...scope, targetType: 11 }, 'targetType must be'],
	['addChannelShare', { ...scope, objType: 'role' }, 'objType must be'],
	['updateChannelShare', {}, 'must not be empty'],
	['deleteChannelShare', unscope, '不存在'],
	['deleteChannelShare', { ...unscope, permissionId: 'x' }, 'permissionId must be'],
])('%s refuses %o', async (name, body, reason) => {
	const { call, state } = await startGroups();
	const { json, reason: told } = await call(name, body);
	expect(json).toEqual({ code: '500', msg: told, status: false });
	expect(told).toContain(reason);
	expect([...state.channels.values()]).toMatchObject([{ closed: 0 }, { closed: 0 }]);
	expect(state.channels.get(G1)?.members?.size ?? 0).toBe(0);
});
