import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Field } from '../../../shared/contract';
import { amend } from '../../../shared/form/field';
import { Invalid } from '../../../shared/input/invalid';
import { filled, integer, oneOf } from '../../../shared/input/readers';
import { done } from '../../../shared/run/outcome';
import { byId } from '../../fields';
import { BATCH, endpoint, type WeaverE10Operation } from '../../operations';

/** The fields are those of the user's own document. */
const syncHrmShare = endpoint(33, 'syncHrmShare');

const shareType: Field = {
	parameter: {
		displayName: 'Share Type (业务类型)',
		name: 'shareType',
		type: 'options',
		options: [
			{
				name: 'Dimension Operators (维度操作者)',
				value: 'extVirtOpt',
				description: 'Who may manage a dimension of external contacts',
			},
			{
				name: 'External Contact Card (卡片-共享)',
				value: 'normal2external',
				description: 'Who can see the card of an external contact (外部联系人卡片-共享)',
			},
			{
				name: 'External Contact Rights (权限设置)',
				value: 'ex2normal',
				description: 'Who has rights to an external contact (外部联系人卡片-权限设置)',
			},
		],
		default: 'normal2external',
		description: 'What is shared',
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
			{ name: 'Remove (删除)', value: '1' },
			{ name: 'Share (共享)', value: '0' },
		],
		default: '0',
		description: 'Whether to share, or to remove all shares of the Source ID',
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
		hint: 'The ID of the external contact; for Dimension Operators that of the dimension',
		description: 'Which external contact or dimension is shared',
	},
	read: filled,
};

const unlessRemoved: INodeProperties['displayOptions'] = { show: { deleteType: ['0'] } };

const TARGET_TYPES = [
	{ name: 'Department (部门)', value: '2' },
	{
		name: 'Department and All (部门/含下级/含兼职)',
		value: '3002',
		description: 'With the departments below and part-time people',
	},
	{ name: 'Department and Below (部门/含下级)', value: '3' },
	{ name: 'Department With Part-Time (部门/含兼职)', value: '2002' },
	{ name: 'Everyone (所有人)', value: '11' },
	{ name: 'Group (群组)', value: '1411' },
	{ name: 'Person (人员)', value: '1' },
	{ name: 'Position (岗位)', value: '1311' },
	{ name: 'Position With Part-Time (岗位/含兼职)', value: '13111' },
	{ name: 'Role (角色)', value: '10' },
	{ name: 'Subcompany (分部)', value: '5' },
	{
		name: 'Subcompany and All (分部/含下级/含兼职)',
		value: '502',
		description: 'With the subcompanies below and part-time people',
	},
	{ name: 'Subcompany and Below (分部/含下级)', value: '6' },
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
		description: 'What kind of people or units it is shared with',
		displayOptions: unlessRemoved,
	},
	requiredIfShown: true,
	read: oneOf(TARGET_TYPES.map(({ value }) => value)),
};

const targetId: Field = amend(
	byId(
		'targetId',
		'Target (共享范围ID)',
		'Whom it is shared with: a person, department and so on, as Target Type says. For Everyone it is 0.',
		{ from: 'searchTargets' },
	),
	{
		displayOptions: unlessRemoved,
	},
	{
		requiredIfShown: true,
	},
);

const securityLevel = (name: string, displayName: string, says: string): Field => ({
	parameter: {
		displayName,
		name,
		type: 'number',
		typeOptions: { minValue: -999, maxValue: 999 },
		default: 0,
		description: `${says} security level that people in the target may have, from −999 to 999`,
	},
	read: integer(-999, 999),
});

export const sync: WeaverE10Operation = {
	name: 'Sync',
	value: 'sync',
	action: 'Share external contacts or dimensions, or remove shares',
	term: '同步人力共享权限数据',
	description:
		'Share external contacts and dimensions with people, departments and so on, or remove their shares. From baseline 1201.',
	notice:
		'The vendor does not say what sharing the same thing twice does. If a run ended half-way, send for each source a row with the Action “Remove” first, then its shares again.',
	endpoints: [syncHrmShare],
	required: [shareType, deleteType, sourceId, targetType, targetId],
	optional: [
		securityLevel('seclevel_from', 'Security Level From (安全级别)', 'The lowest'),
		securityLevel('seclevel_to', 'Security Level To (安全级别)', 'The highest'),
	],
	batch: BATCH,
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
