/** From operations to what the editor shows: resource, operation, fields, options. */
import type { INodeParameters, INodeProperties, NodeParameterValue } from 'n8n-workflow';

import type { Field } from './field';
import { mapperParameters } from './mapper';
import type { Operation, Resource } from './operation';
import { optionsParameter } from './options';
import type { Platform } from './platform';
import type { Credential } from './token';

/** The `properties` of a node. */
export function properties<C extends Credential>(
	resources: Array<Resource<C>>,
	{ pace }: Platform<C>,
): INodeProperties[] {
	const [{ value: first }] = resources;
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: byName(resources.map(({ name, value }) => ({ name, value }))),
			default: first,
		},
		...resources.map(operationChoice),
		...resources.flatMap((resource) =>
			resource.operations.flatMap((operation) =>
				parameters(operation, pace).map((parameter) => shownFor(parameter, resource, operation)),
			),
		),
	];
}

const byName = <T extends { name: string }>(options: T[]): T[] =>
	options.toSorted(alphabetically(({ name }) => name));

/** Without a collator, which takes longer to load than the whole package. */
const alphabetically =
	<T>(text: (entry: T) => string) =>
	(a: T, b: T): number =>
		text(a).toLowerCase() < text(b).toLowerCase() ? -1 : 1;

function operationChoice<C extends Credential>(resource: Resource<C>): INodeProperties {
	const [{ value: first }] = resource.operations;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		options: byName(
			resource.operations.map(({ name, value, action, description }) => ({
				name,
				value,
				action,
				description,
			})),
		),
		default: first,
	};
}

function parameters<C extends Credential>(
	operation: Operation<C>,
	pace: Platform<C>['pace'],
): INodeProperties[] {
	const { required, optional, requestFields, columns, notice } = operation;
	return [
		...(notice ? [noticeOf(notice)] : []),
		...required.map((field) => ({ ...parameter(field), required: !field.mayBeEmpty })),
		...(columns ? mapperParameters(columns) : []),
		...(optional ? [collection('additionalFields', 'Additional Fields', optional)] : []),
		...(requestFields ? [collection('requestFields', 'Request Fields', requestFields)] : []),
		optionsParameter(operation, pace),
	];
}

/** What n8n knows of a field; the rest is ours. */
export function parameter(field: Field): INodeProperties {
	const shown = { ...field };
	delete shown.read;
	delete shown.requestWide;
	delete shown.mayBeEmpty;
	delete shown.preset;
	delete shown.namesColumn;
	return shown;
}

const noticeOf = (displayName: string): INodeProperties => ({
	displayName,
	name: 'notice',
	type: 'notice',
	default: '',
});

/** The fields that are there until the user removes them. */
const presets = (fields: Field[]): INodeParameters =>
	Object.fromEntries(
		fields
			.filter(({ preset }) => preset)
			.map((field) => [field.name, field.default as NodeParameterValue]),
	);

const collection = (name: string, displayName: string, fields: Field[]): INodeProperties => ({
	displayName,
	name,
	type: 'collection',
	placeholder: 'Add Field',
	default: { ...presets(fields) },
	options: fields.map(parameter).toSorted(alphabetically((field) => field.displayName)),
});

const shownFor = <C extends Credential>(
	parameter: INodeProperties,
	resource: Resource<C>,
	operation: Operation<C>,
): INodeProperties => ({
	...parameter,
	displayOptions: {
		...parameter.displayOptions,
		show: {
			resource: [resource.value],
			operation: [operation.value],
			...parameter.displayOptions?.show,
		},
	},
});
