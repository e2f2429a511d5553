/** Columns of wide rows, and the tenant's own ones read live: docs/vendors/weaver-e10.md, sections 5 and 6. */
import type { INodePropertyOptions } from 'n8n-workflow';

import { numberLiteral } from '../shared/client/json';
import type { Column, Reader } from '../shared/contract';
import {
	day,
	list,
	number,
	object,
	oneOf,
	text,
	unlessEmpty,
	wholeNumber,
} from '../shared/input/readers';

/** A line of text. People call it by the vendor's term, or by one of `names`. */
export const column = (
	id: string,
	english: string,
	chinese: string,
	{ read = text(), names = [], ...rest }: Partial<Column> = {},
): Column => ({
	id,
	displayName: `${english} (${chinese}, ${id})`,
	names: [chinese, ...names],
	read,
	...rest,
});

/** In the form from the start. */
export const common = (
	id: string,
	english: string,
	chinese: string,
	rest: Partial<Column> = {},
): Column => column(id, english, chinese, { ...rest, isCommon: true });

/** What else people call a column. */
export const also = (...names: string[]): Partial<Column> => ({ names });

export const WHOLE: Partial<Column> = { type: 'number', read: wholeNumber };
export const NUMBER: Partial<Column> = { type: 'number', read: number };
const DIGITS = text({ pattern: /^\d{1,19}$/, says: 'an ID of up to 19 digits' });
/** An id that the document types as a number. */
export const NUMBER_ID: Partial<Column> = {
	read: (value) => numberLiteral(String(DIGITS(value))),
};
export const DAY: Partial<Column> = { read: day };
export const LIST: Partial<Column> = { read: list({ mayBeEmpty: true }) };
export const OBJECT: Partial<Column> = { type: 'object', read: unlessEmpty(object) };

export const chosen = (options: Array<[value: string, name: string]>): Partial<Column> => ({
	type: 'options',
	options: options.map(([value, name]): INodePropertyOptions => ({ name, value })),
	read: valueOrName(options),
});

/** One of the values, or what people call it: of “Left (离职)” both words. */
function valueOrName(options: Array<[value: string, name: string]>): Reader {
	const read = oneOf(options.map(([value]) => value));
	const valueOf = new Map(
		options.flatMap(([value, name]) =>
			[name, ...name.split(/\s*[()]/)]
				.filter((word) => word !== '')
				.map((word) => [word.toLowerCase(), value]),
		),
	);
	return (given) =>
		read(typeof given === 'string' ? (valueOf.get(given.trim().toLowerCase()) ?? given) : given);
}

export const multiObj = column('multiObj', 'Other Languages', '多语言', OBJECT);

export const status = column(
	'status',
	'Status',
	'状态',
	chosen([
		['1', 'Enabled (启用)'],
		['0', 'Sealed (封存)'],
	]),
);

/** The tenant's own columns of a list: they stand in this member of the row, by their id. */
export const ownColumns = (member: string, fields: unknown): Array<Omit<Column, 'read'>> =>
	(Array.isArray(fields) ? (fields as Array<Record<string, unknown>>) : []).map(
		({ fieldId, name }) => ({ id: `${member}.${String(fieldId)}`, displayName: String(name) }),
	);
