/**
 * Runs real workflows in process: the built package, loaded by n8n's own loader, executed by
 * n8n's own engine, over real HTTP. Nothing is taken away from what n8n would hand to the next
 * node. Follows n8n-core 2.41.1 (`PackageDirectoryLoader`, `WorkflowExecute`).
 */
import type {
	IConnections,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IRequestOptions,
	IRun,
	ITaskData,
	IVersionedNodeType,
	IWorkflowSettings,
	NodeConnectionType,
} from 'n8n-workflow';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { TestResult } from './credential-test.ts';
import { testCredential, withNode } from './credential-test.ts';
import type { CredentialData } from './credentials.ts';
import { SavedCredentials } from './credentials.ts';
import type { RunRecord } from './n8n.ts';
import {
	additionalData,
	currentRecord,
	n8nCore,
	n8nWorkflow,
	startExpressionEngine,
} from './n8n.ts';
import { agentNode, asTool, echoNode, startNode } from './test-nodes.ts';

const { NodeHelpers, Workflow, createRunExecutionData, injectDomainRestrictionFields } =
	n8nWorkflow;
const { ExecutionLifecycleHooks, PackageDirectoryLoader, WorkflowExecute } = n8nCore;

export interface RunOptions {
	/** Plain objects become `{ json }`. */
	items: Array<IDataObject | INodeExecutionData>;
	/**
	 * Decrypted data by credential type; values may be expressions. One object is one saved
	 * credential: a token that `preAuthentication` stores is there again when it is passed again.
	 */
	credentials?: Record<string, CredentialData>;
	/**
	 * Cancels the execution, as the stop button does: so many ms after the first node began to
	 * execute (n8n itself takes up to 0.1 s before that), or when this settles.
	 */
	cancelAfter?: number | Promise<unknown>;
}

type NodeSetting =
	| 'typeVersion'
	| 'onError'
	| 'retryOnFail'
	| 'maxTries'
	| 'waitBetweenTries'
	| 'alwaysOutputData'
	| 'executeOnce';

/** The node under test: a type of the package needs no prefix. */
export interface NodeUnderTest extends Partial<Pick<INode, NodeSetting>> {
	type: string;
	parameters?: INodeParameters;
}

interface Outcome {
	/** The error that a node threw, itself; else what n8n stopped at, but for the cancelling. */
	failure?: Error;
	/** Whether `cancelAfter` came before the end. */
	cancelled: boolean;
	ms: number;
	/** What the node and n8n logged meanwhile, as `level text`. */
	logs: string[];
	run: IRun;
}

export interface RunResult extends Outcome {
	main: INodeExecutionData[];
	/** The second output, there with `onError: 'continueErrorOutput'`. */
	error: INodeExecutionData[];
}

export interface WorkflowResult extends Outcome {
	/** By node name, the items of each output; several runs of a node one after the other. */
	nodes: Record<string, INodeExecutionData[][]>;
}

export interface WorkflowJson {
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
// One of the few types that n8n lets use any credential.
const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';
const START = 'Start';
const UNDER_TEST = 'Node Under Test';
const AGENT = 'Agent';

/** Loads a built package as a server would, and gives the engine that runs its nodes. */
export async function loadPackage(dir = ROOT): Promise<Engine> {
	const loader = new PackageDirectoryLoader(dir);
	const { nodes = [], credentials = [] } = loader.packageJson.n8n ?? {};
	const missing = [...nodes, ...credentials].find((file) => !existsSync(join(dir, file)));
	if (missing) throw new Error(`${join(dir, missing)} is not there: build the package first`);
	if (nodes.length === 0) throw new Error(`${dir} lists no nodes in its package.json`);

	await loader.loadAll();
	await startExpressionEngine();
	return new Engine(loader);
}

export class Engine {
	/** The loader, for tests of descriptions, codex and icons. */
	readonly loader: InstanceType<typeof PackageDirectoryLoader>;
	readonly #types = new NodeTypes();
	readonly #credentialType = (name: string): ICredentialType =>
		this.loader.getCredential(name).type;
	#runs = 0;

	constructor(loader: InstanceType<typeof PackageDirectoryLoader>) {
		this.loader = loader;
		for (const [name, { type }] of Object.entries(loader.nodeTypes)) {
			this.register(this.#fullName(name), type);
			if (type.description.usableAsTool)
				this.register(`${this.#fullName(name)}Tool`, asTool(type as INodeType));
		}
		for (const { type } of Object.values(loader.credentialTypes)) {
			type.properties = injectDomainRestrictionFields(type);
		}
		this.register('test.start', startNode);
		this.register('test.echo', echoNode);
		this.register('test.agent', agentNode);
	}

	/** Makes a node type known to workflows by its full name, e.g. in place of one of n8n's own. */
	register(name: string, type: INodeType | IVersionedNodeType) {
		this.#types.add(name, type);
	}

	/** One node between a start that emits the items and nothing. */
	async run({ node, ...options }: RunOptions & { node: NodeUnderTest }): Promise<RunResult> {
		const place = (name: string, x: number): INode => ({
			id: name,
			name,
			type: 'test.start',
			typeVersion: 1,
			position: [x, 0],
			parameters: {},
		});
		const { nodes, ...outcome } = await this.runWorkflow(
			{
				nodes: [place(START, 0), { ...place(UNDER_TEST, 200), ...node }],
				connections: { [START]: { main: [[{ node: UNDER_TEST, type: 'main', index: 0 }]] } },
			},
			options,
		);
		const [main = [], error = []] = nodes[UNDER_TEST] ?? [];
		return { main, error, ...outcome };
	}

	/** The node as the tool of an agent that calls it so often, with these arguments. */
	async runAsTool({
		node,
		calls,
		...options
	}: RunOptions & { node: NodeUnderTest; calls: IDataObject[] }): Promise<WorkflowResult> {
		const place = (name: string, type: string): INode => ({
			...{ id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {} },
		});
		const to = (type: NodeConnectionType) => ({ [type]: [[{ node: AGENT, type, index: 0 }]] });
		return await this.runWorkflow(
			{
				nodes: [
					place(START, 'test.start'),
					{ ...place(AGENT, 'test.agent'), parameters: { calls: calls as INodeParameters[] } },
					{ ...place(UNDER_TEST, ''), ...node, type: `${node.type}Tool` },
				],
				connections: { [START]: to('main'), [UNDER_TEST]: to('ai_tool') },
			},
			options,
		);
	}

	/** A whole workflow as exported by the editor, from its trigger or from the node named. */
	async runWorkflow(
		json: WorkflowJson,
		{ items, credentials = {}, cancelAfter, startAt }: RunOptions & { startAt?: string },
	): Promise<WorkflowResult> {
		const id = `test-${++this.#runs}`;
		const settings: IWorkflowSettings = { executionOrder: 'v1', ...json.settings };
		const nodes = structuredClone(json.nodes).map((node) => this.#prepare(node, credentials));
		const { connections } = json;
		const data = { id, name: id, nodes, connections, active: false, settings };
		const workflow = new Workflow({ ...data, nodeTypes: this.#types });
		const start = startAt ? workflow.getNode(startAt) : workflow.getStartNode();
		if (!start) throw new Error('The workflow has no node to start from');

		const runExecutionData = createRunExecutionData({
			executionData: {
				nodeExecutionStack: [{ node: start, data: { main: [items.map(toItem)] }, source: null }],
			},
		});
		const hooks = new ExecutionLifecycleHooks('trigger', id, {
			...data,
			isArchived: false,
			createdAt: new Date(),
			updatedAt: new Date(),
			activeVersionId: null,
		});
		const helper = new SavedCredentials(this.#credentialType, credentials);
		const execute = new WorkflowExecute(
			additionalData(helper, id, hooks),
			'trigger',
			runExecutionData,
		);
		const record: RunRecord = { logs: [], thrown: new Map(), begun: Promise.withResolvers() };
		const started = performance.now();
		const { run, refusal, cancelled } = await currentRecord.run(record, async () => {
			const startedAt = new Date();
			try {
				const execution = execute.processRunExecutionData(workflow);
				void cancelWhen(cancelAfter, record.begun.promise, () => execution.cancel());
				return { run: await execution, cancelled: execution.isCanceled };
			} catch (error) {
				const run: IRun = {
					data: runExecutionData,
					mode: 'trigger',
					startedAt,
					stoppedAt: new Date(),
					status: 'error',
					storedAt: 'db',
				};
				return { run, refusal: error as Error, cancelled: false };
			}
		});
		const stopped = cancelled ? undefined : run.data.resultData.error;
		const failure = refusal ?? [...record.thrown.values()][0] ?? stopped;
		return {
			nodes: mapValues(run.data.resultData.runData, outputsOf),
			...(failure && { failure }),
			cancelled,
			ms: performance.now() - started,
			logs: record.logs,
			run,
		};
	}

	/** What the "Test" button says of a credential with this data. */
	async testCredential(type: string, data: CredentialData): Promise<TestResult> {
		return await testCredential(this.#credentialType, type, data);
	}

	/** A request in the credential's name, by the helper that most nodes use. */
	async httpRequestWithCredential(
		type: string,
		data: CredentialData,
		options: IHttpRequestOptions,
	): Promise<unknown> {
		return await withNode(
			{ types: this.#credentialType, type, data, nodeType: HTTP_REQUEST },
			async (node) => await node.helpers.httpRequestWithAuthentication.call(node, type, options),
		);
	}

	/** The same by the older helper, which n8n's HTTP Request node still uses: `uri`, not `url`. */
	async legacyRequestWithCredential(
		type: string,
		data: CredentialData,
		options: IRequestOptions,
	): Promise<unknown> {
		return await withNode(
			{ types: this.#credentialType, type, data, nodeType: HTTP_REQUEST },
			async (node) => await node.helpers.requestWithAuthentication.call(node, type, options),
		);
	}

	#fullName(type: string): string {
		return type.includes('.') ? type : `${this.loader.packageName}.${type}`;
	}

	/** Completes a node as the editor would: the type's full name, the credentials it can take. */
	#prepare(node: INode, credentials: Record<string, CredentialData>): INode {
		const type = this.#fullName(node.type);
		const { description } = this.#types.getByNameAndVersion(type, node.typeVersion);
		const chosen: INode['credentials'] = { ...node.credentials };
		for (const { name } of description.credentials ?? []) {
			if (name in credentials) chosen[name] = { id: name, name };
		}
		return { ...node, type, ...(Object.keys(chosen).length > 0 && { credentials: chosen }) };
	}
}

class NodeTypes implements INodeTypes {
	readonly #types = new Map<string, INodeType | IVersionedNodeType>();
	readonly #recorded = new WeakMap<INodeType, INodeType>();

	add(name: string, type: INodeType | IVersionedNodeType) {
		this.#types.set(name, type);
	}

	getByName(name: string): INodeType | IVersionedNodeType {
		const type = this.#types.get(name);
		if (!type) throw new Error(`No node type "${name}": engine.register() it`);
		return type;
	}

	getByNameAndVersion(name: string, version?: number): INodeType {
		const type = NodeHelpers.getVersionedNodeType(this.getByName(name), version);
		const recorded = this.#recorded.get(type) ?? recording(type);
		this.#recorded.set(type, recorded);
		return recorded;
	}

	getKnownTypes(): IDataObject {
		return {};
	}
}

/** The same node type, except that what `execute` throws is kept as it is. */
function recording(type: INodeType): INodeType {
	const { execute } = type;
	if (!execute) return type;
	const recorded: INodeType = Object.create(type);
	recorded.execute = async function (...args) {
		const { thrown, begun } = currentRecord.getStore()!;
		const { name } = this.getNode();
		begun.resolve();
		thrown.delete(name);
		try {
			return await execute.apply(this, args);
		} catch (error) {
			thrown.set(name, error as Error);
			throw error;
		}
	};
	return recorded;
}

function toItem(item: IDataObject | INodeExecutionData): INodeExecutionData {
	return isItem(item) ? item : { json: item };
}

const ITEM_KEYS = new Set(['json', 'binary', 'pairedItem', 'error', 'metadata', 'evaluationData']);

function isItem(item: IDataObject | INodeExecutionData): item is INodeExecutionData {
	return 'json' in item && Object.keys(item).every((key) => ITEM_KEYS.has(key));
}

function outputsOf(runs: ITaskData[]): INodeExecutionData[][] {
	const outputs: INodeExecutionData[][] = [];
	for (const { data } of runs) {
		data?.main?.forEach((items, index) => {
			outputs[index] = [...(outputs[index] ?? []), ...(items ?? [])];
		});
	}
	return outputs;
}

function mapValues<A, B>(object: Record<string, A>, map: (value: A) => B): Record<string, B> {
	return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}

/** Cancelling what is over does nothing, so that nobody has to call this off. */
async function cancelWhen(
	when: RunOptions['cancelAfter'],
	begun: Promise<void>,
	cancel: () => void,
): Promise<void> {
	if (when === undefined) return;
	if (typeof when === 'number') {
		await begun;
		await setTimeout(when, undefined, { ref: false });
	} else {
		await when;
	}
	cancel();
}
