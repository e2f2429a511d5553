import type { DirectoryRecord, Field } from '../../../shared/contract';
import { amend } from '../../../shared/form/field';
import { Invalid } from '../../../shared/input/invalid';
import { filled, text } from '../../../shared/input/readers';
import { dataRule } from '../../dataRule';
import { byId, choice, line, whether } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';

const syncExtra = endpoint(6, 'syncExtra');

const employee = byId(
	'id',
	'Employee (主账号人员)',
	'The employee, as Match By says: ID, job number or name',
	{ from: 'searchEmployees' },
);

const externalSyncType = choice(
	'externalSyncType',
	'Source (外部同步类型)',
	'Where the post comes from',
	[{ name: 'Open API', value: 'openapi' }],
);

const externalSyncId: Field = amend(
	line(
		'externalSyncId',
		'Key (外部同步ID)',
		'Your own key of this part-time post: the same key again updates the post',
	),
	{
		placeholder: 'e.g. J0042-RD',
	},
	{
		read: filled,
	},
);

const departmentId = byId('departmentId', 'Department (兼职部门)', 'Department of the post', {
	read: text(),
	from: 'searchDepartments',
});
const positionId = byId('positionId', 'Position (兼职岗位)', 'Position of the post', {
	read: text(),
	from: 'searchPositions',
});
const superiorId = byId('superiorId', 'Superior (直接上级)', 'Superior in this post', {
	read: text(),
	from: 'searchEmployees',
});
const remark = line('remark', 'Remark (备注)', 'Remark');
const deleted = choice('deleted', 'Deleted (删除)', 'Whether the post is removed', [
	{ name: 'No (否)', value: '0' },
	{ name: 'Yes (是)', value: '1' },
]);
const inited = whether('inited', 'Initialized (是否初始化)', 'this is the first transfer');

const rows = syncRows(syncExtra, {
	needsRule: true,
	id: null,
	by: 'externalSyncId',
});

export const upsertPartTime: WeaverE10Operation = {
	name: 'Create or Update Part-Time Post',
	value: 'upsertPartTime',
	action: 'Create or update part time posts',
	term: '同步兼职信息',
	description: 'Create, change or remove the part-time posts of employees',
	required: [employee, externalSyncType, externalSyncId],
	optional: [departmentId, positionId, superiorId, remark, deleted],
	requestFields: [
		dataRule(
			['employee', 'department', 'position'],
			{ employee: 'id', department: 'id', position: 'id' },
			['employee'],
		),
		inited,
	],
	...rows,
	check(record, credential) {
		rows.check?.(record, credential);
		checkPost(record);
	},
};

function checkPost({ row }: DirectoryRecord): void {
	if (row.deleted !== '1' && !row.departmentId && !row.positionId)
		throw new Invalid('or positionId is required', 'departmentId');
}
