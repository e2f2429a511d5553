/**
 * What a node or a credential offers, as far as saved workflows rely on it: names, types, values to
 * choose from, and defaults, since the editor does not save what equals the default.
 */
import type {
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { isDeepStrictEqual } from 'node:util';
import { engine } from '../engine/cases.ts';
import { n8nWorkflow } from '../engine/n8n.ts';

const { NodeHelpers } = n8nWorkflow;

export interface SavedParameter {
	/** Members of collections with their path: `additionalFields.weights`. */
	path: string;
	type: string;
	default: unknown;
	required?: true;
	/** To choose from; of a locator its modes. */
	values?: unknown[];
	/** Shown only if other parameters are so; those of `of` apart. */
	when?: INodeProperties['displayOptions'];
	/** `resource.operation`, where there are any. */
	of?: string[];
}

export const descriptionOf = (node: string): INodeTypeDescription =>
	(engine.loader.nodeTypes[node].type as INodeType).description;

/** By a node of the package, in such a version of the node. */
export const offeredBy = (node: string, typeVersion = 1) =>
	parametersOf(descriptionOf(node), typeVersion);

/** By each credential. */
export const offeredByCredentials = (): Record<string, SavedParameter[]> =>
	Object.fromEntries(
		Object.entries(engine.loader.credentialTypes).map(([name, { type }]) => [
			name,
			parametersOf(type, 1),
		]),
	);

type Described = Pick<INodeTypeDescription, 'properties'>;

/** Every parameter of every operation; those that are the same are listed once. */
function parametersOf(description: Described, typeVersion: number): SavedParameter[] {
	const { properties } = description;
	const operations = operationsOf(properties);
	const found = new Map<string, SavedParameter>();
	for (const operation of operations.length > 0 ? operations : [undefined])
		for (const parameter of properties
			.filter((property) => belongsTo(property, operation, description, typeVersion))
			.flatMap((property) => whole(property))) {
			const key = JSON.stringify(parameter);
			const same = found.get(key) ?? parameter;
			if (operation) same.of = [...(same.of ?? []), nameOf(operation)];
			found.set(key, same);
		}
	return [...found.values()];
}

interface Operation {
	resource: string;
	operation: string;
}
const nameOf = ({ resource, operation }: Operation) => `${resource}.${operation}`;

function operationsOf(properties: INodeProperties[]): Operation[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			(displayOptions?.show?.resource ?? []).flatMap((resource) =>
				(options as INodePropertyOptions[]).map(({ value }) => ({
					resource: String(resource),
					operation: String(value),
				})),
			),
		);
}

/** What stands once it is known which operation, of which version, a node in a workflow has. */
const OF_OPERATION = ['resource', 'operation', '@version', '@tool'];
type Conditions = NonNullable<INodeProperties['displayOptions']>['show'];
const conditions = (given: Conditions, isWanted: (name: string) => boolean) =>
	Object.fromEntries(Object.entries(given ?? {}).filter(([name]) => isWanted(name)));

function belongsTo(
	{ displayOptions, ...property }: INodeProperties,
	operation: Operation | undefined,
	description: Described,
	typeVersion: number,
): boolean {
	const isOfOperation = (name: string) => OF_OPERATION.includes(name);
	const { show, hide } = displayOptions ?? {};
	const its = { show: conditions(show, isOfOperation), hide: conditions(hide, isOfOperation) };
	return NodeHelpers.displayParameter(
		(operation ?? {}) as INodeParameters,
		{ ...property, displayOptions: its },
		{ typeVersion },
		description as INodeTypeDescription,
	);
}

/** What is there to read only. */
const SHOWN_ONLY = ['notice', 'callout', 'button'];

/** A parameter with all that is within it. */
function whole(property: INodeProperties, within = ''): SavedParameter[] {
	const { name, type, required, displayOptions } = property;
	if (SHOWN_ONLY.includes(type)) return [];
	const path = within + name;
	const when = otherConditions(displayOptions);
	return [
		{
			path,
			type,
			default: property.default,
			...(required && { required }),
			...(valuesOf(property) && { values: valuesOf(property) }),
			...(when && { when }),
		},
		...membersOf(property).flatMap(([group, member]) => whole(member, `${path}.${group}`)),
	];
}

function otherConditions(given: INodeProperties['displayOptions']) {
	const isOther = (name: string) => !OF_OPERATION.includes(name);
	const show = conditions(given?.show, isOther);
	const hide = conditions(given?.hide, isOther);
	const some = {
		...(Object.keys(show).length && { show }),
		...(Object.keys(hide).length && { hide }),
	} as INodeProperties['displayOptions'];
	return Object.keys(some!).length ? some : undefined;
}

function valuesOf({ type, options, modes }: INodeProperties): unknown[] | undefined {
	if (type === 'resourceLocator') return modes?.map(({ name }) => name);
	if (type !== 'options' && type !== 'multiOptions') return undefined;
	return options && (options as INodePropertyOptions[]).map(({ value }) => value);
}

function membersOf({
	type,
	options = [],
}: INodeProperties): Array<[group: string, INodeProperties]> {
	if (type === 'collection')
		return (options as INodeProperties[]).map((member) => ['', member] as const) as never;
	if (type !== 'fixedCollection') return [];
	return (options as INodePropertyCollection[]).flatMap(({ name, values }) =>
		values.map((member): [string, INodeProperties] => [`${name}.`, member]),
	);
}

/** What a saved workflow would miss of what there was; what came in addition is none of it. */
export function missingOf(then: SavedParameter[], now: SavedParameter[]): string[] {
	return then.flatMap((parameter) => {
		const { of = [''], path } = parameter;
		return of.flatMap((operation) => {
			const those = now.filter(
				(each) => each.path === path && (each.of ?? ['']).includes(operation),
			);
			const complaints = those.map((each) => complaintOf(parameter, each));
			if (complaints.includes(undefined)) return [];
			return [`${operation} ${path}: ${complaints[0] ?? 'is not there any more'}`.trim()];
		});
	});
}

function complaintOf(then: SavedParameter, now: SavedParameter): string | undefined {
	const gone = then.values?.filter((value) => now.values && !now.values.includes(value)) ?? [];
	if (now.type !== then.type) return `was of type ${then.type}, is ${now.type}`;
	if (!isDeepStrictEqual(plain(now.default), plain(then.default)))
		return `its default was ${JSON.stringify(then.default)}, is ${JSON.stringify(now.default)}`;
	if (gone.length > 0) return `lost ${gone.join(', ')}`;
	if (now.required && !then.required) return 'has become required';
	if (!isShownFor(then, now)) return 'is shown less often';
	return undefined;
}

/** As JSON has it. */
const plain = (value: unknown): unknown =>
	value === undefined ? value : JSON.parse(JSON.stringify(value));

/**
 * Whether it shows wherever it did: with no further condition, and with no fewer values. A condition
 * on itself shows it where it is saved; that it then arrives, the replay tells.
 */
function isShownFor({ when: then }: SavedParameter, { when: now, path }: SavedParameter): boolean {
	const isOther = ([name]: [string, unknown]) => name !== `/${path}`;
	const has = (list: unknown[] = [], value: unknown) =>
		list.some((each) => isDeepStrictEqual(each, value));
	const shows = Object.entries(now?.show ?? {})
		.filter(isOther)
		.every(([name, values = []]) => then?.show?.[name]?.every((value) => has(values, value)));
	const hides = Object.entries(now?.hide ?? {})
		.filter(isOther)
		.every(([name, values = []]) => values.every((value) => has(then?.hide?.[name], value)));
	return shows && hides;
}
