/** What the tests with Hippius share: runs against a platform of their own, and their traffic. */
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { expect, onTestFinished } from 'vitest';
import type { HippiusOptions, RecordedRequest } from '../platforms/index.ts';
import { startHippius } from '../platforms/index.ts';
import type { NodeUnderTest, RunOptions } from './engine.ts';
import { loadPackage } from './engine.ts';

export const engine = await loadPackage();

/** Both editions with both places for the token. */
export const SETTINGS = [
	{ edition: 'classic', authPlacement: 'query' },
	{ edition: 'classic', authPlacement: 'header' },
	{ edition: 'v033', authPlacement: 'query' },
	{ edition: 'v033', authPlacement: 'header' },
] as const;

interface Setting extends HippiusOptions {
	authPlacement?: 'query' | 'header';
}

type More = Partial<Omit<NodeUnderTest, 'parameters'>> & Omit<RunOptions, 'items'>;

export type Hippius = Awaited<ReturnType<typeof startRuns>>;

/** A platform for the test at hand; it has never given out a token. */
export async function startRuns({ authPlacement = 'query', ...options }: Setting = {}) {
	const platform = await startHippius(options);
	onTestFinished(platform.stop);
	const credential: IDataObject = { ...(platform.credential as IDataObject), authPlacement };
	return {
		...platform,
		credential,
		/** Runs one operation; failed items go to the error output unless `more` says otherwise. */
		async run(
			[resource, operation]: [resource: string, operation: string],
			parameters: INodeParameters,
			items: RunOptions['items'],
			{ credentials = { hippiusApi: credential }, cancelAfter, ...node }: More = {},
		) {
			return await engine.run({
				node: {
					type: 'hippius',
					onError: 'continueErrorOutput',
					...node,
					parameters: { resource, operation, ...parameters },
				},
				items,
				credentials,
				cancelAfter,
			});
		},
	};
}

/** Parameters whose expressions take the field of the same name from each item. */
export const fromItem = (...names: string[]): Record<string, string> =>
	Object.fromEntries(names.map((name) => [name, `={{ $json.${name} }}`]));

/** What arrived, token requests left out: `METHOD /path below the prefix` and the body. */
export const traffic = ({ requestsTo }: Pick<Hippius, 'requestsTo'>) =>
	requestsTo('').map(({ method, path, body }) => [`${method} ${below(path)}`, body]);

export const below = (path: string) => path.replace('/hipspfm/hippius/v1/sync', '');

/** One token request, and every other one as the document wants it. */
export function expectWire({ tokenRequests, requestsTo, credential }: Hippius): void {
	expect(tokenRequests().map(tokenWire)).toEqual([
		{
			method: 'POST',
			query: {},
			type: 'application/x-www-form-urlencoded',
			body: {
				grant_type: 'client_credentials',
				client_id: credential.corpId,
				client_secret: credential.corpSecret,
			},
		},
	]);
	const { access_token } = JSON.parse(tokenRequests()[0].answer!) as IDataObject;
	const inHeader = credential.authPlacement === 'header';
	for (const { query, headers, rawBody } of requestsTo('')) {
		expect(query).toEqual(inHeader ? {} : { access_token });
		expect(headers.authorization).toBe(inHeader ? `Bearer ${String(access_token)}` : undefined);
		expect(headers['content-type']).toBe('application/json');
		expect(headers['content-length']).toBe(String(Buffer.byteLength(rawBody)));
	}
}

const tokenWire = ({ method, query, headers, body }: RecordedRequest) => ({
	method,
	query,
	type: headers['content-type'],
	body,
});

/** Items as they leave, each with the number of the input item that it is paired with. */
export const paired = (...items: Array<[item: number, json: IDataObject]>): INodeExecutionData[] =>
	items.map(([item, json]) => ({ json, pairedItem: { item } }));

/** The items of the error output: input number, reason and details. */
export const reasons = (items: INodeExecutionData[]) =>
	items.map(({ json, pairedItem }) => ({
		item: (pairedItem as { item: number }).item,
		error: json.error,
		...(json.details as IDataObject),
	}));
