/** The fields of an employee (员工) and where it is written to: docs/vendors/hippius.md, section 3. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { DirectoryRecord, Field } from '../../../shared/contract';
import { amend } from '../../../shared/form/field';
import { Invalid } from '../../../shared/input/invalid';
import { checkEntries, member, oneOf, readAs, rows, text } from '../../../shared/input/readers';
import { checkCodes, endpoint } from '../../operations';
import type { HippiusCredential } from '../../token';

export const createEmployee = endpoint('POST', 'employee/create');
export const updateEmployee = endpoint('PUT', 'employee/update');

/** Two records of one employee are sent one after the other. */
export const key = ({ row }: DirectoryRecord): string => String(row.employeeNum);

export const employeeNum: Field = {
	parameter: {
		displayName: 'Employee Number (员工编码)',
		name: 'employeeNum',
		type: 'string',
		default: '',
		placeholder: 'e.g. HIPS001',
		description: 'Code of the employee, unique: capital letters and digits',
	},
	read: text(),
};

export const name: Field = {
	parameter: {
		displayName: 'Name (姓名)',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. 张伟',
		description: 'As it is to be shown',
	},
	read: text(),
};

export const gender: Field = {
	parameter: {
		displayName: 'Gender (性别)',
		name: 'gender',
		type: 'options',
		options: [
			{ name: 'Female (女)', value: '0' },
			{ name: 'Male (男)', value: '1' },
		],
		default: '1',
	},
	read: oneOf(['1', '0']),
};

export const status: Field = {
	parameter: {
		displayName: 'Status (员工状态)',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Employed (在职)', value: 'ON' },
			{ name: 'Intern (实习)', value: 'INTERNSHIP' },
			{ name: 'Left (离职)', value: 'LEAVE' },
			{ name: 'On Trial (试用)', value: 'TRIAL' },
		],
		default: 'ON',
		description: 'Whether the employee works here. Left (离职) retires them.',
	},
	read: oneOf(['ON', 'TRIAL', 'INTERNSHIP', 'LEAVE']),
};

export const mobile: Field = {
	parameter: {
		displayName: 'Mobile (手机号码)',
		name: 'mobile',
		type: 'string',
		default: '',
		placeholder: 'e.g. 13800000000',
	},
	read: text(),
};

export const email: Field = {
	parameter: {
		displayName: 'Email (邮箱)',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. name@example.com',
	},
	read: text(),
};

const DEFINE = {
	name: 'Define Below',
	value: 'define',
	description: 'Fill in each entry in the form',
};
const INCOMING = {
	name: 'From Incoming Data',
	value: 'incoming',
	description: 'Take a list from the incoming item by an expression',
};

/** The same parameter twice: as a form, and as one expression that gives the list. */
const formOrExpression = (listMode: INodeProperties, form: Field, example: string): Field[] => [
	{ parameter: listMode },
	amend(form, { displayOptions: { show: { [listMode.name]: ['define'] } } }),
	{
		parameter: {
			displayName: form.parameter.displayName.replace(')', ', JSON)'),
			name: form.parameter.name,
			type: 'json',
			default: `={{ $json.${form.parameter.name} }}`,
			description: `An expression that gives a list, or its JSON text: ${example}`,
			displayOptions: { show: { [listMode.name]: ['incoming'] } },
		},
		mayBeEmpty: form.mayBeEmpty,
	},
];

const assignments: Field = {
	parameter: {
		displayName: 'Assignments (部门和岗位)',
		name: 'list',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Assignment',
		default: { assignment: [{ unitCode: '', positionCode: '', primaryPositionFlag: '1' }] },
		description: 'Departments and positions of the employee. Exactly one is the primary one.',
		options: [
			{
				displayName: 'Assignment',
				name: 'assignment',
				values: [
					{
						displayName: 'Department Code (部门编码)',
						name: 'unitCode',
						type: 'string',
						default: '',
						required: true,
						placeholder: 'e.g. FIN01',
						description: 'Code of the department',
					},
					{
						displayName: 'Position Code (岗位编码)',
						name: 'positionCode',
						type: 'string',
						default: '',
						required: true,
						placeholder: 'e.g. FIN0001',
						description: 'Code of the position',
					},
					{
						displayName: 'Primary Position (主岗)',
						name: 'primaryPositionFlag',
						type: 'options',
						options: [
							{ name: 'No (非主岗)', value: '0' },
							{ name: 'Yes (主岗位)', value: '1' },
						],
						default: '1',
						description: 'Whether this is the main position',
					},
				],
			},
		],
	},
	read(value) {
		const list = rows((entry) => ({
			unitCode: member(entry, 'unitCode', text()),
			positionCode: member(entry, 'positionCode', text()),
			primaryPositionFlag: member(entry, 'primaryPositionFlag', oneOf(['1', '0'])),
		}))(value) as IDataObject[];
		const primary = list.filter(({ primaryPositionFlag }) => primaryPositionFlag === '1').length;
		if (list.length === 0) throw new Invalid('must have at least one entry, but is empty');
		if (primary !== 1)
			throw new Invalid(`must have exactly one primary position, but has ${primary}`);
		return list;
	},
};

const listMode = (first: typeof DEFINE, ...others: Array<typeof DEFINE>): INodeProperties => ({
	displayName: 'Assignments From (来源)',
	name: 'listMode',
	type: 'options',
	options: [first, ...others],
	default: String(first.value),
	description: 'Where the departments and positions of the employee come from',
});

const LIST_EXAMPLE =
	'[{"unitCode": "FIN01", "positionCode": "FIN0001", "primaryPositionFlag": "1"}]';

export const list = formOrExpression(listMode(DEFINE, INCOMING), assignments, LIST_EXAMPLE);

/** On an update what is sent replaces all assignments, so leaving them alone is the default. */
export const optionalList = formOrExpression(
	listMode(
		{ name: 'Keep', value: 'keep', description: 'Leave the assignments as they are' },
		{ ...DEFINE, description: 'The assignments in the form replace all that the employee has' },
		{
			...INCOMING,
			description: 'A list from the incoming item replaces all assignments of the employee',
		},
	),
	{ ...assignments, mayBeEmpty: true },
	LIST_EXAMPLE,
);

export const propertyInfoDTOS = formOrExpression(
	{
		displayName: 'Custom Properties From (来源)',
		name: 'propertyInfoDTOSMode',
		type: 'options',
		options: [
			{ name: 'None', value: 'none', description: 'Send no custom properties' },
			DEFINE,
			INCOMING,
		],
		default: 'none',
		description: 'Where the custom properties of the employee come from',
	},
	{
		parameter: {
			displayName: 'Properties (自定义字段)',
			name: 'propertyInfoDTOS',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Property',
			default: {},
			description: 'Your own fields, as set up in Hippius under 通讯录个性化配置',
			options: [
				{
					displayName: 'Property',
					name: 'property',
					values: [
						{
							displayName: 'Property Name (字段名)',
							name: 'propertyName',
							type: 'string',
							default: '',
							required: true,
							description: 'As it is set up there',
						},
						{
							displayName: 'Value (字段值)',
							name: 'infoName',
							type: 'string',
							default: '',
							description: 'Value for this employee',
						},
					],
				},
			],
		},
		mayBeEmpty: true,
		read: rows((entry) => ({
			propertyName: member(entry, 'propertyName', text()),
			infoName: readAs('infoName', entry.infoName ?? '', text()),
		})),
	},
	'[{"propertyName": "地址", "infoName": "北京"}]',
);

/** @throws Invalid when the employee's code, or one in an assignment, is not a code here */
export function checkEmployee({ row }: { row: IDataObject }, credential: HippiusCredential): void {
	checkCodes(row, credential, 'employeeNum');
	checkEntries('list', (row.list ?? []) as IDataObject[], (assignment) =>
		checkCodes(assignment, credential, 'unitCode', 'positionCode'),
	);
}
