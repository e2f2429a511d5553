/** The state of a record as a hash, which tells two states apart without keeping either, and what leaves. */
import { hash } from 'node:crypto';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { TriggerEvent, Watch } from '../contract/triggers';
import { beijingDayOf } from '../input/beijing';
import { isUnset } from '../input/readers';

/** Of those that are not there (any more). */
const GONE = 'gone';
/** Characters of base64: 96 bits. */
const STATE_LENGTH = 16;

/** The fields of a row as they are compared. What is empty, null or absent is the same. */
export const cellsOf = (
	{ cell = textIn }: Pick<Watch, 'cell'>,
	row: IDataObject,
	fields: string[],
): string[] => fields.map((field) => cell(row, field));

const textIn = (row: IDataObject, field: string): string => textOfCell(row[field]);

export function textOfCell(value: unknown): string {
	if (isUnset(value)) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export const stateHash = (cells: string[]): string =>
	hash('sha1', JSON.stringify(cells), 'base64url').slice(0, STATE_LENGTH);

/**
 * Who comes back to a state that was told before must be told again, so the day belongs to it.
 * @param state undefined: of what is gone
 * @param at milliseconds by the platform's clock
 */
export const stateKeyOf = (id: string, state: string | undefined, at: number): string =>
	`${id}|${state ?? GONE}|${beijingDayOf(at)}`;

/** The state of a row. */
export const stateOfRow = (watch: Pick<Watch, 'cell'>, row: IDataObject, fields: string[]) =>
	stateHash(cellsOf(watch, row, fields));

/** As n8n takes them. */
export const eventItems = (events: TriggerEvent[]): INodeExecutionData[] =>
	events.map((json) => ({ json: json as unknown as IDataObject }));
