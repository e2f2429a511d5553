/** What a sync left, and how it is looked at: its items, its summary, its rows. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { SyncResult } from '../../engine/sync.ts';
import type { Tables } from './subject.ts';

export const summaryOf = ({ summary }: SyncResult): IDataObject => summary[0]?.json ?? {};

export const plannedOf = ({ records }: SyncResult): IDataObject[] =>
	records.filter(({ outcome }) => outcome === 'planned');

export const failuresOf = ({ records }: SyncResult): IDataObject[] =>
	records.filter(({ outcome }) => ['unknown', 'notSent', 'rejected'].includes(String(outcome)));

/** `<kind> <key>`, as items name a record. */
export const recordOf = ({ kind, key }: IDataObject): string => `${String(kind)} ${String(key)}`;

/** Of one item, what plan and apply have in common. */
export const deedOf = ({
	kind,
	key,
	name,
	action,
	reason,
	changes,
	matchedBy,
	id,
}: IDataObject) => ({
	...{ kind, key, name, action, reason, changes, matchedBy, id },
});

/** The rows that an item stands for, as `input:row`. */
export function rowsOf({ pairedItem }: INodeExecutionData): string[] {
	if (pairedItem === undefined) return [];
	const all = Array.isArray(pairedItem) ? pairedItem : [pairedItem];
	return all.map((one) => (typeof one === 'number' ? `0:${one}` : `${one.input ?? 0}:${one.item}`));
}

/** `input:row` of every row. */
export const placesOf = (kinds: readonly string[], tables: Tables): string[] =>
	kinds.flatMap((kind, input) => tables[kind].map((_, item) => `${input}:${item}`));

export const hasRows = (tables: Tables): boolean =>
	Object.values(tables).some((rows) => rows.length > 0);

/** What is said of a record, as text. */
export const shown = ({ action, reason, changes }: IDataObject): string =>
	`${String(action)} (${String(reason)}) ${(changes as IDataObject[]).map(({ field, from, to }) => `${String(field)}: ${String(from)} → ${String(to)}`).join(', ')}`;

export type Change = [field: string, from: string, to: string];

export const told = (action: string, reason: string, changes: Change[] = []): string =>
	shown({ action, reason, changes: changes.map(([field, from, to]) => ({ field, from, to })) });

export const differ = (changes: Change[]): string =>
	`${changes.map(([field]) => field).join(', ')} ${changes.length === 1 ? 'differs' : 'differ'}`;

export const also = (reason: string, changes: Change[]): string =>
	changes.length ? `${reason}; ${differ(changes)}` : reason;

/** Records of which something else is said than what is right, in words. */
export function misstated(
	{ records }: SyncResult,
	right: Array<[record: string, said: string]>,
): string[] {
	const said = new Map(records.map((one) => [recordOf(one), shown(one)]));
	return right
		.filter(([record, wanted]) => said.get(record) !== wanted)
		.map(([record, wanted]) => `${record}: ${said.get(record) ?? 'no item'}, not ${wanted}`);
}

const ACTIONS = [
	...['create', 'update', 'move', 'restore', 'enable', 'retire', 'remove', 'unchanged', 'skipped'],
];
const OUTCOMES = ['done', 'unknown', 'notSent', 'rejected'];

/** Counts of the summary that are not those of the items, the tables or the platform. */
export function miscounts(
	result: SyncResult,
	kinds: readonly string[],
	tables: Tables,
	platform: Partial<Record<string, number>>,
): string[] {
	const { counts } = summaryOf(result) as { counts: Record<string, Record<string, number>> };
	return kinds.flatMap((kind) => {
		const own = result.records.filter((one) => one.kind === kind);
		const number = (member: string, values: string[]) =>
			values.map((value) => [value, own.filter((one) => one[member] === value).length]);
		const wanted: Record<string, number | undefined> = {
			source: tables[kind].length,
			platform: platform[kind],
			...Object.fromEntries([...number('action', ACTIONS), ...number('outcome', OUTCOMES)]),
		};
		return Object.entries(wanted)
			.filter(([name, right]) => right !== undefined && counts[kind][name] !== right)
			.map(([name, right]) => `${kind}.${name} is ${counts[kind][name]}, not ${right}`);
	});
}
