/**
 * Shapes that several Weaver E10 endpoints share, and what their queries have in common: filters
 * and paging, after docs/vendors/weaver-e10.md sections 2 to 4. `[not known]` as in weaverE10.ts.
 */
import { anyOf, listOf, matching, numberId, oneOf, text, whole } from '../checks.ts';
import type { Check } from '../checks.ts';
import { Refusal } from './state.ts';
import type { WeaverE10State } from './state.ts';

export type Fields = Record<string, Check>;

// [not known] the limits of a request: our own, above what the nodes send at most.
export const MOST_ROWS = 400;
const MOST_IDS = 1000;

export const textId = matching(/^\d{18,19}$/);
// [not known] which form an id has where the page only says "list" or nothing: both.
export const anyId = anyOf(textId, numberId);
export const idList = (id: Check, min = 0) => listOf(id, min, MOST_IDS);
export const ids = idList(anyId);
export const texts = listOf(text);

export const rowsOf = (row: Check) => listOf(row, 1, MOST_ROWS);

/** "" is right too: it clears. */
export const clearable = (check: Check) => anyOf(oneOf(''), check);

export const number: Check = (value) =>
	typeof value === 'number' && Number.isFinite(value) ? undefined : 'must be a number';

export const calendarDate: Check = (value) => {
	const shape = matching(/^\d{4}-\d\d-\d\d$/)(value);
	if (shape) return shape;
	const date = new Date(`${value as string}T00:00:00Z`);
	const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value as string);
	return exists ? undefined : 'must be a day of the calendar';
};

export const textOrTexts = anyOf(text, texts);

export const PAGING: Fields = { current: whole(1), pageSize: whole(1, 1000) };

export interface PageQuery {
	current?: number;
	pageSize?: number;
}

/** Only the rows of the page are made ready: `show` may be slow. */
export function pageOf<Row>(
	rows: Row[],
	// [not known] the default page size.
	{ current = 1, pageSize: asked = 20 }: PageQuery,
	{ paging, pageLimit }: WeaverE10State,
	show: (row: Row) => unknown,
) {
	const pageSize = Math.min(asked, pageLimit);
	const given = paging === 'repeat' && current === 2 ? 1 : current;
	const data = rows.slice((given - 1) * pageSize, given * pageSize).map(show);
	return { current, pageSize, total: rows.length + (paging === 'short' ? 1 : 0), data };
}

/** No list is no filter. Ids compare by their digits, whichever form they came in. */
export function among(wanted: unknown[] | undefined) {
	if (!wanted) return () => true;
	const values = new Set(wanted.map(String));
	return (value: unknown) => value !== undefined && values.has(String(value));
}

type Collection = {
	[Name in keyof WeaverE10State]: WeaverE10State[Name] extends Map<string, unknown> ? Name : never;
}[keyof WeaverE10State];

export function mustExist(kind: Collection, id: unknown, state: WeaverE10State) {
	if (!state[kind].has(String(id))) throw new Refusal(`${String(id)}不存在`);
}

/** As mustExist, where a test that is not about existence need not seed what is referred to. */
export function mustExistIfAny(kind: Collection | null, id: unknown, state: WeaverE10State) {
	if (kind && state[kind].size > 0) mustExist(kind, id, state);
}

export function mustBeTenant(tenantKey: string, state: WeaverE10State) {
	if (tenantKey !== state.tenantKey) throw new Refusal(`租户${tenantKey}不存在`);
}
