/**
 * Plain values become a record that an operation can send, checked by the rules of the document.
 * Nothing of n8n is needed for it: a sync makes its records here just as the reading of items does.
 */
import type { GenericValue, IDataObject } from 'n8n-workflow';

import type { Credential, DirectoryRecord, Field, Operation } from '../contract';
import { rowReader, type Cells } from './columns';
import { Invalid } from './invalid';
import { isUnset, readAs } from './readers';

/**
 * By the names of the form's parameters, whichever collection they stand in: of a wide row `fields`
 * holds the columns, `additionalFieldsJson` what they lack. A resource locator is an id, or
 * `{mode, value}`. What is undefined or null is not set.
 */
export type Values = Record<string, unknown>;

/** Modes in which a resource locator holds the id itself. */
const BY_ID = ['list', 'id'];

/** A field and where its value goes. */
interface Placed {
	field: Field;
	/** It was added by the user, so that empty means empty. */
	isAdded: boolean;
	isRequestWide: boolean;
}

/** The fields of an operation that are part of its records. */
const placedFields = <C extends Credential>(operation: Operation<C>): Placed[] =>
	[
		...operation.required.map((field) => ({
			field,
			isAdded: false,
			isRequestWide: field.requestWide ?? false,
		})),
		...(operation.optional ?? []).map((field) => ({ field, isAdded: true, isRequestWide: false })),
		...(operation.requestFields ?? []).map((field) => ({
			field,
			isAdded: true,
			isRequestWide: true,
		})),
	].filter(({ field }) => field.read);

export type RecordReader<C extends Credential> = (
	values: Values,
	credential: C,
	index?: number,
) => DirectoryRecord;

/**
 * Looks up what an operation demands once, for however many records.
 * @param saysOfEmpty of a wide row without a single column
 * @returns a function that throws Invalid, with the field's name and what it must be
 */
export function recordReader<C extends Credential>(
	operation: Operation<C>,
	saysOfEmpty = 'are empty: no column has a value',
): RecordReader<C> {
	const placed = placedFields(operation);
	const columnNaming = placed.filter(({ field }) => field.namesColumn);
	const readRow = operation.columns && rowReader(operation.columns);
	return (values, credential, index = 0) => {
		const record: DirectoryRecord = { index, row: {}, request: {} };
		for (const place of placed) put(record, place, values[place.field.parameter.name]);
		if (readRow) {
			const named = columnNaming.map(({ field }) => record.request[field.parameter.name]);
			const row = readRow((values.fields ?? {}) as Cells, values.additionalFieldsJson, named);
			if (Object.keys(row).length === 0) throw new Invalid(saysOfEmpty, 'fields');
			Object.assign(record.row, row);
		}
		operation.prepare?.(record);
		operation.check?.(record, credential);
		return record;
	};
}

/**
 * The record of some values.
 * @throws Invalid with the field's name and what it must be
 */
export const recordOf = <C extends Credential>(
	operation: Operation<C>,
	values: Values,
	credential: C,
): DirectoryRecord => recordReader(operation)(values, credential);

/**
 * The record of one step of what is to be done for another record.
 * @throws Invalid
 */
export const stepOf = <C extends Credential>(
	of: DirectoryRecord,
	operation: Operation<C>,
	values: Values,
	credential: C,
): DirectoryRecord => ({
	...recordReader(operation)(values, credential, of.index),
	part: { of, name: operation.name, kind: 'step' },
});

/** Unset and empty are two things: what is not set is not sent, what is empty is. */
function put(record: DirectoryRecord, { field, isAdded, isRequestWide }: Placed, value: unknown) {
	const { parameter, read, mayBeEmpty, requiredIfShown } = field;
	const { name } = parameter;
	const { mode, value: given } = isLocator(field, value) ? value : { value, mode: undefined };
	if (isUnset(given) || (given === '' && !isAdded)) {
		if (isAdded || mayBeEmpty || requiredIfShown) return;
		throw new Invalid('is required', name);
	}
	const taken = read && readAs(name, given, read);
	if (taken === undefined) return;
	const values: IDataObject = isRequestWide ? record.request : record.row;
	values[name] = taken as GenericValue;
	if (mode !== undefined && !BY_ID.includes(mode))
		record.namedBy = { ...record.namedBy, [name]: mode };
}

const isLocator = (
	{ parameter }: Field,
	value: unknown,
): value is { mode?: string; value: unknown } =>
	parameter.type === 'resourceLocator' &&
	typeof value === 'object' &&
	value !== null &&
	'value' in value;
