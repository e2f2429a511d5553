/**
 * What n8n hides of a run wherever it is shown, by its own class: n8n 2.41 has it, but does not use
 * it yet. Where a workflow runs a tool (agents from version 3 on) its rows stand where those of a
 * node stand, so that their phones can't be hidden without those that people need of a node.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect } from 'vitest';
import { test } from './fixtures.ts';

type Json = Record<string, unknown>;

const require = createRequire(path.join(import.meta.dirname, '../../demo/package.json'));
const N8N = path.dirname(require.resolve('n8n/package.json'));
require('reflect-metadata');
const { NodeDefinedFieldRedactionStrategy: Strategy } = require(
	path.join(
		N8N,
		'dist/modules/redaction/executions/strategies/node-defined-field-redaction.strategy.js',
	),
) as {
	NodeDefinedFieldRedactionStrategy: new (
		logger: object,
		nodeTypes: object,
	) => { apply(execution: object, context: object): Promise<void> };
};

const HIDDEN = expect.objectContaining({ __redacted: true }) as object;

test.for<[type: string, of: string, json: Json, hidden: Json]>([
	['yunzhijia', 'a node', { phone: '1', email: '2' }, {}],
	[
		'yunzhijia',
		'a first password',
		{ account: { password: 'p', mobile: '1' } },
		{ account: { password: HIDDEN, mobile: '1' } },
	],
	[
		'yunzhijia',
		'a tool',
		{ response: [{ phone: '1', email: '2', name: 'N' }, { phone: '3' }] },
		{ response: [{ phone: HIDDEN, email: HIDDEN, name: 'N' }, { phone: HIDDEN }] },
	],
	['weaverE10', 'a node', { mobile: '1', email: '2', id_no: '3' }, { id_no: HIDDEN }],
	[
		'weaverE10',
		'a tool',
		{ response: [{ mobile: '1', email: '2', id_no: '3', username: 'N' }] },
		{ response: [{ mobile: HIDDEN, email: HIDDEN, id_no: HIDDEN, username: 'N' }] },
	],
	['hippius', 'a node', { mobile: '1', email: '2' }, {}],
	[
		'hippius',
		'a tool',
		{ response: [{ mobile: '1', email: '2' }] },
		{ response: [{ mobile: HIDDEN, email: HIDDEN }] },
	],
])('%s: of %s', async ([type, , json, hidden], { n8n }) => {
	const nodeInfos = [{ name: `n8n-nodes-orgsync.${type}`, version: 1 }];
	const [description] = await n8n.rest<object[]>('POST', '/node-types', { nodeInfos });
	const shown = structuredClone(json);
	const execution = {
		data: { resultData: { runData: { Node: [{ data: { main: [[{ json: shown }]] } }] } } },
		workflowData: { nodes: [{ name: 'Node', type, typeVersion: 1 }] },
	};
	const nodeTypes = { getByNameAndVersion: () => ({ description }) };
	await new Strategy({ warn: () => {} }, nodeTypes).apply(execution, { memo: new Map() });
	expect(shown).toEqual({ ...json, ...hidden });
});
