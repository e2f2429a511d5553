import type { DirectoryRecord, Field } from '../../../shared/contract';
import { amend } from '../../../shared/form/field';
import { Invalid } from '../../../shared/input/invalid';
import { filled, text } from '../../../shared/input/readers';
import { dataRule } from '../../dataRule';
import { byId, choice, line, whether } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';

const syncExtra = endpoint(6, 'syncExtra', { name: '同步兼职信息' });

const employee = byId(
	'id',
	'Employee (主账号人员)',
	'Who has the part-time post: an ID, or the job number or name if Match By under Request Fields says so',
	{ from: 'searchEmployees' },
);

const externalSyncType = choice(
	'externalSyncType',
	'Source (外部同步类型)',
	'Where the post comes from. Weaver knows only this one.',
	[{ name: 'Open API', value: 'openapi' }],
);

const externalSyncId: Field = amend(
	line(
		'externalSyncId',
		'Key (外部同步ID)',
		'A key of your own for this post. Sent again with the same key, the post is updated.',
	),
	{
		placeholder: 'e.g. J0042-RD',
	},
	{
		read: filled,
	},
);

const departmentId = byId(
	'departmentId',
	'Department (兼职部门)',
	'The department where the post is. A post needs a department or a position.',
	{
		read: text(),
		from: 'searchDepartments',
	},
);
const positionId = byId('positionId', 'Position (兼职岗位)', 'Which position the post is', {
	read: text(),
	from: 'searchPositions',
});
const superiorId = byId(
	'superiorId',
	'Superior (直接上级)',
	'Whom the employee reports to in this post',
	{
		read: text(),
		from: 'searchEmployees',
	},
);
const remark = line('remark', 'Remark (备注)', 'A note on this post');
const deleted = choice('deleted', 'Remove (删除)', 'Whether to remove the post', [
	{ name: 'No (否)', value: '0' },
	{ name: 'Yes (是)', value: '1' },
]);
const inited = whether(
	'inited',
	'First Transfer (是否初始化)',
	'these are the first posts that are sent to this platform',
);

const rows = syncRows(syncExtra, {
	needsRule: true,
	id: null,
	by: 'externalSyncId',
});

export const upsertPartTime: WeaverE10Operation = {
	name: 'Create or Update Part-Time Post',
	value: 'upsertPartTime',
	action: 'Create, update or remove part-time posts of employees',
	term: '同步兼职',
	description: 'Create, update or remove the part-time posts of employees (兼职)',
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
		throw new Invalid('or Position (兼职岗位, positionId) is required', 'departmentId');
}
