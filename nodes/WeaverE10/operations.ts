/**
 * What operations of Weaver E10 have in common: rows that are synced by a rule, lists of ids,
 * queries, and which row of an answer belongs to which record (api/weaver-e10.md, 2 to 5).
 */
import type { IDataObject } from 'n8n-workflow';

import { asFailure, Invalid } from '../shared/failure';
import { isUnset } from '../shared/field';
import { numberLiteral, shownAs, textOf } from '../shared/json';
import type { Operation, Rec, Values } from '../shared/operation';
import { done, REPEATED, unknown, type Outcome } from '../shared/outcome';
import { checkLimit, limitedByTotal } from '../shared/paging';
import type { Endpoint, Known } from '../shared/platform';
import { pageOf, rowsOf } from './answers';
import type { Rule } from './dataRule';
import { MOST_IDS } from './fields';
import { settleIds, settleRows } from './settle';
import type { WeaverE10Credential } from './token';

export type WeaverE10Operation = Operation<WeaverE10Credential>;

/**
 * @param source its number in section 5 of api/weaver-e10.md, or where else it stands
 * @param status as the vendor has it
 */
export const endpoint = (
	source: number | string,
	name: string,
	{ sure = 'documented', status }: Partial<Known> = {},
): Endpoint => ({
	method: 'POST',
	path: `/api/hrm/restful/${name}`,
	known: {
		source: typeof source === 'number' ? `no. ${source}` : source,
		sure,
		status,
	},
});

/** The vendor's own sync component moves 400 rows a run; nothing else is documented. */
const BATCH = { size: 200, limit: 400 };

interface SyncedRows {
	/** Which rule of `dataRule` looks up the rows themselves. */
	rule?: Rule;
	/** The vendor refuses a request without `dataRule`. */
	needsRule?: true;
	/** The column that refers to a row of the same kind, which must be there before. */
	parent?: string;
	/** The member of the body that takes the rows. */
	member?: string;
	/** Columns that no row can do without, be it new or not. */
	needs?: string[];
	/** The column that holds the id of a row, if one does. */
	id?: string | null;
	/** The column that rows are looked up by where there is no rule to choose. */
	by?: string;
	/** The record takes something away. */
	removes?(rec: Rec): boolean;
}

/** The same endpoint at the path that the user typed in, if the request has one. */
const addressed = (to: Endpoint, { path }: Values): Endpoint =>
	path === undefined ? to : { ...to, path: String(path) };

type Part<K extends keyof WeaverE10Operation> = Pick<WeaverE10Operation, K>;

/** Rows are updated where the rule finds them, else added. */
export const syncRows = (
	to: Endpoint,
	{
		rule,
		needsRule,
		parent,
		member = 'data',
		needs = [],
		id = 'id',
		by,
		removes = () => false,
	}: SyncedRows,
): Part<'endpoints' | 'batch' | 'isRepeatable' | 'check' | 'key' | 'after' | 'perform'> => {
	/** What the row is looked up by; undefined: nobody knows whether it is there already. */
	const keyOf = ({ request, row }: Rec): string | undefined => {
		const column = by ?? ruledBy(request, rule);
		return column === undefined || isEmpty(row[column]) ? undefined : textOf(row[column]);
	};
	const isRepeatable = (rec: Rec) => keyOf(rec) !== undefined;
	return {
		endpoints: [to],
		batch: BATCH,
		isRepeatable,
		check(rec) {
			if (needsRule && rec.request.dataRule === undefined)
				throw new Invalid('is required: say how rows are looked up', 'dataRule');
			const field = ruledBy(rec.request, rule);
			if (field !== undefined && isEmpty(rec.row[field]))
				throw new Invalid('is required, because rows are matched by it (dataRule)', field);
			const missing = needs.find((name) => isEmpty(rec.row[name]));
			if (missing !== undefined) throw new Invalid('is required', missing);
		},
		key: (rec) => keyOf(rec) ?? `item ${rec.index}`,
		after: parent === undefined ? undefined : ({ row }) => textOf(row[parent]),
		async perform(batch, call) {
			const { request } = batch[0];
			const rows = batch.map(({ row }) => row);
			const repeatable = batch.every(isRepeatable);
			const { data, repeated } = await call(to, { ...request, [member]: rows }, { repeatable });
			const key = request.extKey ?? request.extKeyField ?? by;
			const names = { id: id ?? undefined, key: isUnset(key) ? undefined : String(key) };
			return settleRows(batch, data, names, { repeated, removes });
		},
	};
};

/** The field of the row that the rule looks at. */
const ruledBy = ({ dataRule }: Values, rule: Rule | undefined): string | undefined => {
	const field = rule && (dataRule as Values | undefined)?.[rule];
	return isEmpty(field) ? undefined : String(field);
};

const isEmpty = (value: unknown) => isUnset(value) || value === '';

/** The ids of a record. */
const idsIn = ({ row }: Rec, name: string): string[] => row[name] as string[];

/** Each id of the records once. */
const distinct = (batch: Rec[], name: string): string[] => [
	...new Set(batch.flatMap((rec) => idsIn(rec, name))),
];

export const numbers = (list: string[]): unknown[] => list.map(numberLiteral);

/** `datas`: a row with nothing but the id, as number. */
export const datas = (list: string[]): Values => ({
	datas: numbers(list).map((id) => ({ id })) as Values[],
});

/** Filters whose `ids` go out as numbers. */
export const withNumberedIds = ({ ids, ...filters }: Values): Values =>
	ids === undefined ? filters : { ...filters, ids: numbers(ids as string[]) as number[] };

/**
 * Requests that carry ids and nothing else of a record: one record may hold several.
 * @param name the parameter that holds them
 * @param body the request for so many ids
 * @param adds what the item of an id gets besides
 */
export const sendIds = (
	to: Endpoint,
	name: string,
	body: (idsOf: string[], request: Values) => unknown,
	{ repeatable, adds }: { repeatable: boolean; adds?: Values },
): Part<'endpoints' | 'batch' | 'weight' | 'perform'> => ({
	endpoints: [to],
	batch: { size: MOST_IDS, limit: MOST_IDS },
	weight: (rec) => idsIn(rec, name).length,
	async perform(batch, call) {
		const { path, ...request } = batch[0].request;
		try {
			const sent = body(distinct(batch, name), request);
			const { data } = await call(addressed(to, { path }), sent, { repeatable });
			// The path is the endpoint's, not the record's.
			const records = batch.map((rec) => ({ ...rec, request }));
			return settleIds(records, name, data, adds);
		} catch (error) {
			const failure = asFailure(error);
			const mayBeGone = adds?.deleted === true && failure.kind === 'no' && failure.mayHaveArrived;
			if (!mayBeGone) throw failure;
			return batch.map(() => unknown(failure.message, REPEATED));
		}
	},
});

/** A write of one record; what doing it twice does is not documented. */
export const write = (
	to: Endpoint,
	body = ({ row }: Rec): unknown => row,
): Part<'endpoints' | 'perform'> => ({
	endpoints: [to],
	async perform([rec], call): Promise<Outcome[]> {
		const { data } = await call(to, body(rec), { repeatable: false });
		return [done({ ...shownAs({ ...rec.request, ...rec.row }), ...membersOf(data) })];
	},
});

const membersOf = (data: unknown): IDataObject => {
	if (isUnset(data)) return {};
	const isObject = typeof data === 'object' && !Array.isArray(data);
	return isObject ? (data as IDataObject) : { data: data as IDataObject };
};

/** A query whose answer comes whole. */
export const ask = (to: Endpoint): Part<'endpoints' | 'isQuery' | 'perform'> => ({
	endpoints: [to],
	isQuery: true,
	async perform([{ row }], call) {
		const { data } = await call(to, row, { repeatable: true });
		return [done(rowsOf(data))];
	},
});

/** A query without parameters: however many items ask, it is sent once. */
export const askOnce = (
	endpoint: Endpoint,
): Part<'endpoints' | 'isQuery' | 'isWhole' | 'perform'> => ({
	endpoints: [endpoint],
	isQuery: true,
	isWhole: () => true,
	async perform(batch, call) {
		const to = addressed(endpoint, batch[0].request);
		const { data } = await call(to, {}, { repeatable: true });
		return batch.map(() => done(rowsOf(data)));
	},
});

/**
 * A query in pages.
 * @param body the filters as they go over the wire
 * @param show what becomes of a row
 */
export const askPages = (
	to: Endpoint,
	body = (row: Values): Values => row,
	show: (row: IDataObject, asked: Values) => IDataObject = (row) => row,
): Part<'endpoints' | 'isQuery' | 'check' | 'perform'> => ({
	endpoints: [to],
	isQuery: true,
	check: checkLimit,
	async perform([{ row: asked }], call) {
		const { returnAll, limit, ...filters } = asked;
		delete filters.simple; // ours
		const page = async (current: number, pageSize: number) => {
			const sent = { ...body(filters), current, pageSize };
			return pageOf((await call(to, sent, { repeatable: true })).data);
		};
		const rows = await limitedByTotal(page, { returnAll, limit });
		return [done(rows.map((row) => show(row, asked)))];
	},
});
