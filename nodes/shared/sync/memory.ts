/**
 * What is remembered of a platform that has no queries. It is the workflow that keeps it: it comes
 * in as rows `{kind, key, state}`, and whatever is done leaves with its new state.
 */
import type { INodeExecutionData } from 'n8n-workflow';

import type { Credential } from '../contract';
import type { CellValues, Kind, PlanItem, SyncColumn, TargetRecord } from '../contract/sync';
import { isObject } from '../input/readers';
import { hashOf, keyOf, plainText, rowNames, senseOf } from './directory';
import { fieldOf, referredTo } from './refer';

/** As a text this is the `state` of a record: hashes of what it was last given, and where it belongs. */
interface State {
	hashes?: Record<string, string>;
	/** What may be in the clear: what it refers to, by the members that hold it, and the like. */
	values?: Record<string, string>;
	hasLeft?: true;
	isRemoved?: true;
	mayBeRemoved?: true;
}

export interface Remembered {
	/** By kind. */
	records: Map<string, TargetRecord[]>;
	/** Rows that say nothing, from 1 on. */
	unreadable: number[];
}

/** @param items of several for one record the last counts */
export function memoryOf<C extends Credential>(
	kinds: Array<Kind<C>>,
	items: INodeExecutionData[],
): Remembered {
	const known = new Map(kinds.map((kind) => [kind.value, new Map<string, TargetRecord>()]));
	const unreadable: number[] = [];
	items.forEach(({ json }, at) => {
		const [name, key] = [json.kind, json.key].map(textIn);
		if (Object.values(json).every((value) => textIn(value) === '')) return; // what an empty table gives
		const kind = kinds.find(({ value }) => value === name);
		const state = stateIn(json.state);
		const isKey = key !== '' && typeof json.key !== 'object';
		if (!kind || !isKey || !state) unreadable.push(at + 1);
		if (!kind || !isKey) return;
		const ofKind = known.get(name)!;
		// So that what counts last also stands last.
		ofKind.delete(key);
		if (state && !state.isRemoved) ofKind.set(key, recordOf(kind, key, state));
	});
	const records = new Map([...known].map(([name, ofKind]) => [name, [...ofKind.values()]]));
	return { records, unreadable };
}

function recordOf<C extends Credential>(
	{ keyColumns: [column] }: Kind<C>,
	key: string,
	{ hashes = {}, values: clear = {}, hasLeft, mayBeRemoved }: State,
): TargetRecord {
	const values: CellValues = { ...clear, [column]: key };
	const state = hasLeft ? 'left' : 'active';
	return { id: key, values, state, hashes, ...(mayBeRemoved && { mayBeRemoved }) };
}

/** A number is as good as its digits; what is neither is nobody's key. */
const textIn = (value: unknown): string =>
	typeof value === 'object' && value !== null ? JSON.stringify(value) : plainText(value);

/** @returns undefined when it can't be read */
function stateIn(given: unknown): State | undefined {
	try {
		const state: unknown = typeof given === 'string' ? JSON.parse(given) : given;
		if (!isObject(state)) return undefined;
		const { hashes, values, isRemoved } = state;
		const isState = isRemoved === true || (isTexts(hashes) && isTexts(values));
		return isState ? (state as State) : undefined;
	} catch {
		return undefined;
	}
}

const isTexts = (value: unknown): boolean =>
	isObject(value) && Object.values(value).every((each) => typeof each === 'string');

/** The state of a record of which everything was done that its item says. */
export function stateOf<C extends Credential>(item: PlanItem<C>): string {
	const { entity, action } = item;
	const { kind, source } = entity;
	if (action === 'remove') return stateText({ isRemoved: true });
	const { hashes, values } = keptOf(item);
	for (const reference of kind.references) {
		const [other] = isChanged(item, fieldOf(reference))
			? referredTo(entity, reference, 'then')
			: [];
		if (other) values[reference.member] = keyOf(other);
	}
	for (const { id, isClear } of kind.columns.filter((column) => isSent(item, column)))
		if (isClear) values[id] = plainText(source?.values[id]);
		else hashes[id] = hashOf(kind, id, senseOf(kind, id, source?.values[id]));
	const restored = action === 'restore' ? (kind.restoredAs ?? {}) : {};
	for (const [column, value] of Object.entries(restored)) {
		const sent = plainText(source?.values[column]) || plainText(value);
		hashes[column] = hashOf(kind, column, senseOf(kind, column, sent));
	}
	return stateText({ hashes, values, ...(action === 'retire' && { hasLeft: true }) });
}

/**
 * The state of a known record that may have got what its item says, or not: that is not known any
 * more, so that the next run sends it again whatever the source says by then.
 */
export function doubtfulStateOf<C extends Credential>(item: PlanItem<C>): string {
	const hasLeft = item.entity.target?.state === 'left';
	const mayBeRemoved = item.action === 'remove';
	return stateText({
		...keptOf(item),
		...(hasLeft && { hasLeft }),
		...(mayBeRemoved && { mayBeRemoved }),
	});
}

/** What is known of a record besides what its item changes. */
function keptOf<C extends Credential>(
	item: PlanItem<C>,
): Required<Pick<State, 'hashes' | 'values'>> {
	const { kind, target } = item.entity;
	const hashes = { ...target?.hashes };
	const values: Record<string, string> = {};
	for (const reference of kind.references)
		if (!isChanged(item, fieldOf(reference)))
			values[reference.member] = plainText(target?.values[reference.member]);
	for (const column of kind.columns) {
		const { id, isClear } = column;
		if (isSent(item, column)) delete hashes[id];
		else if (isClear) values[id] = plainText(target?.values[id]);
	}
	if (item.action === 'retire' && kind.status) delete hashes[kind.status.column];
	for (const name of Object.keys(values)) if (values[name] === '') delete values[name];
	return { hashes, values };
}

const isChanged = <C extends Credential>({ changes }: PlanItem<C>, column: string): boolean =>
	changes.some(({ field }) => field === column);

const isSent = <C extends Credential>(item: PlanItem<C>, { id, isPointer }: SyncColumn): boolean =>
	!isPointer && isChanged(item, id);

const stateText = (state: State): string => JSON.stringify(state);

/** What people are told of it, as sentences. */
export function sayMemory<C extends Credential>(
	{ records, unreadable }: Remembered,
	kinds: Array<Kind<C>>,
	platform: string,
	input: string,
): string[] {
	const said: string[] = [];
	const unknown = kinds.filter(({ value }) => !records.get(value)?.length);
	if (unknown.length === kinds.length)
		said.push(
			`Nothing is known of ${platform} yet, because ${input} told of nothing that is in step here: every record of the source is created, or updated where it is there, and nothing counts as missing.`,
		);
	else if (unknown.length)
		said.push(
			`${input} tells of no ${unknown.map(({ called }) => called.many).join(' and no ')}: these count as not known, and none of them as missing.`,
		);
	if (unreadable.length)
		said.push(
			`${input}: nothing can be read in ${rowNames(unreadable)}, so these count as not known.`,
		);
	return said;
}
