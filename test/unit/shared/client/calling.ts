/** One call and all that it waits for: for the tests of nodes/shared/client/request.ts. */
import { call, type Connection } from '../../../../nodes/shared/client/request.ts';
import {
	connection,
	ended,
	response,
	write,
	type Recording,
	type TestCredential,
} from '../fakes.ts';

export const ok = response({ ok: true, data: [1] });
export const says = (code: string, status = 200, text = 'says'): object =>
	response({ ok: false, code, text }, status);

export type Fields = Partial<Connection<TestCredential>>;

/** Calls once and waits for whatever it waits for. */
export async function calling(told: Recording, repeatable = true, fields: Fields = {}) {
	const result = call(connection(told.helper, fields), write, { a: 1 }, { repeatable }).catch(
		(error: unknown) => error,
	);
	const began = Date.now();
	let ms = 0;
	await ended(result.finally(() => (ms = Date.now() - began)));
	return { result: await result, ms };
}

export const tokensOf = ({ sent }: Recording) => sent.map(({ headers }) => headers?.Authorization);
