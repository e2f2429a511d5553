/** Wide rows: the resource mapper Fields, by a table of columns, and JSON for what it lacks. */
import type {
	FieldType,
	GenericValue,
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodePropertyOptions,
	ResourceMapperField,
} from 'n8n-workflow';

import { Invalid } from './failure';
import { isUnset, object, readAs, text, type Field, type Reader } from './field';
import { parameter, type Parameter } from './parameter';
import type { Endpoint } from './platform';

export interface Column {
	/** The vendor's name; `member.key` is what stands under that key inside a member of the row. */
	id: string;
	/** With the vendor's Chinese term. */
	displayName: string;
	/** What the form shows for it, if not a line of text. */
	type?: FieldType;
	options?: INodePropertyOptions[];
	/** It is in the form from the start. */
	isCommon?: true;
	read: Reader;
}

export interface Columns {
	/** Which of the node's methods gives them to the form, with those that the tenant added. */
	method: string;
	list: Column[];
	/** Members of the row that hold the tenant's own columns, by their keys. */
	members?: string[];
	/** Which of the members takes the columns that this endpoint lists. */
	own?: { member: string; endpoint: Endpoint };
	/** The tenant names the columns: any is taken. */
	areOpen?: true;
}

const notice = ({ list, areOpen }: Columns): string => {
	const some = list.filter(({ isCommon }) => isCommon).map(({ id }) => id);
	const names = some.join(', ') + (some.length < list.length ? ' and more' : '');
	return areOpen
		? `Mapped automatically, every column of the input is sent; ${names} have a meaning of their own.`
		: `Mapped automatically, columns of the input go by the platform’s names: ${names}. Others are named in a hint at the output and not sent.`;
};

/** What the editor shows. */
export const mapperParameters = (columns: Columns): INodeProperties[] => [
	{ displayName: notice(columns), name: 'columnsNotice', type: 'notice', default: '' },
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'autoMapInputData', value: null },
		required: true,
		description:
			'The columns of a row (字段). What an item does not have stays as it is; empty text empties it.',
		typeOptions: {
			resourceMapper: {
				resourceMapperMethod: columns.method,
				mode: 'add',
				fieldWords: { singular: 'column', plural: 'columns' },
				supportAutoMap: true,
			},
		},
	},
	{
		displayName: 'Additional Fields (JSON)',
		name: 'additionalFieldsJson',
		type: 'json',
		default: '{}',
		description:
			'Members of the row that the columns do not have (其他字段), added last, so that they win. Long numbers keep all their digits.',
	},
];

/** A column as the editor's form has it. */
export const mapperField = ({
	id,
	displayName,
	type = 'string',
	options,
	isCommon,
}: Omit<Column, 'read'>): ResourceMapperField => ({
	id,
	displayName,
	type,
	options,
	required: false,
	defaultMatch: false,
	display: true,
	removed: !isCommon,
});

/** The row of an item; throws Invalid. */
export type MappedRow = (index: number) => IDataObject;

/** Reads the two parameters, either as the columns were chosen or by the names of the input. */
export function mappedRow(
	context: IExecuteFunctions,
	columns: Columns,
	requestFields: Field[] = [],
): MappedRow {
	const mode = context.getNodeParameter('fields.mappingMode', 0, '') as string;
	const isAutomatic = mode === 'autoMapInputData';
	const mapped = isAutomatic
		? fromInput(context, columns, requestFields)
		: fromForm(context, columns);
	const extra = parameter(context, 'additionalFieldsJson');
	return (index) => {
		const row: IDataObject = {};
		for (const { id, value, read, member } of mapped) {
			const given = value(index);
			const taken = isUnset(given) ? undefined : readAs(id, given, read);
			if (taken === undefined) continue;
			if (member) put(row, member.name, { [member.key]: taken });
			else put(row, id, taken);
		}
		for (const [name, value] of Object.entries(additional(extra(index)))) put(row, name, value);
		if (Object.keys(row).length > 0) return row;
		throw new Invalid(
			isAutomatic
				? 'are empty: the item has no column with the name of one here'
				: 'are empty: fill in a column',
			'fields',
		);
	};
}

/** Where a tenant's own column stands in the row. */
function inMember({ members = [] }: Columns, id: string) {
	const name = members.find((each) => id.startsWith(`${each}.`));
	return name === undefined ? undefined : { name, key: id.slice(name.length + 1) };
}

interface Mapped {
	id: string;
	value: Parameter;
	read: Reader;
	member: ReturnType<typeof inMember>;
}

/** A column for each name that the user filled in. */
function fromForm(context: IExecuteFunctions, columns: Columns): Mapped[] {
	const chosen = context.getNodeParameter('fields.value', 0, {}, { rawExpressions: true });
	return Object.keys(chosen ?? {}).map((id) => ({
		id,
		value: parameter(context, `fields.value[${JSON.stringify(id)}]`),
		read: readerOf(columns, id) ?? notAColumn,
		member: inMember(columns, id),
	}));
}

/** A column for each name that stands in any item. */
function fromInput(context: IExecuteFunctions, columns: Columns, requestFields: Field[]): Mapped[] {
	const items = context.getInputData();
	const idOf = ownNames(context, columns);
	const named = new Set(
		requestFields
			.filter(({ namesColumn }) => namesColumn)
			.map(({ name }) => context.getNodeParameter(`requestFields.${name}`, 0, '')),
	);
	const mapped: Mapped[] = [];
	const left: string[] = [];
	for (const name of new Set(items.flatMap(({ json }) => Object.keys(json)))) {
		const id = idOf.get(name) ?? name;
		const read = readerOf(columns, id) ?? (named.has(name) ? textOrTexts : undefined);
		const value: Parameter = (index) => items[index].json[name];
		if (read) mapped.push({ id, value, read, member: inMember(columns, id) });
		else left.push(name);
	}
	if (left.length) context.addExecutionHints({ message: notSent(left), location: 'outputPane' });
	return mapped;
}

/** The tenant's own columns also go by the name that people gave them, if only one has it. */
function ownNames(context: IExecuteFunctions, columns: Columns): Map<string, string> {
	const schema = context.getNodeParameter('fields.schema', 0, []) as ResourceMapperField[];
	const own = schema.filter(
		({ id, displayName }) => inMember(columns, id) && !isKnown(columns, displayName),
	);
	const times = (name: string) => own.filter(({ displayName }) => displayName === name).length;
	return new Map(
		own
			.filter(({ displayName }) => times(displayName) === 1)
			.map(({ id, displayName }) => [displayName, id]),
	);
}

const notSent = (names: string[]) =>
	`Not sent, because no column has this name: ${names.join(', ')}. Choose “Map Each Column Manually”, or use Additional Fields (JSON).`;

function readerOf(columns: Columns, id: string): Reader | undefined {
	const known = columns.list.find((column) => column.id === id);
	if (known) return known.read;
	return columns.areOpen || inMember(columns, id) ? textOrTexts : undefined;
}

const isKnown = ({ list }: Columns, id: string) => list.some((column) => column.id === id);

const textOrTexts: Reader = (value) =>
	Array.isArray(value) ? value.map((entry) => text()(entry)) : text()(value);

const notAColumn: Reader = () => {
	throw new Invalid('is no column here: put it under Additional Fields (JSON)');
};

/** What is said twice of one member is put together; of one value the later one counts. */
function put(row: IDataObject, name: string, value: unknown): void {
	const before = row[name];
	const both = isObject(before) && isObject(value);
	row[name] = (both ? { ...before, ...value } : value) as GenericValue;
}

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function additional(given: unknown): IDataObject {
	if (isUnset(given) || given === '') return {};
	return readAs('additionalFieldsJson', given, object) as IDataObject;
}
