/**
 * Codes and names for the ids that stand in a row (docs/vendors/weaver-e10.md, section 5, no. 13 to
 * 15): looked up once a run, however many rows and items ask for them.
 */
import type { IDataObject } from 'n8n-workflow';

import { chunk } from '../../shared/batching/chunk';
import { asFailure, type Failure } from '../../shared/client/failure';
import type { Call, Endpoint, Field } from '../../shared/contract';
import { isUnset } from '../../shared/input/readers';
import { idIn } from '../answers';
import { MOST_IDS, whether } from '../fields';
import { queried } from '../operations';
import { queryOrg } from '../resources/organization/getAll';

/** Id → the row that has it. */
type Directory = ReadonlyMap<string, IDataObject>;

/** Gives at least the rows that have one of these ids, as far as the platform has them. */
type Find = (ids: string[], call: Call) => Promise<Directory>;

/** A column that refers to another row. */
export interface Lookup {
	/** It holds an id, or several, of which the first is the main one. */
	column: string;
	/** What is added → the member of the other row that it is. */
	adds: Record<string, string>;
	find: Find;
	/** The other row is of the same kind, so it may have come along. */
	isOwn?: true;
}

/** @param what names what is added */
export const addCodesAndNames = (what: string): Field =>
	whether(
		'addCodesAndNames',
		'Add Codes and Names (补充)',
		`to add to each row ${what}. They are looked up once a run; what is not found is left out.`,
	);

/**
 * What is added to each of the rows.
 * @throws Failure, Cancelled: rows without their names would look as if they had none
 */
export async function codesAndNames(
	rows: IDataObject[],
	references: Lookup[],
	call: Call,
): Promise<IDataObject[]> {
	const added = rows.map((): IDataObject => ({}));
	for (const reference of references) {
		const otherOf = await lookedUp(rows, reference, call);
		rows.forEach((row, at) => Object.assign(added[at], addedTo(row, reference, otherOf)));
	}
	return added;
}

/** Gives the row of an id. */
type Other = (id: string) => IDataObject | undefined;

async function lookedUp(
	rows: IDataObject[],
	{ column, adds, find, isOwn }: Lookup,
	call: Call,
): Promise<Other> {
	const isWhole = (row: IDataObject) => Object.values(adds).every((name) => !isUnset(row[name]));
	const known = byId(isOwn ? rows.filter(isWhole) : []);
	const ids = new Set(rows.map((row) => idIn(row[column]) ?? ''));
	const missing = [...ids].filter((id) => id !== '' && !known.has(id));
	if (missing.length === 0) return (id) => known.get(id);
	try {
		const found = await find(missing, call);
		return (id) => known.get(id) ?? found.get(id);
	} catch (error) {
		throw notLookedUp(asFailure(error));
	}
}

function notLookedUp(failure: Failure): Failure {
	const { advice } = failure.facts;
	return failure.with({
		message: `Codes and names could not be looked up: ${failure.message}`,
		advice: [advice, 'Without the option Add Codes and Names you get the rows all the same.']
			.filter(Boolean)
			.join(' '),
	});
}

/** Who has none of it has an empty code and name; what is not said or not found is not known. */
function addedTo(row: IDataObject, { column, adds }: Lookup, otherOf: Other): IDataObject {
	const id = idIn(row[column]);
	const other = otherOf(id ?? '');
	const added: IDataObject = {};
	for (const [name, member] of Object.entries(adds)) {
		const value = id === '' ? '' : other?.[member];
		if (!isUnset(value)) added[name] = value;
	}
	return added;
}

const byId = (rows: IDataObject[]): Map<string, IDataObject> =>
	new Map(rows.map((row) => [String(row.id), row]));

/** A list that is read whole, and once a run: each run has a `call` of its own. */
export function inList(to: Endpoint, filters: IDataObject = {}): Find {
	const lists = new WeakMap<Call, Promise<Directory>>();
	return async (_ids, call) => {
		const known = lists.get(call);
		if (known) return await known;
		const list = queried(call, to, filters, { returnAll: true }).then(byId);
		lists.set(call, list);
		// Whoever comes next tries it again.
		list.catch(() => lists.delete(call));
		return await list;
	};
}

/** What was asked for by ids in a run so far. */
interface Asked {
	ids: Set<string>;
	found: Map<string, IDataObject>;
	/** Items ask one after the other, so that none asks for what another one just does. */
	last: Promise<unknown>;
}

/** A list that is too long to be read whole: these ids of it, each once a run. */
export function byTheirIds(to: Endpoint, filters: IDataObject): Find {
	const runs = new WeakMap<Call, Asked>();
	const ask = async (missing: string[], call: Call, { ids, found }: Asked) => {
		for (const some of chunk(missing, MOST_IDS)) {
			const rows = await queried(call, to, { ...filters, ids: some }, { limit: some.length });
			for (const id of some) ids.add(id);
			for (const row of rows) found.set(String(row.id), row);
		}
	};
	return async (ids, call) => {
		const asked = runs.get(call) ?? { ids: new Set(), found: new Map(), last: Promise.resolve() };
		runs.set(call, asked);
		const isNew = (id: string) => !asked.ids.has(id);
		const asking = asked.last.then(async () => await ask(ids.filter(isNew), call, asked));
		asked.last = asking.catch(() => undefined);
		await asking;
		return asked.found;
	};
}

export const departmentOf: Lookup = {
	column: 'department',
	adds: { departmentCode: 'code', departmentName: 'name' },
	find: inList(queryOrg, { containDisableOrg: true }),
};
