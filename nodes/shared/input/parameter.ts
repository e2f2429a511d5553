/**
 * A parameter's value for each item, without asking n8n again for what it said before. One
 * expression costs n8n 0.5 to 1 ms an item, more than a platform's whole batch; yet nearly every
 * one is just `{{ $json.field }}`, which the item itself answers in a microsecond.
 */
import type { IExecuteFunctions } from 'n8n-workflow';

import { Invalid } from './invalid';
import { isTool } from './tool';

/** @returns undefined or null where nothing is set. Throws Invalid when it can't be evaluated */
export type ParameterOf = (index: number) => unknown;

/** @param path the parameter's name, or `collection.name` */
export function parameterOf(context: IExecuteFunctions, path: string): ParameterOf {
	const raw = plain(context.getNodeParameter(path, 0, null, { rawExpressions: true }));
	const evaluated: ParameterOf = (index) => evaluate(context, path, index);
	if (!holdsExpression(raw)) return () => raw;
	// As a tool the node is given the agent's arguments as its item, but `$json` is the agent's own.
	const isOfItem = typeof raw === 'string' && !isTool(context);
	const key = isOfItem ? jsonKey(raw) : undefined;
	// What every object has, such as `constructor`, is not a field: n8n refuses it.
	if (key === undefined || key in Object.prototype) return evaluated;
	const items = context.getInputData();
	return (index) => {
		const value = items[index].json[key];
		if (typeof value !== 'object' || value === null) return value;
		return isJson(value) ? structuredClone(value) : evaluated(index);
	};
}

/** Nothing but lists, plain objects and values: anything else is n8n's to hand out. */
function isJson(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return true;
	const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
	return isPlain && Object.values(value).every(isJson);
}

/** The names that were added to a collection. */
export const addedTo = (context: IExecuteFunctions, collection: string): string[] =>
	Object.keys(context.getNodeParameter(collection, 0, {}, { rawExpressions: true }) as object);

/** How a resource locator names what it points to, the same for all items. */
export function locatorMode(context: IExecuteFunctions, path: string): string | undefined {
	const raw = context.getNodeParameter(path, 0, null, { rawExpressions: true });
	const { mode } = (typeof raw === 'object' && raw !== null ? raw : {}) as { mode?: string };
	return mode;
}

function evaluate(context: IExecuteFunctions, path: string, index: number): unknown {
	try {
		return plain(context.getNodeParameter(path, index, null));
	} catch (error) {
		throw notEvaluated(path, error as Error);
	}
}

const notEvaluated = (path: string, { message }: Error) =>
	new Invalid(`can't be evaluated: ${message}`, path.split('.').pop());

/** The value of a resource locator, anything else as it is. */
const plain = (value: unknown): unknown =>
	typeof value === 'object' && value !== null && '__rl' in value
		? (value as { value?: unknown }).value
		: value;

const holdsExpression = (value: unknown): boolean =>
	typeof value === 'string'
		? value.startsWith('=')
		: typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);

const WORD = String.raw`\.([\p{L}_$][\p{L}\p{N}_$]*)`;
const QUOTED = String.raw`\[(?:"([^"\\\n]*)"|'([^'\\\n]*)')\]`;
const ONLY_A_FIELD = new RegExp(`^=\\{\\{\\s*\\$json(?:${WORD}|${QUOTED})\\s*\\}\\}$`, 'u');

/** The field that an expression asks for, if that is all it does. */
function jsonKey(expression: string): string | undefined {
	const [, word, double, single] = ONLY_A_FIELD.exec(expression) ?? [];
	return word ?? double ?? single;
}
