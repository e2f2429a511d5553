/** What the tests of all platforms need to know of each: a new platform is one more row here. */
import { startHippius } from './hippius/hippius.ts';
import type { TestPlatform } from './server.ts';
import { startWeaverE10 } from './weaverE10/weaverE10.ts';
import { startYunzhijia } from './yunzhijia/yunzhijia.ts';

interface Row {
	/** Of its nodes, in nodes/. */
	folder: string;
	credentialType: `${string}Api`;
	/** Of its documents: docs/vendors/<page>.md, docs/nodes/<page>.md. */
	page: string;
	/** As people call it in Chinese, and look for it. */
	chinese: string;
	start(options?: object): Promise<TestPlatform<object>>;
	/** The field of the credential that holds the secret. */
	secretField: string;
	/** What gives out tokens: the end of its path. */
	tokenPath: string;
	/** Requests that a token takes. */
	tokenRequests: number;
}

/** By the name of the node. */
export const PLATFORMS = {
	hippius: {
		folder: 'Hippius',
		credentialType: 'hippiusApi',
		page: 'hippius',
		chinese: '海马汇',
		start: startHippius as Row['start'],
		secretField: 'corpSecret',
		tokenPath: '/oauth/token',
		tokenRequests: 1,
	},
	yunzhijia: {
		folder: 'Yunzhijia',
		credentialType: 'yunzhijiaApi',
		page: 'yunzhijia',
		chinese: '云之家',
		start: startYunzhijia as Row['start'],
		secretField: 'secret',
		tokenPath: '/getAccessToken',
		tokenRequests: 1,
	},
	weaverE10: {
		folder: 'WeaverE10',
		credentialType: 'weaverE10Api',
		page: 'weaver-e10',
		chinese: '泛微',
		start: startWeaverE10 as Row['start'],
		secretField: 'appSecret',
		tokenPath: '/oauth2/access_token',
		// It asks for a code first.
		tokenRequests: 2,
	},
} satisfies Record<string, Row>;

export type NodeType = keyof typeof PLATFORMS;
export const NODE_TYPES = Object.keys(PLATFORMS) as NodeType[];

/**
 * A table of a test's own that has to have every platform.
 * @param name what the message calls it: its name and file
 */
export function ofAll<T>(name: string, table: Record<NodeType, T>): Record<NodeType, T> {
	const missing = NODE_TYPES.filter((type) => !(type in table));
	if (missing.length) throw new Error(`${name} lacks ${missing.join(' and ')}`);
	return table;
}
