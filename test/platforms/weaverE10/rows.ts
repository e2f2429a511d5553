/**
 * Sync of rows on the Weaver E10 test platform, the same for every kind of row: the shape of the
 * request, finding a row and what it refers to by `dataRule`, update or insert, and the rows of
 * the answer. After docs/vendors/weaver-e10.md sections 2 and 4; `[not known]` as in weaverE10.ts.
 */
import { anyOf, flag, isObject, mapOf, matching, oneOf, record, text, whole } from '../checks.ts';
import type { Check } from '../checks.ts';
import { isRefused, tookEffect } from '../effects.ts';
import { anyId, rowsOf, textId, textOrTexts } from './checks.ts';
import type { Fields } from './checks.ts';
import { Refusal, nextId } from './state.ts';
import type { SyncRows, WeaverE10State, WeaverField, WeaverRow } from './state.ts';

export type Row = Record<string, unknown>;

const named = oneOf('id', 'name', 'code');
const RULES = {
	employee: oneOf('id', 'username', 'job_num'),
	department: named,
	organization: named,
	position: named,
	subcompany: named,
};
type Rule = keyof typeof RULES;
export type DataRule = Partial<Record<Rule, string>>;

export interface SyncRequest {
	data: Row[];
	dataRule?: DataRule;
	extKey?: string;
	virtualId?: unknown;
	emptyCustomVaueClearable?: boolean;
	ignoreOrgCanceledValidate?: boolean;
}

/** 7 简体中文, 8 English, 9 繁體. */
export const multiObj = mapOf(/./, mapOf(/^[789]$/, text));

/** Custom fields by fieldId: those that the tenant has, and no others. */
export const customFields = (fields: WeaverField[], value: Check = textOrTexts) =>
	record({}, Object.fromEntries(fields.map(({ fieldId }) => [fieldId, value])));

export const dataRule = (required: Rule[], optional: Rule[], more: Fields = {}) => {
	const checks = (names: Rule[]) => Object.fromEntries(names.map((name) => [name, RULES[name]]));
	return record(checks(required), { ...checks(optional), ...more });
};

/** [not known] type and place of the flags: JSON booleans beside `data`. */
export const flags = (...names: string[]): Fields =>
	Object.fromEntries(names.map((name) => [name, flag]));

/** [not known] the shape of the operator and of the caller's task number. */
export const CALLER: Fields = { optId: textId, apiTaskId: anyOf(text, whole(0)) };
export const VIRTUAL: Fields = { virtualId: anyId };

const plain = anyOf(textOrTexts, whole());

/** A row of any of the columns, and of those that `isExtra` allows besides. */
const columnsOf =
	(columns: Fields, isExtra: (key: string) => boolean): Check =>
	(row) => {
		const keys = isObject(row) ? Object.keys(row) : [];
		const extra = keys.filter((key) => !Object.hasOwn(columns, key) && isExtra(key));
		return record({}, { ...columns, ...Object.fromEntries(extra.map((key) => [key, plain])) })(row);
	};

interface SyncShape {
	columns: Fields | ((state: WeaverE10State) => Fields);
	/** Check of dataRule. */
	rule: Check;
	/** [not known] the columns that the document counts but does not name: they begin with x_. */
	unnamed?: boolean;
	ruleRequired?: boolean;
	more?: Fields;
}

/** Shape of `{data: [row…], dataRule, …}`. */
export const syncBody =
	({ columns, rule, unnamed = false, ruleRequired = false, more = {} }: SyncShape) =>
	(body: unknown, state: WeaverE10State) => {
		const known = typeof columns === 'function' ? columns(state) : columns;
		const extKey = isObject(body) ? body.extKey : undefined;
		// [not known] whether the echoed field must be a column: it may also be one of the caller's.
		const row = columnsOf(known, (key) => key === extKey || (unnamed && key.startsWith('x_')));
		const required: Fields = { data: rowsOf(row) };
		const optional: Fields = { ...CALLER, ...more, extKey: matching(/./) };
		(ruleRequired ? required : optional).dataRule = rule;
		return record(required, optional)(body);
	};

/** The row with that value in the field; undefined for none. */
function find(rows: Map<string, WeaverRow>, field: string, value: string) {
	if (field === 'id') return rows.get(value);
	const found = [...rows.values()].filter((row) => row[field] === value);
	// [not known] what happens then.
	if (found.length > 1) throw new Refusal(`${field}为${value}的数据不唯一`);
	return found.at(0);
}

type Held = {
	[Name in keyof WeaverE10State]: WeaverE10State[Name] extends Map<string, WeaverRow>
		? Name
		: never;
}[keyof WeaverE10State];
type Place = [held: Held, rule: Rule];

export interface Look {
	state: WeaverE10State;
	dataRule: DataRule;
}

/** Gives the id that a value of a row stands for. */
export type Reference = (value: string, look: Look) => string;

/** Looked up in the first place that has it, each by its own rule; by default by id. */
export const referenceTo =
	(...places: Place[]): Reference =>
	(value, { state, dataRule }) => {
		for (const [held, rule] of places) {
			const found = find(state[held], dataRule[rule] ?? 'id', value);
			if (found) return found.id;
		}
		throw new Refusal(`${value}不存在`);
	};

/** As the reference, or "0" for none above. */
export const orRoot =
	(reference: Reference): Reference =>
	(value, look) =>
		value === '0' ? value : reference(value, look);

export const toEmployee = referenceTo(['employees', 'employee']);

export interface Kind {
	held: Held;
	/** Must be there on insert and cannot be cleared. */
	required: string[];
	references?: Record<string, Reference>;
	/** Columns of a new row. */
	initial?: Row;
	/** Completes the row, or throws a Refusal. */
	settle?: (row: WeaverRow, changes: Row, state: WeaverE10State) => void;
}

const isClear = (value: unknown) => value === '' || (Array.isArray(value) && value.length === 0);

function resolved(row: Row, { references = {} }: Kind, look: Look): Row {
	const changes = { ...row };
	for (const [column, reference] of Object.entries(references)) {
		const value = row[column];
		if (value === undefined || isClear(value)) continue;
		changes[column] = Array.isArray(value)
			? value.map((entry) => reference(entry as string, look))
			: reference(value as string, look);
	}
	return changes;
}

/**
 * Updates the row that has the same value in `field`, or inserts. Only the columns that were sent
 * change; "" clears. Without `field`: by id if there is one, else always a new row.
 */
export function save(kind: Kind, row: Row, look: Look, field?: string) {
	const held = look.state[kind.held] as Map<string, WeaverRow>;
	const by = field ?? 'id';
	const value = row[by] as string | undefined;
	if (field && (value === undefined || value === '')) throw new Refusal(`${field}不能为空`);
	const found = value === undefined ? undefined : find(held, by, value);
	// An id is the platform's to give: one that is not there is never a new row.
	if (!found && by === 'id' && value !== undefined) throw new Refusal(`${value}不存在`);

	const lacking = kind.required.find(
		(column) => isClear(row[column]) || (!found && row[column] === undefined),
	);
	if (lacking) throw new Refusal(`${lacking}不能为空`);
	const changes = resolved(row, kind, look);
	// [not known] what an id does where another field is the rule: nothing.
	const id = found?.id ?? nextId(look.state);
	const merged: WeaverRow = { ...(found ?? kind.initial), ...changes, id };
	for (const [column, sent] of Object.entries(changes)) {
		if (isClear(sent)) delete merged[column];
	}
	kind.settle?.(merged, changes, look.state);
	held.set(id, merged);
	return { id, operate: found ? 'update' : 'insert' };
}

/** Custom values add to those that are held; `clearable` says whether "" clears or is passed by. */
export function mergeCustom(held: unknown, sent: unknown, clearable: boolean | undefined) {
	const merged = { ...(held as Row), ...(sent as Row) };
	for (const [key, value] of Object.entries(sent as Row)) {
		if (!isClear(value)) continue;
		const before = clearable ? undefined : (held as Row | undefined)?.[key];
		if (before === undefined) delete merged[key];
		else merged[key] = before;
	}
	return merged;
}

export interface AnswerRow {
	id?: unknown;
	operate: string;
	errcode?: string;
	errmsg?: string;
	extKeyMap?: Row;
}

const SYNC_ROWS: Record<SyncRows, (rows: AnswerRow[]) => AnswerRow[] | undefined> = {
	all: (rows) => rows,
	none: () => undefined,
	reversed: (rows) => rows.toReversed(),
	failedOnly: (rows) => rows.filter(({ operate }) => operate === 'fail'),
	bare: (rows) => rows.map(({ operate, errcode, errmsg }) => ({ operate, errcode, errmsg })),
};

export const answerRows = (rows: AnswerRow[], { syncRows }: WeaverE10State) =>
	SYNC_ROWS[syncRows](rows);

/** [not known] what a row that fails looks like: this, and the other rows go on. */
export function eachRow(
	rows: Row[],
	state: WeaverE10State,
	extKey: string | undefined,
	apply: (row: Row) => AnswerRow,
) {
	const settled = rows.map((row): AnswerRow => {
		const echoed = extKey !== undefined && Object.hasOwn(row, extKey);
		const echo = echoed ? { extKeyMap: { [extKey]: row[extKey] } } : {};
		try {
			if (isRefused(row)) throw new Refusal('数据校验不通过');
			const answer = { ...apply(row), ...echo };
			tookEffect(row);
			return answer;
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			return { operate: 'fail', errcode: '500', errmsg: error.message, ...echo };
		}
	});
	return answerRows(settled, state);
}

/** Saves each row of a sync; `rule` names the entry of dataRule that the row itself follows. */
export const syncRows =
	(kind: Kind | ((request: SyncRequest) => Kind), rule: Rule) =>
	(request: SyncRequest, state: WeaverE10State) => {
		const { data, extKey, dataRule = {} } = request;
		const settled = typeof kind === 'function' ? kind(request) : kind;
		return eachRow(data, state, extKey, (row) =>
			save(settled, row, { state, dataRule }, dataRule[rule]),
		);
	};
