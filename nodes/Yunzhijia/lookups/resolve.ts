/** From what people know to the ids that go over the wire, for all records of a run at once. */
import type { IDataObject } from 'n8n-workflow';

import { chunk } from '../../shared/batching/chunk';
import { pool } from '../../shared/batching/pool';
import type { Call, DirectoryRecord, Outcome } from '../../shared/contract';
import { rejected } from '../../shared/run/outcome';
import { allPeople, formerPeople, hasLeft } from '../directory';
import { endpoint, queried } from '../operations';

export const getPeople = endpoint('person/get');
export const getDepartments = endpoint('dept/get');

/** The vendor's pages disagree whether 1000 or 100: the smaller. */
const MOST_A_REQUEST = 100;

interface Lookup {
	/** How a message names one. */
	what: string;
	advice: string;
	/** The rows for such values, each with the member `by` and the member `id`. */
	find(values: string[], call: Call, concurrency: number): Promise<IDataObject[]>;
	by: string;
	id: string;
}

/** In chunks, several at once. */
const asked =
	(to: typeof getPeople, type: 0 | 1) =>
	async (values: string[], call: Call, concurrency: number): Promise<IDataObject[]> => {
		const found: IDataObject[][] = [];
		await pool(
			chunk(values, MOST_A_REQUEST),
			concurrency,
			async (array) => {
				found.push(await queried(call, to, { type, array }));
			},
			() => false,
		);
		return found.flat();
	};

/** Only the address book as a whole tells who has a job number or an email. */
const inAddressBook = async (_values: string[], call: Call): Promise<IDataObject[]> =>
	await allPeople(call);

/**
 * Those who have left, too, where nobody active has the job number. Of everybody who ever changed
 * only those who have left: who is disabled is in the address book.
 */
async function amongAnybody(values: string[], call: Call): Promise<IDataObject[]> {
	const active = await allPeople(call);
	const known = new Set(active.map(({ jobNo }) => jobNo));
	const wanted = new Set(values.filter((value) => !known.has(value)));
	if (wanted.size === 0) return active;
	const former = await formerPeople(call, (row) => row);
	const left = former.filter((row) => wanted.has(String(row.jobNo)) && hasLeft(row));
	return [...active, ...left];
}

/** By the mode of the resource locator. */
const LOOKUPS = {
	id: {
		what: 'person with the ID',
		advice: 'Check the ID.',
		find: asked(getPeople, 1),
		by: 'openId',
		id: 'openId',
	},
	mobile: {
		what: 'person with the mobile',
		advice: 'Check the number, or choose the person by ID.',
		find: asked(getPeople, 0),
		by: 'phone',
		id: 'openId',
	},
	jobNo: {
		what: 'active person with the job number',
		advice: 'Check the number, or choose the person by ID. People who have left are not found.',
		find: inAddressBook,
		by: 'jobNo',
		id: 'openId',
	},
	jobNoOfAnybody: {
		what: 'person with the job number',
		advice: 'Check the number, or choose the person by ID.',
		find: amongAnybody,
		by: 'jobNo',
		id: 'openId',
	},
	personName: {
		what: 'active person with the name',
		advice: 'Check the name, or choose the person by job number or ID.',
		find: inAddressBook,
		by: 'name',
		id: 'openId',
	},
	email: {
		what: 'active person with the email',
		advice: 'Check the address, or choose the person by ID. People who have left are not found.',
		find: inAddressBook,
		by: 'email',
		id: 'openId',
	},
	name: {
		what: 'department with the long name',
		advice: 'Check the path: levels are joined by one backslash, without the name of the company.',
		find: asked(getDepartments, 1),
		by: 'department',
		id: 'id',
	},
	departmentId: {
		what: 'department with the ID',
		advice: 'Check the Department.',
		find: asked(getDepartments, 0),
		by: 'id',
		id: 'id',
	},
} satisfies Record<string, Lookup>;

export type LookupMode = keyof typeof LOOKUPS;

/** @returns why not, for those that can't be resolved; the others hold ids afterwards */
export async function resolveIds(
	records: DirectoryRecord[],
	call: Call,
	concurrency: number,
): Promise<Map<DirectoryRecord, Outcome>> {
	const refused = new Map<DirectoryRecord, Outcome>();
	for (const mode of Object.keys(LOOKUPS) as LookupMode[]) {
		const named = records.flatMap((record) =>
			Object.entries(record.namedBy ?? {})
				.filter(([, by]) => by === mode)
				.map(([field]) => ({ record, field, value: String(record.row[field]) })),
		);
		const rowsOf = await lookUp(
			mode,
			named.map(({ value }) => value),
			call,
			concurrency,
		);
		for (const { record, field, value } of named) {
			const rows = rowsOf(value);
			if (rows.length === 1) record.row[field] = String(rows[0][LOOKUPS[mode].id]);
			else if (!refused.has(record)) refused.set(record, notOne(mode, field, value, rows.length));
		}
	}
	return refused;
}

/** The rows that have one of these values, in as few requests as possible. */
export async function lookUp(
	mode: LookupMode,
	values: string[],
	call: Call,
	concurrency: number,
): Promise<(value: string) => IDataObject[]> {
	const { find, by, id }: Lookup = LOOKUPS[mode];
	const found = new Map(values.map((value) => [value, new Map<string, IDataObject>()]));
	const rows = found.size ? await find([...found.keys()], call, concurrency) : [];
	for (const row of rows) found.get(String(row[by]))?.set(String(row[id]), row);
	return (value) => [...(found.get(value)?.values() ?? [])];
}

/** Why a value names nothing that can be written to. */
export function notOne(mode: LookupMode, field: string, value: string, found: number): Outcome {
	const { what, advice }: Lookup = LOOKUPS[mode];
	const message =
		found === 0
			? `is not found: there is no ${what} “${value}”`
			: `is not clear: there is more than one ${what} “${value}”: ${found}`;
	return rejected({ message, advice, field });
}
