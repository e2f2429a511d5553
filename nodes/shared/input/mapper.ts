/** What n8n's resource mapper Fields gives for each item: as it was filled in, or by the input's names. */
import type { IExecuteFunctions, ResourceMapperField } from 'n8n-workflow';

import type { Columns, Field } from '../contract';
import { isColumn, memberOf, type Cells } from './columns';
import { parameterOf, type ParameterOf } from './parameter';

export interface Mapping {
	cells(index: number): Cells;
	/** What to say of an item that has none of the columns. */
	saysOfEmpty: string;
}

/** @param requestFields one of them may name a column that is then taken from the input too */
export function mappingOf(
	context: IExecuteFunctions,
	columns: Columns,
	requestFields: Field[] = [],
): Mapping {
	const isAutomatic = context.getNodeParameter('fields.mappingMode', 0, '') === 'autoMapInputData';
	const mapped = isAutomatic ? fromInput(context, columns, requestFields) : fromForm(context);
	return {
		// A column may come in under two names; the one that the item lacks must not hide the other.
		cells: (index) =>
			Object.fromEntries(
				mapped
					.map(({ id, value }) => [id, value(index)])
					.filter(([, value]) => value !== undefined && value !== null),
			),
		saysOfEmpty: isAutomatic
			? 'are empty: the item has no column with the name of one here'
			: 'are empty: fill in a column',
	};
}

interface Mapped {
	id: string;
	value: ParameterOf;
}

/** A column for each name that the user filled in. */
function fromForm(context: IExecuteFunctions): Mapped[] {
	const chosen = context.getNodeParameter('fields.value', 0, {}, { rawExpressions: true });
	return Object.keys(chosen ?? {}).map((id) => ({
		id,
		value: parameterOf(context, `fields.value[${JSON.stringify(id)}]`),
	}));
}

/** A column for each name that stands in any item; names that mean nothing are told in a hint. */
function fromInput(context: IExecuteFunctions, columns: Columns, requestFields: Field[]): Mapped[] {
	const items = context.getInputData();
	const idOf = ownNames(context, columns);
	const named = new Set(
		requestFields
			.filter(({ namesColumn }) => namesColumn)
			.map(({ parameter }) => context.getNodeParameter(`requestFields.${parameter.name}`, 0, '')),
	);
	const mapped: Mapped[] = [];
	const left: string[] = [];
	for (const name of new Set(items.flatMap(({ json }) => Object.keys(json)))) {
		const id = idOf.get(name) ?? name;
		if (isColumn(columns, id) || named.has(name))
			mapped.push({ id, value: (index) => items[index].json[name] });
		else left.push(name);
	}
	if (left.length) context.addExecutionHints({ message: notSent(left), location: 'outputPane' });
	return mapped;
}

/** The tenant's own columns also go by the name that people gave them, if only one has it. */
function ownNames(context: IExecuteFunctions, columns: Columns): Map<string, string> {
	const schema = context.getNodeParameter('fields.schema', 0, []) as ResourceMapperField[];
	const known = new Set(columns.list.map(({ id }) => id));
	const own = schema.filter(
		({ id, displayName }) => memberOf(columns, id) && !known.has(displayName),
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
