/** What n8n's resource mapper Fields gives for each item: as it was filled in, or by the input's names. */
import type { IExecuteFunctions, INodeExecutionData, ResourceMapperField } from 'n8n-workflow';

import type { Column, Columns, Field } from '../contract';
import { isColumn, memberOf, type Cells } from './columns';
import { headersOf } from './headers';
import { parameterOf, type ParameterOf } from './parameter';
import { isUnset } from './readers';

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

/** A header of the input and the column that it stands for. */
type Taken = [header: string, id: string];

/** A column for each name that stands in any item; names that mean nothing are told in a hint. */
function fromInput(context: IExecuteFunctions, columns: Columns, requestFields: Field[]): Mapped[] {
	const items = context.getInputData();
	const own = ownNames(context, columns);
	const named = new Set(
		requestFields
			.filter(({ namesColumn }) => namesColumn)
			.map(({ parameter }) => context.getNodeParameter(`requestFields.${parameter.name}`, 0, '')),
	);
	named.delete('');
	const known: Taken[] = [];
	const twins: string[] = [];
	const others: string[] = [];
	for (const name of new Set(items.flatMap(({ json }) => Object.keys(json)))) {
		const id = own.get(name) ?? name;
		if (isColumn(columns, id) || named.has(name)) known.push([name, id]);
		else if (own.has(name)) twins.push(name);
		else others.push(name);
	}
	const { taken, left } = byNames(others, columns.list);
	// Of two that an item has for one column the later counts: the platform's own name.
	const all = [...taken, ...known];
	const tell = (message: string) => context.addExecutionHints({ message, location: 'outputPane' });
	const unknown = [...twins, ...left];
	if (unknown.length) tell(notSent(unknown));
	const outdone = all.filter((each, at) => isOutdone(each, all.slice(at + 1), items));
	if (outdone.length) tell(sentByAnother(outdone.map(([header]) => header)));
	return all.map(([header, id]) => ({ id, value: (index) => items[index].json[header] }));
}

/** Those that go by another name than the id of their column; of two for one the better comes last. */
function byNames(headers: string[], list: Column[]): { taken: Taken[]; left: string[] } {
	const { columnOf, left } = headersOf(headers, list);
	if (columnOf.size === 0) return { taken: [], left };
	// What is left may stand in for it where an item lacks the better one.
	const further = byNames(left, list);
	return { taken: [...further.taken, ...columnOf], left: further.left };
}

/** No item needs it: what it has, a better one has too. */
function isOutdone([header, id]: Taken, later: Taken[], items: INodeExecutionData[]): boolean {
	const better = later.filter(([, of]) => of === id).map(([name]) => name);
	if (better.length === 0) return false;
	return items.every(
		({ json }) => isUnset(json[header]) || better.some((name) => !isUnset(json[name])),
	);
}

/** The tenant's own columns also go by the name that people gave them; one that several have is nobody's. */
function ownNames(context: IExecuteFunctions, columns: Columns): Map<string, string | undefined> {
	const schema = context.getNodeParameter('fields.schema', 0, []) as ResourceMapperField[];
	const known = new Set(columns.list.map(({ id }) => id));
	const own = schema.filter(
		({ id, displayName }) => memberOf(columns, id) && !known.has(displayName),
	);
	const times = (name: string) => own.filter(({ displayName }) => displayName === name).length;
	return new Map(
		own.map(({ id, displayName }) => [displayName, times(displayName) === 1 ? id : undefined]),
	);
}

const notSent = (names: string[]) =>
	`Not sent, because no column has this name: ${names.join(', ')}. Choose “Map Each Column Manually”, or use Additional JSON.`;

const sentByAnother = (names: string[]) =>
	`Not sent, because another column of the input stands for the same: ${names.join(', ')}.`;
