/**
 * The operations of Weaver E10 that take one id or many, as a table: docs/vendors/weaver-e10.md, section 3,
 * and section 5, no. 7, 8, 9, 17, 23, 25, 27, 28, 31.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { WeaverE10State } from '../../../platforms/index.ts';
import { GROUP, MATRIX, RESTFUL, rl, WANG } from '../company.ts';

export const FROM = 2000;
const number = (text: string) => BigInt(text);

export interface ByIds {
	operation: `${string}.${string}`;
	path: string;
	/** The parameter, and the member of the output. */
	field: string;
	parameters?: INodeParameters;
	body: (ids: string[]) => IDataObject;
	/** The ids as they stand in the text of the request. */
	raw: (ids: string[]) => string;
	/** What the output has besides the id. */
	adds: IDataObject;
	/** Fills the platform with these. */
	fill: (state: WeaverE10State, ids: string[]) => void;
	/** Of those that were sent, which show on the platform that it was done. */
	isDone: (state: WeaverE10State, key: string) => boolean;
	/** It is sent again after an answer was lost. */
	repeatable: boolean;
	/** It is the same the second time, for the platform of these tests. */
	sameTwice: boolean;
}

const datas = (ids: string[]) => ({ datas: ids.map((key) => ({ id: number(key) })) }) as never;
const rawDatas = (ids: string[]) => `{"datas":[${ids.map((key) => `{"id":${key}}`).join()}]}`;
const rawTexts = (ids: string[]) => `[${ids.map((key) => `"${key}"`).join()}]`;
const departments = (status: string) => (state: WeaverE10State, ids: string[]) =>
	ids.forEach((key, n) => state.departments.set(key, { id: key, name: `部门${n}`, status }));
const channels = (state: WeaverE10State, ids: string[]) =>
	ids.forEach((key, n) => state.channels.set(key, { id: key, name: `群${n}`, closed: 0 }));
const people = (status: string) => (state: WeaverE10State, ids: string[]) =>
	ids.forEach((key, n) => state.employees.set(key, { id: key, username: `员工${n}`, status }));
const scope = { sourceId: GROUP, permissionId: 'channel_share', permissionType: 1, sourceType: 1 };
const rows = { tenantKey: 't1tenant01', employeeId: WANG, matrixId: MATRIX, source: 'normal' };
export const updated = { operate: 'update' };
const again = { repeatable: true, sameTwice: true };
const gone = { repeatable: true, sameTwice: false };

export const OPERATIONS: ByIds[] = [
	{
		...{ operation: 'employee.rehire', path: 'rehireEmployee', field: 'id' },
		...{ body: datas, raw: rawDatas, adds: updated, fill: people('6') },
		isDone: ({ employees }, key) => employees.get(key)?.status === 'normal',
		...{ repeatable: false, sameTwice: true },
	},
	{
		...{ operation: 'department.unseal', path: 'enableDepartment', field: 'id' },
		...{ body: datas, raw: rawDatas, adds: updated, fill: departments('0') },
		isDone: (state, key) => state.departments.get(key)?.status === '1',
		...again,
	},
	{
		...{ operation: 'department.seal', path: 'disableDepartment', field: 'id' },
		parameters: { path: `${RESTFUL}disableDepartment` },
		...{ body: datas, raw: rawDatas, adds: updated, fill: departments('1') },
		isDone: (state, key) => state.departments.get(key)?.status === '0',
		...again,
	},
	{
		...{ operation: 'group.delete', path: 'dissolveChannels', field: 'groupIds' },
		body: (ids) => ({ groupIds: ids.map(number) }) as never,
		raw: (ids) => `{"groupIds":[${ids.join()}]}`,
		...{ adds: { deleted: true }, fill: channels },
		isDone: (state, key) => !state.channels.has(key),
		...gone,
	},
	{
		...{ operation: 'group.setSealed', path: 'closeChannels', field: 'groupIds' },
		parameters: { closed: 1 },
		body: (ids) => ({ groupIds: ids.map(number), closed: 1 }) as never,
		raw: (ids) => `{"groupIds":[${ids.join()}],"closed":1}`,
		...{ adds: { closed: 1 }, fill: channels },
		isDone: (state, key) => state.channels.get(key)?.closed === 1,
		...again,
	},
	{
		...{ operation: 'group.addMembers', path: 'addChannelUsers', field: 'empIds' },
		parameters: { id: rl(GROUP) },
		body: (empIds) => ({ id: GROUP, empIds }),
		raw: (ids) => `{"id":"${GROUP}","empIds":${rawTexts(ids)}}`,
		...{ adds: { id: GROUP }, fill: people('normal') },
		isDone: (state, key) => state.channels.get(GROUP)!.members!.has(key),
		...again,
	},
	{
		...{ operation: 'group.removeMembers', path: 'removeChannelUsers', field: 'empIds' },
		parameters: { id: rl(GROUP) },
		body: (empIds) => ({ id: GROUP, empIds }),
		raw: (ids) => `{"id":"${GROUP}","empIds":${rawTexts(ids)}}`,
		adds: { id: GROUP, deleted: true },
		fill(state, ids) {
			people('normal')(state, ids);
			state.channels.get(GROUP)!.members = new Set(ids);
		},
		isDone: (state, key) => !state.channels.get(GROUP)!.members!.has(key),
		...again,
	},
	{
		...{ operation: 'group.deleteScope', path: 'deleteChannelShare', field: 'ids' },
		parameters: { sourceId: rl(GROUP) },
		body: (ids) => ({ ...scope, ids }),
		raw: (ids) => rawTexts(ids),
		adds: { sourceId: GROUP, deleted: true },
		fill(state, ids) {
			state.channels.get(GROUP)!.scope = new Map(ids.map((key) => [key, { id: key }]));
		},
		isDone: (state, key) => !state.channels.get(GROUP)!.scope!.has(key),
		...gone,
	},
	{
		...{ operation: 'matrix.deleteRows', path: 'delData', field: 'rowDataIdList' },
		parameters: { ...rows, employeeId: rl(WANG) },
		body: (rowDataIdList) => ({ ...rows, rowDataIdList }),
		raw: (ids) => rawTexts(ids),
		adds: { ...rows, deleted: true },
		fill(state, ids) {
			state.matrices.get('审批')!.rows = new Map(ids.map((key) => [key, {}]));
		},
		isDone: (state, key) => !state.matrices.get('审批')!.rows.has(key),
		...gone,
	},
];
