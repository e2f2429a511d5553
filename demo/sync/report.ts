// What a sync planned or did, as tables for a terminal. Pure: takes values, returns values.

import { dataOf, type RecordedRequest } from '../../test/platforms/index.ts';
import type { Execution } from '../n8n.ts';
import { table, width, wrap } from '../report.ts';
import { WRONG } from './tables.ts';

/** One item of the output Changes, whether it failed or not. */
export interface Change {
	kind: string;
	key: string;
	name: string;
	action: string;
	outcome?: string;
	reason: string;
	changes: Array<{ field: string; from: string; to: string }>;
	/** The rows of its table that it comes from, from 1. */
	rows: number[];
}

export interface Summary {
	fingerprint: string;
	counts: Record<string, Record<string, number>>;
	warnings: string[];
	requests: number;
	seconds: number;
}

type Pairing = { item: number } | Array<{ item: number }> | undefined;

export interface Result {
	changes: Change[];
	summary: Summary;
}

export function resultOf({ data }: Execution, node: string): Result {
	const [changes, summary] = data.resultData.runData[node][0].data?.main ?? [];
	return {
		changes: (changes ?? []).map(({ json, pairedItem }) => ({
			...((json.details ?? json) as unknown as Change),
			rows: [(pairedItem as Pairing) ?? []].flat().map(({ item }) => item + 1),
		})),
		summary: summary?.[0].json as unknown as Summary,
	};
}

const KINDS: Record<string, string> = {
	department: 'Departments',
	person: 'People',
	partTimeJob: 'Part-time jobs',
};
const ONE: Record<string, string> = {
	department: 'department',
	person: 'person',
	partTimeJob: 'part-time job',
};
/** Which table a kind comes from. */
export const TABLES: Record<string, (typeof WRONG)[number]['table']> = {
	department: 'departments',
	person: 'people',
	partTimeJob: 'partTimeJobs',
};
const ACTIONS = ['create', 'update', 'move', 'restore', 'retire', 'remove', 'skipped', 'rejected'];
const MOST_OF_A_KIND = 2;

const titled = (word: string) => word[0].toUpperCase() + word.slice(1);

/** The end of a long name: its last levels, as the first ones say least. */
function endOf(longName: string, levels: number): string {
	const all = longName.split('\\');
	return all.length > levels ? ['…', ...all.slice(-levels)].join('\\') : longName;
}

/** A person with the job number; a pair with its department. */
function recordOf({ kind, key, name }: Change): string {
	if (kind === 'department') return endOf(key, 2);
	const [person, department] = key.split('|');
	const [called] = name.split(', ');
	const who = called === person ? called : `${person} ${called}`;
	return department ? `${who}, ${endOf(department, 1)}` : who;
}

/** As much of a text as fits, with … for the rest. */
function cut(text: string, columns: number): string {
	if (width(text) <= columns) return text;
	let short = text;
	while (width(short) >= columns) short = [...short].slice(0, -1).join('');
	return `${short}…`;
}

/** What a record already says of itself. */
const SAID = ['name', 'jobNo'];
const PLACES = ['department', 'parent'];

/** @param columns what a new record is told in: of the others everything matters */
function sayChanges({ kind, action, changes, reason }: Change, columns: number): string {
	if (changes.length === 0) return reason;
	const shown = ({ field }: { field: string }, value: string) =>
		PLACES.includes(field) ? endOf(value, 1) : value;
	if (action !== 'create')
		return changes
			.map(
				(each) => `${each.field} ${shown(each, each.from) || '–'} → ${shown(each, each.to) || '–'}`,
			)
			.join(', ');
	const said = kind === 'department' ? ['department'] : SAID;
	const told = changes.filter(({ field }) => !said.includes(field));
	// Where somebody belongs says more than the rest.
	const places = told.filter(({ field }) => PLACES.includes(field) || field === 'jobTitle');
	const all = [...places, ...told.filter((each) => !places.includes(each))];
	return cut(all.map((each) => `${each.field} ${shown(each, each.to)}`).join(', '), columns);
}

/** How many of each kind, side by side with what HR and Yunzhijia have. */
export function countTable({ counts }: Summary): string {
	const header = ['Plan', 'HR', '云之家', 'Same', ...ACTIONS.map(titled)];
	const rows = Object.entries(counts).map(([kind, own]) =>
		[
			KINDS[kind],
			own.source,
			own.platform,
			own.unchanged,
			...ACTIONS.map((action) => own[action] || '·'),
		].map(String),
	);
	return table([header, ...rows], { alignRightFrom: 1 });
}

/** The first lines of each kind of change. */
export function examples({ changes, summary }: Result): string {
	const rows = Object.keys(KINDS).flatMap((kind) =>
		ACTIONS.filter((action) => action !== 'rejected').flatMap((action) => {
			const all = changes.filter((each) => each.kind === kind && each.action === action);
			return all
				.slice(0, MOST_OF_A_KIND)
				.map((change, at) => [
					at === 0 ? `${action} ${ONE[kind]}` : '',
					at === 0 ? String(all.length) : '',
					recordOf(change),
					sayChanges(change, 46),
				]);
		}),
	);
	const skipped = Object.values(summary.counts).reduce((sum, own) => sum + own.skipped, 0);
	const hidden = skipped - changes.filter(({ action }) => action === 'skipped').length;
	const lines = table([['Would be done', 'Of', 'Record', 'What, or why'], ...rows]);
	return hidden
		? `${lines}\n(${hidden} more are skipped; Show → All lists them with their reasons.)`
		: lines;
}

/** Every rejected record, with its reason. */
export function rejections(changes: Change[]): string {
	const rows = changes
		.filter(({ outcome }) => outcome === 'rejected')
		.map((change) => [
			ONE[change.kind],
			change.rows.join(', '),
			change.kind === 'department' ? change.name : recordOf(change),
			change.reason,
		]);
	return table([['Rejected', 'Row', 'Record', 'Why'], ...rows]);
}

/** Every change, one a line, with what HR entered for it. */
export function changeTable(changes: Change[], entered: (change: Change) => string): string {
	const rows = changes
		.filter(({ action }) => action !== 'rejected' && action !== 'skipped')
		.map((change) => [
			entered(change),
			`${change.action} ${ONE[change.kind]}`,
			recordOf(change),
			sayChanges(change, 34),
		]);
	return table([['HR has entered', 'Change', 'Record', 'What, or why'], ...rows]);
}

/** Whether exactly the wrong rows were rejected, each for its own reason. */
export function areWrongRows(changes: Change[]): boolean {
	const rejected = changes.filter(({ outcome }) => outcome === 'rejected');
	const found = WRONG.flatMap(({ table: name, rows, names }) =>
		rows.filter((row) =>
			rejected.some(
				(each) =>
					TABLES[each.kind] === name && each.rows.includes(row) && each.reason.includes(names),
			),
		),
	);
	const known = WRONG.flatMap(({ rows }) => rows);
	return found.length === known.length && rejected.length === known.length;
}

const nameOf = ({ path }: RecordedRequest) => path.replace('/gateway/openimport/open/', '');
const isToken = ({ path }: RecordedRequest) => path.endsWith('/getAccessToken');
const isRead = (request: RecordedRequest) => /\/(get|query)\w*$/.test(request.path);

export const writesIn = (requests: RecordedRequest[]): RecordedRequest[] =>
	requests.filter((request) => !isRead(request));

/** How many records a request carries. */
function recordsIn(request: RecordedRequest): number {
	const data = dataOf(request) as object;
	const lists = Object.values(data).filter((value) => Array.isArray(value));
	return Array.isArray(data) ? data.length : (lists[0]?.length ?? 1);
}

export const recordsSent = (requests: RecordedRequest[]): number =>
	writesIn(requests).reduce((sum, request) => sum + recordsIn(request), 0);

/** What was sent, by interface, and what it took to read. */
export function sentTable(requests: RecordedRequest[]): string {
	const writes = Map.groupBy(writesIn(requests), nameOf);
	const rows = [...writes].map(([name, all]) => [
		name,
		String(all.length),
		String(all.reduce((sum, request) => sum + recordsIn(request), 0)),
	]);
	const reads = Map.groupBy(
		requests.filter((request) => isRead(request) && !isToken(request)),
		nameOf,
	);
	const read = [...reads].map(([name, all]) => `${all.length} ${name}`).join(', ');
	const total = ['Total', String(writesIn(requests).length), String(recordsSent(requests))];
	const sent = table([['Sent', 'Requests', 'Records'], ...rows, total], { alignRightFrom: 1 });
	return `${sent}\n\n${wrap(`Requests that only read: ${read || 'none'}.`).join('\n')}`;
}
