/** Reading: an item's parameters and credential become a record, checked by the document's rules. */
import type { GenericValue, IExecuteFunctions } from 'n8n-workflow';

import { asInvalid, Invalid } from './failure';
import { isUnset, readAs, type Field } from './field';
import type { Operation, Rec } from './operation';
import { added, parameter, type Parameter } from './parameter';
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
): Promise<Reading<C>> {
	const { length } = context.getInputData();
	const credentialOf = await credentials(context, platform, length);
	const parameters = parametersOf(context, operation);
	const records: Array<CredentialedRec<C>> = [];
	const refused = new Map<number, Invalid>();
	for (let index = 0; index < length; index++) {
		const credential = await credentialOf(index);
		try {
			checkBaseUrl(credential);
			const record = { ...readRecord(parameters, index), credential };
			operation.check?.(record, credential);
			records.push(record);
		} catch (error) {
			refused.set(index, asInvalid(error));
		}
	}
	return { records, refused };
}

interface FieldParameter {
	field: Field;
	value: Parameter;
	/** It was added by the user, so that empty means empty. */
	added: boolean;
}

function parametersOf<C extends Credential>(
	context: IExecuteFunctions,
	{ required, optional = [] }: Operation<C>,
): FieldParameter[] {
	const chosen = new Set(optional.length ? added(context, 'additionalFields') : []);
	return [
		...required.map((field) => ({
			field,
			value: parameter(context, field.name),
			added: false,
		})),
		...optional
			.filter(({ name }) => chosen.has(name))
			.map((field) => ({
				field,
				value: parameter(context, `additionalFields.${field.name}`),
				added: true,
			})),
	].filter(({ field }) => field.read);
}

function readRecord(parameters: FieldParameter[], index: number): Rec {
	const record: Rec = { index, row: {}, request: {} };
	for (const { field, value: valueOf, added: isAdded } of parameters) {
		const { name, mayBeEmpty, requestWide } = field;
		const given = valueOf(index);
		// Unset and empty are two things: what an item does not have is not sent, what is empty is.
		if (isUnset(given) || (given === '' && !isAdded)) {
			if (isAdded || mayBeEmpty) continue;
			throw new Invalid('is required', name);
		}
		const value = field.read && readAs(name, given, field.read);
		const values = requestWide ? record.request : record.row;
		if (value !== undefined) values[name] = value as GenericValue;
	}
	return record;
}

function checkBaseUrl({ baseUrl }: Credential): void {
	if (!/^https?:\/\/[^/]/.test(String(baseUrl).trim()))
		throw new Invalid(
			'of the credential must be an address that begins with https:// or http://',
			'baseUrl',
		);
}

/** So many items, spread over all, show whether a credential looks at the item. */
const LOOKED_AT = 50;

/**
 * Reading a credential costs the server a query and a decryption. So with many items it is not
 * read for each unless its fields hold expressions that look at the item: those show by giving
 * something else for some items, or for one that is not there.
 */
async function credentials<C extends Credential>(
	context: IExecuteFunctions,
	platform: Platform<C>,
	length: number,
): Promise<(index: number) => C | Promise<C>> {
	const known = new Map<string, C>();
	const read = async (index: number): Promise<C> => {
		const credential = await context.getCredentials<C>(platform.credentialType, index);
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
