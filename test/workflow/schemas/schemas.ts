/**
 * The output schemas that the editor and n8n's assistant show before a node has run: what an item
 * of each operation holds, inferred from what the built nodes make of the test platforms' answers.
 * They stand where n8n 2.41.1 looks for them, at __schema__/v1.0.0/<resource>/<operation>.json.
 */
import type { IDataObject, INodeParameters, INodeProperties, INodeType } from 'n8n-workflow';
import { dirname, join, relative } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { ofAll, type TestPlatform } from '../../platforms/index.ts';
import type { NodeType } from '../engine/cases.ts';
import { engine, reasons, run } from '../engine/cases.ts';
import { n8nCore } from '../engine/n8n.ts';
import { HIPPIUS } from './hippius.ts';
import { WEAVER_E10 } from './weaverE10.ts';
import { YUNZHIJIA } from './yunzhijia.ts';

/** A run that fills in all that an operation takes, so that its items have all that they may have. */
export interface Sample {
	parameters?: INodeParameters;
	/** One item without fields if absent. */
	items?: IDataObject[];
	/**
	 * The members that may be relied on, if not all: others are the tenant's own, or are there only
	 * because the test platform has to answer something where the document says nothing.
	 */
	known?: string[];
}

export interface Samples {
	/** A platform that holds what the sample of the operation refers to. */
	start(name: string): Promise<TestPlatform<object>>;
	/** By `resource.operation`. */
	operations: Record<string, Sample>;
}

interface Schema {
	/** Several where the platform is not always of one mind. */
	type: string | string[];
	properties?: Record<string, Schema>;
	items?: Schema;
}

export const SAMPLES = ofAll<Samples>('SAMPLES of test/workflow/schemas/schemas.ts', {
	hippius: HIPPIUS,
	yunzhijia: YUNZHIJIA,
	weaverE10: WEAVER_E10,
});

/** Members whose keys are no names of the vendor's: languages, columns, the tenant's own fields. */
const MAPS = new Set([
	...['unitName', 'contact', 'multiObj', 'userInfoExtend', 'employeeExtend', 'extKeyMap'],
	...['matrixColumnMap', 'body', 'data', 'obj_id'],
]);

/** The same choice once more, with another default where the node is an agent's tool. */
const isForTools = (displayOptions: INodeProperties['displayOptions']) =>
	displayOptions?.show?.['@tool']?.includes(true) ?? false;

/** `resource.operation` of all that a node offers. */
export function operationsOf(type: NodeType): string[] {
	const { description } = engine.loader.nodeTypes[type].type as INodeType;
	return description.properties
		.filter(({ name, displayOptions }) => name === 'operation' && !isForTools(displayOptions))
		.flatMap(({ displayOptions, options = [] }) =>
			(displayOptions?.show?.resource ?? []).flatMap((resource) =>
				options.map((option) => `${String(resource)}.${String('value' in option && option.value)}`),
			),
		);
}

const BUILT = join(engine.loader.directory, 'dist');

/** Where n8n looks for the schema of an operation in the built package. */
export function builtFile(type: NodeType, name: string): string {
	const [resource, operation] = name.split('.');
	const { sourcePath } = engine.loader.known.nodes[type];
	const nodeDir = join(engine.loader.directory, dirname(sourcePath));
	return n8nCore.resolveOutputSchemaPath({ nodeDir, version: 1, resource, operation })!;
}

/** The file of the sources that becomes it. */
export const sourceFile = (type: NodeType, name: string): string =>
	join(engine.loader.directory, relative(BUILT, builtFile(type, name)));

/**
 * The schema of an operation as its file has it.
 * @param before the run, something may be done to the platform
 * @throws Error if an item of the sample comes out as failed, or none comes out
 */
export async function schemaText(
	type: NodeType,
	name: string,
	before?: (platform: TestPlatform<object>) => void,
): Promise<string> {
	const { start, operations } = SAMPLES[type];
	if (!operations[name])
		throw new Error(`No sample for ${name}: add one to test/workflow/schemas/${type}.ts`);
	const { parameters = {}, items = [{}], known } = operations[name];
	const [resource, operation] = name.split('.');
	const platform = await start(name);
	try {
		before?.(platform);
		const { main, error } = await run(type, platform, [resource, operation], parameters, items);
		if (error.length || main.length === 0)
			throw new Error(`The sample of ${name} fails: ${JSON.stringify(reasons(error))}`);
		// As the next node would get them from a server.
		const rows = JSON.parse(JSON.stringify(main.map(({ json }) => json))) as IDataObject[];
		return await textOf(rows, sourceFile(type, name), known);
	} finally {
		await platform.stop();
	}
}

/** @param known the members that may be relied on, if not all */
export async function textOf(rows: IDataObject[], file: string, known?: string[]): Promise<string> {
	const { properties = {} } = schemaOf(rows);
	const sure = Object.entries(properties).filter(([member]) => known?.includes(member) ?? true);
	const schema = { type: 'object', properties: Object.fromEntries(sure), version: 1 };
	return await format(JSON.stringify(schema), { ...(await resolveConfig(file)), parser: 'json' });
}

const isObject = (value: unknown): value is IDataObject => typeOf(value) === 'object';

const typeOf = (value: unknown): string =>
	Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;

/** @param name of the member that has these values */
function schemaOf(values: unknown[], name = ''): Schema {
	const [type, ...otherTypes] = new Set(values.map(typeOf));
	const objects = MAPS.has(name) ? [] : values.filter(isObject);
	const entries = values.filter((value) => Array.isArray(value)).flat();
	return {
		type: otherTypes.length ? [type, ...otherTypes] : type,
		...(objects.length && { properties: propertiesOf(objects) }),
		...(entries.length && { items: schemaOf(entries, name) }),
	};
}

function propertiesOf(objects: IDataObject[]): Record<string, Schema> {
	const names = new Set(objects.flatMap((object) => Object.keys(object)));
	return Object.fromEntries(
		[...names].map((name) => {
			const having = objects.filter((object) => Object.hasOwn(object, name));
			return [
				name,
				schemaOf(
					having.map((object) => object[name]),
					name,
				),
			];
		}),
	);
}
