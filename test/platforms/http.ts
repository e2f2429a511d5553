/** What the tests of the test platforms share: bodies to send, and an answer read whole. */
import { toJson } from './index.ts';

export type Fields = Record<string, unknown>;

export async function read(response: Response) {
	const text = await response.text();
	return { status: response.status, text, json: text.startsWith('{') ? JSON.parse(text) : {} };
}

export const form = (fields: Fields) => new URLSearchParams(fields as Record<string, string>);

export const jsonBody = (method: string, body: unknown) => ({
	method,
	headers: { 'content-type': 'application/json' },
	body: toJson(body),
});
