/**
 * The output schemas that the package brings along, against what the nodes give on the test
 * platforms: schemas.ts. `npm run schemas` writes them.
 */
import type { INodeType } from 'n8n-workflow';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NODE_TYPES } from '../../platforms/index.ts';
import { engine } from '../engine/cases.ts';
import { NODES } from '../names.ts';
import { builtFile, operationsOf, SAMPLES, schemaText } from './schemas.ts';
import { builtTriggerFile, TRIGGER_FOLDERS, triggerSchemaText } from './triggers.ts';

const { directory } = engine.loader;

const ANEW = 'first look whether the difference is meant; then npm run schemas';
/** Optional fields that steer the row, or that are members of any name. */
const NO_MEMBERS = ['otherFields', 'customFieldsMember'];

describe.each(NODE_TYPES)('%s', (type) => {
	const operations = operationsOf(type);
	/** What its optional fields are is told by their heading: a query has filters. */
	const isWrite = (name: string) => {
		const [resource, operation] = name.split('.');
		const { properties } = (engine.loader.nodeTypes[type].type as INodeType).description;
		return !properties.some(
			({ displayName, displayOptions: { show } = {} }) =>
				displayName === 'Filters' &&
				show?.resource?.includes(resource) &&
				show.operation?.includes(operation),
		);
	};

	it('every operation has a schema where n8n looks for it, and there is no other', () => {
		const folder = dirname(engine.loader.known.nodes[type].sourcePath);
		const found = globSync(`${folder}/__schema__/**/*.json`, { cwd: directory });
		expect(
			Object.keys(SAMPLES[type].operations).toSorted(),
			`every operation needs a sample in test/workflow/schemas/${type}.ts`,
		).toEqual(operations.toSorted());
		expect(found.map((path) => resolve(directory, path)).toSorted(), ANEW).toEqual(
			operations.map((name) => builtFile(type, name)).toSorted(),
		);
	});

	it.each(operations.filter(isWrite))('the sample of %s fills in every optional field', (name) => {
		const { parameters = {} } = SAMPLES[type].operations[name];
		const given = Object.keys({ ...(parameters.additionalFields as object) });
		const { optional = [] } = NODES[type][name];
		const left = optional.filter((field) => ![...given, ...NO_MEMBERS].includes(field));
		expect(left, `the sample of ${name} leaves out ${left.join(' and ')}`).toEqual([]);
	});

	it.each(operations)('%s gives what its schema says', async (name) => {
		const file = builtFile(type, name);
		const text = existsSync(file) ? readFileSync(file, 'utf8') : 'There is no schema';
		expect(text, ANEW).toBe(await schemaText(type, name));
	});
});

it.each(Object.keys(TRIGGER_FOLDERS))(
	'the triggers of %s give what their schema says',
	async (folder) => {
		const file = builtTriggerFile(folder);
		expect(readFileSync(resolve(directory, file), 'utf8'), ANEW).toBe(
			await triggerSchemaText(folder),
		);
	},
);

it.each(operationsOf('weaverE10'))(
	'weaverE10 %s gives ids as text also where they come as numbers',
	async (name) => {
		const file = builtFile('weaverE10', name);
		const text = await schemaText('weaverE10', name, ({ misbehave }) =>
			misbehave({ how: 'numberId' }),
		);
		expect(text).toBe(readFileSync(file, 'utf8'));
	},
);
