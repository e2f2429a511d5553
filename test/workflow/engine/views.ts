/**
 * What there is to see of a node: from its description to the forms that a person can have before
 * them. A new operation, field or switch is among them by itself.
 */
import type {
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodeTypeDescription,
	NodeParameterValueType,
} from 'n8n-workflow';
import { n8nWorkflow } from './n8n.ts';

const { NodeHelpers } = n8nWorkflow;

export interface View {
	description: INodeTypeDescription;
	/** Resource and operation, or nothing, and then what is chosen besides. */
	path: string[];
	parameters: INodeParameters;
	/** Nothing is chosen but the operation. */
	isFresh: boolean;
}

type Named = [parameter: string, value: NodeParameterValueType];

/**
 * Every form of a node: each operation with all that can be added, and otherwise switched. As it opens
 * only where that is not among it: the columns are then hidden behind what says that they are taken
 * from the item.
 */
export function viewsOf(description: INodeTypeDescription): View[] {
	return formsOf(description).flatMap((form) => {
		const present = shown(description, form.parameters);
		const full = { ...form, parameters: { ...form.parameters, ...allOf(present) } };
		const hasColumns = present.some(({ type }) => type === 'resourceMapper');
		if (!form.isFresh || !hasColumns) return [full];
		return [
			{ ...form, path: [...form.path, 'as it opens'] },
			{ ...full, isFresh: false },
		];
	});
}

/** Each operation as it opens, and with each of the choices on which it depends what is shown. */
export function formsOf(description: INodeTypeDescription): View[] {
	return operationsOf(description.properties).flatMap((chosen) => {
		const at = Object.values(chosen) as string[];
		return [
			{ description, path: at, parameters: chosen, isFresh: true },
			...switchesOf(description, chosen).map(([name, value]) => ({
				description,
				path: [...at, `${name} ${String(value)}`],
				parameters: { ...chosen, [name]: value },
				isFresh: false,
			})),
		];
	});
}

/** Each resource with each of its operations; nodes without them have one form. */
function operationsOf(properties: INodeProperties[]): INodeParameters[] {
	const choices = properties.filter(
		({ name, displayOptions }) =>
			name === 'operation' && !displayOptions?.show?.['@tool']?.includes(true),
	);
	if (choices.length === 0) return [{}];
	return choices.flatMap(({ displayOptions, options }) =>
		valuesOf(options).map((operation) => ({
			resource: displayOptions?.show?.resource?.[0] as string,
			operation,
		})),
	);
}

const valuesOf = (options: INodeProperties['options'] = []) =>
	options.flatMap((option) => ('value' in option ? [option.value] : []));

/** The parameters that are there for these values, those at their default among them. */
const shown = (description: INodeTypeDescription, values: INodeParameters) => {
	const all = NodeHelpers.getNodeParameters(
		description.properties,
		values,
		true,
		false,
		null,
		description,
	);
	return description.properties.filter((property) =>
		NodeHelpers.displayParameter(all ?? values, property, null, description),
	);
};

/** The other values of those parameters on which it depends what else is shown. */
function switchesOf(description: INodeTypeDescription, chosen: INodeParameters): Named[] {
	const decisive = new Set(
		description.properties.flatMap(({ displayOptions: { show = {}, hide = {} } = {} }) => [
			...Object.keys(show),
			...Object.keys(hide),
		]),
	);
	return shown(description, chosen)
		.filter(({ name }) => decisive.has(name) && !(name in chosen))
		.flatMap(({ name, type, options, default: usual }): Named[] => {
			if (type === 'boolean') return showsMore(description, chosen, name) ? [[name, !usual]] : [];
			const values = valuesOf(options);
			if (type === 'multiOptions') return values.map((value) => [name, [value] as string[]]);
			return values.filter((value) => value !== usual).map((value) => [name, value]);
		});
}

/** Some only hide what is there, as Return All does the limit. */
const showsMore = (description: INodeTypeDescription, chosen: INodeParameters, name: string) => {
	const before = shown(description, chosen);
	const usual = before.find((each) => each.name === name)?.default;
	const after = shown(description, { ...chosen, [name]: !usual });
	return after.some((each) => !before.includes(each));
};

/** The same form with an entry in each of these. */
export const withAdded = (view: View, kind: 'collection' | 'fixedCollection'): View => {
	const those = shown(view.description, view.parameters).filter(({ type }) => type === kind);
	return { ...view, parameters: { ...view.parameters, ...allOf(those) } };
};

/** What can be added is added, once each; the rest stays at its default. */
function allOf(properties: INodeProperties[]): INodeParameters {
	return Object.fromEntries(
		properties.flatMap((property): Named[] => {
			const { name, type, default: usual } = property;
			if (type === 'collection' || type === 'fixedCollection') return [[name, added(property)]];
			if (type === 'resourceMapper')
				return [[name, { ...(usual as object), mappingMode: 'defineBelow', value: {} }]];
			return [];
		}),
	);
}

function added({
	type,
	options = [],
	typeOptions,
	default: usual,
}: INodeProperties): NodeParameterValueType {
	if (type === 'collection')
		return Object.fromEntries(
			(options as INodeProperties[]).map((option) => [option.name, added(option)]),
		);
	if (type !== 'fixedCollection') return usual;
	return Object.fromEntries(
		(options as INodePropertyCollection[]).map(({ name, values }) => {
			const entry = Object.fromEntries(values.map((value) => [value.name, added(value)]));
			return [name, typeOptions?.multipleValues ? [entry] : entry];
		}),
	);
}

/** A field as it stands in the form: where the editor draws it, and what is in it. */
export interface Drawn {
	property: INodeProperties;
	/** As in the attribute `data-parameter-path`. */
	at: string;
	value: unknown;
}

/** The fields that a view must show, those that were added among them. */
export function fieldsOf({ description, parameters }: View): Drawn[] {
	const { properties } = description;
	const root = NodeHelpers.getNodeParameters(
		properties,
		parameters,
		true,
		false,
		null,
		description,
	)!;
	const isShown = (property: INodeProperties, values: INodeParameters) =>
		NodeHelpers.displayParameter(values, property, null, description, root);
	const within = (all: INodeProperties[], values: INodeParameters, at: string): Drawn[] =>
		all
			.filter((property) => isShown(property, values))
			.flatMap((property) => fields(property, values[property.name], `${at}.${property.name}`));
	const fields = (property: INodeProperties, value: unknown, at: string): Drawn[] => {
		const { type, options = [] } = property;
		if (type === 'collection') {
			const values = value as INodeParameters;
			const present = (options as INodeProperties[]).filter(({ name }) => name in values);
			return within(present, values, at);
		}
		if (type === 'fixedCollection')
			return (options as INodePropertyCollection[]).flatMap(({ name, values }) => {
				const entries = (value as INodeParameters)[name];
				if (Array.isArray(entries))
					return entries.flatMap((entry, n) =>
						within(values, entry as INodeParameters, `${at}.${name}[${n}]`),
					);
				return entries ? within(values, entries as INodeParameters, `${at}.${name}`) : [];
			});
		return NOT_FIELDS.includes(type) ? [] : [{ property, at, value }];
	};
	return within(properties, root, 'parameters');
}

/** Drawn by themselves, or by their columns. */
const NOT_FIELDS = ['notice', 'resourceMapper'];

export const isEmpty = (value: unknown): boolean =>
	typeof value === 'object' && value !== null && 'mode' in value && 'value' in value
		? isEmpty(value.value)
		: value === '' || value === undefined || value === null;
