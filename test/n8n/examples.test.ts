/** The workflows of examples/, as they ship: n8n takes all of them, a person finds their way, each is run. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test as plain } from 'vitest';
import type { WorkflowJson } from '../../demo/n8n.ts';
import { EXAMPLES, exampleIn } from './examples/example.ts';
import { test } from './fixtures.ts';

const FILES = (await readdir(EXAMPLES)).toSorted();

const DOCUMENT = path.join(import.meta.dirname, '../../docs/examples.md');

const NOTE = 'n8n-nodes-base.stickyNote';
/** Of what a node takes on the canvas. */
const NODE_SIZE = 96;

const nameOf = ({ name }: { name: string }) => name;

test.for(FILES)('%s is imported, and n8n knows all of its nodes', async (file, { n8n }) => {
	const workflow = await exampleIn(file);
	const { id } = await n8n.importWorkflow(path.join(EXAMPLES, file));
	const saved = await n8n.rest<WorkflowJson>('GET', `/workflows/${id}`);
	expect(saved.nodes.map(nameOf)).toEqual(workflow.nodes.map(nameOf));

	const nodeInfos = workflow.nodes.map(({ type, typeVersion }) => ({
		name: type,
		version: typeVersion,
	}));
	const types = await n8n.rest<Array<{ name: string }>>('POST', '/node-types', { nodeInfos });
	const called = nodeInfos.map(({ name }) => name.split('.').at(-1));
	expect(types.map(nameOf)).toEqual(called);
	// A connection to a name that is gone is drawn nowhere.
	const names = new Set(workflow.nodes.map(nameOf));
	const ends = JSON.stringify(workflow.connections).matchAll(/"node":"([^"]+)"/g);
	expect([...ends].map(([, name]) => name).filter((name) => !names.has(name))).toEqual([]);
});

plain.for(FILES)('%s is run by a test of its name, and told of', async (file) => {
	const name = path.basename(file, '.json');
	const test = path.join(import.meta.dirname, 'examples', `${name}.test.ts`);
	expect(existsSync(test), `there is no ${test}`).toBe(true);
	expect(await readFile(DOCUMENT, 'utf8')).toContain(`[${name}](../examples/${file})`);
});

plain.for(FILES)('%s begins with a note in both languages', async (file) => {
	const { name, type, parameters } = (await exampleIn(file)).nodes[0];
	expect({ name, type }).toEqual({ name: 'About', type: NOTE });
	const [english, chinese, ...more] = String(parameters.content).split(/^## /m).slice(1);
	expect(more).toEqual([]);
	expect(english).toMatch(/\*\*Change:\*\*.*\*\*Look first:\*\*/s);
	expect(chinese).toMatch(/\p{Script=Han}.*\*\*要改：\*\*.*\*\*先看：\*\*/su);
});

plain.for(FILES)('%s is laid out so that nothing lies on anything', async (file) => {
	const nodes = (await exampleIn(file)).nodes.filter(({ type }) => type !== NOTE);
	const places = nodes.map(({ position }) => position as [number, number]);
	const covered = nodes.filter((_node, at) =>
		places
			.slice(0, at)
			.some(([x, y]) =>
				[x - places[at][0], y - places[at][1]].every((gap) => Math.abs(gap) < NODE_SIZE),
			),
	);
	expect(covered.map(nameOf)).toEqual([]);
});

plain.for(FILES)('%s holds nothing of the n8n that it was made in', async (file) => {
	const workflow = await exampleIn(file);
	expect(Object.keys(workflow)).toEqual(['name', 'nodes', 'connections', 'pinData', 'settings']);
	expect(workflow.pinData).toEqual({});
	const chosen = workflow.nodes.flatMap(({ credentials = {} }) => Object.values(credentials));
	expect(chosen.filter(({ id }) => id !== '')).toEqual([]);
	expect(JSON.stringify(workflow)).not.toMatch(/instanceId|\/home\/|\/root\/|\/work\/|\/tmp\//);
});
