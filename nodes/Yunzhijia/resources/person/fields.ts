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

export const openId = person('The person (人员ID, openId)');

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
	...line(name, displayName, `${displayName} (${chinese}), yyyy-MM-dd`),
	read: day,
});

export const name: Field = { ...line('name', 'Name', 'Name of the person (姓名)'), read: filled };
export const newName: Field = line('name', 'Name', 'Name of the person (姓名)');

/** What a person signs in with. */
export const account: Field = {
	parameter: {
		displayName: 'Account',
		name: 'account',
		type: 'collection',
		placeholder: 'Add Field',
		default: { mobile: '' },
		description: 'What the person signs in with (登录账号): mobile or email, and a first password',
		options: [
			{
				displayName: 'Email',
				name: 'email',
				type: 'string',
				default: '',
				placeholder: 'e.g. name@email.com',
				description: 'Email to sign in with (登录邮箱)',
			},
			{
				displayName: 'Mobile',
				name: 'mobile',
				type: 'string',
				default: '',
				description: 'Mobile number to sign in with (登录手机号)',
			},
			{
				displayName: 'Password',
				name: 'password',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				description: 'First password (初始密码). It leaves with no item.',
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
		displayName: 'Contacts (JSON)',
		name: 'contact',
		type: 'json',
		default: '[]',
		description:
			'Further contacts (其他联系方式) as a list of objects. Their members are those of your platform’s own documents.',
	},
	read: rows((entry) => object(entry) as Record<string, unknown>),
};

const leader = (
	options: Array<INodePropertyOptions & { value: string }>,
	description: string,
): Field => ({
	parameter: {
		displayName: 'Leader',
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
	line('gender', 'Gender', 'Gender (性别), as your platform has it'),
	date('hireDate', 'Hire Date', '入职日期'),
	line('jobNo', 'Job Number', 'Job number (工号)'),
	line('jobTitle', 'Job Title', 'Title of the main job (职位)'),
	date('positiveDate', 'Regular Since', '转正日期'),
	line('staffType', 'Staff Type', 'Type of staff (员工类型), as your platform has it'),
	{
		...line('weights', 'Weights', 'Weight for the order within the department (排序权重)'),
		read: text({ pattern: /^\d{0,10}$/, says: 'a whole number' }),
	},
	{
		parameter: {
			displayName: 'Other Fields (JSON)',
			name: 'otherFields',
			type: 'json',
			default: '{}',
			description:
				'Further fields of a person (其他字段) by the names of your platform’s own documents. They are unconfirmed and sent as they stand.',
		},
		read: object,
	},
];

export const status: Field = {
	parameter: {
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Disabled (禁用)', value: '2' },
			{ name: 'Left (离职)', value: '0' },
			{ name: 'Normal (正常)', value: '1' },
		],
		default: '1',
		description: 'Status of the person (状态)',
	},
	read: unlessEmpty(oneOf(['0', '1', '2'])),
};

export const phone = line('phone', 'Phone', 'Phone number (联系电话)');

/** What only a new person has. */
export const ofNew: Field[] = [
	line(
		'department',
		'Department Long Name',
		'Path of the department (部门长名称), levels joined by one backslash. An unknown one is created.',
	),
	phone,
	leader(
		[
			{ name: 'No (普通)', value: '0' },
			{ name: 'Yes (负责人)', value: '1' },
		],
		'Whether the person leads the department (是否部门负责人)',
	),
	status,
];

export const changedLeader = leader(
	[
		{ name: 'Cancel (取消负责人)', value: '2' },
		{ name: 'Set (设为负责人)', value: '1' },
	],
	'Whether to make the person a leader of the department or to cancel that (部门负责人)',
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
