/** What the tests with Weaver E10 share: runs against a platform of their own, and its wire. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { expect, onTestFinished } from 'vitest';
import type { RecordedRequest, WeaverE10Options } from '../platforms/index.ts';
import { startWeaverE10 } from '../platforms/index.ts';
import type { NodeUnderTest } from './engine.ts';
import { run } from './cases.ts';

type Operation = 'share.sync' | 'custom.call';

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
