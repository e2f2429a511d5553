/**
 * A helper, a platform and an n8n context for the tests of the engine: they answer as they are
 * told, and record what they were asked.
 */
import type { IDataObject, IExecuteFunctions, IHttpRequestOptions, INode } from 'n8n-workflow';

import { vi } from 'vitest';

import { address, type HttpHelper, jsonBody } from '../../../nodes/shared/client/http.ts';
import type { Connection } from '../../../nodes/shared/client/request.ts';
import { unknownAnswer } from '../../../nodes/shared/client/token.ts';
import type { Credential, Endpoint, Platform } from '../../../nodes/shared/contract/index.ts';

/** A full response, as n8n's helper gives it. */
export const response = (
	body: unknown,
	statusCode = 200,
	headers: Record<string, string> = {},
): object => ({
	statusCode,
	headers,
	body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** An error of the network, with its code on the innermost of so many causes. */
export function networkError(code: string, depth = 1): Error {
	const error = Object.assign(new Error(`connect ${code} /?token=SECRET`), { code });
	return depth === 0 ? error : new Error('wrapped', { cause: networkError(code, depth - 1) });
}

export const inMs = async (ms: number): Promise<void> =>
	await new Promise((resolve) => {
		setTimeout(resolve, ms);
	});

/**
 * What comes of it, by the fake clock. A fake timer of less than a millisecond ends at once, unlike
 * a real one, so the clock is moved by more than that.
 */
export async function ended<T>(work: Promise<T>): Promise<T> {
	let isOver = false;
	const over = () => (isOver = true);
	void work.then(over, over);
	await vi.advanceTimersByTimeAsync(0);
	while (!isOver) await vi.advanceTimersByTimeAsync(1_000);
	return await work;
}

export const never = async (): Promise<never> => await new Promise<never>(() => {});

type Answer = object | Error | ((options: IHttpRequestOptions) => unknown);

export interface Recording {
	helper: HttpHelper;
	/** Token requests apart from the others. */
	tokens: IHttpRequestOptions[];
	sent: IHttpRequestOptions[];
}

const give = async (answer: Answer, options: IHttpRequestOptions): Promise<unknown> => {
	const given: unknown = typeof answer === 'function' ? await answer(options) : answer;
	if (given instanceof Error) throw given;
	return given;
};

/** Gives these answers one after the other, the last one ever after; tokens are T1, T2, … */
export function recording(answers: Answer[], token?: Answer): Recording {
	const tokens: IHttpRequestOptions[] = [];
	const sent: IHttpRequestOptions[] = [];
	return {
		tokens,
		sent,
		async helper(options) {
			if (options.url.endsWith('/token')) {
				tokens.push(options);
				return await give(token ?? response({ token: `T${tokens.length}` }), options);
			}
			sent.push(options);
			return await give(answers[Math.min(sent.length, answers.length) - 1], options);
		},
	};
}

export interface TestCredential extends Credential {
	id: string;
	secret: string;
}

let credentials = 0;
/** One that no other test has, so that neither token nor rate limiter is shared. */
export const credential = (fields: Partial<TestCredential> = {}): TestCredential => ({
	baseUrl: 'https://platform.test/base/',
	id: `id${++credentials}`,
	secret: 'S3CRET',
	...fields,
});

/** Speaks `{ok, data}` and `{ok: false, code, text}`. */
export const platform: Platform<TestCredential> = {
	name: 'Test',
	credentialType: 'testApi',
	pace: { concurrency: 3, requestsPerMinute: 0 },
	token: {
		identity: ({ id, secret }) => [id, secret],
		secrets: ({ secret }) => [secret],
		async fetch({ baseUrl, id, secret }, exchange) {
			const url = address(baseUrl, 'token');
			const answer = await exchange({ method: 'POST', url, ...jsonBody({ id, secret }) });
			const { token, lives } = (answer.json ?? {}) as { token?: string; lives?: number };
			if (token !== undefined) return { token, expiresInSeconds: lives ?? 3600 };
			throw unknownAnswer(answer, 'Test', 'Look at the credential.');
		},
	},
	codes: {
		expired: { kind: 'tokenRejected', advice: 'Renew.' },
		busy: { kind: 'rateLimited' },
		lost: { kind: 'ambiguous' },
		full: { kind: 'refused', advice: 'Make room.' },
	},
	request({ baseUrl }, token, { method, path }, body) {
		const { headers, body: sent } = jsonBody(body);
		const url = address(baseUrl, path);
		return { method, url, headers: { ...headers, Authorization: token }, body: sent };
	},
	open(answer) {
		const { ok, data, code, text: says } = (answer.json ?? {}) as Record<string, unknown>;
		if (ok === true) return { ok, data };
		return ok === false ? { ok, code: String(code), text: String(says ?? '') } : undefined;
	},
};

export const write: Endpoint = { method: 'POST', path: '/write' };

export const connection = (
	helper: HttpHelper,
	fields: Partial<Connection<TestCredential>> = {},
): Connection<TestCredential> => ({
	platform,
	credential: credential(),
	helper,
	timeout: 60_000,
	retries: 5,
	patience: 300_000,
	pace: { requestsPerMinute: 0 },
	...fields,
});

export interface Run {
	items: IDataObject[];
	/** As they are saved: `={{ $json.field }}` is the only expression that is known. */
	parameters: IDataObject;
	helper?: HttpHelper;
	credentialOf?: (index: number) => Credential;
	continueOnFail?: boolean;
	signal?: AbortSignal;
	node?: Partial<INode>;
	isTool?: boolean;
	executionId?: string;
	/** n8n's `$runIndex`. */
	round?: number;
	/** What n8n shows beside the output, and what it logs. */
	hints?: string[];
	log?: string[];
}

/** What `run` needs of n8n. */
export function contextOf(run: Run): IExecuteFunctions {
	const items = run.items.map((item) => ({ json: item }));
	const log = (text: string) => void run.log?.push(text);
	const own = credential();
	const at = (path: string) =>
		path
			.split('.')
			.reduce<unknown>((value, name) => (value as IDataObject | undefined)?.[name], run.parameters);
	const evaluated = (value: unknown, index: number): unknown => {
		if (typeof value === 'string') {
			const [, name] = /^=\{\{ \$json\.(\w+) \}\}$/.exec(value) ?? [];
			return name === undefined ? value : items[index]?.json[name];
		}
		if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
		return Object.fromEntries(
			Object.entries(value).map(([name, member]) => [name, evaluated(member, index)]),
		);
	};
	const context = {
		getInputData: () => items,
		getNode: () => ({ id: 'n', name: 'Test', type: 'test', typeVersion: 1, ...run.node }) as INode,
		getNodeParameter(
			path: string,
			index: number,
			fallback: unknown,
			options?: { rawExpressions?: boolean },
		) {
			const value = at(path);
			if (value === undefined) return fallback;
			return options?.rawExpressions ? value : evaluated(value, index);
		},
		getCredentials: async (_type: string, index: number) =>
			await Promise.resolve(run.credentialOf?.(index) ?? { ...own }),
		continueOnFail: () => run.continueOnFail ?? true,
		getExecutionCancelSignal: () => run.signal,
		isToolExecution: () => run.isTool ?? false,
		getExecutionId: () => run.executionId ?? '1',
		evaluateExpression: () => run.round ?? 0,
		logger: { debug: log, info: log, warn: log, error: log },
		addExecutionHints: ({ message }: { message: string }) => void run.hints?.push(message),
		helpers: { httpRequest: run.helper ?? never },
	};
	return context as unknown as IExecuteFunctions;
}
