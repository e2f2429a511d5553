// The three platforms as the workflow has them: its nodes, their kinds of records, and which requests
// are about which.

import type {
	HippiusState,
	RecordedRequest,
	TestPlatform,
	WeaverE10State,
	YunzhijiaState,
} from '../../test/platforms/index.ts';

export interface Platforms {
	yunzhijia: TestPlatform<YunzhijiaState>;
	weaverE10: TestPlatform<WeaverE10State>;
	hippius: TestPlatform<HippiusState>;
}

export type PlatformName = keyof Platforms;

interface Facts {
	/** Its nodes are this with “ Plan” and “ Apply” behind it. */
	name: string;
	/** Kind → what people call many of it, and the paths of its requests. */
	kinds: Record<string, { many: string; paths: RegExp }>;
	/** Paths of requests that change nothing. */
	reads: RegExp;
}

export const PLATFORMS: Record<PlatformName, Facts> = {
	yunzhijia: {
		name: 'Yunzhijia',
		kinds: {
			department: { many: 'departments', paths: /\/dept\// },
			person: { many: 'people', paths: /\/person\// },
			partTimeJob: { many: 'part-time jobs', paths: /PartTimeJobs$/ },
		},
		reads: /\/(get|query)\w*$/,
	},
	weaverE10: {
		name: 'Weaver E10',
		kinds: {
			department: { many: 'departments', paths: /(Org|Department|Subcompany)$/ },
			position: { many: 'positions', paths: /Position$/ },
			employee: { many: 'people', paths: /(Employee|BasicField)$/ },
		},
		reads: /\/(query|list)\w*$/,
	},
	hippius: {
		name: 'Hippius',
		kinds: {
			department: { many: 'departments', paths: /\/dept\// },
			position: { many: 'positions', paths: /\/position\// },
			employee: { many: 'people', paths: /\/employee\// },
		},
		// It has no queries.
		reads: /^$/,
	},
};

export const NAMES = Object.keys(PLATFORMS) as PlatformName[];

/** What arrived since then, without what was asked of a token's endpoint. */
export function requestsSince(
	{ requests, tokenRequests }: TestPlatform<unknown>,
	count: number,
): RecordedRequest[] {
	const forTokens = new Set(tokenRequests());
	return requests.slice(count).filter((request) => !forTokens.has(request));
}

export const writesIn = (platform: PlatformName, requests: RecordedRequest[]): RecordedRequest[] =>
	requests.filter(({ path }) => !PLATFORMS[platform].reads.test(path));

/** How many requests were about a kind. */
export const requestsFor = (
	platform: PlatformName,
	kind: string,
	requests: RecordedRequest[],
): number => requests.filter(({ path }) => PLATFORMS[platform].kinds[kind].paths.test(path)).length;
