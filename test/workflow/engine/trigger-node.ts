/**
 * A workflow of one trigger node of the built package, as n8n keeps an active one: the node, its
 * credentials, and its static data as saved text. Follows n8n 2.41.1 (read).
 */
import type {
	IDataObject,
	INode,
	INodeParameters,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import type { CredentialData } from './credentials.ts';
import { SavedCredentials } from './credentials.ts';
import type { Engine } from './engine.ts';
import { loadPackage } from './engine.ts';
import type { RunRecord } from './n8n.ts';
import { additionalData, currentRecord, n8nWorkflow } from './n8n.ts';

export interface TriggerOptions {
	/** A type of the package, without its prefix. */
	type: string;
	/** Default: the newest. */
	typeVersion?: number;
	parameters?: INodeParameters;
	/** As in `RunOptions`: one object is one saved credential. */
	credentials?: Record<string, CredentialData>;
	/** Default: another one each time. */
	workflowId?: string;
	/** Static data to begin with, as `saved` gave it. */
	saved?: string;
}

const NAME = 'Trigger';
const NODE_KEY = `node:${NAME}`;

export class TriggerNode {
	/** The column `staticData` of the workflow: JSON text, so that only what survives it is kept. */
	saved: string;
	/** How often it was written. */
	saves = 0;
	readonly workflowId: string;
	parameters: INodeParameters;
	credentials: Record<string, CredentialData>;
	readonly #type: string;
	readonly #typeVersion?: number;
	readonly #webhookId = randomUUID();
	readonly #nodeId = randomUUID();
	#engine: Engine;

	constructor(
		engine: Engine,
		{
			type,
			typeVersion,
			parameters = {},
			credentials = {},
			workflowId = randomUUID(),
			saved,
		}: TriggerOptions,
	) {
		this.#engine = engine;
		this.#type = type;
		this.#typeVersion = typeVersion;
		this.parameters = parameters;
		this.credentials = credentials;
		this.workflowId = workflowId;
		this.saved = saved ?? '{}';
	}

	get type(): INodeType {
		const found = this.#engine.loader.nodeTypes[this.#type];
		if (!found) throw new Error(`The package has no node "${this.#type}"`);
		return found.type as INodeType;
	}

	/** The workflow as n8n makes it from what is saved, with defaults for parameters left out. */
	load(): { workflow: Workflow; node: INode } {
		const { type } = this;
		const node: INode = {
			id: this.#nodeId,
			name: NAME,
			type: `${this.#engine.loader.packageName}.${this.#type}`,
			typeVersion: this.#typeVersion ?? [type.description.version].flat().at(-1)!,
			position: [0, 0],
			webhookId: this.#webhookId,
			parameters: structuredClone(this.parameters),
			credentials: Object.fromEntries(
				(type.description.credentials ?? [])
					.filter(({ name }) => name in this.credentials)
					.map(({ name }) => [name, { id: name, name }]),
			),
		};
		const nodeTypes: INodeTypes = {
			getByName: () => type,
			getByNameAndVersion: () => type,
			getKnownTypes: () => ({}),
		};
		const workflow = new n8nWorkflow.Workflow({
			id: this.workflowId,
			name: this.workflowId,
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			staticData: JSON.parse(this.saved) as IDataObject,
		});
		return { workflow, node };
	}

	/** What the server hands to the node's contexts. */
	additional(): IWorkflowExecuteAdditionalData {
		const credentialType = (name: string) => this.#engine.loader.getCredential(name).type;
		const helper = new SavedCredentials(credentialType, this.credentials);
		return additionalData(helper, this.workflowId);
	}

	/** The node's part of what is saved. */
	get own(): IDataObject {
		return (JSON.parse(this.saved)[NODE_KEY] ?? {}) as IDataObject;
	}

	set own(data: IDataObject) {
		this.#write({ ...(JSON.parse(this.saved) as IDataObject), [NODE_KEY]: data });
	}

	/** Like n8n, only if something was written since; the whole of it, whatever is saved now. */
	save({ staticData }: Workflow): void {
		if (!staticData.__dataChanged) return;
		this.#write(staticData);
		staticData.__dataChanged = false;
	}

	#write(data: IDataObject) {
		this.saved = JSON.stringify(data);
		this.saves++;
	}

	/** Runs code of the node; what it logs, then or later, is added to `logs`. */
	async run<T>(workflow: Workflow, logs: string[], code: () => Promise<T>): Promise<T> {
		const record: RunRecord = { logs, thrown: new Map(), begun: Promise.withResolvers() };
		return await currentRecord.run(record, () => workflow.expression.withIsolate(code));
	}

	async newProcess(): Promise<void> {
		this.#engine = await newProcess(this.#engine);
	}
}

const { cache } = createRequire(import.meta.url);

/** The package loaded anew, with nothing of what its modules knew. */
export async function newProcess({ loader }: Engine): Promise<Engine> {
	const { directory } = loader;
	const [own, foreign] = [directory + sep, join(directory, 'node_modules') + sep];
	for (const file of Object.keys(cache))
		if (file.startsWith(own) && !file.startsWith(foreign)) delete cache[file];
	return await loadPackage(directory);
}
