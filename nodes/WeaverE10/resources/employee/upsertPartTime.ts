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
	'Employee',
	'The employee, as Match By says (主账号人员): ID, job number or name',
	{ from: 'searchEmployees' },
);

const externalSyncType = choice(
	'externalSyncType',
	'Source',
	'Where the post comes from (外部同步类型)',
	[{ name: 'Open API', value: 'openapi' }],
);

const externalSyncId: Field = amend(
	line(
		'externalSyncId',
		'Key',
		'Your own key of this part-time post (外部同步ID): the same key again updates the post',
	),
	{
		placeholder: 'e.g. J0042-RD',
	},
	{
		read: filled,
	},
);

const departmentId = byId('departmentId', 'Department', 'Department of the post (兼职部门)', {
	read: text(),
	from: 'searchDepartments',
});
const positionId = byId('positionId', 'Position', 'Position of the post (兼职岗位)', {
	read: text(),
	from: 'searchPositions',
});
const superiorId = byId('superiorId', 'Superior', 'Superior in this post (直接上级)', {
	read: text(),
	from: 'searchEmployees',
});
const remark = line('remark', 'Remark', 'Remark (备注)');
const deleted = choice('deleted', 'Deleted', 'Whether the post is removed (是否删除)', [
	{ name: 'No (否)', value: '0' },
	{ name: 'Yes (是)', value: '1' },
]);
const inited = whether('inited', 'Initialized', 'this is the first transfer (是否初始化)');

const rows = syncRows(syncExtra, {
	needsRule: true,
	id: null,
	by: 'externalSyncId',
});

export const upsertPartTime: WeaverE10Operation = {
	name: 'Create or Update Part-Time Post',
	value: 'upsertPartTime',
	action: 'Create or update part time posts',
	description: 'Create, change or remove the part-time posts of employees (同步兼职信息)',
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
