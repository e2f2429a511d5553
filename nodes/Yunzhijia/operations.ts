/** What operations of this platform have in common: addresses, and rows that fail by commitId. */
import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../shared/failure';
import type { Operation, Values } from '../shared/operation';
import { done, rejected, type Outcome } from '../shared/outcome';
import type { Endpoint } from '../shared/platform';
import type { YunzhijiaCredential } from './token';

export type YunzhijiaOperation = Operation<YunzhijiaCredential>;

export const endpoint = (path: string): Endpoint => ({
	method: 'POST',
	path: `/gateway/openimport/open/${path}`,
});

/** An answer whose data has another form than the document says: nobody knows what was done. */
const unreadable = (what: string): Failure =>
	new Failure('ambiguous', `The answer of Yunzhijia is not as documented: ${what}`);

/**
 * Sends rows with a commitId each; the answer lists those that failed, and only those.
 * @param adds what the item of a row that succeeded gets besides its own fields
 */
export const writeByCommitId =
	(to: Endpoint, { repeatable, adds }: { repeatable: boolean; adds?: Values }) =>
	async (...[batch, call]: Parameters<YunzhijiaOperation['perform']>): Promise<Outcome[]> => {
		const body = batch.map(({ index, row }) => ({ commitId: String(index), ...row }));
		const { data, repeated } = await call(to, body, { repeatable });
		const reasons = reasonsByCommitId(data);
		const outcomes = batch.map(({ index, row }) => {
			const reason = reasons.get(String(index));
			reasons.delete(String(index));
			return reason === undefined ? done({ ...row, ...adds }) : refused(reason, repeated);
		});
		if (reasons.size) throw unreadable('it names a record that was not sent');
		return outcomes;
	};

/** @returns commitId → reason; the data is absent or empty when all succeeded */
function reasonsByCommitId(data: unknown): Map<string, string> {
	return new Map(
		listOf(data ?? []).map(({ commitId, errorMsg }) => [
			String(commitId),
			String(errorMsg ?? 'Yunzhijia gave no reason'),
		]),
	);
}

/** Texts of the platform → what to do about it. */
const ADVICE: Record<string, string> = {
	openId不存在: 'There is no person with this openId in the team. Check the Person.',
	department不存在: 'There is no such department in the team. Check the Department.',
};

const REPEATED_ADVICE =
	'The request was repeated after a lost answer: its first sending may have done this already.';

function refused(message: string, repeated: boolean): Outcome {
	const advice = [ADVICE[message], repeated && REPEATED_ADVICE].filter(Boolean).join(' ');
	return rejected(advice ? { message, advice } : { message });
}

/** The rows of an answer that must be a list of them. */
export function listOf(data: unknown): IDataObject[] {
	const isRow = (row: unknown) => typeof row === 'object' && row !== null && !Array.isArray(row);
	if (!Array.isArray(data) || !data.every(isRow)) throw unreadable('its data is no list of rows');
	return data as IDataObject[];
}
