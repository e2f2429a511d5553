/**
 * A credential outside a workflow: n8n's button "Test", and a request in its name. Follows
 * `CredentialsTester` of n8n's server (read in n8n 2.41.1).
 */
import type { ICredentialTestRequest, INode, INodeProperties, INodeType } from 'n8n-workflow';
import type { CredentialData, CredentialTypes } from './credentials.ts';
import { PLAIN_NODE, SavedCredentials, nodeTypeOf, workflowOf } from './credentials.ts';
import { additionalData, n8nCore, n8nWorkflow } from './n8n.ts';

export interface NodeWithCredential {
	types: CredentialTypes;
	type: string;
	data: CredentialData;
	/** Full name of the node's type: n8n treats a few names in their own way. */
	nodeType: string;
	properties?: INodeProperties[];
}

type Use<T> = (
	context: InstanceType<typeof n8nCore.ExecuteContext>,
	nodeType: INodeType,
	resolved: CredentialData,
) => Promise<T>;

/** Does something as the code within a node's `execute` would. */
export async function withNode<T>(
	{ types, type, data, nodeType: nodeTypeName, properties }: NodeWithCredential,
	use: Use<T>,
): Promise<T> {
	const nodeType = nodeTypeOf(type, properties);
	const node: INode = {
		...PLAIN_NODE,
		type: nodeTypeName,
		parameters: {},
		credentials: { [type]: { id: type, name: type } },
	};
	const workflow = workflowOf(node, nodeType);
	const helper = new SavedCredentials(types, { [type]: data });
	const additional = additionalData(helper, 'test');
	const items = [{ json: {} }];
	const context = new n8nCore.ExecuteContext(
		workflow,
		node,
		additional,
		'internal',
		n8nWorkflow.createEmptyRunExecutionData(),
		0,
		items,
		{ main: [items] },
		{ node, data: {}, source: null },
		[],
	);
	return await workflow.expression.withIsolate(async () => {
		const resolved = await helper.getDecrypted(
			additional,
			{ id: type, name: type },
			type,
			'internal',
		);
		return await use(context, nodeType, resolved);
	});
}

export interface TestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** What the button "Test" does: `preAuthentication`, then the request of `test` and its rules. */
export async function testCredential(
	types: CredentialTypes,
	type: string,
	data: CredentialData,
): Promise<TestResult> {
	const { test } = types(type);
	if (!test) return failed('No testing function found for this credential.');

	const routed: INodeProperties = {
		displayName: 'Temp',
		name: 'temp',
		type: 'string',
		routing: { request: test.request },
		default: '',
	};
	try {
		const output = await withNode(
			{ types, type, data, nodeType: 'n8n-nodes-base.noOp', properties: [routed] },
			async (context, nodeType, resolved) => {
				const credential = { id: type, name: type, type, data: resolved };
				return await new n8nCore.RoutingNode(context, nodeType, credential).runNode();
			},
		);
		return judgeAnswer(test, output?.[0]?.[0]?.json);
	} catch (error) {
		return judgeError(test, error as FailedRequest);
	}
}

const failed = (message: string): TestResult => ({ status: 'Error', message });

function judgeAnswer({ rules = [] }: ICredentialTestRequest, answer: unknown): TestResult {
	for (const rule of rules) {
		if (rule.type !== 'responseSuccessBody') continue;
		const { key, value, message } = rule.properties;
		if (at(answer, key) === value) return failed(message);
	}
	return { status: 'OK', message: 'Connection successful!' };
}

function at(value: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], value);
}

type FailedRequest = Error & {
	cause?: { code?: string; response?: { status: number; statusText: string } };
};

function judgeError({ rules = [] }: ICredentialTestRequest, error: FailedRequest): TestResult {
	const { response, code } = error.cause ?? {};
	if (!response) return failed(code ?? error.message);

	for (const rule of rules) {
		if (rule.type === 'responseCode' && rule.properties.value === response.status) {
			return failed(rule.properties.message);
		}
	}
	return failed(response.statusText || `Received HTTP status code: ${response.status}`);
}
