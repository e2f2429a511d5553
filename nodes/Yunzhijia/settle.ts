/** What became of each row of a request: docs/vendors/yunzhijia.md, section 2, “Partial failure”. */
import type { IDataObject } from 'n8n-workflow';

import { correlate, type Key } from '../shared/batching/correlate';
import { Failure } from '../shared/client/failure';
import type { DirectoryRecord, Outcome, Reason } from '../shared/contract';
import { isObject, isUnset } from '../shared/input/readers';
import { afterLostAnswer, done, rejected, unknown } from '../shared/run/outcome';

/** Texts and codes of the platform → what to do about it. */
const ADVICE: Record<string, string> = {
	openId不存在: 'There is no person with this openId in the team. Check the Person.',
	department不存在: 'There is no such department in the team. Check the Department.',
	'210': 'The email belongs to somebody else: use another one.',
	'221': 'There is no such department in the team. Check the Department.',
	'227': 'The mobile is empty or the same as before.',
	'239': 'The person belongs to several teams: the change must be made by the person.',
	'900014': 'There is no such leader. Check Person and Department.',
	'900018': 'There is no such superior.',
};

const NO_REASON = 'Yunzhijia gave no reason';

/** What they say is not there: who wanted to take it away has what they wanted. */
export const GONE = ['openId不存在', 'department不存在', '221', '900014'];

interface Sent {
	/** An earlier sending of the request may have taken effect. */
	repeated: boolean;
	/** Texts and codes that prove of a repeated request that its first sending did. */
	provenBy?: string[];
	/** The item that leaves then. */
	result?: IDataObject;
}

/** @param text the platform's own words */
export function refused(
	text: unknown,
	code: unknown,
	{ repeated, provenBy = [], result }: Sent,
): Outcome {
	const says = wordsOf(text);
	const number = isUnset(code) || code === '' ? undefined : String(code);
	const names = [number ?? '', says];
	// There was nothing left to do after the first sending, whose answer was lost.
	if (repeated && result && names.some((each) => provenBy.includes(each))) return done(result);
	const known = names.find((each) => Object.hasOwn(ADVICE, each));
	const reason: Reason = {
		message: number === undefined ? says : `${says} (${number})`,
		...(number !== undefined && { code: number }),
		...(known && { advice: ADVICE[known] }),
	};
	return repeated ? afterLostAnswer(reason) : rejected(reason);
}

/** An answer whose data has another form than the document says: nobody knows what was done. */
export const unreadable = (what: string): Failure =>
	new Failure('ambiguous', `The answer of Yunzhijia is not as documented: ${what}`);

/** The rows of an answer that must be a list of them. */
export function listOf(data: unknown): IDataObject[] {
	if (!Array.isArray(data) || !data.every(isObject))
		throw unreadable('its data is no list of rows');
	return data;
}

/** Created or updated; status changed or deleted. */
const SUCCESS = ['209', '214'];

interface Messages {
	/** The answer has a row for each record, also for those that went well. */
	listsAll: boolean;
	/** What a row may be named by besides its place: ids, numbers. */
	keys(row: IDataObject): unknown[];
	/** What the item of a record that went well gets besides. */
	adds?: IDataObject;
	provenBy?: string[];
	repeated: boolean;
}

/** Rows `{msgId, msgCode, msg, openId?, phone?, email?}`. */
export function settleMessages(
	batch: DirectoryRecord[],
	data: unknown,
	messages: Messages,
): Outcome[] {
	const { listsAll, keys, adds, provenBy, repeated } = messages;
	const namesOf = ({ openId, msgId, phone, email }: IDataObject) =>
		named([openId, msgId, phone, email]);
	const { matched, left } = correlate(batch, isUnset(data) || data === '' ? [] : listOf(data), {
		record: ({ row }, at) => [['id', String(at)], ...named(keys(row))],
		row: namesOf,
	});
	const isRefusal = ({ msgCode, success }: IDataObject) =>
		!SUCCESS.includes(String(msgCode)) || success === false;
	const lost = left.find(isRefusal);
	// One row for each that is left, without a name, and all say the same: whosever they are.
	const saysTheSame = (row: IDataObject) =>
		lost ? row.msgCode === lost.msgCode && row.msg === lost.msg : true;
	const areAlike =
		left.length === batch.length - matched.size &&
		left.every((row) => namesOf(row).length === 0 && saysTheSame(row));
	return batch.map((record) => {
		const rows = matched.get(record) ?? [];
		const refusal = rows.find(isRefusal) ?? (rows.length === 0 && areAlike ? lost : undefined);
		if (refusal) {
			const result = { ...record.row, ...adds };
			return refused(refusal.msg, refusal.msgCode, { repeated, provenBy, result });
		}
		if (rows.length === 0 && lost)
			return unknown(`Yunzhijia refused a record of this request: ${wordsOf(lost.msg)}`, WHICH);
		if (rows.length === 0 && listsAll && !areAlike)
			return unknown('Yunzhijia’s answer does not name this record');
		return done({ ...returned(rows[0]), ...record.row, ...adds });
	});
}

const wordsOf = (text: unknown) => (isUnset(text) || text === '' ? NO_REASON : String(text));

const WHICH = 'Set Batch Size under Options to 1 to see which.';

const named = (keys: unknown[]): Key[] =>
	keys.filter((key) => !isUnset(key) && key !== '').map((key) => ['id', String(key)]);

/** What the platform says of the record itself. */
function returned(row: IDataObject = {}): IDataObject {
	const about = ['openId', 'phone', 'email'].filter(
		(name) => !isUnset(row[name]) && row[name] !== '',
	);
	return Object.fromEntries(about.map((name) => [name, row[name]]));
}
