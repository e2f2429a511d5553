/** What the editor is told: the descriptions of the three nodes, against n8n's conventions. */
import {
	NodeHelpers,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeType,
} from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { Hippius } from '../../../../nodes/Hippius/Hippius.node.ts';
import { WeaverE10 } from '../../../../nodes/WeaverE10/WeaverE10.node.ts';
import { Yunzhijia } from '../../../../nodes/Yunzhijia/Yunzhijia.node.ts';

const options = ({ options: all = [] }: INodeProperties) => all as INodePropertyOptions[];
const sorted = (names: string[]) => names.toSorted((a, b) => a.localeCompare(b));
const isUnsure = (name: string) => / – /.test(name);
/** Operations that nobody is sure of stand last. */
const unsureLast = (names: string[]) => [
	...names.filter((name) => !isUnsure(name)),
	...names.filter(isUnsure),
];

/** All parameters, those inside of collections and fixed collections included. */
const every = (list: INodeProperties[]): INodeProperties[] =>
	list.flatMap((parameter) => [
		parameter,
		...(parameter.options ?? []).flatMap((option) => {
			if ('values' in option) return every(option.values);
			return 'displayName' in option ? every([option as INodeProperties]) : [];
		}),
	]);

describe.each<INodeType>([new Hippius(), new WeaverE10(), new Yunzhijia()])(
	'$description.displayName',
	({ description, methods }) => {
		const { properties } = description;
		const [resource, ...rest] = properties;
		const operationsOf = (value: unknown) =>
			rest.filter(
				({ name, displayOptions }) =>
					name === 'operation' && displayOptions?.show?.resource?.includes(value as string),
			);
		const combinations = options(resource).flatMap(({ value }) =>
			operationsOf(value).flatMap((operation) =>
				options(operation).map((option) => ({ resource: value, operation: option })),
			),
		);

		it('has one choice of operations for each resource, each with a valid default', () => {
			expect(options(resource).map(({ value }) => value)).toContain(resource.default);
			for (const { value } of options(resource)) {
				const choices = operationsOf(value);
				const asTool = choices.map(({ displayOptions }) => displayOptions?.show?.['@tool']);
				expect(choices.length === 1 ? asTool : asTool.flat()).toEqual(
					choices.length === 1 ? [undefined] : [false, true],
				);
				for (const choice of choices)
					expect(options(choice).map((option) => option.value)).toContain(choice.default);
			}
		});

		it('gives each operation a description, and the Chinese term beside its name and its action', () => {
			expect(combinations.length).toBeGreaterThan(0);
			for (const { operation } of combinations) {
				expect(operation.action).toMatch(/^[A-Z][^A-Z]* \([^()]*\p{Script=Han}[^()]*\)$/u);
				expect(operation.name).toMatch(
					/^[A-Z][\w -]+ \([^()]*\p{Script=Han}[^()]*\)( – [A-Z][\w ]+)?$/u,
				);
				expect(operation.description).toMatch(/^[A-Z]/);
			}
		});

		it.each(
			combinations.map((each) => [`${each.resource} ${each.operation.value}`, each] as const),
		)(
			'%s: whatever is chosen, no two parameters of a name are shown',
			(_name, { resource: of, operation }) => {
				const own = rest.filter(
					({ displayOptions }) =>
						displayOptions?.show?.resource?.includes(of as string) &&
						displayOptions.show.operation?.includes(operation.value),
				);
				expect(own.filter(({ name }) => name === 'options')).toHaveLength(1);
				// Each way of choosing among the parameters that steer the form.
				const steering = own.filter(({ name }) =>
					own.some(({ displayOptions }) => displayOptions?.show?.[name]),
				);
				const values = ({ type, options: all }: INodeProperties) =>
					type === 'boolean'
						? [true, false]
						: (all as INodePropertyOptions[]).map(({ value }) => value);
				const ways = steering.reduce<Array<Record<string, unknown>>>(
					(all, parameter) =>
						all.flatMap((way) =>
							values(parameter).map((value) => ({ ...way, [parameter.name]: value })),
						),
					[{ resource: of, operation: operation.value }],
				);
				for (const way of ways) {
					const names = own
						.filter((parameter) =>
							NodeHelpers.displayParameter(way as never, parameter, null, description),
						)
						.map(({ name }) => name);
					expect(new Set(names).size).toBe(names.length);
				}
			},
		);

		it('sorts operations, the fields of a collection, and options from five on', () => {
			for (const parameter of every(properties)) {
				if (!['options', 'multiOptions', 'collection'].includes(parameter.type)) continue;
				const names = options(parameter).map((option) =>
					'displayName' in option ? String(option.displayName) : option.name,
				);
				if (parameter.type === 'collection' || parameter.noDataExpression || names.length >= 5)
					expect(names).toEqual(unsureLast(sorted(names)));
			}
		});

		it('words parameters as n8n does, and keeps what is ours to itself', () => {
			for (const parameter of every(properties)) {
				const { type, description: text = '', placeholder = '', typeOptions } = parameter;
				if (type === 'boolean') expect(text).toMatch(/^Whether /);
				if (typeof placeholder === 'string' && ['string', 'json'].includes(type) && placeholder)
					expect(placeholder).toMatch(/^e\.g\. /);
				expect(text).not.toMatch(/\b(error|problem|failure|mistake)s?\b/i);
				for (const own of ['read', 'requestWide', 'mayBeEmpty', 'namesColumn', 'preset'])
					expect(parameter).not.toHaveProperty(own);
				if (typeOptions?.minValue !== undefined && typeof parameter.default === 'number')
					expect(parameter.default).toBeGreaterThanOrEqual(typeOptions.minValue);
				const values = options(parameter).map(({ value }) => value);
				if (type === 'options') expect(values).toContain(parameter.default);
				if (type === 'multiOptions')
					expect(values).toEqual(expect.arrayContaining(parameter.default as string[]));
			}
		});

		it('opens a collection with fields that it has, as they are by themselves', () => {
			for (const parameter of every(properties)) {
				if (parameter.type !== 'collection') continue;
				const fields = new Map(
					(parameter.options as INodeProperties[]).map((field) => [field.name, field]),
				);
				for (const [name, value] of Object.entries(parameter.default as object)) {
					const field = fields.get(name);
					if (parameter.name === 'requestFields') expect(value).toEqual(field?.default);
					else if (field?.type === 'options')
						expect(options(field).map((option) => option.value)).toContain(value);
					else expect(field).toBeDefined();
				}
			}
		});

		it('has a method for the columns of each wide row, and no other', () => {
			const used = properties.flatMap(
				({ typeOptions }) => typeOptions?.resourceMapper?.resourceMapperMethod ?? [],
			);
			expect(new Set(used)).toEqual(new Set(Object.keys(methods?.resourceMapping ?? {})));
		});
	},
);
