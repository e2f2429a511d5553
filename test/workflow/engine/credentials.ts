/**
 * Saved credentials without a database: resolves, renews and applies them by the rules of n8n's
 * server (`CredentialsHelper`, read in n8n 2.41.1).
 */
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	ICredentials,
	ICredentialsExpressionResolveValues,
	ICredentialsHelper,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { n8nCore, n8nWorkflow } from './n8n.ts';

const {
	ICredentialsHelper: BaseHelper,
	NodeHelpers,
	getCredentialOwnRequestAllowedDomains,
	isExpression,
} = n8nWorkflow;

export type CredentialData = ICredentialDataDecryptedObject;
export type CredentialTypes = (name: string) => ICredentialType;

/**
 * What a renewal stored: one data object is one saved credential, in every run that names it. Who
 * changes it edits the credential, and n8n keeps the token.
 */
const renewed = new WeakMap<CredentialData, CredentialData>();

/** A workflow of one node, whose type is the given one whatever it is called. */
export function workflowOf(node: INode, nodeType: INodeType): Workflow {
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	return new n8nWorkflow.Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
}

/** A node type that holds one credential and does nothing. */
export function nodeTypeOf(credential: string, properties: INodeProperties[] = []): INodeType {
	return {
		description: {
			displayName: 'Plain',
			name: 'plain',
			group: [],
			version: 1,
			description: '',
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: credential, required: true }],
			properties,
		},
	};
}

export const PLAIN_NODE: INode = {
	id: 'plain',
	name: 'Plain',
	type: 'plain',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Saved credentials by type name, for one run. */
export class SavedCredentials extends BaseHelper implements ICredentialsHelper {
	readonly #types: CredentialTypes;
	readonly #saved: Record<string, CredentialData>;

	constructor(types: CredentialTypes, saved: Record<string, CredentialData>) {
		super();
		this.#types = types;
		this.#saved = saved;
	}

	#stored(type: string): CredentialData {
		const data = this.#saved[type];
		if (!data) throw new Error(`No "${type}" credential was given to this run`);
		return { ...data, ...renewed.get(data) };
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.#types(type).properties;
	}

	async getDecrypted(
		additional: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	): Promise<CredentialData> {
		const stored = this.#stored(type);
		return raw
			? { ...stored }
			: await this.resolve(stored, type, additional, mode, executeData, values);
	}

	/** The type's defaults, then the expressions: for the item when there is one. */
	async resolve(
		stored: CredentialData,
		type: string,
		additional: IWorkflowExecuteAdditionalData,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		values?: ICredentialsExpressionResolveValues,
	): Promise<CredentialData> {
		const properties = this.getCredentialsProperties(type);
		const data = NodeHelpers.getNodeParameters(
			properties,
			stored as Parameters<typeof NodeHelpers.getNodeParameters>[1],
			true,
			false,
			null,
			null,
		)!;
		const keys = n8nCore.getAdditionalKeys(additional, mode, null, { isCredential: true });
		if (!values) {
			const { expression } = workflowOf(PLAIN_NODE, nodeTypeOf(type));
			return await expression.withIsolate(
				async () =>
					expression.getComplexParameterValue(
						PLAIN_NODE,
						data,
						mode,
						keys,
						undefined,
						undefined,
						data,
					) as CredentialData,
			);
		}
		try {
			return values.workflow.expression.getParameterValue(
				data,
				values.runExecutionData,
				values.runIndex,
				values.itemIndex,
				values.node.name,
				values.connectionInputData,
				mode,
				keys,
				executeData,
				false,
				data,
			) as CredentialData;
		} catch (error) {
			(error as Error).message += ' [Error resolving credentials]';
			throw error;
		}
	}

	async authenticate(
		credentials: CredentialData,
		typeName: string,
		request: IHttpRequestOptions,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.#types(typeName);
		if (!authenticate) return request;
		if (typeof authenticate === 'function') return await authenticate(credentials, request);

		const resolve = (text: string) =>
			isExpression(text)
				? String(
						workflow.expression.getSimpleParameterValue(
							node,
							text,
							'internal',
							{ $credentials: credentials },
							undefined,
							'',
						) || '',
					)
				: text;
		const parts = request as unknown as Record<string, Record<string, unknown>>;
		for (const [part, entries] of Object.entries(authenticate.properties)) {
			parts[part] ??= {};
			for (const [key, value] of Object.entries(entries as Record<string, string>)) {
				parts[part][resolve(key)] = resolve(value);
			}
		}
		return request;
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: CredentialData,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<CredentialData | undefined> {
		const type = this.#types(typeName);
		const expirable = type.properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		);
		// The server knows a credential test by this node.
		const isTest = node.type === 'n8n-nodes-base.noOp' && node.parameters.temp === '';
		const isDue = expirable && (credentials[expirable.name] === '' || credentialsExpired || isTest);
		if (!type.preAuthentication || !isDue) return undefined;

		const output = (await type.preAuthentication.call(
			withinDomains(helpers, credentials),
			credentials,
		)) as CredentialData;
		if (output[expirable.name] === undefined) return undefined;

		const stored = this.#stored(typeName);
		const kept = Object.fromEntries(
			Object.entries(output).filter(
				([key]) => key === expirable.name || !isExpression(stored[key]),
			),
		);
		await this.updateCredentials({ id: typeName, name: typeName }, typeName, kept);
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: CredentialData,
		typeName: string,
	): Promise<CredentialData | undefined> {
		const { preAuthentication } = this.#types(typeName);
		const output = await preAuthentication?.call(withinDomains(helpers, credentials), credentials);
		return output as CredentialData | undefined;
	}

	async updateCredentials(_details: INodeCredentialsDetails, type: string, data: CredentialData) {
		const saved = this.#saved[type]!;
		renewed.set(saved, { ...renewed.get(saved), ...data });
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('Only a server has encrypted credentials');
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error('Only a server has OAuth credentials');
	}
}

/** `preAuthentication` may call no host that the credential does not allow. */
function withinDomains(
	{ helpers }: IHttpRequestHelper,
	credentials: CredentialData,
): IHttpRequestHelper {
	const allowedDomains = getCredentialOwnRequestAllowedDomains(credentials);
	if (allowedDomains === undefined) return { helpers };
	return {
		helpers: {
			httpRequest: async (options) => await helpers.httpRequest({ ...options, allowedDomains }),
		},
	};
}
