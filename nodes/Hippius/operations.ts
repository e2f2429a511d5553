import type { IDataObject } from 'n8n-workflow';

import { asFailure, onceSent, type Failure } from '../shared/client/failure';
import type { Call, DirectoryRecord, Endpoint, SingleOperation } from '../shared/contract';
import { Invalid } from '../shared/input/invalid';
import { readAs, text } from '../shared/input/readers';
import { done } from '../shared/run/outcome';
import type { HippiusCredential } from './token';

export type HippiusOperation = SingleOperation<HippiusCredential>;

export const endpoint = (method: Endpoint['method'], path: string): Endpoint => ({
	method,
	path: `/hipspfm/hippius/v1/sync/${path}`,
	known: { source: 'docs/vendors/hippius.md, section 3', sure: 'documented' },
});

/** What a code may consist of, by edition. */
const CODE = {
	classic: text({ pattern: /^[A-Z0-9]+$/, says: 'capital letters A–Z and digits only' }),
	v033: text({
		pattern: /^[A-Z0-9][A-Z0-9\-_./]*$/,
		says: 'capital letters A–Z, digits and - _ . / only, beginning with a letter or digit',
	}),
};

/** @throws Invalid when one of these fields of the row is not a code in this edition */
export function checkCodes(
	row: IDataObject,
	{ edition }: HippiusCredential,
	...names: string[]
): void {
	for (const name of names) if (row[name] !== undefined) readAs(name, row[name], CODE[edition]);
}

/** @throws Invalid when the row has one of these fields and the edition does not know it */
export function checkNeeds033(
	row: IDataObject,
	{ edition }: HippiusCredential,
	...names: string[]
): void {
	const name = names.find((each) => row[each] !== undefined);
	if (edition === 'classic' && name)
		throw new Invalid(
			'needs Hippius 0.3.3 or later: remove it, or choose that edition in the credential',
			name,
		);
}

/** Sends the row as it is; the platform gives nothing back but its yes. */
export const writeRow =
	(to: Endpoint, repeatable: (credential: HippiusCredential) => boolean) =>
	async ([{ row }]: DirectoryRecord[], call: Call, credential: HippiusCredential) => {
		await call(to, row, { repeatable: repeatable(credential) });
		return [done({ ...row })];
	};

/** It may be there only because a first sending of the create, whose answer was lost, made it. */
async function updateAfter(creation: Failure, update: Promise<unknown>): Promise<void> {
	try {
		await update;
	} catch (error) {
		throw creation.facts.mayHaveArrived ? onceSent(error) : error;
	}
}

export const always = (): boolean => true;

/** A create of the newer edition updates what is there, so sending it twice does no harm. */
export const sinceV033 = ({ edition }: HippiusCredential): boolean => edition === 'v033';

/**
 * Creates, and updates what turns out to be there already. The newer edition does so by itself:
 * there the second call never happens.
 * @param createOnly what an update does not know
 */
export const createOrUpdate =
	(create: Endpoint, update: Endpoint, createOnly: string[] = []) =>
	async ([{ row }]: DirectoryRecord[], call: Call) => {
		await createElseUpdate(create, update, createOnly, row, call);
		return [done({ ...row })];
	};

/** @returns what the row says and the platform did not take, since the record was there already */
export async function createElseUpdate(
	create: Endpoint,
	update: Endpoint,
	createOnly: string[],
	row: IDataObject,
	call: Call,
): Promise<string[]> {
	try {
		await call(create, row, { repeatable: true });
		return [];
	} catch (error) {
		const failure = asFailure(error);
		if (failure.facts.platformCode !== 'error.code_repeat') throw failure;
		const known = Object.entries(row).filter(([name]) => !createOnly.includes(name));
		await updateAfter(failure, call(update, Object.fromEntries(known), { repeatable: true }));
		return createOnly.filter((name) => row[name] !== undefined);
	}
}
