/** What the tests with Weaver E10 share: runs against a platform of their own, and its wire. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { expect, onTestFinished } from 'vitest';
import type { RecordedRequest, WeaverE10Options } from '../../platforms/index.ts';
import { startWeaverE10 } from '../../platforms/index.ts';
import type { NodeUnderTest, RunResult } from '../engine/engine.ts';
import { run } from '../engine/cases.ts';

type Operation = `${string}.${string}`;

export const RESTFUL = '/api/hrm/restful/';

/** A platform for the test at hand; `authPlacement` is that of the credential. */
export async function startWeaver({
	authPlacement = 'body',
	...options
}: WeaverE10Options & { authPlacement?: 'body' | 'query' } = {}) {
	const platform = await startWeaverE10(options);
	onTestFinished(platform.stop);
	const credential = { ...platform.credential, authPlacement };
	return {
		...platform,
		credential,
		run: async (
			operation: Operation,
			parameters: INodeParameters,
			items: IDataObject[],
			node?: Partial<NodeUnderTest>,
		) => await runWeaver({ credential }, operation, parameters, items, node),
	};
}

export type Weaver = Awaited<ReturnType<typeof startWeaver>>;

export const runWeaver = async (
	platform: { credential: Record<string, unknown> },
	operation: Operation,
	...rest: [INodeParameters, IDataObject[], Partial<NodeUnderTest>?]
) => await run('weaverE10', platform, operation.split('.') as [string, string], ...rest);

/** What a request carries besides the token, after checking that the token is where it should be. */
export function unwrap({ tokenRequests, credential }: Weaver, request: RecordedRequest): unknown {
	const { accessToken } = JSON.parse(tokenRequests().at(-1)!.answer!) as IDataObject;
	const { access_token, ...body } = request.body as IDataObject;
	const inBody = credential.authPlacement === 'body';
	expect(request.method).toBe('POST');
	expect(request.headers['content-type']).toBe('application/json');
	expect(access_token).toBe(inBody ? accessToken : undefined);
	expect(request.query).toEqual(inBody ? {} : { access_token: accessToken });
	return body;
}

/** All that arrived besides token requests: the endpoint, and the body without the token. */
export const traffic = (weaver: Weaver) =>
	weaver
		.requestsTo('')
		.map((request): [endpoint: string, body: IDataObject] => [
			request.path.replace(RESTFUL, ''),
			unwrap(weaver, request) as IDataObject,
		]);

/** The columns of a wide row, each filled in the form. */
export const filledIn = (
	value: INodeParameters,
	schema: INodeParameters[] = [],
): INodeParameters => ({ fields: { mappingMode: 'defineBelow', value, schema } });

/** A resource locator that was given an id. */
export const chosenId = (value: string) => ({ __rl: true, mode: 'id', value });

/** What the node tells the user besides its items. */
export const hintsOf = ({ run: { data } }: RunResult): string[] =>
	Object.values(data.resultData.runData)
		.flat()
		.flatMap(({ hints = [] }) => hints.map(({ message }) => message));
