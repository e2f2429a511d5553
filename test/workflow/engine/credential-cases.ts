/** What the tests of all credentials share: a platform of each type for the test at hand. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { NODE_TYPES, PLATFORMS, type NodeType } from '../../platforms/index.ts';
import { engine } from './cases.ts';
import type { CredentialData } from './credentials.ts';

export type Type = (typeof PLATFORMS)[NodeType]['credentialType'];
export const TYPES: Type[] = Object.values(PLATFORMS).map(({ credentialType }) => credentialType);

export const nodeOf = (type: Type): NodeType =>
	NODE_TYPES.find((name) => PLATFORMS[name].credentialType === type)!;
const platformOf = (type: Type) => PLATFORMS[nodeOf(type)];

/** The field with the secret. */
export const secretField = (type: Type): string => platformOf(type).secretField;
/** Requests that a token takes. */
export const tokenRequestsOf = (type: Type): number => platformOf(type).tokenRequests;

/** A platform, and its credential with some fields changed. */
export async function start(type: Type, options: object = {}, change: CredentialData = {}) {
	const platform = await platformOf(type).start(options);
	onTestFinished(platform.stop);
	const data = { ...platform.credential, ...change } as CredentialData;
	return { ...platform, data, test: () => engine.testCredential(type, data) };
}

/**
 * A server whose answers may repeat what it was sent.
 * @param answer takes the path and everything that was sent
 * @returns its base URL
 */
export async function startEcho(answer: (path: string, sent: string) => object): Promise<string> {
	const server = createServer((request, response) => {
		const { url = '', headers } = request;
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const sent = [url, headers.authorization, Buffer.concat(chunks)].join(' ');
			response.end(JSON.stringify(answer(url.split('?')[0], sent)));
		});
	}).listen(0, '127.0.0.1');
	onTestFinished(() => void server.close());
	await once(server, 'listening');
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
