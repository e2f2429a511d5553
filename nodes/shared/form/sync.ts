/** What the editor shows of a sync: the same parameters for every platform, from its kinds. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Credential } from '../contract';
import type { Kind, SyncPlatform } from '../contract/sync';
import { DEFAULT_LIMITS } from '../input/sync';
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
		notice(
			[
				`Connect a table to each input that you need. Their headers may be the vendor’s names or the usual Chinese ones. The plan is shown first, and ${platform.name} is left as it is until Mode is Apply.`,
				memory &&
					`${platform.name} has no queries: keep kind, key and state of what is done, and connect these to ${memory.name} (${memory.chinese}) the next time.`,
			]
				.filter(Boolean)
				.join(' '),
		),
		{
			displayName: 'What to Sync',
			name: 'kinds',
			type: 'multiOptions',
			options: kinds.map(({ name, chinese, value }) => ({ name: `${name} (${chinese})`, value })),
			default: [...preset],
			description:
				'What is kept in step. Anything else is never changed; it is only read where these refer to it.',
		},
		{
			displayName: 'Mode',
			name: 'mode',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Plan (Only Show What Would Change)',
					value: 'plan',
					description: 'Read both sides and list every change with its reason. Nothing is sent.',
				},
				{
					name: 'Apply (Change the Platform)',
					value: 'apply',
					description: 'Make the plan and do exactly that, unless it passes a limit',
				},
			],
			default: 'plan',
			description: 'Whether the changes are only shown or made as well',
		},
		{
			displayName: 'Approved Plan',
			name: 'approvedPlan',
			type: 'string',
			default: '',
			placeholder: `e.g. ${peopleIn(kinds)}.update=3-5f0c…`,
			displayOptions: { show: { mode: ['apply'] } },
			description:
				'The fingerprint of a plan that somebody has looked at (it stands in the Summary). What is done then is exactly that plan, whatever the limits say, or nothing. For one run: empty it afterwards. Empty: whatever the plan is, within the limits.',
		},
		...kinds.flatMap(ofKind),
		{
			displayName: 'Actions',
			name: 'actions',
			type: 'multiOptions',
			options: ACTION_OPTIONS.filter(
				({ value }) => value !== 'enable' || kinds.some(({ canBeDisabled }) => canBeDisabled),
			),
			default: ['create', 'update', 'restore'],
			description: 'What may be done. What is switched off is shown as skipped.',
		},
		scopeOf(kinds),
		limits,
		{
			displayName: 'On Invalid',
			name: 'onInvalid',
			type: 'options',
			options: [
				{
					name: 'Skip the Record',
					value: 'skip',
					description: 'That record is rejected with its reason, and the others go on',
				},
				{
					name: 'Stop',
					value: 'stop',
					description: 'Nothing is done while a record of the source can’t be used',
				},
			],
			default: 'skip',
			description:
				'What to do where a record of the source can’t be used. What it stands for is never removed.',
		},
		{
			displayName: 'Show in Changes',
			name: 'show',
			type: 'options',
			options: [
				{ name: 'Changes', value: 'changes' },
				{ name: 'All Records', value: 'all', description: 'With those where nothing differs' },
			],
			default: 'changes',
			description:
				'Which records leave by the output Changes. Those that are unchanged, kept or outside the scope are counted in the Summary in any case.',
		},
		optionsParameter({ batch }, platform.pace),
	];
}

const notice = (displayName: string): INodeProperties => ({
	displayName,
	name: 'notice',
	type: 'notice',
	default: '',
});

/** What is asked for each kind that is chosen. */
function ofKind<C extends Credential>(kind: Kind<C>): INodeProperties[] {
	const { value, name, chinese, match, columns } = kind;
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
						displayName: `${name}: Match By`,
						name: `${value}MatchBy`,
						type: 'multiOptions' as const,
						options: match.columns.map(column),
						default: match.preset,
						displayOptions,
						description: `By what a row and a record of the platform are found to be one (${chinese}). The first that finds exactly one counts, in the order in which they are chosen.`,
					},
				]
			: []),
		...(kind.missing.length
			? [
					{
						displayName: `${name}: If Missing`,
						name: `${value}Missing`,
						type: 'options',
						options: [KEEP, ...kind.missing.map((each) => MISSING[each])],
						default: 'keep',
						displayOptions,
						description: `What becomes of ${kind.called.many} that are on the platform and not in the source (${chinese})`,
					} as INodeProperties,
				]
			: []),
		{
			displayName: `${name}: Columns`,
			name: `${value}Columns`,
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Column',
			default: {},
			displayOptions,
			description: `Only for headers that do not say it themselves: which column of your table holds what (${chinese})`,
			options: [
				{
					displayName: 'Columns',
					name: 'columns',
					values: [
						{
							displayName: 'Column',
							name: 'column',
							type: 'options',
							options: columns.map(({ id }) => column(id)),
							default: firstColumn,
							description: 'What it is to the platform',
						},
						{
							displayName: 'From',
							name: 'from',
							type: 'string',
							default: '',
							placeholder: 'e.g. EMP_NO',
							description: 'The header that it has in your table',
						},
					],
				},
			],
		},
	];
}

const ACTION_OPTIONS: INodePropertyOptions[] = [
	{
		name: 'Create',
		value: 'create',
		description: 'Add what the source has and the platform has not',
	},
	{
		name: 'Enable',
		value: 'enable',
		description:
			'Enable people of the source whom somebody disabled by hand (启用). Without it they are left alone.',
	},
	{
		name: 'Restore',
		value: 'restore',
		description: 'Bring back who had left, or what was sealed, and is in the source again (恢复)',
	},
	{ name: 'Update', value: 'update', description: 'Change or move what differs' },
];

const KEEP: INodePropertyOptions = {
	name: 'Keep',
	value: 'keep',
	description: 'They are left as they are',
};

const MISSING: Record<'retire' | 'remove', INodePropertyOptions> = {
	retire: {
		name: 'Retire',
		value: 'retire',
		description: 'They leave or are sealed, and can be brought back (离职, 封存)',
	},
	remove: { name: 'Remove', value: 'remove', description: 'They are deleted (删除)' },
};

/** The kind that examples are of. */
const peopleIn = <C extends Credential>(kinds: Array<Kind<C>>): string | undefined =>
	kinds.find(({ columns }) => columns.some(({ id }) => id === 'email'))?.value;

const scopeOf = <C extends Credential>(kinds: Array<Kind<C>>): INodeProperties => ({
	displayName: 'Scope and Rules',
	name: 'scope',
	type: 'collection',
	placeholder: 'Add Rule',
	default: {},
	options: [
		{
			displayName: 'Departments',
			name: 'departments',
			type: 'string',
			default: '',
			placeholder: kinds.some(({ tree }) => tree?.path)
				? 'e.g. 销售中心\\华北区, 研发中心'
				: 'e.g. D0012, D0035',
			description:
				'Only these departments and all below them are changed (long names, codes, names or IDs, whichever the platform has, with commas between them). Empty: the whole company.',
		},
		{
			displayName: 'Empty Cells',
			name: 'emptyCells',
			type: 'options',
			options: [
				{ name: 'Keep', value: 'keep', description: 'An empty cell says nothing' },
				{ name: 'Clear', value: 'clear', description: 'An empty cell empties the field' },
			],
			default: 'keep',
			description: 'What an empty cell of a table means',
		},
		{
			displayName: 'Only If Empty',
			name: 'onlyIfEmpty',
			type: 'string',
			default: '',
			placeholder: `e.g. ${peopleIn(kinds)}.email`,
			description: 'Columns that are only filled in where the platform has nothing',
		},
		{
			displayName: 'Only When Creating',
			name: 'onlyWhenCreating',
			type: 'string',
			default: '',
			placeholder: `e.g. ${peopleIn(kinds)}.email`,
			description: 'Columns that are set for new records and never changed afterwards',
		},
		{
			displayName: 'Protected',
			name: 'protected',
			type: 'string',
			default: '',
			placeholder: 'e.g. J00001, ADMIN*',
			description:
				'Keys of records that are never retired or removed, with commas between them; * stands for anything',
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
	displayName: 'Limits',
	name: 'limits',
	type: 'collection',
	placeholder: 'Add Limit (Unless Set: 50 Removals, 10 %)',
	default: {},
	description:
		'A plan that passes one is shown, but not applied unless it is approved. Unless set otherwise, at most 50 records and 10 % of a kind are retired or removed.',
	options: [
		{
			displayName: 'Allow Empty Source',
			name: 'allowEmptySource',
			type: 'boolean',
			default: false,
			description:
				'Whether a chosen kind may get no rows at all, which then means that there are none',
		},
		most('Max Creates', 'maxCreates', 'How many records of a kind may be created', 100),
		most(
			'Max Creates (%)',
			'maxCreatesPercent',
			'The same in percent of those on the platform',
			20,
		),
		most(
			'Max Removals',
			'maxRemovals',
			'How many records of a kind may be retired or removed',
			DEFAULT_LIMITS.maxRemovals,
		),
		most(
			'Max Removals (%)',
			'maxRemovalsPercent',
			'The same in percent of those on the platform and in scope',
			DEFAULT_LIMITS.maxRemovalsPercent,
		),
		most(
			'Max Updates',
			'maxUpdates',
			'How many records of a kind may be updated, moved, restored or enabled',
			100,
		),
		most(
			'Max Updates (%)',
			'maxUpdatesPercent',
			'The same in percent of those on the platform',
			20,
		),
		most(
			'Min Matched (%)',
			'minMatchedPercent',
			'If fewer records are found on the other side, with more than 20 on each, the key is likely the wrong one',
			DEFAULT_LIMITS.minMatchedPercent,
		),
	],
};
