/**
 * Which row of an answer belongs to which record: by the echoed column, else by id. A row without
 * either is a record's only if no other row and no other record is left. What can't be told apart
 * is never guessed, and never by its place (docs/vendors/weaver-e10.md, section 2).
 */
import type { IDataObject } from 'n8n-workflow';

import { correlate, type Key, type Keys } from '../shared/batching/correlate';
import { shownAs, textOf } from '../shared/client/json';
import type { DirectoryRecord, Outcome, Reason } from '../shared/contract';
import { isUnset } from '../shared/input/readers';
import { afterLostAnswer, done, rejected, sharedReason, unknown } from '../shared/run/outcome';
import { SUCCESS } from './answers';

interface Matching {
	/** The column that was asked to be echoed (`extKey`), or else the one that rows are looked up by. */
	key?: string;
	/** The column that holds the id of a row, if one does. */
	id?: string;
}

/**
 * One outcome for each record of a request that was answered with a success.
 * @param repeated an earlier sending of the request may have taken effect
 */
export function settleRows(
	batch: DirectoryRecord[],
	data: unknown,
	matching: Matching,
	repeated = false,
): Outcome[] {
	if (!isRows(data))
		return attached(
			batch.map((record) => doneAs(record)),
			data,
		);
	const keys = keysOf(batch, matching);
	const { matched, left } = correlate(batch, data, keys);
	const refusals = refusalsOf(left);
	const [lost] = refusals;
	// A platform that lists only what failed says of the rest that it succeeded.
	const listsSuccesses = data.some((row) => refusalOf(row) === undefined);
	// As many nameless refusals as records that are left: whichever is whose, all were refused.
	const areAllRefused =
		left.length === batch.length - matched.size &&
		left.length === refusals.length &&
		left.every((row) => keys.row(row).length === 0);
	const ends = batch.map((record) => {
		const rows = matched.get(record) ?? [];
		const reason = rows.map((row) => refusalOf(row, record.row)).find((each) => each !== undefined);
		if (reason) return repeated ? afterLostAnswer(reason) : rejected(reason);
		if (rows.length) {
			const result = Object.assign({}, ...rows) as IDataObject;
			// Where the row's own id is somebody else's, the two must not be mixed up.
			return doneAs(record, matching.id === undefined ? { result } : result);
		}
		if (lost && areAllRefused) {
			const shared = sharedReason(refusals);
			return repeated ? afterLostAnswer(shared) : rejected(shared);
		}
		if (lost) return unknown(`Weaver refused a record of this request: ${lost.message}`, WHICH);
		// Rows that say of nobody whose they are leave with the request as a whole.
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

/** Names by which an answer speaks of itself: what the record has of that name stays the record's. */
const OF_ANSWERS = ['code', 'status', 'success', 'result', 'msg', 'message', 'errcode', 'errmsg'];

function doneAs({ row }: DirectoryRecord, result: IDataObject = {}): Outcome {
	const own = Object.entries(row).filter(([name]) => OF_ANSWERS.includes(name));
	return done(shownAs({ ...row, ...result, ...Object.fromEntries(own) }));
}

const keysOf = (batch: DirectoryRecord[], { key = '', id = '' }: Matching): Keys => {
	const known = new Set(batch.map(({ row }) => textOf(row[key])));
	// A member of that name may be something else of the answer's own, such as a `code`.
	const isVerdict = (value: string) => OF_ANSWERS.includes(key) && SUCCESS.includes(value);
	const isKnown = (value: string) => known.has(value) && !isVerdict(value);
	const unasked = (row: IDataObject) => (isKnown(textOf(row[key])) ? row[key] : undefined);
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
	repeated = false,
): Outcome[] {
	const answered = isRows(data) ? data : [];
	const rows = new Map(answered.map((row) => [String(row.id), row]));
	const ids = new Set(batch.map(({ row }) => String(row[name])));
	const left = answered.filter((row) => !ids.has(String(row.id)));
	const [lost] = refusalsOf(left);
	const listsSuccesses = answered.some((row) => refusalOf(row) === undefined);
	const ends = batch.map(({ row, request }) => {
		const answer = rows.get(String(row[name]));
		// A single row without a name is about the single ID that was sent.
		const isOnly = batch.length === 1 && left.length === 1 && isUnset(left[0].id);
		const reason = refusalOf(answer ?? (isOnly ? left[0] : {}));
		if (reason) return repeated ? afterLostAnswer(reason) : rejected(reason);
		if (lost && !answer)
			return unknown(`Weaver refused an ID of this request: ${lost.message}`, WHICH_ID);
		if (listsSuccesses && left.length === 0 && !answer) return unknown(NOT_NAMED);
		// What the answer calls id may be the ID of a member, and not that of its group.
		const own = { ...request, ...row };
		return done({ ...own, ...answer, ...own, ...adds });
	});
	return attached(ends, isRows(data) ? left : data);
}

const WHICH_ID = 'Set Batch Size to 1, with one ID an item, to see which.';

const isRows = (data: unknown): data is IDataObject[] =>
	Array.isArray(data) && data.every((row) => typeof row === 'object' && row !== null);

/** A way in which a row may say that it was not done. */
const FAILED = /^(0|false|fail|error)/i;

const refusalsOf = (rows: IDataObject[]): Reason[] =>
	rows.map((row) => refusalOf(row)).filter((reason) => reason !== undefined);

/**
 * Why a row was refused. How a row says so is documented nowhere: any of the ways in which whole
 * answers say it counts, unless it is only the record's own value that comes back.
 */
function refusalOf(row: IDataObject, sent: IDataObject = {}): Reason | undefined {
	const { errcode, errmsg, msg, code, status, success, operate, result, id } = {
		...(typeof row.message === 'object' ? row.message : { errmsg: row.message }),
		...row,
	} as IDataObject;
	const isOwn = (name: string, value: unknown) =>
		!isUnset(sent[name]) && textOf(sent[name]) === textOf(value);
	const isCode = (value: unknown) => !isUnset(value) && !SUCCESS.includes(String(value));
	const text = errmsg ?? msg;
	// The code of a new department may come back as well: without a word, and with its id.
	const isRefusing = isCode(code) && !isOwn('code', code) && (!isUnset(text) || isUnset(id));
	const isFailed =
		/^(fail|error)/i.test(String(operate ?? '')) ||
		(!isUnset(result) && !isOwn('result', result) && FAILED.test(String(result))) ||
		success === false ||
		(status === false && !isOwn('status', status));
	if (!isCode(errcode) && !isRefusing && !isFailed) return undefined;
	const given = isCode(errcode) ? String(errcode) : isRefusing ? String(code) : undefined;
	const says = String(text ?? 'Weaver refused the record and gave no reason');
	return { message: given === undefined ? says : `${says} (${given})`, code: given };
}
