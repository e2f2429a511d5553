/** Input items become records: the node's parameters are read for each of them, before anything is sent. */
import type { IExecuteFunctions } from 'n8n-workflow';

import type { Credential, DirectoryRecord, Field, Operation, Platform } from '../contract';
import { checkBaseUrl, credentialReader } from './credentials';
import { Invalid } from './invalid';
import { mappingOf } from './mapper';
import { addedTo, locatorMode, parameterOf, type ParameterOf } from './parameter';
import { recordReader, type Values } from './record';
import { isTool } from './tool';

export interface Reading<C extends Credential> {
	/** One for each item, in order; those that can't be sent hold nothing. */
	records: DirectoryRecord[];
	/** Why some can't be sent. */
	refused: Map<DirectoryRecord, Invalid>;
	/** Those that can, by the credential that they are sent with. */
	byCredential: Map<C, DirectoryRecord[]>;
}

/** Reads all items. */
export async function readItems<C extends Credential>(
	context: IExecuteFunctions,
	{ credentialType }: Platform<C>,
	operation: Operation<C>,
): Promise<Reading<C>> {
	const { length } = context.getInputData();
	const credentialOf = await credentialReader<C>(context, credentialType, length);
	const { columns, requestFields } = operation;
	const mapping = columns && mappingOf(context, columns, requestFields);
	const parametersOf = parameterReaders(context, operation);
	const isAgent = isTool(context);
	const readRecord = recordReader(operation, mapping?.saysOfEmpty);
	const reading: Reading<C> = { records: [], refused: new Map(), byCredential: new Map() };
	for (let index = 0; index < length; index++) {
		try {
			const credential = await credentialOf(index);
			checkBaseUrl(credential);
			const values: Values = {};
			for (const { name, valueOf } of parametersOf) values[name] = valueOf(index);
			if (mapping) values.fields = mapping.cells(index);
			const record = readRecord(values, credential, index);
			if (isAgent && operation.deletesAll?.(record)) throw new Invalid(NOT_FOR_AGENTS);
			reading.records.push(record);
			const same = reading.byCredential.get(credential);
			if (same) same.push(record);
			else reading.byCredential.set(credential, [record]);
		} catch (error) {
			const nothing: DirectoryRecord = { index, row: {}, request: {} };
			reading.records.push(nothing);
			reading.refused.set(nothing, whyNot(error));
		}
	}
	return reading;
}

const NOT_FOR_AGENTS =
	'Everything can’t be deleted by an AI agent: let a person do it, with this node in a workflow';

/** Whatever a single item brings about, it must not end the run. */
const whyNot = (error: unknown): Invalid =>
	error instanceof Invalid
		? error
		: new Invalid(`The item can’t be read: ${(error as Error).message}`);

/** Workflows of before the option have it at the top. */
const jsonPath = (context: IExecuteFunctions): string =>
	addedTo(context, 'options').includes('additionalFieldsJson')
		? 'options.additionalFieldsJson'
		: 'additionalFieldsJson';

interface NamedParameter {
	name: string;
	valueOf: ParameterOf;
}

/** The parameters that the user sees: those at the top level, and what was added to a collection. */
function parameterReaders<C extends Credential>(
	context: IExecuteFunctions,
	{ required, optional = [], requestFields = [], columns }: Operation<C>,
): NamedParameter[] {
	const reader = ({ parameter }: Field, path: string): NamedParameter => {
		const valueOf = parameterOf(context, path);
		const isLocator = parameter.type === 'resourceLocator';
		const mode = isLocator ? locatorMode(context, path) : undefined;
		return {
			name: parameter.name,
			valueOf: mode === undefined ? valueOf : (index) => ({ mode, value: valueOf(index) }),
		};
	};
	const inCollection = (collection: string, fields: Field[]) => {
		const added = new Set(fields.length ? addedTo(context, collection) : []);
		return fields
			.filter(({ parameter }) => added.has(parameter.name))
			.map((field) => reader(field, `${collection}.${field.parameter.name}`));
	};
	return [
		...required.filter(({ read }) => read).map((field) => reader(field, field.parameter.name)),
		...inCollection('additionalFields', optional),
		...inCollection('requestFields', requestFields),
		...(columns
			? [{ name: 'additionalFieldsJson', valueOf: parameterOf(context, jsonPath(context)) }]
			: []),
	];
}
