/** What operations of this platform have in common: addresses, families of writes, queries. */
import type { IDataObject } from 'n8n-workflow';

import type {
	Call,
	Endpoint,
	Known,
	Outcome,
	SingleOperation,
	StepwiseOperation,
} from '../shared/contract';
import { done, rejected } from '../shared/run/outcome';
import { listOf, refused, settleMessages, unreadable } from './settle';
import type { YunzhijiaCredential } from './token';

export type YunzhijiaOperation = SingleOperation<YunzhijiaCredential>;
export type YunzhijiaStepwiseOperation = StepwiseOperation<YunzhijiaCredential>;

type Perform = YunzhijiaOperation['perform'];

/**
 * @param source the user's own document, or which newer page of the vendor has it
 * @param further what else is known of it
 */
export const endpoint = (
	path: string,
	source = 'docs/vendors/yunzhijia.md',
	further: Partial<Known> = {},
): Endpoint => ({
	method: 'POST',
	path: `/gateway/openimport/open/${path}`,
	known: { source, sure: 'documented', ...further },
});

/** The document of the part-time jobs, older edition. */
export const PART_TIME_DOCUMENT = 'docs/vendors/yunzhijia.md, section 3';

/** The most rows that the vendor takes in one request, or that we dare; fewer are quicker to be sure of. */
export const BATCH = { size: 200, limit: 1000 };

interface Write {
	repeatable: boolean;
	/**
	 * Refusals by these texts or codes prove, after a lost answer, that the first sending took
	 * effect: the record is as it was to be. Without a lost answer they are refusals like others.
	 */
	provenBy?: string[];
	/** What the item of a row that succeeded gets besides its own fields. */
	adds?: IDataObject;
}

interface ByCommitId extends Write {
	/** The request around the rows. */
	body?(rows: IDataObject[]): unknown;
}

/** Sends rows with a commitId each; the answer lists those that failed, and only those. */
export const writeByCommitId =
	(to: Endpoint, { repeatable, provenBy, adds, body = (rows) => rows }: ByCommitId): Perform =>
	async (batch, call): Promise<Outcome[]> => {
		const rows = batch.map(({ index, row }) => ({ commitId: String(index), ...row }));
		const { data, repeated } = await call(to, body(rows), { repeatable });
		const failures = failuresByCommitId(data);
		const outcomes = batch.map(({ index, row }) => {
			const failure = failures.get(String(index));
			failures.delete(String(index));
			const result = { ...row, ...adds };
			if (failure === undefined) return done(result);
			const { errorMsg, error = errorMsg, errorCode } = failure;
			return refused(error, errorCode, { repeated, provenBy, result });
		});
		if (failures.size) throw unreadable('it names a record that was not sent');
		return outcomes;
	};

/** @returns commitId → row; the data is absent or empty when all succeeded */
const failuresByCommitId = (data: unknown): Map<string, IDataObject> =>
	new Map(listOf(data || []).map((row) => [String(row.commitId), row]));

interface ByMessage extends Write {
	/** The request of so many rows. */
	body(rows: IDataObject[]): unknown;
	/** What a row of the answer may name a record by. */
	keys(row: IDataObject): unknown[];
	/** The answer has a row for each record, not only for those that failed. */
	listsAll?: boolean;
}

/** Sends rows; those of the answer tell by `msgId` whose they are. */
export const writeByMessage =
	(
		to: Endpoint,
		{ body, keys, listsAll = false, repeatable, provenBy, adds }: ByMessage,
	): Perform =>
	async (batch, call) => {
		const { data, repeated } = await call(to, body(batch.map(({ row }) => row)), { repeatable });
		return settleMessages(batch, data, { listsAll, keys, adds, provenBy, repeated });
	};

/** The rows of a query that is answered whole. */
export const queried = async (
	call: Call,
	to: Endpoint,
	body: IDataObject,
): Promise<IDataObject[]> => listOf((await call(to, body, { repeatable: true })).data);

/** Rows of a query by ids, found again by the id. */
export async function rowsById(
	call: Call,
	to: Endpoint,
	body: IDataObject,
	id: string,
): Promise<Map<string, IDataObject>> {
	const rows = await queried(call, to, body);
	return new Map(rows.map((row) => [String(row[id]), row]));
}

interface ById {
	/** The parameter that holds the id. */
	name: string;
	/** The member of a row that is the id. */
	id: string;
	/** The request for so many ids. */
	body(ids: IDataObject[string][]): IDataObject;
	/** What to do where there is none. */
	advice: string;
}

/** A query by ids, each once; whoever asked for one that is not there is told so. */
export const readById =
	(to: Endpoint, { name, id, body, advice }: ById): Perform =>
	async (batch, call) => {
		const ids = [...new Set(batch.map(({ row }) => row[name]))];
		const found = await rowsById(call, to, body(ids), id);
		return batch.map(({ row }) => {
			const result = found.get(String(row[name]));
			const message = 'is not known to Yunzhijia, which returned nothing for it';
			return result ? done({ ...result }) : rejected({ message, advice, field: name });
		});
	};

/** The pages of a query by offset. */
export const pagesOf =
	(call: Call, to: Endpoint, filters: IDataObject = {}) =>
	async (begin: number, count: number): Promise<IDataObject[]> =>
		await queried(call, to, { ...filters, begin, count });
