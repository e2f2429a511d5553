/** Which credential an item goes with, without asking the server for each item. */
import type { IExecuteFunctions } from 'n8n-workflow';

import type { Credential } from '../contract';
import { Invalid } from './invalid';

/** So many items, spread over all, are looked at in any case. */
const LOOKED_AT = 50;

/**
 * Reading a credential costs the server a query and a decryption, so with many items it is not
 * read for each, unless one of its fields has an expression that looks at the item. That shows:
 * the place of the item is asked for, by an expression of whatever form.
 * @returns the credential of an item; equal ones are one object
 */
export async function credentialReader<C extends Credential>(
	context: IExecuteFunctions,
	credentialType: string,
	length: number,
): Promise<(index: number) => Promise<C> | C> {
	const known = new Map<string, C>();
	const read = async (index: number): Promise<C> => {
		const credential = await context.getCredentials<C>(credentialType, index);
		const key = JSON.stringify(credential);
		if (!known.has(key)) known.set(key, credential);
		return known.get(key)!;
	};
	if (length <= 1) return read;
	const first = await read(0).catch(() => undefined);
	const step = Math.ceil(length / LOOKED_AT);
	const places = Array.from({ length: Math.ceil(length / step) }, (_place, at) => at * step);
	const seen = await Promise.all(places.map(async (at) => await read(at).catch(() => undefined)));
	if (first === undefined || seen.some((each) => each !== first)) return read;
	const place = watchedPlace(length);
	const ofNoItem = await read(place.index).catch(() => undefined);
	return ofNoItem === first && !place.wasAskedFor() ? () => first! : read;
}

/**
 * The place of an item that is not there, which notices when somebody looks at it. Where it can't
 * be handed on as it is, reading the credential fails, and then it is read for each item.
 */
function watchedPlace(length: number): { index: number; wasAskedFor(): boolean } {
	let asked = false;
	const ask = () => {
		asked = true;
		return length;
	};
	const index = { valueOf: ask, toString: () => String(ask()), toJSON: ask };
	return { index: index as unknown as number, wasAskedFor: () => asked };
}

/** @throws Invalid */
export function checkBaseUrl({ baseUrl }: Credential): void {
	if (!/^https?:\/\/[^/]/.test(String(baseUrl).trim()))
		throw new Invalid(
			'of the credential must be an address that begins with https:// or http://',
			'baseUrl',
		);
}
