/** Columns of wide rows, and the tenant's own ones read live: docs/vendors/weaver-e10.md, sections 5 and 6. */
import type { INodePropertyOptions } from 'n8n-workflow';

import { numberLiteral } from '../shared/client/json';
import type { Column, Reader } from '../shared/contract';
import { Invalid } from '../shared/input/invalid';
import {
	day,
	list,
	number,
	object,
	shown,
	text,
	unlessEmpty,
	wholeNumber,
} from '../shared/input/readers';
import { digitId } from './fields';

/** In halves of a Chinese character: the editor cuts what is longer. */
const LABEL_WIDTH = 26;

/** With the name on the wire where there is room for it; messages have it anyway. */
function labelOf(english: string, chinese: string, id: string): string {
	const label = `${english} (${chinese}, ${id})`;
	return label.length + chinese.length <= LABEL_WIDTH ? label : `${english} (${chinese})`;
}

/** A line of text. People call it by the vendor's term, or by one of `names`. */
export const column = (
	id: string,
	english: string,
	chinese: string,
	{ read = text(), names = [], ...rest }: Partial<Column> = {},
): Column => ({
	id,
	displayName: labelOf(english, chinese, id),
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
/** An id that the document types as a number. */
export const NUMBER_ID: Partial<Column> = {
	read: (value) => numberLiteral(String(digitId(value))),
};
export const DAY: Partial<Column> = { read: day };
export const LIST: Partial<Column> = { read: list({ mayBeEmpty: true }) };
export const OBJECT: Partial<Column> = { type: 'object', read: unlessEmpty(object) };

/** Value, English, the vendor's term. */
type Choice = [value: string, english: string, term: string];

/**
 * @param words what people write besides → its value; undefined: nothing that could be sent
 */
export const chosen = (
	choices: Choice[],
	words: Record<string, string | undefined> = {},
): Partial<Column> => ({
	type: 'options',
	options: choices.map(
		([value, english, term]): INodePropertyOptions => ({
			name: `${english} (${term})`,
			value,
		}),
	),
	read: valueOrWord(choices, words),
});

/** One of the values, or what people call it: of “Left (离职)” both words, and the whole. */
function valueOrWord(choices: Choice[], words: Record<string, string | undefined>): Reader {
	const meant = new Map<string, string | undefined>(
		[
			...choices.flatMap(([value, english, term]) =>
				[value, english, term, `${english} (${term})`].map((word) => [word, value] as const),
			),
			...Object.entries(words),
		].map(([word, value]) => [comparable(word), value]),
	);
	const known = choices.map(([value, , term]) => `${term} (${value})`).join(', ');
	return (given) => {
		const word = comparable(String(text()(given)));
		if (word === '' || meant.has(word)) return word && meant.get(word);
		throw new Invalid(`must be one of ${known}, but is ${shown(given)}`);
	};
}

const comparable = (word: string): string => word.normalize('NFKC').trim().toLowerCase();

export const multiObj = column('multiObj', 'Other Languages', '多语言', OBJECT);

/** What people write for a unit or position that is in use, or no longer. */
export const inUse = (enabled: string, sealed: string): Record<string, string> => ({
	...{ 正常: enabled, 有效: enabled, 已启用: enabled, 解封: enabled },
	...{ 停用: sealed, 禁用: sealed, 撤销: sealed, 已封存: sealed, 已停用: sealed },
});

export const status = column(
	'status',
	'Status',
	'状态',
	chosen(
		[
			['1', 'Enabled', '启用'],
			['0', 'Sealed', '封存'],
		],
		inUse('1', '0'),
	),
);

/** The tenant's own columns of a list: they stand in this member of the row, by their id. */
export const ownColumns = (member: string, fields: unknown): Array<Omit<Column, 'read'>> =>
	(Array.isArray(fields) ? (fields as Array<Record<string, unknown>>) : []).map(
		({ fieldId, name }) => ({ id: `${member}.${String(fieldId)}`, displayName: String(name) }),
	);
