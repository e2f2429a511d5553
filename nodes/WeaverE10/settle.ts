/**
 * Which row of an answer belongs to which record: by the echoed column, else by id, else by its
 * place if there is one row for each. What can't be told apart is never guessed
 * (docs/vendors/weaver-e10.md, section 2).
 */
import type { IDataObject } from 'n8n-workflow';

import { correlate, type Key, type Keys } from '../shared/batching/correlate';
import { shownAs, textOf } from '../shared/client/json';
import type { DirectoryRecord, Outcome, Reason } from '../shared/contract';
import { isUnset } from '../shared/input/readers';
import { done, rejected, REPEATED, unknown } from '../shared/run/outcome';

interface Matching {
	/** The column that was asked to be echoed (`extKey`), or that may be. */
	key?: string;
	/** The column that holds the id of a row, if one does. */
	id?: string;
}

interface Sent {
	/** An earlier sending of the request may have taken effect. */
	repeated: boolean;
	/** The record takes something away: what is gone by then is refused. */
	removes(record: DirectoryRecord): boolean;
}

/** One outcome for each record of a request that was answered with a success. */
export function settleRows(
	batch: DirectoryRecord[],
	data: unknown,
	matching: Matching,
	{ repeated, removes }: Sent = { repeated: false, removes: () => false },
): Outcome[] {
	if (!isRows(data))
		return attached(
			batch.map((record) => doneAs(record)),
			data,
		);
	const { matched, left } = correlate(batch, data, keysOf(batch, matching));
	const lost = left.map(refusalOf).find((why) => why !== undefined);
	// A platform that lists only what failed says of the rest that it succeeded.
	const listsSuccesses = data.some((row) => refusalOf(row) === undefined);
	const ends = batch.map((record) => {
		const rows = matched.get(record) ?? [];
		const why = rows.map(refusalOf).find((each) => each !== undefined);
		if (why) return repeated && removes(record) ? unknown(why.message, REPEATED) : rejected(why);
		if (rows.length) {
			const result = Object.assign({}, ...rows) as IDataObject;
			// Where the row's own id is somebody else's, the two must not be mixed up.
			return doneAs(record, matching.id === undefined ? { result } : result);
		}
		if (lost) return unknown(`Weaver refused a record of this request: ${lost.message}`, WHICH);
		if (listsSuccesses && left.length === 0) return unknown(NOT_NAMED);
		return doneAs(record);
	});
	return attached(ends, left);
}

const NOT_NAMED = 'Weaver’s answer names the other records, but not this one';

/** What came back without saying whose it is, once for the request: with the first that was done. */
function attached(ends: Outcome[], data: unknown): Outcome[] {
	const isNothing = typeof data === 'object' && Object.keys(data ?? {}).length === 0;
	if (isUnset(data) || isNothing) return ends;
	const requestResults = data as IDataObject;
	let isAttached = false;
	return ends.map((end) => {
		if (end.kind !== 'done' || isAttached) return end;
		isAttached = true;
		const [first, ...others] = Array.isArray(end.result) ? end.result : [end.result];
		const result = { ...first, requestResults };
		return done(others.length ? [result, ...others] : result);
	});
}

const WHICH =
	'Name a column that is in every row under Request Fields → Echoed Column, or set Batch Size to 1, to see which.';

const doneAs = ({ row }: DirectoryRecord, result: IDataObject = {}): Outcome =>
	done(shownAs({ ...row, ...result }));

const keysOf = (batch: DirectoryRecord[], { key = '', id = '' }: Matching): Keys => {
	const known = new Set(batch.map(({ row }) => textOf(row[key])));
	// A member of that name may be something else of the answer's own, such as a `code`.
	const unasked = (row: IDataObject) => (known.has(textOf(row[key])) ? row[key] : undefined);
	return {
		record: ({ row }) => filled({ key: row[key], id: row[id] }),
		row: (row) => filled({ key: echo(row)[key] ?? unasked(row), id: row.id }),
	};
};

const echo = ({ extKeyMap }: IDataObject): IDataObject => (extKeyMap ?? {}) as IDataObject;

const filled = (values: Record<string, unknown>): Key[] =>
	Object.entries(values)
		.filter(([, value]) => !isUnset(value) && value !== '')
		.map(([kind, value]) => [kind, textOf(value)]);

/** The same for records that are an id each; ids are never told apart by their place. */
export function settleIds(
	batch: DirectoryRecord[],
	name: string,
	data: unknown,
	adds: IDataObject = {},
): Outcome[] {
	const answered = isRows(data) ? data : [];
	const rows = new Map(answered.map((row) => [String(row.id), row]));
	const ids = new Set(batch.map(({ row }) => String(row[name])));
	const left = answered.filter((row) => !ids.has(String(row.id)));
	const lost = left.map(refusalOf).find((why) => why !== undefined);
	const listsSuccesses = answered.some((row) => refusalOf(row) === undefined);
	const ends = batch.map(({ row, request }) => {
		const answer = rows.get(String(row[name]));
		const why = answer && refusalOf(answer);
		if (why) return rejected(why);
		if (lost && !answer)
			return unknown(`Weaver refused an ID of this request: ${lost.message}`, WHICH_ID);
		if (listsSuccesses && left.length === 0 && !answer) return unknown(NOT_NAMED);
		return done({ ...request, ...row, ...answer, ...adds });
	});
	return attached(ends, isRows(data) ? left : data);
}

const WHICH_ID = 'Set Batch Size to 1, with one ID an item, to see which.';

const isRows = (data: unknown): data is IDataObject[] =>
	Array.isArray(data) && data.every((row) => typeof row === 'object' && row !== null);

const SUCCESS = ['0', '200'];

/**
 * Why a row was refused. How a row says so is documented nowhere: any of the ways in which whole
 * answers say it counts, but for `code` and a `status` that may be the row's own.
 */
function refusalOf(row: IDataObject): Reason | undefined {
	const { errcode, errmsg, msg, status, success, operate } = {
		...(typeof row.message === 'object' ? row.message : { errmsg: row.message }),
		...row,
	} as IDataObject;
	const refuses = !isUnset(errcode) && !SUCCESS.includes(String(errcode));
	const failed = /^(fail|error)/i.test(String(operate ?? ''));
	if (!refuses && !failed && status !== false && success !== false) return undefined;
	const code = isUnset(errcode) ? undefined : String(errcode);
	const text = String(errmsg ?? msg ?? 'Weaver refused the record and gave no reason');
	return { message: code === undefined ? text : `${text} (${code})`, code };
}
