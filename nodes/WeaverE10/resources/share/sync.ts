import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Field } from '../../../shared/contract';
import { amend } from '../../../shared/form/field';
import { Invalid } from '../../../shared/input/invalid';
import { filled, integer, oneOf } from '../../../shared/input/readers';
import { done } from '../../../shared/run/outcome';
import { byId } from '../../fields';
import { endpoint, type WeaverE10Operation } from '../../operations';

/** The fields are those of the user's own document. */
const syncHrmShare = endpoint(33, 'syncHrmShare');

const shareType: Field = {
	parameter: {
		displayName: 'Share Type (业务类型)',
		name: 'shareType',
		type: 'options',
		options: [
			{
				name: 'Dimension Operators',
				value: 'extVirtOpt',
				description: 'Choose who operates a dimension',
			},
			{
				name: 'External Contact Card',
				value: 'normal2external',
				description: 'Share the card of a contact (外部联系人卡片-共享)',
			},
			{
				name: 'External Contact Rights',
				value: 'ex2normal',
				description: 'Share the rights to a contact (外部联系人卡片-权限设置)',
			},
		],
		default: 'normal2external',
		description:
			'What is shared (业务类型): an external contact card, the rights to one, or the operators of a dimension',
	},
	requestWide: true,
	read: oneOf(['normal2external', 'ex2normal', 'extVirtOpt']),
};

const deleteType: Field = {
	parameter: {
		displayName: 'Action (是否删除)',
		name: 'deleteType',
		type: 'options',
		options: [
			{ name: 'Remove', value: '1' },
			{ name: 'Share', value: '0' },
		],
		default: '0',
		description: 'Whether the share is made or removed. A removal takes only the source.',
	},
	read: oneOf(['0', '1']),
};

const sourceId: Field = {
	parameter: {
		displayName: 'Source ID (业务数据ID)',
		name: 'sourceId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 969434849612546059',
		hint: 'The ID of the external contact; of the dimension for Dimension Operators',
		description:
			'ID of what is shared: the external contact, or the dimension, as the share type says',
	},
	read: filled,
};

const unlessRemoved: INodeProperties['displayOptions'] = { show: { deleteType: ['0'] } };

const TARGET_TYPES = [
	{ name: 'Department (部门)', value: '2' },
	{ name: 'Department and Below (部门/含下级)', value: '3' },
	{ name: 'Department and Below With Part-Time (部门/含下级/含兼职)', value: '3002' },
	{ name: 'Department With Part-Time (部门/含兼职)', value: '2002' },
	{ name: 'Everyone (所有人)', value: '11' },
	{ name: 'Group (群组)', value: '1411' },
	{ name: 'Person (人员)', value: '1' },
	{ name: 'Position (岗位)', value: '1311' },
	{ name: 'Position With Part-Time (岗位/含兼职)', value: '13111' },
	{ name: 'Role (角色)', value: '10' },
	{ name: 'Subcompany (分部)', value: '5' },
	{ name: 'Subcompany and Below (分部/含下级)', value: '6' },
	{ name: 'Subcompany and Below With Part-Time (分部/含下级/含兼职)', value: '502' },
	{ name: 'Subcompany With Part-Time (分部/含兼职)', value: '501' },
];

const EVERYONE = '11';

const targetType: Field = {
	parameter: {
		displayName: 'Target Type (共享范围类型)',
		name: 'targetType',
		type: 'options',
		options: TARGET_TYPES,
		default: '1',
		description: 'With whom it is shared',
		displayOptions: unlessRemoved,
	},
	mayBeEmpty: true,
	read: oneOf(TARGET_TYPES.map(({ value }) => value)),
};

const targetId: Field = amend(
	byId(
		'targetId',
		'Target (共享范围ID)',
		'The person, department and so on of the target type, 0 for everyone',
		{ from: 'searchTargets' },
	),
	{
		displayOptions: unlessRemoved,
	},
	{
		mayBeEmpty: true,
	},
);

const securityLevel = (name: string, displayName: string, chinese: string): Field => ({
	parameter: {
		displayName,
		name,
		type: 'number',
		typeOptions: { minValue: -999, maxValue: 999 },
		default: 0,
		description: `${displayName} of the people in the target (${chinese}), between −999 and 999`,
	},
	read: integer(-999, 999),
});

export const sync: WeaverE10Operation = {
	name: 'Sync',
	value: 'sync',
	action: 'Sync shares',
	term: '同步人力共享权限数据',
	description: 'Make or remove HR shares, baseline 1201 and later',
	notice:
		'Whether a share that is made twice is there twice, the vendor does not say. To do a run again that ended half-way, let a row with the Action “Remove” come before the shares of each source.',
	endpoints: [syncHrmShare],
	required: [shareType, deleteType, sourceId, targetType, targetId],
	optional: [
		securityLevel('seclevel_from', 'Security Level From', '安全级别开始'),
		securityLevel('seclevel_to', 'Security Level To', '安全级别结束'),
	],
	batch: { size: 200, limit: 400 },
	// A removal takes all shares of its source, so a share that follows it must not overtake it.
	inOrder: true,
	check: ({ row }) => checkTarget(row),
	async perform(batch, call) {
		const body = { data: batch.map(({ row }) => row), shareType: batch[0].request.shareType };
		// Whether the same share made twice is there twice is not documented.
		await call(syncHrmShare, body, { repeatable: false });
		return batch.map(({ row, request }) => done({ ...request, ...row }));
	},
};

function checkTarget({
	deleteType: action,
	targetType: type,
	targetId: target,
}: IDataObject): void {
	if (action === '1') return;
	if (type === undefined) throw new Invalid('is required', 'targetType');
	if (target === undefined) throw new Invalid('is required', 'targetId');
	if (type === EVERYONE && target !== '0')
		throw new Invalid('must be 0 when the target type is Everyone', 'targetId');
}
