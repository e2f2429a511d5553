/** From what people know to the ids that go over the wire, for all records of a run at once. */
import type { IDataObject } from 'n8n-workflow';
import { chunk } from '../../shared/batching/chunk';
import { pool } from '../../shared/batching/pool';
import type { Call, DirectoryRecord, Outcome } from '../../shared/contract';
import { rejected } from '../../shared/run/outcome';
import { allPeople } from '../directory';
import { endpoint } from '../operations';
import { listOf } from '../settle';

export const getPeople = endpoint('person/get');
export const getDepartments = endpoint('dept/get');

/** The vendor's pages disagree whether 1000 or 100: the smaller. */
const MOST_A_REQUEST = 100;
const AT_ONCE = 4;

interface Lookup {
	/** How a message names one. */
	what: string;
	advice: string;
	/** The rows for such values, each with the member `by` and the member `id`. */
	find(values: string[], call: Call): Promise<IDataObject[]>;
	by: string;
	id: string;
}

/** In chunks, several at once. */
const asked =
	(to: typeof getPeople, type: 0 | 1) =>
	async (values: string[], call: Call): Promise<IDataObject[]> => {
		const found: IDataObject[][] = [];
		await pool(
			chunk(values, MOST_A_REQUEST),
			AT_ONCE,
			async (array) => {
				found.push(listOf((await call(to, { type, array }, { repeatable: true })).data));
			},
			() => false,
		);
		return found.flat();
	};

/** By the mode of the resource locator. */
const LOOKUPS: Record<string, Lookup> = {
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
		find: async (_values, call) => await allPeople(call),
		by: 'jobNo',
		id: 'openId',
	},
	name: {
		what: 'department with the long name',
		advice: 'Check the path: levels are joined by one backslash, without the name of the company.',
		find: asked(getDepartments, 1),
		by: 'department',
		id: 'id',
	},
};

/** @returns why not, for those that can't be resolved; the others hold ids afterwards */
export async function resolveIds(
	records: DirectoryRecord[],
	call: Call,
): Promise<Map<DirectoryRecord, Outcome>> {
	const refused = new Map<DirectoryRecord, Outcome>();
	for (const [mode, lookup] of Object.entries(LOOKUPS)) {
		const named = records.flatMap((record) =>
			Object.entries(record.namedBy ?? {})
				.filter(([, by]) => by === mode)
				.map(([field]) => ({ record, field, value: String(record.row[field]) })),
		);
		if (named.length === 0) continue;
		const values = [...new Set(named.map(({ value }) => value))];
		const idsOf = byValue(values, await lookup.find(values, call), lookup);
		for (const { record, field, value } of named) {
			const ids = [...idsOf.get(value)!];
			if (ids.length === 1) [record.row[field]] = ids;
			else if (!refused.has(record))
				refused.set(record, unresolved(lookup, field, value, ids.length));
		}
	}
	return refused;
}

function byValue(values: string[], rows: IDataObject[], { by, id }: Lookup) {
	const found = new Map(values.map((value) => [value, new Set<string>()]));
	for (const row of rows) found.get(String(row[by]))?.add(String(row[id]));
	return found;
}

const unresolved = (
	{ what, advice }: Lookup,
	field: string,
	value: string,
	found: number,
): Outcome =>
	rejected({
		message:
			found === 0
				? `${field}: there is no ${what} “${value}”`
				: `${field}: there is more than one ${what} “${value}”: ${found}`,
		advice,
		field,
	});
