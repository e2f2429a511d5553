import type { IDataObject } from 'n8n-workflow';

import type { DirectoryRecord, Part, Progress } from '../../../shared/contract';
import { amend } from '../../../shared/form/field';
import { asInvalid, Invalid } from '../../../shared/input/invalid';
import { filled } from '../../../shared/input/readers';
import { stepOf } from '../../../shared/input/record';
import { invalid, notSent, rejected } from '../../../shared/run/outcome';
import { hasLeft } from '../../directory';
import { department } from '../../fields';
import { getDepartments, getPeople, lookUp, notOne, type LookupMode } from '../../lookups/resolve';
import { BATCH, type YunzhijiaOperation, type YunzhijiaStepwiseOperation } from '../../operations';
import type { YunzhijiaCredential } from '../../token';
import { addNew, create } from './create';
import { account, details, name, openId, phone } from './fields';
import { update, updateInfo } from './update';
import { updateDepartment, updateDeptByDeptId } from './updateDepartment';

/** What nobody shares with another: a name is no such thing. */
const BY_ONE_OF_A_KIND = ['id', 'mobile', 'jobNo'];

const person = amend(openId, {
	default: { mode: 'jobNo', value: '' },
	description:
		'How to find the person. Somebody who is not there is created, with this job number, mobile or email.',
	modes: [
		...(openId.parameter.modes ?? []).filter(({ name: mode }) => BY_ONE_OF_A_KIND.includes(mode)),
		{
			displayName: 'By Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. name@example.com',
			hint: 'The email of somebody active (邮箱). All people are read once a run to find it.',
		},
	],
});

const orgId = amend(
	department(
		'orgId',
		'Department (部门)',
		'The main department of the person. Empty: it stays as it is.',
	),
	{},
	{
		mayBeEmpty: true,
		read: (value) => (String(value).trim() === '' ? undefined : filled(value)),
	},
);

export const upsert: YunzhijiaStepwiseOperation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update people',
	term: '新增或修改人员',
	description: 'Create a new person, or update the current one if it already exists (upsert)',
	notice:
		'People who exist already are moved if the Department is another one. Account (登录账号) and Phone (联系电话) are used for new people only. People who have left are not brought back: use Update Status → Restore.',
	endpoints: [addNew, updateInfo, updateDeptByDeptId, getPeople, getDepartments],
	required: [person, name, orgId, account],
	optional: [phone, ...details],
	batch: BATCH,
	// The person is looked for here: who is not there is created instead of being refused.
	prepare({ request, namedBy }) {
		request.matchBy = namedBy?.openId ?? 'id';
		delete namedBy?.openId;
	},

	async *steps(records, progress, credential) {
		const mode = records[0].request.matchBy as LookupMode;
		const { call, concurrency } = progress;
		const peopleWith = await lookUp(mode, records.map(keyOf), call, concurrency);
		const isNew = (record: DirectoryRecord) => peopleWith(keyOf(record)).length === 0;
		const longNameOf = await longNames(mode === 'id' ? [] : records.filter(isNew), progress);
		const plan = planner(progress, credential);

		/** The first record of each new person creates them; whatever comes later updates them. */
		const creations = new Map<string, DirectoryRecord>();
		const updating: DirectoryRecord[] = [];
		for (const record of records) {
			const key = keyOf(record);
			const [known, ...more] = peopleWith(key);
			if (knownBefore(record, progress)) updating.push(record);
			else if (more.length || (!known && mode === 'id'))
				progress.settle(record, notOne(mode, 'openId', key, more.length && more.length + 1));
			else if (known && hasLeft(known)) progress.settle(record, isGone);
			else if (known || creations.has(key)) updating.push(record);
			else
				plan(
					record,
					create,
					() => ({ ...ofNew(record, mode), department: longNameOf(record) }),
					(step) => creations.set(key, step),
				);
		}
		yield [{ operation: create, records: [...creations.values()] }];

		const updates: DirectoryRecord[] = [];
		const moves: DirectoryRecord[] = [];
		const moved = new Set<string>();
		for (const record of updating) {
			const creation = creations.get(keyOf(record));
			const known = knownBefore(record, progress) ?? peopleWith(keyOf(record))[0];
			const found = known ?? createdBy(creation, progress);
			if (found?.openId === undefined) {
				progress.settle(record, found ? withoutId : notCreated);
				continue;
			}
			const id = String(found.openId);
			const { orgId: place } = record.row;
			plan(
				record,
				update,
				() => ({ ...record.row, openId: id }),
				(step) => updates.push(step),
			);
			// Once an earlier record moves them, nobody knows where they are before that is done.
			if (place === undefined || (place === found.orgId && !moved.has(id))) continue;
			moved.add(id);
			const move = { openId: id, orgId: place, unassign: false };
			plan(
				record,
				updateDepartment,
				() => move,
				(step) => moves.push(step),
			);
		}
		yield [
			{ operation: update, records: updates },
			{ operation: updateDepartment, records: moves },
		];
	},
};

const keyOf = ({ row }: DirectoryRecord): string => String(row.openId);

const isGone = rejected({
	message: 'is of somebody who has left',
	advice: 'Update Status → Restore brings them back.',
	field: 'openId',
});

const notCreated = notSent(
	'Another item of this run was to create this person, and that was not done',
);

const withoutId = notSent(
	'Another item of this run created this person, but Yunzhijia did not say under which ID',
);

/** Makes a step of a record, or settles it by the reason why it can't be made. */
const planner =
	(progress: Progress, credential: YunzhijiaCredential) =>
	(
		record: DirectoryRecord,
		operation: YunzhijiaOperation,
		values: () => IDataObject,
		take: (step: DirectoryRecord) => void,
	): void => {
		try {
			take(stepOf(record, operation, values(), credential));
		} catch (error) {
			// A step of its own, so that what the others do does not hide it.
			const part: Part = { of: record, name: operation.name, kind: 'step' };
			progress.settle({ ...record, part }, invalid(asInvalid(error)));
		}
	};

/**
 * The person whom an earlier try updated: by what they were looked for then they may not be found
 * any more, and must not be created for that.
 */
function knownBefore(record: DirectoryRecord, progress: Progress): IDataObject | undefined {
	const before = progress.stepBefore(record, update);
	return before?.kind === 'done' ? { openId: (before.result as IDataObject).openId } : undefined;
}

/** A new person is given their department by its long name. The function throws Invalid. */
async function longNames(
	records: DirectoryRecord[],
	{ call, concurrency }: Progress,
): Promise<(record: DirectoryRecord) => string | undefined> {
	const ids = records.flatMap(({ row }) => (row.orgId === undefined ? [] : [String(row.orgId)]));
	const departmentsWith = await lookUp('departmentId', ids, call, concurrency);
	return ({ row }) => {
		if (row.orgId === undefined) return undefined;
		const [found] = departmentsWith(String(row.orgId));
		if (found) return String(found.department);
		throw new Invalid(
			`is “${String(row.orgId)}”, but there is no department with this ID`,
			'orgId',
		);
	};
}

/** What a free field of a new person must not overrule. */
const SETTLED = ['jobNo', 'account', 'department'];

/** What a new person is looked for by is theirs from the start, so that the next run finds them. */
function ofNew(record: DirectoryRecord, mode: LookupMode): IDataObject {
	const { row } = record;
	const free = Object.entries((row.otherFields ?? {}) as IDataObject);
	const otherFields = Object.fromEntries(free.filter(([field]) => !SETTLED.includes(field)));
	if (mode === 'jobNo') return { ...row, otherFields, jobNo: keyOf(record) };
	const login = { ...(row.account as IDataObject), [mode]: keyOf(record) };
	return { ...row, otherFields, account: login };
}

/** The person whom an earlier step created, as far as is known of them. */
function createdBy(
	creation: DirectoryRecord | undefined,
	progress: Progress,
): IDataObject | undefined {
	const end = creation && progress.outcomeOf(creation);
	if (end?.kind !== 'done') return undefined;
	return { openId: (end.result as IDataObject).openId, orgId: creation?.part?.of.row.orgId };
}
