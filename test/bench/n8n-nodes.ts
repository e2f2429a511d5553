/** The nodes that ours are measured against: n8n's own ones, and a script as a node. */
import type {
	IExecuteFunctions,
	INodeParameters,
	INodeType,
	IVersionedNodeType,
} from 'n8n-workflow';
import { createRequire } from 'node:module';
import type { CredentialData } from '../workflow/engine/credentials.ts';
import type { Engine, RunResult } from '../workflow/engine/engine.ts';

const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';
const SCRIPT = 'bench.script';

// n8n-nodes-base comes with the n8n server of the demo.
const requireFromDemo = createRequire(new URL('../../demo/package.json', import.meta.url));

type Constructor = new () => INodeType | IVersionedNodeType;

/** @returns the full name of the type */
function registerBase(engine: Engine, path: string, name: string): string {
	const { [name]: Type } = requireFromDemo(`n8n-nodes-base/dist/nodes/${path}.node.js`) as Record<
		string,
		Constructor
	>;
	const fullName = `n8n-nodes-base.${name[0].toLowerCase()}${name.slice(1)}`;
	engine.register(fullName, new Type());
	return fullName;
}

export const registerHttpRequest = (engine: Engine): string =>
	registerBase(engine, 'HttpRequest/HttpRequest', 'HttpRequest');

/** What a comparison of two tables is built of. */
export const registerCompare = (engine: Engine) => ({
	httpRequest: registerHttpRequest(engine),
	splitOut: registerBase(engine, 'Transform/SplitOut/SplitOut', 'SplitOut'),
	compare: registerBase(engine, 'CompareDatasets/CompareDatasets', 'CompareDatasets'),
	editFields: registerBase(engine, 'Set/Set', 'Set'),
});

/** One request an item, as people wire it up today; what fails goes on as n8n's item of failure. */
export async function runHttpRequest(
	engine: Engine,
	parameters: INodeParameters,
	credentials: Record<string, CredentialData>,
	items: RunResult['main'],
): Promise<RunResult> {
	const [type] = Object.keys(credentials);
	const node = {
		type: HTTP_REQUEST,
		typeVersion: 4.5,
		onError: 'continueRegularOutput' as const,
		credentials: { [type]: { id: type, name: type } },
		parameters: {
			authentication: 'predefinedCredentialType',
			nodeCredentialType: type,
			...parameters,
		},
	};
	return await engine.run({ node, items, credentials });
}

/** Runs a function as the `execute` of a node: it gets n8n's helpers, and nothing of ours. */
export async function runScript(
	engine: Engine,
	script: (context: IExecuteFunctions) => Promise<void>,
	items: RunResult['main'],
): Promise<RunResult> {
	const type: INodeType = {
		description: {
			displayName: SCRIPT,
			name: SCRIPT,
			group: ['output'],
			version: 1,
			description: '',
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		},
		async execute() {
			await script(this);
			return [this.getInputData()];
		},
	};
	engine.register(SCRIPT, type);
	return await engine.run({ node: { type: SCRIPT }, items });
}
