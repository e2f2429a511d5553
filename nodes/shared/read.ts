/** Reading: an item's parameters and credential become a record, checked by the document's rules. */
import type { GenericValue, IExecuteFunctions } from 'n8n-workflow';

import { asInvalid, Invalid } from './failure';
import { isUnset, readAs, type Field } from './field';
import { mappedRow } from './mapper';
import type { Operation, Rec } from './operation';
import { added, locatorMode, parameter, type Parameter } from './parameter';
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
	const { columns, requestFields } = operation;
	const mapped = columns && mappedRow(context, columns, requestFields);
	const records: Array<CredentialedRec<C>> = [];
	const refused = new Map<number, Invalid>();
	for (let index = 0; index < length; index++) {
		const credential = await credentialOf(index);
		try {
			checkBaseUrl(credential);
			const record = { ...readRecord(parameters, index), credential };
			if (mapped) Object.assign(record.row, mapped(index));
			operation.prepare?.(record);
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
	/** It belongs to the request as a whole. */
	requestWide: boolean;
	/** How a resource locator names what it points to. */
	mode?: string;
}

function parametersOf<C extends Credential>(
	context: IExecuteFunctions,
	{ required, optional = [], requestFields = [] }: Operation<C>,
): FieldParameter[] {
	const collection = (name: string, fields: Field[], requestWide: boolean) => {
		const chosen = new Set(fields.length ? added(context, name) : []);
		return fields
			.filter((field) => chosen.has(field.name))
			.map((field) => ({
				field,
				value: parameter(context, `${name}.${field.name}`),
				added: true,
				requestWide,
				mode: mode(context, `${name}.${field.name}`, field),
			}));
	};
	return [
		...required.map((field) => ({
			field,
			value: parameter(context, field.name),
			added: false,
			requestWide: field.requestWide ?? false,
			mode: mode(context, field.name, field),
		})),
		...collection('additionalFields', optional, false),
		...collection('requestFields', requestFields, true),
	].filter(({ field }) => field.read);
}

/** Modes in which a resource locator holds the id itself. */
const BY_ID = ['list', 'id'];

function mode(context: IExecuteFunctions, path: string, { type }: Field): string | undefined {
	const chosen = type === 'resourceLocator' ? locatorMode(context, path) : undefined;
	return chosen === undefined || BY_ID.includes(chosen) ? undefined : chosen;
}

function readRecord(parameters: FieldParameter[], index: number): Rec {
	const record: Rec = { index, row: {}, request: {} };
	for (const { field, value: valueOf, added: isAdded, requestWide, mode } of parameters) {
		const { name, mayBeEmpty } = field;
		const given = valueOf(index);
		// Unset and empty are two things: what an item does not have is not sent, what is empty is.
		if (isUnset(given) || (given === '' && !isAdded)) {
			if (isAdded || mayBeEmpty) continue;
			throw new Invalid('is required', name);
		}
		const value = field.read && readAs(name, given, field.read);
		const values = requestWide ? record.request : record.row;
		if (value === undefined) continue;
		values[name] = value as GenericValue;
		if (mode !== undefined) record.by = { ...record.by, [name]: mode };
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
