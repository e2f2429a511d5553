/**
 * What an operation can't do without is marked as required, and what is marked is refused when it
 * is empty. The operation is asked: it names what it misses. test/n8n/browser/tour.test.ts looks at
 * the marks in the editor.
 */
import type { INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { NODE_TYPES, PLATFORMS } from '../platforms/index.ts';
import type { TestPlatform } from '../platforms/index.ts';
import { engine, run, type NodeType } from './engine/cases.ts';
import { start, TYPES } from './engine/credential-cases.ts';
import { fieldsOf, formsOf, isEmpty, withAdded } from './engine/views.ts';
import type { Drawn, View } from './engine/views.ts';
import { columnsOf, type Looked } from './lookups/lookups.ts';

/** The wire name stands last: `orgId is required`, `Department (部门, orgId) is required`. */
const REFUSAL = /(\w+)\)? is required/;
/** One of several is wanted, so none of them has a mark. */
const ALTERNATIVE = / or |nothing would change/;
/** Empty by an expression: of what is simply empty n8n complains itself, by the mark alone. */
const NOTHING = "={{ '' }}";
const MOST = 30;

/** A copy in which something else is at a place like `parameters.list.entry[0].code`. */
function put(parameters: INodeParameters, at: string, value: unknown): INodeParameters {
	const copy = structuredClone(parameters) as Record<string, unknown>;
	const keys = at.split(/[.[\]]+/).slice(1);
	const last = keys.pop()!;
	let place = copy;
	for (const key of keys) place = (place[key] ??= {}) as Record<string, unknown>;
	place[last] = value;
	return copy as INodeParameters;
}

/** What no placeholder says. */
const EXAMPLES: Record<string, string> = {
	confirmEid: '10205',
	list: '[{"unitCode":"S","positionCode":"P","primaryPositionFlag":"1"}]',
};

/** What the placeholder gives as an example, or anything of the right type. */
function exampleOf({ name, type, placeholder = '', typeOptions }: INodeProperties): unknown {
	const example = EXAMPLES[name] ?? placeholder.replace(/^e\.g\. /, '');
	if (type === 'resourceLocator') return { __rl: true, mode: 'id', value: '1' };
	if (type === 'number') return Math.max(1, typeOptions?.minValue ?? 1);
	if (type === 'json') return example || '{"a":"1"}';
	return example || '1';
}

const emptyOf = ({ type }: INodeProperties): unknown =>
	type === 'resourceLocator' ? { __rl: true, mode: 'id', value: NOTHING } : NOTHING;

/** What a person has to fill in, marked or not. */
const isOpen = ({ property, value }: Drawn) =>
	(isEmpty(value) || String(value).startsWith('=')) &&
	!['options', 'multiOptions', 'boolean'].includes(property.type);

/** The form with one of the fields that may be added, each in turn. */
const withOneMore = (view: View, parameters: INodeParameters): INodeParameters[] =>
	fieldsOf(withAdded(view, 'collection'))
		.filter((field) => isOpen(field) && field.at.startsWith('parameters.additionalFields.'))
		.map(({ at, property }) => put(parameters, at, exampleOf(property)));

/** What a form asks for: its fields, and the columns of its resource mapper. */
interface Asked {
	name: string;
	at: string;
	isRequired: boolean;
	example: unknown;
	empty: unknown;
}

/** Which columns a row needs depends on what it is matched by, and on whether it is new. */
const isColumn = ({ at }: Asked) => at.startsWith('parameters.fields.');

async function askedIn(view: View, type: NodeType, credential: object): Promise<Asked[]> {
	const fields = fieldsOf(view).filter(isOpen);
	const mapper = view.description.properties.find(
		({ type: of, displayOptions }) =>
			of === 'resourceMapper' &&
			displayOptions?.show?.resource?.[0] === view.parameters.resource &&
			displayOptions?.show?.operation?.[0] === view.parameters.operation,
	);
	const columns = mapper ? await columnsOf(type as Looked, { ...credential }, mapper) : [];
	return [
		...fields.map(({ at, property }) => ({
			...{ name: property.name, at, isRequired: property.required === true },
			...{ example: exampleOf(property), empty: emptyOf(property) },
		})),
		...columns.map(({ id, required }) => ({
			...{ name: id, at: `parameters.fields.value.${id}`, isRequired: required },
			...{ example: '1', empty: '' },
		})),
	];
}

describe.for(NODE_TYPES)('%s', (type) => {
	let platform: TestPlatform<unknown>;
	beforeAll(async () => {
		platform = await PLATFORMS[type].start();
	});
	afterAll(async () => await platform.stop());

	/** What the node says instead of sending anything. */
	async function refusalOf({ resource, operation, ...rest }: INodeParameters) {
		const before = platform.requests.length;
		const of: [string, string] = [String(resource), String(operation)];
		const { error, failure } = await run(type, platform, of, rest, [{}]);
		if (platform.requests.length > before) return undefined;
		return String(error[0]?.json.error ?? failure?.message ?? 'nothing was sent');
	}

	async function isSentWithOneMore(view: View, parameters: INodeParameters): Promise<boolean> {
		for (const fuller of withOneMore(view, parameters))
			if ((await refusalOf(fuller)) === undefined) return true;
		return false;
	}

	const description = engine.loader.nodeTypes[type].type.description as INodeTypeDescription;
	const forms = formsOf(description).map((form) => withAdded(form, 'fixedCollection'));
	it.for(forms.map((view) => [view.path.join(' › '), view] as const))('%s', async ([, view]) => {
		const asked = await askedIn(view, type, platform.credential);
		const found: string[] = [];
		let parameters = { ...view.parameters };
		if (asked.some(isColumn)) parameters.fields = { mappingMode: 'defineBelow', value: {} };
		for (const { at, empty } of asked) parameters = put(parameters, at, empty);

		// The token must not count as what was sent.
		await refusalOf(parameters);
		const left = new Set(asked);
		for (let n = 0; n < MOST; n++) {
			const text = await refusalOf(parameters);
			if (text === undefined) break;
			const isAlternative = ALTERNATIVE.test(text);
			const named = isAlternative ? undefined : REFUSAL.exec(text)?.[1];
			const next = [...left].find(({ name }) => !named || name === named);
			if (!next) {
				if (!(await isSentWithOneMore(view, parameters))) found.push(`can't be filled in: ${text}`);
				break;
			}
			if (named && !next.isRequired && !isColumn(next))
				found.push(`not marked: ${next.at} (${text})`);
			parameters = put(parameters, next.at, next.example);
			left.delete(next);
		}
		const marked = asked.filter(({ isRequired }) => isRequired);
		for (const { at, example } of marked) parameters = put(parameters, at, example);
		for (const { name, at, empty } of marked) {
			const text = await refusalOf(put(parameters, at, empty));
			if (REFUSAL.exec(text ?? '')?.[1] !== name)
				found.push(`marked, but not refused: ${at} (${text})`);
		}
		expect(found).toEqual([]);
	});
});

/** Of the others each has a default, or is for something besides signing in. */
it.for(TYPES)('the form of %s marks what signing in needs', async (type) => {
	const { properties } = engine.loader.getCredential(type).type;
	const texts = properties.filter(({ type: of }) => of === 'string');
	const refused: string[] = [];
	for (const { name } of texts) {
		const { test } = await start(type, {}, { [name]: '' });
		if ((await test()).status === 'Error') refused.push(name);
	}
	expect(refused.length).toBeGreaterThan(2);
	expect(texts.filter(({ required }) => required).map(({ name }) => name)).toEqual(refused);
});
