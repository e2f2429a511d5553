import type { Field } from '../../../shared/contract';
import { object, rows } from '../../../shared/input/readers';
import { choice, ids, listed } from '../../fields';
import { described, endpoint, writeOne, type WeaverE10Operation } from '../../operations';
import { SCOPE, sourceId } from './fields';

const addChannelShare = endpoint(29, 'addChannelShare', {
	status: '将废弃',
	name: '添加群组可见范围',
});

const objType = choice(
	'objType',
	'Kind of Targets (对象类型)',
	'What the IDs under Targets are IDs of',
	[
		{ name: 'Department (部门)', value: 'department' },
		{ name: 'Employee (人员)', value: 'resource' },
		{ name: 'Group (群组)', value: 'group' },
		{ name: 'Subcompany (分部)', value: 'subcompany' },
	],
);

const targetType = choice(
	'targetType',
	'Reach (共享范围类型)',
	'Who of the targets can see the group, such as only a department itself or also those below it. It must fit Kind of Targets: a department has “Department” or “Department and Below”.',
	[
		{ name: 'Department (部门)', value: '2' },
		{ name: 'Department and Below (部门/含下级)', value: '3' },
		{ name: 'Group (群组)', value: '1411' },
		{ name: 'Person (人员)', value: '1' },
		{ name: 'Subcompany (分部)', value: '5' },
		{ name: 'Subcompany and Below (分部/含下级)', value: '6' },
	],
);

const departmentAttribute: Field = {
	...listed(
		'department_attribute',
		'Attributes (部门属性)',
		'Attributes of departments. Known to us only from an example of the vendor.',
		{ example: '1, 2' },
	),
};

// The member is called so on the wire.
const OBJECTS = 'e.g. [{"id": "…"}]';

const objId: Field = {
	parameter: {
		displayName: 'Objects (对象, JSON)',
		name: 'obj_id',
		type: 'json',
		default: '[]',
		placeholder: OBJECTS,
		description: 'A list of objects with an ID. Known to us only from an example of the vendor.',
	},
	read: rows((entry) => object(entry) as Record<string, unknown>),
};

export const addScope: WeaverE10Operation = {
	name: 'Add Scope',
	value: 'addScope',
	action: 'Add people who can see group',
	term: '添加可见范围',
	...described(addChannelShare, 'Let further people see a group'),
	notice:
		'The vendor does not say what adding the same scope twice does. If a run ended half-way, look at the group before you run it again.',
	required: [
		sourceId,
		objType,
		targetType,
		listed('targetId', 'Targets (共享范围ID)', 'IDs of those who can see the group', { read: ids }),
	],
	optional: [departmentAttribute, objId],
	prepare({ row }) {
		row.targetId = (row.targetId as string[]).join(',');
	},
	...writeOne(addChannelShare, ({ request, row }) => ({ ...SCOPE, ...request, ...row })),
};
