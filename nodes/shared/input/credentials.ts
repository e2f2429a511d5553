/** Which credential an item goes with, without asking the server for each item. */
import type { IExecuteFunctions } from 'n8n-workflow';

import type { Credential } from '../contract';
import { Invalid } from './invalid';

/** So many items, spread over all, show whether a credential looks at the item. */
const LOOKED_AT = 50;

/**
 * Reading a credential costs the server a query and a decryption. So with many items it is not
 * read for each unless its fields hold expressions that look at the item: those show by giving
 * something else for some items, or for one that is not there.
 * @returns the credential of an item; equal ones are one object
 */
export async function credentialReader<C extends Credential>(
	context: IExecuteFunctions,
	credentialType: string,
	length: number,
): Promise<(index: number) => C | Promise<C>> {
	const known = new Map<string, C>();
	const read = async (index: number): Promise<C> => {
		const credential = await context.getCredentials<C>(credentialType, index);
		const key = JSON.stringify(credential);
		if (!known.has(key)) known.set(key, credential);
		return known.get(key)!;
	};
	const first = await read(0);
	const step = Math.ceil(length / LOOKED_AT);
	for (let index = 0; index < length; index += step) if ((await read(index)) !== first) return read;
	const ofNoItem = await read(length).catch(() => undefined);
	return ofNoItem === first ? () => first : read;
}

/** @throws Invalid */
export function checkBaseUrl({ baseUrl }: Credential): void {
	if (!/^https?:\/\/[^/]/.test(String(baseUrl).trim()))
		throw new Invalid(
			'of the credential must be an address that begins with https:// or http://',
			'baseUrl',
		);
}
