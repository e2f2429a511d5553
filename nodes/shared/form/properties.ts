/** From operations to what the editor shows: resource, operation, fields, options. */
import type {
	INodeParameters,
	INodeProperties,
	INodePropertyOptions,
	NodeParameterValue,
} from 'n8n-workflow';

import type { Credential, Field, Operation, Platform, Resource } from '../contract';
import { jsonOfBefore, mapperParameters } from './columns';
import { noticeOf } from './field';
import { optionsParameter } from './options';

/** The `properties` of a node. An agent's tool begins with the queries of each resource. */
export function properties<C extends Credential>(
	resources: Array<Resource<C>>,
	platform: Platform<C>,
): INodeProperties[] {
	const [{ value: first }] = resources;
	// Once: n8n's node panel lists the actions of each property of this name.
	const resource: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: byName(resources).map(({ name, term, value }) => ({
			name: withTerm(name, term),
			value,
		})),
		default: first,
	};
	return [
		resource,
		...resources.flatMap(operationChoice),
		...resources.flatMap((resource) =>
			resource.operations.flatMap((operation) =>
				parameters(operation, platform).map((parameter) =>
					shownFor(parameter, resource, operation),
				),
			),
		),
		...jsonOfBefore(resources),
	];
}

const byName = <T extends { name: string }>(options: T[]): T[] =>
	options.toSorted(alphabetically(({ name }) => name));

/** Without a collator, which takes longer to load than the whole package. */
const alphabetically =
	<T>(text: (entry: T) => string) =>
	(a: T, b: T): number =>
		text(a).toLowerCase() < text(b).toLowerCase() ? -1 : 1;

const withTerm = (name: string, term: string): string => `${name} (${term})`;

const shownOperation = <C extends Credential>(operation: Operation<C>): INodePropertyOptions => {
	const { name, value, action, term, caveat, description } = operation;
	return {
		name: [withTerm(name, term), caveat].filter(Boolean).join(' – '),
		value,
		action: withTerm(action, term),
		description,
	};
};

/** The same parameter twice where an agent's tool begins with something else. */
function withToolDefault(
	parameter: INodeProperties,
	ofTool = parameter.default,
): INodeProperties[] {
	if (ofTool === parameter.default) return [parameter];
	return [false, true].map((isTool) => ({
		...parameter,
		default: isTool ? ofTool : parameter.default,
		displayOptions: { show: { ...parameter.displayOptions?.show, '@tool': [isTool] } },
	}));
}

function operationChoice<C extends Credential>(resource: Resource<C>): INodeProperties[] {
	const { operations } = resource;
	const [{ value: first }] = operations;
	const sure = operations.filter(({ caveat }) => !caveat);
	const unsure = operations.filter(({ caveat }) => caveat);
	const isQuery = (operation: Operation<C>) => 'isQuery' in operation;
	const queries = operations.filter(isQuery);
	const query = queries.find(({ value }) => value === 'getAll') ?? queries[0];
	const choice: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		options: [...byName(sure), ...byName(unsure)].map(shownOperation),
		default: first,
	};
	return withToolDefault(choice, query?.value);
}

function parameters<C extends Credential>(
	operation: Operation<C>,
	{ name, pace }: Platform<C>,
): INodeProperties[] {
	const { required, optional, requestFields, columns, notice } = operation;
	return [
		...(notice ? [noticeOf(notice)] : []),
		...required.flatMap(({ parameter, mayBeEmpty, toolDefault }) =>
			withToolDefault({ ...parameter, required: !mayBeEmpty }, toolDefault),
		),
		...(columns ? mapperParameters(columns, name) : []),
		...(optional ? [collection('additionalFields', nameOfOptional(operation), optional)] : []),
		optionsParameter(operation, pace),
		...(requestFields ? [collection('requestFields', 'Request Fields', requestFields)] : []),
	];
}

/** What n8n's users know them as. All are saved under one name, whatever the form says. */
function nameOfOptional<C extends Credential>({ value, ...operation }: Operation<C>): string {
	if ('isQuery' in operation) return 'Filters';
	return value === 'update' ? 'Update Fields' : 'Additional Fields';
}

/** The fields that are there until the user removes them. */
const presets = (fields: Field[]): INodeParameters =>
	Object.fromEntries(
		fields
			.filter(({ preset }) => preset)
			.map(({ parameter }) => [parameter.name, parameter.default as NodeParameterValue]),
	);

const collection = (name: string, displayName: string, fields: Field[]): INodeProperties => ({
	displayName,
	name,
	type: 'collection',
	placeholder: 'Add Field',
	default: { ...presets(fields) },
	options: fields
		.map(({ parameter }) => parameter)
		.toSorted(alphabetically(({ displayName }) => displayName)),
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
