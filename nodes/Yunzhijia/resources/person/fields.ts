import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import type { Field } from '../../../shared/contract';
import {
	day,
	filled,
	object,
	oneOf,
	readAs,
	rows,
	text,
	unlessEmpty,
} from '../../../shared/input/readers';
import { person } from '../../fields';

export const openId = person('Who is meant, by one of these');

const line = (name: string, displayName: string, description: string): Field => ({
	parameter: {
		displayName,
		name,
		type: 'string',
		default: '',
		description,
	},
	read: text(),
});

const date = (name: string, displayName: string, chinese: string): Field => ({
	...line(name, `${displayName} (${chinese})`, 'As yyyy-MM-dd'),
	read: day,
});

export const newName: Field = line(
	'name',
	'Name (姓名)',
	'As it is to be shown in the address book',
);
export const name: Field = { ...newName, read: filled };

/** What a person signs in with. */
export const account: Field = {
	parameter: {
		displayName: 'Account (登录账号)',
		name: 'account',
		type: 'collection',
		placeholder: 'Add Field',
		default: { mobile: '' },
		description: 'What the person signs in with: mobile or email, and a first password',
		options: [
			{
				displayName: 'Email (登录邮箱)',
				name: 'email',
				type: 'string',
				default: '',
				placeholder: 'e.g. name@email.com',
				description: 'Email to sign in with',
			},
			{
				displayName: 'Mobile (登录手机号)',
				name: 'mobile',
				type: 'string',
				default: '',
				description: 'Mobile number to sign in with',
			},
			{
				displayName: 'Password (初始密码)',
				name: 'password',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				description: 'First password. It is in no output.',
			},
		],
	},
	mayBeEmpty: true,
	read(value) {
		const given = object(value) as Record<string, unknown>;
		const filled = Object.entries(given).filter(
			([, each]) => each !== '' && each !== null && each !== undefined,
		);
		if (filled.length === 0) return undefined;
		return Object.fromEntries(
			filled.map(([part, each]) => {
				oneOf(['email', 'mobile', 'password'])(part);
				return [part, readAs('account', each, text())];
			}),
		);
	},
};

const contact: Field = {
	parameter: {
		displayName: 'Contacts (其他联系, JSON)',
		name: 'contact',
		type: 'json',
		default: '[]',
		description:
			'Further contacts: a list of objects, as your platform’s own documents describe them',
	},
	read: rows((entry) => object(entry) as Record<string, unknown>),
};

const leader = (
	options: Array<INodePropertyOptions & { value: string }>,
	description: string,
): Field => ({
	parameter: {
		displayName: 'Leader (部门负责人)',
		name: 'orgUserType',
		type: 'options',
		options,
		default: '1',
		description,
	},
	read: unlessEmpty(oneOf(options.map(({ value }) => value))),
});

/** What both a new person and a change may have. */
export const details: Field[] = [
	date('birthday', 'Birthday', '生日'),
	contact,
	line('gender', 'Gender (性别)', 'As your platform writes it'),
	date('hireDate', 'Hire Date', '入职日期'),
	line('jobNo', 'Job Number (工号)', 'Your own number of the person'),
	line(
		'jobTitle',
		'Job Title (职位)',
		'Title of the main job. Of several, with commas between them, the first is the main one.',
	),
	date('positiveDate', 'Regular Since', '转正日期'),
	line('staffType', 'Staff Type (员工类型)', 'As your platform writes it'),
	{
		...line('weights', 'Weights (排序权重)', 'Decides the order within the department'),
		read: text({ pattern: /^\d{0,10}$/, says: 'a whole number' }),
	},
	{
		parameter: {
			displayName: 'Other Fields (其他, JSON)',
			name: 'otherFields',
			type: 'json',
			default: '{}',
			description:
				'Further fields, by the names in your platform’s own documents. Unconfirmed: they are sent as they are.',
		},
		read: object,
	},
];

export const status: Field = {
	parameter: {
		displayName: 'Status (状态)',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Disabled (禁用)', value: '2' },
			{ name: 'Left (离职)', value: '0' },
			{ name: 'Normal (正常)', value: '1' },
		],
		default: '1',
		description: 'Whether the person works here',
	},
	read: unlessEmpty(oneOf(['0', '1', '2'])),
};

export const phone = line(
	'phone',
	'Phone (联系电话)',
	'As the address book shows it. Signing in goes by the Account.',
);

/** What only a new person has. */
export const ofNew: Field[] = [
	line(
		'department',
		'Long Name (部门长名称)',
		'Path of the department, levels joined by one backslash. A department that is not there is created.',
	),
	phone,
	leader(
		[
			{ name: 'No (普通)', value: '0' },
			{ name: 'Yes (负责人)', value: '1' },
		],
		'Whether the person leads the department',
	),
	status,
];

export const changedLeader = leader(
	[
		{ name: 'Cancel (取消负责人)', value: '2' },
		{ name: 'Set (设为负责人)', value: '1' },
	],
	'Whether to make the person a leader of the department, or to end that',
);

/** Puts the free fields among the others. */
export function placeOtherFields(record: { row: IDataObject }): void {
	const { otherFields, ...row } = record.row;
	// Who it is about is not among them.
	const { openId: known } = row;
	record.row = {
		...row,
		...(otherFields as IDataObject | undefined),
		...(known && { openId: known }),
	};
}

/** What a row of the answer may call a person, besides the place in the request. */
export const keys = ({ openId: known, account: login, phone, email }: IDataObject): unknown[] => {
	const { mobile, email: signsInBy } = (login ?? {}) as IDataObject;
	return [known, mobile, signsInBy, phone, email];
};
