/** What the editor shows of a sync: the same parameters for every platform, from its kinds. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Credential } from '../contract';
import type { Kind, SyncPlatform } from '../contract/sync';
import { DEFAULT_LIMITS } from '../input/sync';
import { noticeOf } from './field';
import { optionsParameter } from './options';

/** The `properties` of a sync node. */
export function syncProperties<C extends Credential>({
	platform,
	kinds,
	preset,
	batch,
	memory,
}: SyncPlatform<C>): INodeProperties[] {
	return [
		noticeOf(
			[
				`Connect a table to each input that you need. Headers may be the vendor’s names or the usual Chinese ones. You first see the plan: nothing in ${platform.name} is changed until Mode is Apply.`,
				memory &&
					`${platform.name} can’t be asked what it holds: store kind, key and state of what was done, and connect these to ${memory.name} (${memory.chinese}) next time.`,
			]
				.filter(Boolean)
				.join(' '),
		),
		{
			displayName: 'What to Sync (同步内容)',
			name: 'kinds',
			type: 'multiOptions',
			options: kinds.map(({ name, chinese, value }) => ({ name: `${name} (${chinese})`, value })),
			default: [...preset],
			description:
				'What is kept in step. Everything else is never changed, only read where these refer to it.',
		},
		{
			displayName: 'Mode (模式)',
			name: 'mode',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Plan: Only Show the Changes (计划)',
					value: 'plan',
					description:
						'Compare both sides and list every change with its reason. Nothing is changed.',
				},
				{
					name: 'Apply: Make the Changes (执行)',
					value: 'apply',
					description: 'Make the plan and carry it out, unless it goes beyond a limit',
				},
			],
			default: 'plan',
			description: 'Whether the changes are only shown, or made as well',
		},
		{
			displayName: 'Approved Plan (已批准的计划)',
			name: 'approvedPlan',
			type: 'string',
			default: '',
			placeholder: `e.g. ${peopleIn(kinds)}.update=3-5f0c…`,
			displayOptions: { show: { mode: ['apply'] } },
			description:
				'The fingerprint of a plan that somebody has approved: copy it from the Summary. Exactly that plan is carried out, without limits, or nothing is. Empty it after the run. Empty: whatever the plan is, within the limits.',
		},
		...kinds.flatMap(ofKind),
		{
			displayName: 'Actions (允许的操作)',
			name: 'actions',
			type: 'multiOptions',
			options: ACTION_OPTIONS.filter(
				({ value }) => value !== 'enable' || kinds.some(({ canBeDisabled }) => canBeDisabled),
			),
			default: ['create', 'update', 'restore'],
			description: 'What may be done. The rest is shown as skipped.',
		},
		scopeOf(kinds),
		limits,
		{
			displayName: 'On Invalid Rows (无效行)',
			name: 'onInvalid',
			type: 'options',
			options: [
				{
					name: 'Skip the Row (跳过)',
					value: 'skip',
					description: 'The row is rejected with its reason, and the others go on',
				},
				{
					name: 'Stop (停止)',
					value: 'stop',
					description: 'Nothing is changed as long as any row can’t be used',
				},
			],
			default: 'skip',
			description:
				'What to do when a row of your table can’t be used. The record that it stands for is never removed.',
		},
		{
			displayName: 'Show in Changes (显示)',
			name: 'show',
			type: 'options',
			options: [
				{ name: 'Changes (有变化的)', value: 'changes' },
				{
					name: 'All Records (全部)',
					value: 'all',
					description: 'Also those without a difference',
				},
			],
			default: 'changes',
			description:
				'Which records the output Changes lists. The Summary counts all of them in any case.',
		},
		optionsParameter({ batch }, platform.pace),
	];
}

/** What is asked for each kind that is chosen. */
function ofKind<C extends Credential>(kind: Kind<C>): INodeProperties[] {
	const { value, name, match, columns } = kind;
	const [{ id: firstColumn }] = columns;
	const displayOptions = { show: { kinds: [value] } };
	const column = (id: string): INodePropertyOptions => ({
		name: columns.find((each) => each.id === id)?.displayName ?? id,
		value: id,
	});
	return [
		...(match && match.columns.length > 1
			? [
					{
						displayName: `${name}: Match By (匹配字段)`,
						name: `${value}MatchBy`,
						type: 'multiOptions' as const,
						options: match.columns.map(column),
						default: match.preset,
						displayOptions,
						description:
							'How a row finds its record on the platform. They are tried in the order in which you choose them; the first that finds exactly one counts.',
					},
				]
			: []),
		...(kind.missing.length
			? [
					{
						displayName: `${name}: If Missing (源表没有)`,
						name: `${value}Missing`,
						type: 'options',
						options: [KEEP, ...kind.missing.map((each) => MISSING[each])],
						default: 'keep',
						displayOptions,
						description: `What to do with ${kind.called.many} that are on the platform but not in your table`,
					} as INodeProperties,
				]
			: []),
		{
			displayName: `${name}: Columns (列对应)`,
			name: `${value}Columns`,
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Column',
			default: {},
			displayOptions,
			description:
				'Only for headers that are not recognised: which column of your table holds what',
			options: [
				{
					displayName: 'Columns',
					name: 'columns',
					values: [
						{
							displayName: 'Column (字段)',
							name: 'column',
							type: 'options',
							options: columns.map(({ id }) => column(id)),
							default: firstColumn,
							description: 'What it is on the platform',
						},
						{
							displayName: 'From (表头)',
							name: 'from',
							type: 'string',
							default: '',
							placeholder: 'e.g. EMP_NO',
							description: 'The header in your table',
						},
					],
				},
			],
		},
	];
}

const ACTION_OPTIONS: INodePropertyOptions[] = [
	{
		name: 'Create (新增)',
		value: 'create',
		description: 'Add what is in your table and not on the platform',
	},
	{
		name: 'Enable (启用)',
		value: 'enable',
		description:
			'Enable people in your table whom somebody disabled by hand. Otherwise they stay disabled.',
	},
	{
		name: 'Restore (恢复)',
		value: 'restore',
		description:
			'Bring back people who had left, and what was sealed, when they are in your table again',
	},
	{ name: 'Update (更新)', value: 'update', description: 'Change or move what differs' },
];

const KEEP: INodePropertyOptions = {
	name: 'Keep (保留)',
	value: 'keep',
	description: 'Leave them as they are',
};

const MISSING: Record<'retire' | 'remove', INodePropertyOptions> = {
	retire: {
		name: 'Retire (离职, 封存)',
		value: 'retire',
		description: 'Let people leave, seal departments. They can be brought back.',
	},
	remove: { name: 'Remove (删除)', value: 'remove', description: 'Delete them' },
};

/** The kind that examples are of. */
const peopleIn = <C extends Credential>(kinds: Array<Kind<C>>): string | undefined =>
	kinds.find(({ columns }) => columns.some(({ id }) => id === 'email'))?.value;

const scopeOf = <C extends Credential>(kinds: Array<Kind<C>>): INodeProperties => ({
	displayName: 'Scope and Rules (范围与规则)',
	name: 'scope',
	type: 'collection',
	placeholder: 'Add Rule',
	default: {},
	options: [
		{
			displayName: 'Departments (部门范围)',
			name: 'departments',
			type: 'string',
			default: '',
			placeholder: kinds.some(({ tree }) => tree?.path)
				? 'e.g. 销售中心\\华北区, 研发中心'
				: 'e.g. D0012, D0035',
			description:
				'Change only these departments and all below them. Write long names, codes, names or IDs, whichever the platform has, with commas between them. Empty: the whole company.',
		},
		{
			displayName: 'Empty Cells (空单元格)',
			name: 'emptyCells',
			type: 'options',
			options: [
				{ name: 'Keep (保留原值)', value: 'keep', description: 'The field stays as it is' },
				{ name: 'Clear (清空)', value: 'clear', description: 'The field is emptied' },
			],
			default: 'keep',
			description: 'What an empty cell of a table means',
		},
		{
			displayName: 'Only If Empty (仅空值时)',
			name: 'onlyIfEmpty',
			type: 'string',
			default: '',
			placeholder: `e.g. ${peopleIn(kinds)}.email`,
			description: 'Columns that are only filled in where the platform has nothing',
		},
		{
			displayName: 'Only When Creating (仅新增)',
			name: 'onlyWhenCreating',
			type: 'string',
			default: '',
			placeholder: `e.g. ${peopleIn(kinds)}.email`,
			description: 'Columns that are set for new records and never changed afterwards',
		},
		{
			displayName: 'Protected (受保护)',
			name: 'protected',
			type: 'string',
			default: '',
			placeholder: 'e.g. J00001, ADMIN*',
			description:
				'Keys of records that are never retired or removed, with commas between them. * stands for anything.',
		},
	],
});

const most = (
	displayName: string,
	name: string,
	description: string,
	preset: number,
): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 0 },
	default: preset,
	description,
});

const limits: INodeProperties = {
	displayName: 'Limits (限额)',
	name: 'limits',
	type: 'collection',
	placeholder: 'Add Limit (Unless Set: 50 Removals, 10 %)',
	default: {},
	description:
		'A plan that goes beyond one is shown, but only carried out when it is approved. If you set none, at most 50 records and 10 % of a kind are retired or removed.',
	options: [
		{
			displayName: 'Allow Empty Source (允许空表)',
			name: 'allowEmptySource',
			type: 'boolean',
			default: false,
			description:
				'Whether a table without rows is taken at its word: there are none, and all on the platform are missing',
		},
		most('Max Creates (新增上限)', 'maxCreates', 'How many records of a kind may be created', 100),
		most(
			'Max Creates (新增上限, %)',
			'maxCreatesPercent',
			'The same in percent of those on the platform',
			20,
		),
		most(
			'Max Removals (移除上限)',
			'maxRemovals',
			'How many records of a kind may be retired or removed',
			DEFAULT_LIMITS.maxRemovals,
		),
		most(
			'Max Removals (移除上限, %)',
			'maxRemovalsPercent',
			'The same in percent of those on the platform and in scope',
			DEFAULT_LIMITS.maxRemovalsPercent,
		),
		most(
			'Max Updates (更新上限)',
			'maxUpdates',
			'How many records of a kind may be updated, moved, restored or enabled',
			100,
		),
		most(
			'Max Updates (更新上限, %)',
			'maxUpdatesPercent',
			'The same in percent of those on the platform',
			20,
		),
		most(
			'Min Matched (最低匹配率, %)',
			'minMatchedPercent',
			'If fewer records than this find their match, and both sides have more than 20, the wrong key was likely chosen',
			DEFAULT_LIMITS.minMatchedPercent,
		),
	],
};
