import type { IDataObject } from 'n8n-workflow';

import type { DirectoryRecord, Progress } from '../../../shared/contract';
import { amend } from '../../../shared/form/field';
import { asInvalid, Invalid } from '../../../shared/input/invalid';
import { stepOf } from '../../../shared/input/record';
import { invalid, notSent, rejected } from '../../../shared/run/outcome';
import { department } from '../../fields';
import { getDepartments, getPeople, lookUp, notOne, type LookupMode } from '../../lookups/resolve';
import { BATCH, type YunzhijiaOperation, type YunzhijiaStepwiseOperation } from '../../operations';
import type { YunzhijiaCredential } from '../../token';
import { addNew, create } from './create';
import { account, details, name, openId, phone } from './fields';
import { update, updateInfo } from './update';
import { updateDepartment, updateDeptByDeptId } from './updateDepartment';

const LEFT = '0';

const person = amend(openId, {
	default: { mode: 'jobNo', value: '' },
	description:
		'By what the person is looked for (人员). Who is not there is created, with that job number, mobile or email.',
	modes: [
		...(openId.parameter.modes ?? []).filter(({ name: mode }) => mode !== 'list'),
		{
			displayName: 'By Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. name@example.com',
			hint: 'The email of somebody active (邮箱). All people are read once a run to find it.',
		},
	],
});

export const upsert: YunzhijiaStepwiseOperation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update people',
	description:
		'Create a new person (新增或修改人员), or update the current one if it already exists (upsert)',
	notice:
		'Who is there already is moved to the Department if that is another one; Account and Phone are for new people only. Who has left is not brought back: Update Status → Restore does that.',
	endpoints: [addNew, updateInfo, updateDeptByDeptId, getPeople, getDepartments],
	required: [
		person,
		name,
		{
			...department(
				'orgId',
				'Department',
				'The department that the person belongs to (部门ID, orgId). Empty leaves it as it is.',
			),
			mayBeEmpty: true,
		},
		account,
	],
	optional: [phone, ...details],
	batch: BATCH,
	// The person is looked for here: who is not there is created instead of being refused.
	prepare({ request, namedBy }) {
		request.matchBy = namedBy?.openId ?? 'id';
		delete namedBy?.openId;
	},

	async *steps(records, progress, credential) {
		const mode = records[0].request.matchBy as LookupMode;
		const peopleWith = await lookUp(mode, records.map(keyOf), progress.call, progress.concurrency);
		const isNew = (record: DirectoryRecord) => peopleWith(keyOf(record)).length === 0;
		const longNameOf = await longNames(records.filter(isNew), progress);
		const plans = planner(progress, credential);

		/** The first record of each new person creates them; whatever comes later updates them. */
		const creations = new Map<string, DirectoryRecord>();
		const updating: DirectoryRecord[] = [];
		for (const record of records) {
			const key = keyOf(record);
			const [known, ...more] = peopleWith(key);
			if (more.length || (!known && mode === 'id'))
				progress.settle(record, notOne(mode, 'openId', key, more.length && more.length + 1));
			else if (known?.status === LEFT) progress.settle(record, hasLeft);
			else if (known || creations.has(key)) updating.push(record);
			else {
				const values = () => ({ ...ofNew(record, mode), department: longNameOf(record) });
				plans(record, create, values, (step) => creations.set(key, step));
			}
		}
		yield [{ operation: create, records: [...creations.values()] }];

		const updates: DirectoryRecord[] = [];
		const moves: DirectoryRecord[] = [];
		/** Where people are when the records so far are done. */
		const places = new Map<string, unknown>();
		for (const record of updating) {
			const person =
				peopleWith(keyOf(record))[0] ?? createdBy(creations.get(keyOf(record)), progress);
			if (!person) {
				progress.settle(record, notCreated);
				continue;
			}
			const openId = String(person.openId);
			const { orgId } = record.row;
			plans(
				record,
				update,
				() => ({ ...ofKnown(record), openId }),
				(step) => updates.push(step),
			);
			if (orgId === undefined || orgId === (places.get(openId) ?? person.orgId)) continue;
			places.set(openId, orgId);
			const place = { openId, orgId, unassign: false };
			plans(
				record,
				updateDepartment,
				() => place,
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

const hasLeft = rejected({
	message: 'openId: this person has left',
	advice: 'Update Status → Restore brings them back.',
	field: 'openId',
});

const notCreated = notSent(
	'Another item of this run was to create this person, and that was not done',
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
			progress.settle(record, invalid(asInvalid(error)));
		}
	};

/** A new person is given their department by its long name. The function throws Invalid. */
async function longNames(
	records: DirectoryRecord[],
	{ call, concurrency }: Progress,
): Promise<(record: DirectoryRecord) => string | undefined> {
	const ids = records.flatMap(({ row: { orgId } }) => (orgId === undefined ? [] : [String(orgId)]));
	const departmentsWith = await lookUp('departmentId', ids, call, concurrency);
	return ({ row: { orgId } }) => {
		if (orgId === undefined) return undefined;
		const [found] = departmentsWith(String(orgId));
		if (found) return String(found.department);
		throw new Invalid(`is “${String(orgId)}”, but there is no department with this ID`, 'orgId');
	};
}

/** What a new person is looked for by is theirs from the start. */
function ofNew({ row }: DirectoryRecord, mode: LookupMode): IDataObject {
	const { openId: key, account: given, ...fields } = without(row, 'orgId');
	if (mode === 'jobNo') return { jobNo: key, ...fields, account: given };
	return { ...fields, account: { [mode]: key, ...(given as IDataObject | undefined) } };
}

const ofKnown = ({ row }: DirectoryRecord): IDataObject =>
	without(row, 'account', 'phone', 'orgId');

const without = (row: IDataObject, ...names: string[]): IDataObject =>
	Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));

/** The person whom an earlier step created, as far as is known of them. */
function createdBy(
	creation: DirectoryRecord | undefined,
	progress: Progress,
): IDataObject | undefined {
	const end = creation && progress.outcomeOf(creation);
	if (end?.kind !== 'done') return undefined;
	const { openId } = end.result as IDataObject;
	return openId === undefined ? undefined : { openId, orgId: creation?.part?.of.row.orgId };
}
