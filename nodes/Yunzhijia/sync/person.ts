/** People in step: docs/vendors/yunzhijia.md, section 5. */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../shared/contract';
import type { CellValues, Kind, PlanItem, TargetRecord, Task } from '../../shared/contract/sync';
import {
	column,
	dayOf,
	inWords,
	keyText,
	phoneOf,
	pointer,
	sameAddress,
	sameDay,
	sameKey,
	samePhone,
} from '../../shared/sync/columns';
import { idOf, pathOf, plainText } from '../../shared/sync/directory';
import { everyPerson, formerPeople } from '../directory';
import { lookUp } from '../lookups/resolve';
import { create } from '../resources/person/create';
import { del } from '../resources/person/delete';
import { update } from '../resources/person/update';
import { updateDepartment } from '../resources/person/updateDepartment';
import { updateEmailUnbound } from '../resources/person/updateEmailUnbound';
import { updatePhone } from '../resources/person/updatePhone';
import { updateStatus } from '../resources/person/updateStatus';
import type { YunzhijiaCredential } from '../token';
import { NO_WEIGHTS, ofDepartment, sameMainTitle, untoldIn, WEIGHTS } from './columns';
import { PHASE } from './phases';
import { toDepartment } from './references';

const DAY = { read: dayOf, sense: sameDay };

/** What the column of the status reads for somebody who is no longer there. */
const GONE = 'left';

/** Words that tables have for it; whatever else stands there is refused. */
const STATUS: Record<string, string[]> = {
	present: [
		'1',
		'2',
		'true',
		'normal',
		'active',
		'enabled',
		'在职',
		'正常',
		'正式',
		'试用',
		'试用期',
		'实习',
		'启用',
		'禁用',
		'停用',
	],
	[GONE]: [
		'0',
		'false',
		'left',
		'leave',
		'inactive',
		'离职',
		'已离职',
		'离开',
		'退休',
		'辞退',
		'解聘',
	],
};

export const person: Kind<YunzhijiaCredential> = {
	value: 'person',
	name: 'People',
	chinese: '人员',
	called: { one: 'person', many: 'people' },
	columns: [
		pointer('openId', 'ID', ['人员ID']),
		column('name', 'Name', ['姓名', '名字', '员工姓名'], { isRequired: true }),
		column('jobNo', 'Job Number', ['工号', '员工编号', '员工号', '人员编号'], {
			read: keyText,
			sense: sameKey,
		}),
		column('phone', 'Mobile', ['手机号', '手机', '手机号码', '电话', '移动电话'], {
			read: phoneOf,
			sense: samePhone,
		}),
		column('email', 'Email', ['邮箱', '电子邮箱', '邮件'], { sense: sameAddress }),
		...ofDepartment,
		column('jobTitle', 'Job Title', ['职位', '岗位', '职务'], { sense: sameMainTitle }),
		pointer('status', 'Status', ['状态', '人员状态', '在职状态', '员工状态'], {
			read: inWords(STATUS, '在职 or 离职 (1 or 0, normal or left)'),
		}),
		column('gender', 'Gender', ['性别']),
		column('birthday', 'Birthday', ['生日', '出生日期'], DAY),
		column('hireDate', 'Hire Date', ['入职日期', '入职时间'], DAY),
		column('positiveDate', 'Regular Since', ['转正日期'], DAY),
		column('staffType', 'Staff Type', ['员工类型', '用工类型']),
		column('weights', 'Weights', ['排序', '排序码', '权重'], WEIGHTS),
	],
	references: [toDepartment],
	match: { columns: ['openId', 'jobNo', 'phone', 'email'], preset: ['jobNo'] },
	idColumn: 'openId',
	keyColumns: ['jobNo', 'phone', 'email', 'openId'],
	newNeeds: ['phone', 'email'],
	unique: ['phone', 'email', 'jobNo'],
	alike: [['phone'], ['email'], ['name', 'department']],
	missing: ['retire', 'remove'],
	status: { column: 'status', left: [GONE] },
	reads: () => ['department'],

	async read(call) {
		const records = await everyPerson(call, targetOf);
		return { records, untold: untoldIn(person.columns, records) };
	},

	canBeDisabled: true,
	async readFormer(call, { concurrency }, isSought) {
		const former = (await formerPeople(call, targetOf)).filter(({ state }) => state !== 'active');
		const sought = former.filter(({ state, values }) => state === 'disabled' || isSought(values));
		return await stillThere(sought, call, concurrency);
	},

	tasks,
};

const STATES: Record<string, TargetRecord['state']> = { 0: 'left', 1: 'active', 2: 'disabled' };

/** The members of a row of the platform that are compared. */
const COMPARED = [
	...['openId', 'name', 'jobNo', 'phone', 'email', 'orgId', 'jobTitle', 'gender', 'birthday'],
	...['hireDate', 'staffType', 'weights'],
];

function targetOf(row: IDataObject): TargetRecord {
	// Who is in no department may be told of without one.
	const values: CellValues = { orgId: '' };
	for (const name of COMPARED) if (row[name] !== undefined) values[name] = row[name] ?? '';
	if (values.weights === NO_WEIGHTS) values.weights = '';
	return { id: String(row.openId), values, state: STATES[plainText(row.status)] ?? 'active' };
}

/** The list of changes also has those who were deleted: nobody can bring them back. */
async function stillThere(
	records: TargetRecord[],
	call: Call,
	concurrency: number,
): Promise<TargetRecord[]> {
	const rowsOf = await lookUp(
		'id',
		records.map(({ id }) => id),
		call,
		concurrency,
	);
	return records.flatMap(({ id }) => rowsOf(id).map(targetOf));
}

/** What `updateInfo` changes; the others have interfaces of their own. */
const INFO = [
	...['name', 'jobNo', 'jobTitle', 'gender', 'birthday', 'hireDate', 'positiveDate', 'staffType'],
	'weights',
];
const STATUS_TYPES: Record<string, string> = { retire: '1', restore: '2', enable: '4' };

function tasks({ entity, action, changes }: PlanItem<YunzhijiaCredential>) {
	const { source, then } = entity;
	const openId = () => idOf(entity);
	const changed = new Set(changes.map(({ field }) => field));
	const said = (names: string[]) =>
		Object.fromEntries(
			names.filter((name) => changed.has(name)).map((name) => [name, source?.values[name]]),
		);
	const found: Array<Task<YunzhijiaCredential>> = [];
	const add = (
		operation: Task<YunzhijiaCredential>['operation'],
		values: Task<YunzhijiaCredential>['values'],
		rest: Partial<Task<YunzhijiaCredential>> = {},
	) => found.push({ operation, phase: PHASE.people, values, ...rest });

	if (action === 'create') {
		const { phone: mobile, email } = source?.values ?? {};
		const place = then.department && pathOf(then.department);
		add(create, () => ({ ...said(INFO), department: place, account: { mobile, email } }));
		return found;
	}
	if (action === 'remove') {
		add(del, () => ({ openId: openId() }), { phase: PHASE.peopleGo });
		return found;
	}
	const type = STATUS_TYPES[action];
	if (type !== undefined) {
		const phase = action === 'retire' ? PHASE.peopleGo : PHASE.people;
		add(updateStatus, () => ({ openId: openId(), type }), { phase, isFirst: true });
	}
	if (INFO.some((name) => changed.has(name)))
		add(update, () => ({ openId: openId(), ...said(INFO) }));
	if (changed.has('phone')) add(updatePhone, () => ({ openId: openId(), ...said(['phone']) }));
	if (changed.has('email'))
		add(updateEmailUnbound, () => ({ openId: openId(), ...said(['email']) }));
	if (changed.has('department'))
		add(updateDepartment, () => {
			const orgId = then.department && idOf(then.department);
			return { openId: openId(), orgId, unassign: then.department === undefined };
		});
	return found;
}
