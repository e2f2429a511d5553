/**
 * Persons of the Yunzhijia test platform: the endpoints of docs/vendors/yunzhijia.md section 5. All values
 * of a person are strings. `[not known]` as in yunzhijia.ts.
 */
import {
	anything,
	filled,
	listOf,
	mapOf,
	matching,
	oneOf,
	record,
	text,
	whole,
} from '../checks.ts';
import type { Check } from '../checks.ts';
import { isRefused, tookEffect } from '../effects.ts';
import { ensureDepartment } from './departments.ts';
import { FAILURES, changedSince, time, withEid } from './rows.ts';
import type { Failure } from './rows.ts';
import { NO_WEIGHTS, addPerson, isActive, leaderKey, operation, partTimeJobKey } from './state.ts';
import type { YunzhijiaOperations, YunzhijiaPerson, YunzhijiaState } from './state.ts';

const rowOf = (
	{ openId, name, orgId, jobTitle, ...more }: YunzhijiaPerson,
	{ departments }: YunzhijiaState,
) => ({
	openId,
	name,
	phone: more.phone ?? '',
	email: more.email ?? '',
	jobNo: more.jobNo ?? '',
	jobTitle,
	department: departments.get(orgId)?.department ?? '',
	orgId,
	orgUserType: more.orgUserType ?? '0',
	status: more.status ?? '1',
	gender: more.gender ?? '',
	weights: String(more.weights ?? NO_WEIGHTS),
	birthday: more.birthday ?? '',
	hireDate: more.hireDate ?? '',
	staffType: more.staffType ?? '',
	contact: more.contact ?? '[]',
});

const TEXTS = [
	'jobTitle',
	'jobNo',
	'gender',
	'birthday',
	'hireDate',
	'positiveDate',
	'staffType',
	'photoUrl',
] as const;

// What else is kept as it was sent, where an endpoint takes it.
const NAMED = [...TEXTS, 'name', 'email', 'status'] as const;

interface Row extends Partial<Pick<YunzhijiaPerson, (typeof NAMED)[number] | 'phone'>> {
	openId: string;
	orgId: string;
	msgId?: string;
	account?: { mobile?: string; email?: string; password?: string };
	department?: string;
	type: string | number;
	weights?: string;
	orgUserType?: string;
	contact?: Array<Record<string, unknown>>;
}

const details: Record<string, Check> = {
	...Object.fromEntries(TEXTS.map((name) => [name, text])),
	weights: matching(/^\d*$/),
	contact: listOf(mapOf(/^[a-zA-Z]+$/, anything)),
};

const account = record({}, { mobile: text, email: text, password: text });

function sentOf(row: Row): Partial<YunzhijiaPerson> {
	const { weights, orgUserType, contact } = row;
	const named = NAMED.filter((name) => row[name] !== undefined).map((name) => [name, row[name]]);
	return {
		...Object.fromEntries(named),
		...(weights !== undefined && { weights: weights === '' ? undefined : Number(weights) }),
		...(orgUserType !== undefined && { orgUserType: orgUserType === '1' ? '1' : '0' }),
		...(contact && { contact: JSON.stringify(contact) }),
	};
}

/** The platform as one call finds it, with who owns which phone and e-mail. */
interface Call {
	state: YunzhijiaState;
	at: number;
	phones: Map<string | undefined, string>;
	emails: Map<string | undefined, string>;
}

function callOn(state: YunzhijiaState, at: number): Call {
	const people = [...state.people.values()];
	return {
		state,
		at,
		phones: new Map(people.map(({ phone, openId }) => [phone, openId])),
		emails: new Map(people.map(({ email, openId }) => [email, openId])),
	};
}

type Run = (row: Row, call: Call) => YunzhijiaPerson | Failure;

const isFailure = (result: YunzhijiaPerson | Failure): result is Failure => 'msgCode' in result;

function course(run: Run, row: Row, call: Call) {
	const result = isRefused(row) ? FAILURES.refused : run(row, call);
	if (!isFailure(result)) tookEffect(row);
	return result;
}

/** Who a row is about, as far as it says. */
const identityOf = ({ openId, account: login, phone, email }: Row) => ({
	openId: openId as string | undefined,
	phone: login?.mobile || phone,
	email: login?.email ?? email,
});

function messageId(row: Row, index: number, { state }: Call) {
	if (row.msgId !== undefined) return row.msgId;
	const { openId, phone, email } = identityOf(row);
	return state.personMsgId === 'key' ? (openId ?? (phone || email)) : String(index);
}

/** A row for every person, also for those that went well. */
const everyPerson =
	(msgCode: string, run: Run) =>
	({ persons }: { persons: Row[] }, state: YunzhijiaState, at: number) => {
		const call = callOn(state, at);
		return persons.map((row, index) => {
			const result = course(run, row, call);
			const msgId = messageId(row, index, call);
			if (isFailure(result)) return { msgId, ...result, ...identityOf(row), success: false };
			const { openId, phone = '', email = '' } = result;
			return { msgId, msgCode, msg: '成功', openId, phone, email, success: true };
		});
	};

/** Rows of those that failed, [] when all succeeded. */
const failedPeople =
	(run: Run) =>
	({ persons }: { persons: Row[] }, state: YunzhijiaState, at: number) => {
		const call = callOn(state, at);
		return persons.flatMap((row, index) => {
			const result = course(run, row, call);
			return isFailure(result) ? [{ msgId: messageId(row, index, call), ...result }] : [];
		});
	};

/** [not known] what adding a phone that is there does: its row fails. */
const add: Run = (row, { state, at, phones, emails }) => {
	const { phone = '', email = '' } = identityOf(row);
	const { name, department = '' } = row;
	if (!name) return FAILURES.noName;
	if (!phone && !email) return FAILURES.noPhone;
	if (phone && phones.has(phone)) return FAILURES.phoneTaken;
	if (email && emails.has(email)) return FAILURES.emailTaken;
	const found = department === '' ? undefined : ensureDepartment(state, department, at);
	if (department !== '' && !found) return FAILURES.badDepartment;
	const openId = `5e${(++state.idsGiven).toString(16).padStart(22, '0')}`;
	const orgId = found?.orgId ?? '';
	const times = { createdAt: at, updatedAt: at };
	const made = { name, jobTitle: '', ...sentOf(row), openId, orgId, phone, email, ...times };
	addPerson(state, made);
	phones.set(phone, openId);
	emails.set(email, openId);
	return made;
};

/** Changes the person whom the row names. */
const changing =
	(change: (found: YunzhijiaPerson, row: Row, call: Call) => Failure | undefined): Run =>
	(row, call) => {
		const found = call.state.people.get(row.openId);
		if (!found) return FAILURES.noPerson;
		const failure = change(found, row, call);
		if (failure) return failure;
		return Object.assign(found, { updatedAt: call.at });
	};

const takenBySomeoneElse = (owners: Call['phones'], value: string, { openId }: YunzhijiaPerson) =>
	owners.has(value) && owners.get(value) !== openId;

function changeEmail(found: YunzhijiaPerson, email: string | undefined, emails: Call['emails']) {
	if (email === undefined) return undefined;
	if (email && takenBySomeoneElse(emails, email, found)) return FAILURES.emailTaken;
	emails.delete(found.email);
	emails.set(email, found.openId);
	found.email = email;
	return undefined;
}

const update = changing((found, row, { emails }) => {
	if (row.name === '') return FAILURES.noName;
	const failure = changeEmail(found, row.email, emails);
	if (!failure) Object.assign(found, sentOf(row));
	return failure;
});

const updateDepartment = changing((found, { openId, orgId }, { state }) => {
	if (orgId !== '' && !state.departments.has(orgId)) return FAILURES.noDepartment;
	if (state.partTimeJobs.has(partTimeJobKey(openId, orgId))) return FAILURES.sameDepartment;
	found.orgId = orgId;
	return undefined;
});

const updatePhone = changing((found, { phone = '' }, { phones }) => {
	if (phone === '' || phone === found.phone) return FAILURES.noPhone;
	if (found.severalTeams) return FAILURES.severalTeams;
	if (takenBySomeoneElse(phones, phone, found)) return FAILURES.phoneTaken;
	phones.delete(found.phone);
	phones.set(phone, found.openId);
	found.phone = phone;
	return undefined;
});

/** [not known] what it takes and refuses: as updatePhone; an empty e-mail is none. */
const updateEmail = changing((found, { email }, { emails }) =>
	email === '' ? FAILURES.noEmail : changeEmail(found, email, emails),
);

/** leave, restore, disable, enable → the status that follows. */
const STATUS_AFTER: Record<string, string> = { 1: '0', 2: '1', 3: '2', 4: '1' };

const updateStatus = changing((found, { type }, { state }) => {
	if (state.refusesSameStatus && found.status === STATUS_AFTER[type]) return FAILURES.sameStatus;
	found.status = STATUS_AFTER[type];
	return undefined;
});

/** [not known] what becomes of part-time posts and leaders: they go with the person. */
const remove = changing((found, { openId }, { state, at }) => {
	state.people.delete(openId);
	state.deletedPeople.set(openId, { ...found, status: '0', updatedAt: at });
	for (const { orgId } of state.departments.values()) {
		state.partTimeJobs.delete(partTimeJobKey(openId, orgId));
		state.leaders.delete(leaderKey(openId, orgId));
	}
	return undefined;
});

interface Page {
	begin: number;
	count: number;
}

/** Path → its data and what it does. */
export function people(): YunzhijiaOperations {
	const window = { begin: whole(0), count: whole(1, 1000) };
	const rows = (required: Record<string, Check>, optional: Record<string, Check> = {}) =>
		// [not known] whether a row may carry a msgId; it comes back then.
		withEid({ persons: listOf(record(required, { msgId: filled, ...optional }), 1, 1000) });
	const status = oneOf('0', '1', '2');
	return {
		'person/getall': operation({
			write: false,
			data: withEid(window),
			run: ({ begin, count }: Page, state) =>
				[...state.people.values()]
					.filter(isActive)
					.slice(begin, begin + count)
					.map((person) => rowOf(person, state)),
		}),
		'person/get': operation({
			write: false,
			// The pages conflict, 1000 or 100: the smaller.
			data: withEid({ type: oneOf(0, 1), array: listOf(filled, 1, 100) }),
			// [not known] what an unknown one gives, and the order: no row, and not that of the request.
			run: ({ type, array }: { type: number; array: string[] }, state) => {
				const wanted = new Set(array);
				return [...state.people.values()]
					.filter(({ phone = '', openId }) => wanted.has(type === 0 ? phone : openId))
					.map((person) => rowOf(person, state));
			},
		}),
		'person/getAtTime': operation({
			write: false,
			data: withEid({ time, ...window }),
			run: ({ time: since, begin, count }: Page & { time: string }, state) =>
				[...state.people.values(), ...state.deletedPeople.values()]
					.filter(changedSince(since))
					.slice(begin, begin + count)
					.map((person) => rowOf(person, state)),
		}),
		'person/addNew': operation({
			write: true,
			data: rows(
				{ name: text },
				{
					...details,
					account,
					phone: text,
					department: text,
					status,
					orgUserType: oneOf('0', '1'),
				},
			),
			run: everyPerson('209', add),
		}),
		'person/updateInfo': operation({
			write: true,
			// Department, status and phone have endpoints of their own; [not known] whether e-mail too.
			data: rows(
				{ openId: filled },
				{ ...details, name: text, email: text, orgUserType: oneOf('1', '2') },
			),
			run: everyPerson('209', update),
		}),
		'person/updateDeptByDeptId': operation({
			write: true,
			data: rows({ openId: filled, orgId: text }),
			run: failedPeople(updateDepartment),
		}),
		'person/updatePhone': operation({
			write: true,
			data: rows({ openId: filled, phone: text }),
			run: failedPeople(updatePhone),
		}),
		'person/updateEmailUnbound': operation({
			write: true,
			data: rows({ openId: filled, email: text }),
			run: failedPeople(updateEmail),
		}),
		'person/updateStatus': operation({
			write: true,
			// [not known] number or text: both.
			data: rows({ openId: filled, type: oneOf(1, 2, 3, 4, '1', '2', '3', '4') }),
			run: everyPerson('214', updateStatus),
		}),
		'person/delete': operation({
			write: true,
			data: withEid({ openIds: listOf(filled, 1, 1000) }),
			// [not known] what msgId is of rows that are plain ids: the id.
			run: ({ openIds }: { openIds: string[] }, state, at) => {
				const persons = openIds.map((openId) => ({ openId, msgId: openId }) as Row);
				return everyPerson('214', remove)({ persons }, state, at);
			},
		}),
	};
}
