/**
 * Look-ups as the editor runs them: the node's own method in n8n's own context, which the server
 * makes for `resource-locator-results` (n8n 2.41.1, `DynamicNodeParametersService`).
 */
import type {
	ILoadOptionsFunctions,
	INode,
	INodeListSearchResult,
	INodeParameters,
	INodeProperties,
	INodeType,
	ResourceMapperField,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { expect } from 'vitest';
import type { CredentialData } from '../engine/credentials.ts';
import { SavedCredentials, workflowOf } from '../engine/credentials.ts';
import { engine } from '../engine/cases.ts';
import { additionalData, n8nCore } from '../engine/n8n.ts';

type Method = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

export type Looked = 'yunzhijia' | 'weaverE10';

export const nodeTypeOf = (type: Looked): INodeType =>
	engine.loader.nodeTypes[type].type as INodeType;

/** What the editor's requests find: a form of the node with these parameters and this credential. */
function editorOf(
	type: Looked,
	credential: Record<string, unknown>,
	parameters: INodeParameters,
	at: string,
) {
	const credentialType = `${type}Api`;
	const node: INode = {
		id: 'form',
		name: 'Form',
		type: `n8n-nodes-orgsync.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { [credentialType]: { id: credentialType, name: 'Form' } },
	};
	const types = (name: string) => engine.loader.getCredential(name).type;
	const saved = new SavedCredentials(types, { [credentialType]: credential as CredentialData });
	return new n8nCore.LoadOptionsContext(
		workflowOf(node, nodeTypeOf(type)),
		node,
		{ ...additionalData(saved, 'editor'), currentNodeParameters: parameters },
		at,
	);
}

/** Gives what the lists of a form answer. */
export function formOf(
	type: Looked,
	credential: Record<string, unknown>,
	parameters: INodeParameters = {},
): (method: string, filter?: string, token?: string) => Promise<INodeListSearchResult> {
	const methods = nodeTypeOf(type).methods!.listSearch as Record<string, Method>;
	return async (method, filter, token) =>
		await methods[method].call(
			editorOf(type, credential, parameters, 'parameters.id'),
			filter,
			token,
		);
}

/** The columns that a resource mapper of the form offers. */
export async function columnsOf(
	type: Looked,
	credential: Record<string, unknown>,
	{ name, typeOptions }: INodeProperties,
	parameters: INodeParameters = {},
): Promise<ResourceMapperField[]> {
	const method = typeOptions!.resourceMapper!.resourceMapperMethod!;
	const context = editorOf(type, credential, parameters, `parameters.${name}`);
	return (await nodeTypeOf(type).methods!.resourceMapping![method].call(context)).fields;
}

export type Form = ReturnType<typeof formOf>;

/** A page as `[name, ID]`. */
export const entriesOf = ({ results }: INodeListSearchResult) =>
	results.map(({ name, value }) => [name, value]);

export const namesOf = ({ results }: INodeListSearchResult) => results.map(({ name }) => name);

/** Page after page, to the end; `sizes` of the pages. */
export async function scrolled(form: Form, method: string, filter?: string) {
	const pages: INodeListSearchResult[] = [];
	do pages.push(await form(method, filter, pages.at(-1)?.paginationToken as string | undefined));
	while (pages.at(-1)!.paginationToken !== undefined);
	return { pages, entries: pages.flatMap(entriesOf), sizes: pages.map((p) => p.results.length) };
}

/** What the person is told when a list can't be shown. */
export async function refusal(asked: Promise<unknown>): Promise<NodeApiError> {
	const shown = await asked.catch((error: unknown) => error);
	expect(shown).toBeInstanceOf(NodeApiError);
	return shown as NodeApiError;
}
