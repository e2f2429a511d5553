/** Employees in step: docs/vendors/hippius.md, section 3. */
import type { Kind, PlanItem, SyncColumn } from '../../shared/contract/sync';
import {
	column,
	inWords,
	keyText,
	phoneOf,
	pointer,
	sameAddress,
	samePhone,
} from '../../shared/sync/columns';
import { columnName, plainText } from '../../shared/sync/directory';
import { update } from '../resources/employee/update';
import { upsert } from '../resources/employee/upsert';
import type { HippiusCredential } from '../token';
import { entriesOf, listOf, primaryOf, shapeEmployees } from './assignments';
import { DEPARTMENT_CODES } from './columns';
import { PHASE } from './phases';
import { toDepartment } from './references';

const LEAVE = 'LEAVE';
const BACK = { status: 'ON' };

const statusOf = inWords(
	{
		ON: ['在职', '正式', '在岗', '正常', '返聘'],
		TRIAL: ['试用', '试用期'],
		INTERNSHIP: ['实习', '实习期', '实习生'],
		[LEAVE]: ['离职', '已离职'],
	},
	'ON (在职), TRIAL (试用), INTERNSHIP (实习) or LEAVE (离职)',
);
const genderOf = inWords(
	{ '1': ['男', 'male', 'm'], '0': ['女', 'female', 'f'] },
	'男 or 女 (1 or 0)',
);

/** What is configured under 通讯录个性化配置 goes by `propertyInfoDTOS.<name>`. */
const OWN = 'propertyInfoDTOS';

export const employee: Kind<HippiusCredential> = {
	value: 'employee',
	name: 'Employees',
	chinese: '员工',
	called: { one: 'employee', many: 'employees' },
	columns: [
		column('employeeNum', 'Number', ['工号', '员工编码', '员工编号', '员工号'], { read: keyText }),
		column('name', 'Name', ['姓名', '员工姓名', '名字'], { isRequired: true }),
		column('gender', 'Gender', ['性别'], { read: genderOf, isRequired: true }),
		column('status', 'Status', ['状态', '员工状态', '在职状态', '人员状态'], {
			read: statusOf,
			isRequired: true,
		}),
		column('mobile', 'Mobile', ['手机号码', '手机号', '手机'], { read: phoneOf, sense: samePhone }),
		column('email', 'Email', ['邮箱', '电子邮箱', '邮件'], { sense: sameAddress }),
		pointer('unitCode', 'Department Code', [...DEPARTMENT_CODES, '部门']),
		pointer('positionCode', 'Position Code', ['岗位编码', '岗位编号', '岗位代码', '岗位']),
		pointer('primaryPositionFlag', 'Primary Position', ['是否主岗', '主岗', '主岗位'], {
			read: primaryOf,
		}),
		column('list', 'Assignments', ['部门和岗位集合', '任职', '岗位集合'], {
			read: listOf,
			isRequired: 'the department and the position (unitCode and positionCode)',
			isClear: true,
		}),
	],
	references: [toDepartment],
	match: { columns: ['employeeNum'], preset: ['employeeNum'] },
	keyColumns: ['employeeNum'],
	alike: [['mobile'], ['email'], ['name', 'unitCode']],
	missing: ['retire'],
	status: { column: 'status', left: [LEAVE] },
	restoredAs: BACK,
	shape: (table) => shapeEmployees(table, (column) => columnName(employee, column)),
	reads: () => ['department'],
	ownMembers: [OWN],
	async ownColumns(_call, headers) {
		const isOwn = (header: string) =>
			header.startsWith(`${OWN}.`) && header.length > OWN.length + 1;
		return headers.filter(isOwn).map(ownColumn);
	},

	tasks(item) {
		const { action } = item;
		return [
			{
				operation: action === 'create' ? upsert : update,
				phase: action === 'retire' ? PHASE.employeesGo : PHASE.employees,
				values: () => rowOf(item),
			},
		];
	},
};

const ownColumn = (id: string): SyncColumn => ({
	...column(id, '', [id]),
	displayName: id.slice(OWN.length + 1),
});

/** What is sent of an employee: the whole of a new one, else what changes. */
function rowOf({ action, entity, changes }: PlanItem<HippiusCredential>) {
	const { source, target } = entity;
	const { employeeNum = target?.id, ...values } = source?.values ?? {};
	if (action === 'retire') return { employeeNum, status: LEAVE };
	const isSent = (name: string) => changes.some(({ field }) => field === name);
	const row: Record<string, unknown> = { employeeNum };
	for (const name of ['name', 'gender', 'status', 'mobile', 'email'])
		if (isSent(name)) row[name] = values[name];
	// Somebody who has left comes back by a status, whether the table says one or not.
	if (action === 'restore') row.status = plainText(values.status) || BACK.status;
	if (isSent('list')) row.list = entriesOf(values.list);
	if (changes.some(({ field }) => field.startsWith(`${OWN}.`))) row[OWN] = propertiesOf(values);
	return row;
}

/** All that the table says: whether what is not sent stays is not documented. */
const propertiesOf = (values: Record<string, unknown>) =>
	Object.entries(values)
		.filter(([name]) => name.startsWith(`${OWN}.`))
		.map(([name, value]) => ({
			propertyName: name.slice(OWN.length + 1),
			infoName: plainText(value),
		}));
