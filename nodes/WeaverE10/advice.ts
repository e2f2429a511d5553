/**
 * What to do about the rows that Weaver refuses most, in the words of the form. Its texts are
 * documented nowhere: only one that names a column, or a value that the row has, is understood.
 */
import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../shared/client/failure';
import { textOf } from '../shared/client/json';
import type { Columns, DirectoryRecord, Outcome } from '../shared/contract';
import { labelled } from '../shared/input/labels';
import { isUnset } from '../shared/input/readers';

/** The rows of an operation. */
export interface Rows {
	/** As people call one of them. */
	one: string;
	columns: Columns;
	/** What a row is looked up by. */
	keyOf(record: DirectoryRecord): string | undefined;
}

/** Of the texts “username不能为空”, “销售部不存在” and “code为HQ的数据不唯一” what they are about. */
const LACKING = /(\w+)不能为空/;
const UNKNOWN = /^(.+?)不存在/;
const AMBIGUOUS = /(\w+)为.*不唯一/;

export function adviceOn(text: string, record: DirectoryRecord, rows: Rows): string | undefined {
	const [, lacking] = LACKING.exec(text) ?? [];
	if (lacking !== undefined) return onLacking(lacking, record, rows);
	const [, value] = UNKNOWN.exec(text) ?? [];
	if (value !== undefined) return onUnknown(value, record, rows);
	const [, ambiguous] = AMBIGUOUS.exec(text) ?? [];
	const label = ambiguous && labelOf(ambiguous, rows);
	return (
		label &&
		`Several records in Weaver have this ${label}: match by another column, such as the ID.`
	);
}

function onLacking(column: string, record: DirectoryRecord, rows: Rows): string | undefined {
	const { row } = record;
	const { one, keyOf } = rows;
	const label = labelOf(column, rows);
	if (label === undefined) return undefined;
	if (!isUnset(row[column])) return `${label} can’t be emptied: give it a value, or leave it out.`;
	const key = keyOf(record);
	if (key === undefined) return `A new ${one} needs ${label}.`;
	const keyLabel = labelOf(key, rows);
	return `There is no ${one} whose ${keyLabel} is “${textOf(row[key])}”, so Weaver wanted to create one, which needs ${label}. Check ${keyLabel}, or give ${label} if it is a new ${one}.`;
}

function onUnknown(value: string, record: DirectoryRecord, rows: Rows): string | undefined {
	const { row } = record;
	if (rows.keyOf(record) === 'id' && textOf(row.id) === value)
		return `There is no ${rows.one} with this ID. Weaver gives the IDs itself: to create one, match by another column.`;
	const column = Object.keys(row).find((name) => holds(row[name], value));
	const label = column && labelOf(column, rows);
	if (label === undefined) return undefined;
	return `Weaver does not find “${value}”, which is in ${label}. Check it, and by which column it is looked up: Request Fields → Match By.`;
}

const holds = (cell: IDataObject[string], value: string): boolean =>
	Array.isArray(cell) ? cell.some((each) => textOf(each) === value) : textOf(cell) === value;

const labelOf = (column: string, { columns }: Rows): string | undefined => {
	const known = columns.list.find(({ id }) => id === column);
	return known && labelled(known.displayName, column);
};

/** The same error for a row that was refused alone; of several nobody knows which one is meant. */
export function withAdvice(error: unknown, batch: DirectoryRecord[], rows: Rows): unknown {
	if (!(error instanceof Failure) || error.kind !== 'refused' || batch.length > 1) return error;
	const advice = error.facts.advice ?? adviceOn(error.message, batch[0], rows);
	return error.with({ advice });
}

export function outcomeWithAdvice(outcome: Outcome, record: DirectoryRecord, rows: Rows): Outcome {
	if (outcome.kind !== 'rejected') return outcome;
	const { reason } = outcome;
	return {
		...outcome,
		reason: { ...reason, advice: reason.advice ?? adviceOn(reason.message, record, rows) },
	};
}
