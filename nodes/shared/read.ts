/** Reading: an item's parameters and credential become a record, checked by the document's rules. */
import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { asInvalid, Invalid } from './failure';
import { isUnset, readAs, type Field } from './field';
import type { Operation, Rec } from './operation';
import type { Platform } from './platform';
import type { Credential } from './token';

/** A record with the credential that it is sent with; equal credentials are one object. */
export interface CredentialedRec<C extends Credential> extends Rec {
	credential: C;
}

export interface Reading<C extends Credential> {
	records: Array<CredentialedRec<C>>;
	/** Item index → why it can't be sent. */
	refused: Map<number, Invalid>;
}

/** Reads all items, before anything is sent. */
export async function readRecords<C extends Credential>(
	context: IExecuteFunctions,
	platform: Platform<C>,
	operation: Operation<C>,
	credentialPerItem: boolean,
): Promise<Reading<C>> {
	const length = context.getInputData().length;
	const credentialOf = await credentials(context, platform, length, credentialPerItem);
	const records: Array<CredentialedRec<C>> = [];
	const refused = new Map<number, Invalid>();
	for (let index = 0; index < length; index++) {
		const credential = await credentialOf(index);
		try {
			checkBaseUrl(credential);
			const record = readRecord(context, operation, index);
			operation.check?.(record, credential);
			records.push({ ...record, credential });
		} catch (error) {
			refused.set(index, asInvalid(error));
		}
	}
	return { records, refused };
}

function readRecord<C extends Credential>(
	context: IExecuteFunctions,
	{ required, optional }: Operation<C>,
	index: number,
): Rec {
	const record: Rec = { index, row: {}, request: {} };
	for (const field of required) {
		if (!field.read) continue;
		const value = plain(parameter(context, field.name, index));
		const isMissing = isUnset(value) || value === '';
		if (isMissing && !field.mayBeEmpty) throw new Invalid('is required', field.name);
		if (!isUnset(value)) put(record, field, value);
	}
	if (!optional) return record;
	const added = (parameter(context, 'additionalFields', index) ?? {}) as IDataObject;
	for (const field of optional) {
		const value = plain(added[field.name]);
		if (!isUnset(value)) put(record, field, value);
	}
	return record;
}

function put(record: Rec, { name, read, requestWide }: Field, value: unknown): void {
	if (!read) return;
	const values = requestWide ? record.request : record.row;
	values[name] = readAs(name, value, read) as IDataObject[string];
}

/** @returns undefined or null where the parameter, or what its expression asks for, is not there */
function parameter(context: IExecuteFunctions, name: string, index: number): unknown {
	try {
		return context.getNodeParameter(name, index, null);
	} catch (error) {
		throw notEvaluated(name, error as Error);
	}
}

const notEvaluated = (name: string, { message }: Error) =>
	new Invalid(`can't be evaluated: ${message}`, name);

/** The value of a resource locator, anything else as it is. */
const plain = (value: unknown): unknown =>
	typeof value === 'object' && value !== null && '__rl' in value
		? (value as { value?: unknown }).value
		: value;

function checkBaseUrl({ baseUrl }: Credential): void {
	if (!/^https?:\/\/[^/]/.test(String(baseUrl).trim()))
		throw new Invalid(
			'of the credential must be an address that begins with https:// or http://',
			'baseUrl',
		);
}

/**
 * Reading a credential costs the server a query and a decryption, so it is read once, and once
 * more for the last item: expressions in it that would send records to another tenant are noticed.
 */
async function credentials<C extends Credential>(
	context: IExecuteFunctions,
	platform: Platform<C>,
	length: number,
	perItem: boolean,
): Promise<(index: number) => Promise<C>> {
	const known = new Map<string, C>();
	const read = async (index: number): Promise<C> => {
		const credential = await context.getCredentials<C>(platform.credentialType, index);
		const key = JSON.stringify(credential);
		if (!known.has(key)) known.set(key, credential);
		return known.get(key)!;
	};
	if (perItem) return read;
	const first = await read(0);
	if (length > 1 && (await read(length - 1)) !== first)
		throw new NodeOperationError(
			context.getNode(),
			'The fields of the credential differ from item to item',
			{ description: 'Turn on Credential per Item under Options. Nothing was sent.' },
		);
	return async () => first;
}
