/** Employees in step: docs/vendors/weaver-e10.md, no. 1, 9, 10 and 13, and section 6.1. */
import type { IDataObject } from 'n8n-workflow';

import { asFailure } from '../../shared/client/failure';
import type { Call } from '../../shared/contract';
import type { Kind, Listing, ReadOptions, SyncColumn } from '../../shared/contract/sync';
import { headersOf } from '../../shared/input/headers';
import { keyText, trimmed } from '../../shared/sync/columns';
import { plainText } from '../../shared/sync/directory';
import { ownColumns as columnsOfTenant } from '../columns';
import { employeeColumns, isLeft, LEFT_STATUSES } from '../resources/employee/columns';
import { IN_SERVICE, LEFT, queryEmployee } from '../resources/employee/getAll';
import { listBasicField } from '../resources/employee/getFields';
import { rehire } from '../resources/employee/rehire';
import { upsert } from '../resources/employee/upsert';
import type { WeaverE10Credential } from '../token';
import {
	ADDRESS,
	AMOUNT,
	DAY,
	DEPARTMENT_CODES,
	PHONE,
	POINTER,
	SEVERAL,
	syncColumns,
} from './columns';
import { PHASE } from './phases';
import { allRows, listingOf } from './read';
import { toDepartment, toEmployee, toEmployees, toPosition } from './references';
import { tasksBy, type Item } from './write';

const STATUS = 'personnel_status';
const [LEAVES] = LEFT_STATUSES;

/** The members of a row that hold the tenant's own fields. */
const OWN = employeeColumns.members!;
const [USER_INFO, EXTENDED] = OWN;

const references = [
	...[toDepartment, toPosition, toEmployee('superior')],
	...[toEmployees('other_superior'), toEmployees('assistant')],
];

export const employee: Kind<WeaverE10Credential> = {
	value: 'employee',
	name: 'Employees',
	chinese: '人员',
	called: { one: 'employee', many: 'employees' },
	columns: syncColumns(employeeColumns, {
		id: POINTER,
		username: { isRequired: true },
		job_num: { read: keyText },
		mobile: PHONE,
		email: ADDRESS,
		// Nobody says what somebody without a department is to Weaver.
		department: { ...POINTER, first: DEPARTMENT_CODES, isKept: true },
		position: { ...POINTER, first: ['岗位编码'] },
		superior: { ...POINTER, first: ['直接上级工号', '上级工号'] },
		other_superior: { ...POINTER, ...SEVERAL, first: ['其他上级工号'] },
		assistant: { ...POINTER, ...SEVERAL, first: ['助理工号'] },
		[STATUS]: { isKept: true },
		work_year: AMOUNT,
		...Object.fromEntries(
			['hiredate', 'birthday', 'graduate_date', 'first_work_date'].map((id) => [id, DAY]),
		),
	}),
	references,
	match: { columns: ['id', 'job_num', 'mobile', 'email'], preset: ['id', 'job_num'] },
	idColumn: 'id',
	nameColumn: 'username',
	keyColumns: ['job_num', 'mobile', 'email', 'id'],
	newNeeds: ['job_num'],
	unique: ['job_num', 'mobile', 'email'],
	alike: [['mobile'], ['email'], ['username', 'department']],
	missing: ['retire'],
	status: { column: STATUS, left: LEFT_STATUSES },
	reads: ({ columns, isScoped }) => [
		...(columns.has('department') || isScoped ? ['subcompany', 'department'] : []),
		...(columns.has('position') ? ['position'] : []),
	],
	ownMembers: employeeColumns.members,
	ownColumns,
	read: async (call, reading) => await query(call, reading, IN_SERVICE),
	async readFormer(call, reading, isSought) {
		const { records } = await query(call, reading, LEFT);
		return records.filter(({ values }) => isSought(values));
	},
	tasks: tasksBy(upsert, {
		phase: PHASE.employees,
		goesIn: PHASE.employeesGo,
		gone: leavingStatus,
		back: rehire,
		restored: statusAgain,
	}),
};

/** Which query finds somebody tells whether they have left; so may what it says of their status. */
async function query(call: Call, { columns }: ReadOptions, status: string): Promise<Listing> {
	const members = new Set([...columns].map((column) => column.split('.')[0]));
	const rows = await allRows(call, queryEmployee, {
		userStatusList: [status],
		returnFieldList: [...members],
		...(members.has(USER_INFO) && { containUserInfoExtend: true }),
		...(members.has(EXTENDED) && { containEmployeeExtend: true }),
	});
	const stateOf = (row: IDataObject) =>
		status !== IN_SERVICE || isLeft(row[STATUS]) ? 'left' : 'active';
	return listingOf(rows, columns, { references, asked: [...columns], stateOf });
}

/** The tenant's own fields that these headers stand for: by their names, or as members of a row. */
async function ownColumns(call: Call, headers: string[]): Promise<SyncColumn[]> {
	const isMember = (header: string) =>
		/^[^.]+\.(?!__proto__$)./.test(header) && OWN.some((member) => header.startsWith(`${member}.`));
	const members = headers.filter(isMember).map((id) => ownColumn(id, id));
	const others = headers.filter((header) => !isMember(header));
	if (others.length === 0) return members;
	const fields = columnsOfTenant(USER_INFO, await fieldsOf(call)).map(({ id, displayName }) =>
		ownColumn(id, displayName),
	);
	const meant = new Set(headersOf(others, fields).columnOf.values());
	const isFree = ({ id }: SyncColumn) => !members.some((member) => member.id === id);
	return [...members, ...fields.filter((field) => meant.has(field.id) && isFree(field))];
}

/** An app that may not list them has the others all the same. */
async function fieldsOf(call: Call): Promise<unknown> {
	try {
		return (await call(listBasicField, {}, { repeatable: true })).data;
	} catch (error) {
		const failure = asFailure(error);
		const isMissing = failure.kind === 'refused' || failure.facts.httpStatus === 404;
		if (isMissing && !failure.facts.ofCredential) return [];
		throw failure;
	}
}

const ownColumn = (id: string, name: string): SyncColumn => ({
	id,
	displayName: name,
	names: [name],
	read: (value) =>
		trimmed()(Array.isArray(value) ? value.map(plainText).join(',') : plainText(value)),
});

const saidStatus = ({ entity }: Item): string => plainText(entity.source?.values[STATUS]);

/** As the row says, if it does. */
function leavingStatus(item: Item) {
	const said = saidStatus(item);
	return { [STATUS]: LEFT_STATUSES.includes(said) ? said : LEAVES };
}

/** What somebody is after being rehired is not documented: what the table says is sent again. */
function statusAgain(item: Item) {
	const said = saidStatus(item);
	return said === '' ? {} : { [STATUS]: said };
}
