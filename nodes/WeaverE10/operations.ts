/**
 * What operations of Weaver E10 have in common: rows that are synced by a rule, lists of ids,
 * queries, and which row of an answer belongs to which record (docs/vendors/weaver-e10.md, 2 to 5).
 */
import type { IDataObject } from 'n8n-workflow';

import { numberLiteral, shownAs, textOf } from '../shared/client/json';
import type {
	Call,
	DirectoryRecord,
	Endpoint,
	Known,
	SingleOperation,
	Outcome,
} from '../shared/contract';
import { Invalid } from '../shared/input/invalid';
import { isUnset } from '../shared/input/readers';
import { checkLimit, readByNumber } from '../shared/paging';
import { done } from '../shared/run/outcome';
import { outcomeWithAdvice, withAdvice, type Rows } from './advice';
import { pageOf, rowsOf } from './answers';
import { useMatchBy, type Rule } from './dataRule';
import { MOST_IDS } from './fields';
import { settleIds, settleRows } from './settle';
import type { WeaverE10Credential } from './token';

export type WeaverE10Operation = SingleOperation<WeaverE10Credential>;

/**
 * @param source its number in section 5 of docs/vendors/weaver-e10.md, or where else it stands
 * @param status as the vendor has it, like the name
 */
export const endpoint = (
	source: number | string,
	name: string,
	{ sure = 'documented', ...known }: Partial<Known> = {},
): Endpoint => ({
	method: 'POST',
	path: `/api/hrm/restful/${name}`,
	known: {
		source: typeof source === 'number' ? `no. ${source}` : source,
		sure,
		...known,
	},
});

/** An endpoint that changes nothing, and whose path is documented. */
export const query = (...of: Parameters<typeof endpoint>): Endpoint => ({
	...endpoint(...of),
	isQuery: true,
});

/** What the vendor says of an interface that not every platform has → what the form says of it. */
const STATUSES: Record<string, { caveat: string; says: string }> = {
	开发中: {
		caveat: 'In Development',
		says: 'Weaver marks the interface as in development (开发中): your platform may not have it yet, and it may change.',
	},
	测试中: {
		caveat: 'In Test',
		says: 'Weaver marks the interface as in test (测试中): it may change.',
	},
	将废弃: {
		caveat: 'Being Retired',
		says: 'Weaver is retiring the interface (将废弃): an update of your platform may remove it.',
	},
	当前还未上线: {
		caveat: 'Not Yet Online',
		says: 'Weaver says that the interface is not yet online (当前还未上线): your platform may not have it.',
	},
};

/** How sure we are of an interface that the vendor calls current. */
const UNCONFIRMED: Partial<Record<Known['sure'], string>> = {
	example:
		'Known to us only from an example of the vendor (unconfirmed): try it with one record first.',
	inferred: 'Not known to us from a document (unconfirmed): try it with one record first.',
};

/** The description of an operation, with what is to be known of its interface first. */
export function described(
	{ known }: Endpoint,
	description: string,
): Pick<WeaverE10Operation, 'caveat' | 'description'> {
	const status = STATUSES[known?.status ?? ''];
	const says = status?.says ?? UNCONFIRMED[known?.sure ?? 'documented'];
	if (says === undefined) return { description };
	return { caveat: status?.caveat ?? 'Unconfirmed', description: `${description}. ${says}` };
}

/** The vendor's own sync component moves 400 rows a run; nothing else is documented. */
export const BATCH = { size: 200, limit: 400 };

interface SyncedRows {
	/** Which rule of `dataRule` looks up the rows themselves. */
	rule?: Rule;
	/** The column of that rule unless the user says otherwise. */
	preset?: string;
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
	/** What advice calls them, for rows whose columns are known. */
	called?: Omit<Rows, 'keyOf'>;
}

/** The same endpoint at the path that the user typed in, if the request has one. */
const addressed = (to: Endpoint, { path }: IDataObject): Endpoint =>
	path === undefined ? to : { ...to, path: String(path) };

/** Rows are updated where the rule finds them, else added. */
export const syncRows = (
	to: Endpoint,
	{
		rule,
		preset,
		needsRule,
		parent,
		member = 'data',
		needs = [],
		id = 'id',
		by,
		called,
	}: SyncedRows,
): Pick<
	WeaverE10Operation,
	'endpoints' | 'batch' | 'splittable' | 'prepare' | 'check' | 'key' | 'after' | 'perform'
> => {
	const columnOf = ({ request }: DirectoryRecord) => by ?? ruledBy(request, rule);
	/** What the row is looked up by; undefined: nobody knows whether it is there already. */
	const keyOf = (record: DirectoryRecord): string | undefined => {
		const column = columnOf(record);
		return column === undefined || isEmpty(record.row[column])
			? undefined
			: textOf(record.row[column]);
	};
	const rows = called && { ...called, keyOf: columnOf };
	/** Then sending it twice is sending it once. */
	const hasKey = (record: DirectoryRecord) => keyOf(record) !== undefined;
	return {
		endpoints: [to],
		batch: BATCH,
		splittable: hasKey,
		prepare: ({ request }) => {
			if (rule && preset !== undefined) useMatchBy(request, rule, preset);
		},
		check(record) {
			if (needsRule && record.request.dataRule === undefined)
				throw new Invalid('is required: add it under Request Fields', 'dataRule');
			const field = ruledBy(record.request, rule);
			if (field !== undefined && isEmpty(record.row[field]))
				throw new Invalid('is required, because rows are matched by it', field);
			const missing = needs.find((name) => isEmpty(record.row[name]));
			if (missing !== undefined) throw new Invalid('is required', missing);
		},
		key: (record) => keyOf(record) ?? `item ${record.index}`,
		after: parent === undefined ? undefined : ({ row }) => textOf(row[parent]),
		async perform(batch, call) {
			const { request } = batch[0];
			const body = { ...request, [member]: batch.map(({ row }) => row) };
			const repeatable = batch.every(hasKey);
			const { data, repeated } = await call(to, body, { repeatable }).catch((error: unknown) => {
				throw rows ? withAdvice(error, batch, rows) : error;
			});
			// Where no column is echoed, a row may still show what it was looked up by.
			const key = request.extKey ?? request.extKeyField ?? by ?? ruledBy(request, rule);
			const names = { id: id ?? undefined, key: isUnset(key) ? undefined : String(key) };
			const outcomes = settleRows(batch, data, names, repeated);
			return rows ? outcomes.map((each, at) => outcomeWithAdvice(each, batch[at], rows)) : outcomes;
		},
	};
};

/** The field of the row that the rule looks at. */
const ruledBy = ({ dataRule }: IDataObject, rule: Rule | undefined): string | undefined => {
	const field = rule && (dataRule as IDataObject | undefined)?.[rule];
	return isEmpty(field) ? undefined : String(field);
};

const isEmpty = (value: unknown) => isUnset(value) || value === '';

export const numbers = (list: string[]): unknown[] => list.map(numberLiteral);

/** `datas`: a row with nothing but the id, as number. */
export const datas = (list: string[]): IDataObject => ({
	datas: numbers(list).map((id) => ({ id })) as IDataObject[],
});

/**
 * Filters of which one may be chosen by name and others be given as IDs: they go out together.
 * @param lists the parameter of the one → the list on the wire
 */
export const withChosen =
	(lists: Record<string, string>) =>
	(given: IDataObject): IDataObject => {
		const filters = { ...given };
		for (const [one, list] of Object.entries(lists)) {
			const chosen = filters[one];
			delete filters[one];
			if (isEmpty(chosen)) continue;
			filters[list] = [...new Set([...((filters[list] ?? []) as string[]), String(chosen)])];
		}
		return filters;
	};

/** Filters whose `ids` go out as numbers. */
export const withNumberedIds = ({ ids, ...filters }: IDataObject): IDataObject =>
	ids === undefined ? filters : { ...filters, ids: numbers(ids as string[]) as number[] };

/**
 * Requests that carry ids and nothing else of a record: a record that holds several becomes one
 * for each.
 * @param name the parameter that holds them
 * @param body the request for so many ids
 * @param adds what the item of an id gets besides
 */
export const sendIds = (
	to: Endpoint,
	name: string,
	body: (ids: string[], request: IDataObject) => unknown,
	{ repeatable, adds }: { repeatable: boolean; adds?: IDataObject },
): Pick<WeaverE10Operation, 'endpoints' | 'batch' | 'split' | 'perform'> => ({
	endpoints: [to],
	batch: { size: MOST_IDS, limit: MOST_IDS },
	split: (record) =>
		(record.row[name] as string[]).map((id) => ({
			...record,
			row: { [name]: id },
			part: { of: record, name: id, kind: 'id' },
		})),
	async perform(batch, call) {
		const { path, ...request } = batch[0].request;
		const ids = [...new Set(batch.map(({ row }) => String(row[name])))];
		const sent = body(ids, request);
		const { data, repeated } = await call(addressed(to, { path }), sent, { repeatable });
		// The path is the endpoint's, not the record's.
		const records = batch.map((record) => ({ ...record, request }));
		return settleIds(records, name, data, adds, repeated);
	},
});

/** A write of one record; what doing it twice does is not documented. */
export const writeOne = (
	to: Endpoint,
	body = ({ row }: DirectoryRecord): unknown => row,
): Pick<WeaverE10Operation, 'endpoints' | 'perform'> => ({
	endpoints: [to],
	async perform([record], call): Promise<Outcome[]> {
		const { data } = await call(to, body(record), { repeatable: false });
		return [done({ ...shownAs({ ...record.request, ...record.row }), ...membersOf(data) })];
	},
});

const membersOf = (data: unknown): IDataObject => {
	if (isUnset(data)) return {};
	const isObject = typeof data === 'object' && !Array.isArray(data);
	return isObject ? (data as IDataObject) : { data: data as IDataObject };
};

/** A query whose answer comes whole. */
export const ask = (
	to: Endpoint,
): Pick<WeaverE10Operation, 'endpoints' | 'isQuery' | 'perform'> => ({
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
): Pick<WeaverE10Operation, 'endpoints' | 'isQuery' | 'coalesces' | 'perform'> => ({
	endpoints: [endpoint],
	isQuery: true,
	coalesces: () => true,
	async perform(batch, call) {
		const to = addressed(endpoint, batch[0].request);
		const { data } = await call(to, {}, { repeatable: true });
		return batch.map(() => done(rowsOf(data)));
	},
});

/** What is asked of us, and not of Weaver. */
const OURS = ['returnAll', 'limit', 'simple', 'addCodesAndNames'];

/** What leaves the node of the rows that came. */
type Show = (rows: IDataObject[], asked: IDataObject, call: Call) => Promise<IDataObject[]>;

/**
 * A query in pages.
 * @param body the filters as they go over the wire
 */
export const askPages = (
	to: Endpoint,
	body = (row: IDataObject): IDataObject => row,
	show: Show = async (rows) => await Promise.resolve(rows),
): Pick<WeaverE10Operation, 'endpoints' | 'isQuery' | 'check' | 'perform'> => ({
	endpoints: [to],
	isQuery: true,
	check: checkLimit,
	async perform([{ row: asked }], call) {
		const filters = { ...asked };
		for (const name of OURS) delete filters[name];
		const rows = await queried(call, to, body(filters), asked);
		return [done(await show(rows, asked, call))];
	},
});

/**
 * The rows of a query in pages.
 * @param wanted all of them, or the first so many
 * @throws Failure, also when all are wanted and the list is not whole
 */
export const queried = async (
	call: Call,
	to: Endpoint,
	filters: IDataObject,
	wanted: IDataObject,
): Promise<IDataObject[]> =>
	await readByNumber(
		async (current, pageSize) =>
			pageOf((await call(to, { ...filters, current, pageSize }, { repeatable: true })).data),
		wanted,
	);
