/** What a sync is told by its form: read once, checked, and handed on as plain values. */
import type { IExecuteFunctions } from 'n8n-workflow';

import type { Credential } from '../contract';
import type { Kind, KindOptions, Limit, SyncOptions } from '../contract/sync';
import { Invalid } from './invalid';
import { isUnset, list, oneOf, readAs, text, yesOrNo } from './readers';

export interface SyncSettings extends SyncOptions {
	mode: 'plan' | 'apply';
	/** The fingerprint of a plan; empty: none. */
	approvedPlan: string;
	stopsOnInvalid: boolean;
	showsAll: boolean;
	allowsEmpty: boolean;
	/** Kind → column → the header that the user says holds it. */
	said: Map<string, Map<string, string>>;
}

const MODES = ['plan', 'apply'] as const;
const EMPTY_CELLS = ['keep', 'clear'] as const;
const ACTIONS = ['create', 'update', 'restore', 'enable'];

/** Unless the user says otherwise. */
export const DEFAULT_LIMITS = {
	maxRemovals: 50,
	maxRemovalsPercent: 10,
	minMatchedPercent: 50,
};

/** @throws Invalid with the name of the parameter and what it must be */
export function readSyncSettings<C extends Credential>(
	context: IExecuteFunctions,
	kinds: Array<Kind<C>>,
): SyncSettings {
	const parameter = (name: string): unknown => context.getNodeParameter(name, 0, null);
	const collection = (name: string): Record<string, unknown> => {
		const given = parameter(name) ?? {};
		if (typeof given === 'object' && !Array.isArray(given)) return given as Record<string, unknown>;
		throw new Invalid('must be a collection of fields', name);
	};
	const values = kinds.map(({ value }) => value);
	const chosen = listIn('kinds', parameter('kinds'), values);
	if (chosen.length === 0) throw new Invalid('must name at least one kind of record', 'kinds');
	const mode = choice('mode', parameter('mode'), MODES);

	const options = new Map<string, KindOptions>();
	const said: SyncSettings['said'] = new Map();
	for (const kind of kinds) {
		if (!chosen.includes(kind.value)) continue;
		const { value, match, missing } = kind;
		const by =
			match && match.columns.length > 1
				? listIn(`${value}MatchBy`, parameter(`${value}MatchBy`), match.columns)
				: match?.columns;
		if (by?.length === 0) throw new Invalid('must name at least one column', `${value}MatchBy`);
		const policies = ['keep', ...missing] as const;
		const policy = choice(`${value}Missing`, parameter(`${value}Missing`), policies);
		options.set(value, { matchBy: by ?? [], missing: policy });
		said.set(value, readSaid(kind, collection(`${value}Columns`)));
	}

	const scope = collection('scope');
	const limits = collection('limits');
	const emptyCells = choice('scope.emptyCells', scope.emptyCells, EMPTY_CELLS);
	return {
		mode,
		// As it may be copied: with other spaces between its parts.
		approvedPlan: String(parameter('approvedPlan') ?? '')
			.replace(/\s+/g, '')
			.replaceAll(';', '; '),
		stopsOnInvalid: parameter('onInvalid') === 'stop',
		showsAll: parameter('show') === 'all',
		allowsEmpty: isUnset(limits.allowEmptySource)
			? false
			: Boolean(readAs('limits.allowEmptySource', limits.allowEmptySource, yesOrNo)),
		said,
		kinds: options,
		actions: new Set(listIn('actions', parameter('actions'), ACTIONS)),
		scope: listIn('scope.departments', scope.departments),
		protected: listIn('scope.protected', scope.protected),
		onlyWhenCreating: columnsIn('onlyWhenCreating', scope, kinds),
		onlyIfEmpty: columnsIn('onlyIfEmpty', scope, kinds),
		clearsEmpty: emptyCells === 'clear',
		limits: {
			removals: limit(limits, 'maxRemovals'),
			creates: limit(limits, 'maxCreates'),
			updates: limit(limits, 'maxUpdates'),
		},
		minMatchedPercent: number(limits, 'minMatchedPercent') ?? 0,
	};
}

const LIST = list({ mayBeEmpty: true });

/** @param allowed what its entries may be; absent: anything */
function listIn(name: string, given: unknown, allowed?: string[]): string[] {
	const entries = isUnset(given) ? [] : (readAs(name, given, LIST) as string[]);
	if (allowed) for (const entry of entries) readAs(name, entry, oneOf(allowed));
	return entries;
}

/** One of these; where nothing is chosen, the first of them, which changes least. */
function choice<T extends string>(name: string, given: unknown, values: readonly [T, ...T[]]): T {
	const chosen = isUnset(given) || given === '' ? values[0] : given;
	return readAs(name, chosen, oneOf(values)) as T;
}

/** Column → header, as the collection Columns has it. */
function readSaid<C extends Credential>(
	kind: Kind<C>,
	given: Record<string, unknown>,
): Map<string, string> {
	const { value, columns } = kind;
	const name = `${value}Columns`;
	const entries = (given.columns ?? []) as Array<{ column?: unknown; from?: unknown }>;
	const said = new Map<string, string>();
	for (const { column, from } of entries) {
		const isOwn = isOwnColumn(kind, String(column));
		const id = isOwn
			? String(column)
			: String(readAs(name, column ?? '', oneOf(columns.map((each) => each.id))));
		const header = String(readAs(name, from ?? '', text()));
		if (id === '' || header.trim() === '')
			throw new Invalid('must name a column and the header of the table that holds it', name);
		if (said.has(id)) throw new Invalid(`names the column “${id}” twice`, name);
		said.set(id, header);
	}
	return said;
}

/** Columns, with or without their kind in front. */
function columnsIn<C extends Credential>(
	name: string,
	scope: Record<string, unknown>,
	kinds: Array<Kind<C>>,
): string[] {
	const known = kinds.flatMap(({ value, columns }) =>
		columns.flatMap(({ id }) => [id, `${value}.${id}`]),
	);
	const given = listIn(`scope.${name}`, scope[name]);
	const isOwn = (column: string) =>
		kinds.some(
			(kind) =>
				isOwnColumn(kind, column) ||
				(column.startsWith(`${kind.value}.`) &&
					isOwnColumn(kind, column.slice(kind.value.length + 1))),
		);
	listIn(
		`scope.${name}`,
		given.filter((column) => !isOwn(column)),
		[...new Set(known)],
	);
	return given;
}

/** One that only the tenant has. */
const isOwnColumn = <C extends Credential>({ ownMembers = [] }: Kind<C>, column: string): boolean =>
	ownMembers.some((member) => column.startsWith(`${member}.`));

const limit = (limits: Record<string, unknown>, name: string): Limit => ({
	most: number(limits, name),
	mostPercent: number(limits, `${name}Percent`),
});

/** @throws Invalid: what is no number must not turn a limit off */
function number(limits: Record<string, unknown>, name: string): number | undefined {
	const given = name in limits ? limits[name] : DEFAULT_LIMITS[name as keyof typeof DEFAULT_LIMITS];
	if (given === undefined && !(name in limits)) return undefined;
	const isNumber = typeof given === 'number' || (typeof given === 'string' && given.trim() !== '');
	const read = isNumber ? Number(given) : Number.NaN;
	if (!(read >= 0))
		throw new Invalid(`must be a number from 0 on, but is ${described(given)}`, `limits.${name}`);
	return read;
}

const described = (value: unknown): string =>
	isUnset(value) || value === '' ? 'empty' : `“${String(value)}”`;
