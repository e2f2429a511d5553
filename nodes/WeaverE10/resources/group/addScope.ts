import type { Field } from '../../../shared/contract';
import { list, object, rows } from '../../../shared/input/readers';
import { choice, ids, listed } from '../../fields';
import { endpoint, writeOne, type WeaverE10Operation } from '../../operations';
import { SCOPE, sourceId } from './fields';

const addChannelShare = endpoint(29, 'addChannelShare', { status: '将废弃' });

const objType = choice('objType', 'Kind of Target (对象类型)', 'What the targets are', [
	{ name: 'Department (部门)', value: 'department' },
	{ name: 'Employee (人员)', value: 'resource' },
	{ name: 'Group (群组)', value: 'group' },
	{ name: 'Subcompany (分部)', value: 'subcompany' },
]);

const targetType = choice(
	'targetType',
	'Target Type (共享范围类型)',
	'The scope that a target stands for',
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
		'Department Attributes (部门属性)',
		'Attributes of departments, known from the vendor’s example only',
		list(),
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
		description: 'List of objects with an ID, known from the vendor’s example only',
	},
	read: rows((entry) => object(entry) as Record<string, unknown>),
};

export const addScope: WeaverE10Operation = {
	name: 'Add Scope',
	value: 'addScope',
	action: 'Add scope to group',
	term: '添加群组可见范围',
	description: 'Let people see a group. To be deprecated by the vendor (将废弃).',
	notice:
		'Whether a scope that is added twice is there twice, the vendor does not say: look at the group before you do a run again that ended half-way.',
	required: [
		sourceId,
		objType,
		targetType,
		listed('targetId', 'Targets (共享范围ID)', 'IDs of the targets', ids),
	],
	optional: [departmentAttribute, objId],
	prepare({ row }) {
		row.targetId = (row.targetId as string[]).join(',');
	},
	...writeOne(addChannelShare, ({ request, row }) => ({ ...SCOPE, ...request, ...row })),
};
