/**
 * The notation of golden plans: a small organisation and its source as tables of text, the plan
 * as text beside them.
 *
 * Tables have their header in the first line and `|` between cells. On the platform a department's
 * orgId is `d:<long name>` and a person's openId `o:<job number>` unless the table says otherwise;
 * a `status` may be `left` or `disabled`.
 *
 * A plan has a line for each item, `action kind key by match field | field: from → to | reason`,
 * then one for each kind with the counts that are not zero, then limits and warnings. Where the
 * wording is free (rejected, skipped, warnings), `…` stands for any text.
 */
import type { IDataObject } from 'n8n-workflow';
import type { Misbehaviour, YunzhijiaState } from '../../../../platforms/index.ts';
import {
	addDepartment,
	addLeader,
	addPerson,
	partTimeJobKey,
} from '../../../../platforms/index.ts';

/** In the order of the node's inputs. */
export const KINDS = ['department', 'person', 'leader', 'partTimeJob'] as const;
export type Kind = (typeof KINDS)[number];
export type Tables = Partial<Record<Kind, string>>;

export interface Golden {
	/** The lesson. */
	title: string;
	/** What users of other sync engines complained of, that must not happen here: COMPLAINTS. */
	complaint?: string | string[];
	platform?: Tables;
	/** The kinds that have a table here are those that are chosen. */
	source: Tables;
	/** What differs from the defaults; removals are not limited unless `limits` says so. */
	parameters?: IDataObject;
	/** From here on, how the platform behaves while the plan is made. */
	planFaults?: Misbehaviour[];
	/** The whole plan; */
	plan?: string;
	/** or the message of the node that refuses to make one. */
	refused?: string;
	/** What the node says where a limit is passed and nobody has approved the plan. */
	stopped?: string;
	/** What happens between the plan and its approval. */
	meanwhile?: (state: YunzhijiaState) => void;
	/** How the platform behaves while the plan is applied, */
	applyFaults?: Misbehaviour[];
	/** and what comes of it, where it is not just what was planned: `outcome action kind key | reason` */
	applied?: string;
	/** the interfaces that write, in the order of their requests; */
	sent?: string;
	/** or the message of the node that refuses to apply the plan. */
	notApplied?: string;
}

/** Backslashes of long names stand for themselves. */
export const text = String.raw;

const linesOf = (given: string) =>
	given
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');

const cellsOf = (line: string) => line.split('|').map((cell) => cell.trim());

export function rowsOf(table: string): IDataObject[] {
	const [header = '', ...lines] = linesOf(table);
	const columns = cellsOf(header);
	return lines.map((line) => {
		const cells = cellsOf(line);
		if (cells.length !== columns.length) throw new Error(`“${line}” does not fit “${header}”`);
		return Object.fromEntries(columns.map((column, index) => [column, cells[index]]));
	});
}

type Row = Record<string, string>;
const seedRows = (table = '') => rowsOf(table) as Row[];

const STATUS: Record<string, string> = { left: '0', disabled: '2' };

// Without a time of their last change nothing would tell of those who are not active.
const updatedAt = Date.parse('2026-01-05T09:00:00+08:00');

export const orgIdOf = (longName: string) => (longName === '' ? '' : `d:${longName}`);
export const openIdOf = (jobNo: string) => `o:${jobNo}`;

export function seed(state: YunzhijiaState, tables: Tables): void {
	const ids = new Map<string, string>([['', '']]);
	const known = (longName: string) => {
		const id = ids.get(longName);
		if (id === undefined) throw new Error(`The platform has no department ${longName}`);
		return id;
	};
	for (const { department, orgId = orgIdOf(department), weights } of seedRows(tables.department)) {
		const levels = department.split('\\');
		const name = levels.pop()!;
		const more = { updatedAt, ...(weights && { weights: Number(weights) }) };
		addDepartment(state, orgId, name, known(levels.join('\\')), more);
		ids.set(department, orgId);
	}
	for (const row of seedRows(tables.person)) {
		const { department = '', status = '', weights, ...person } = row;
		addPerson(state, {
			...{ name: '', jobTitle: '', ...person },
			openId: person.openId ?? openIdOf(person.jobNo),
			orgId: known(department),
			status: STATUS[status] ?? '1',
			...(weights && { weights: Number(weights) }),
			updatedAt,
		});
	}
	const pairs = (table?: string) =>
		seedRows(table).map(({ jobNo, department, weights, ...row }) => ({
			...row,
			openId: openIdOf(jobNo),
			orgId: known(department),
			...(weights && { weights: Number(weights) }),
		}));
	for (const leader of pairs(tables.leader)) addLeader(state, leader);
	for (const job of pairs(tables.partTimeJob)) {
		const { openId, orgId } = job;
		state.partTimeJobs.set(partTimeJobKey(openId, orgId), { jobTitle: '', ...job });
	}
}

export interface Item {
	kind: Kind;
	key: string;
	name: string;
	action: string;
	outcome?: string;
	reason: string;
	changes: Array<{ field: string; from: string; to: string }>;
	matchedBy: string;
	id: string;
}

export interface Summary {
	fingerprint: string;
	counts: Partial<Record<Kind, Record<string, number>>>;
	limitsPassed: Array<Record<'kind' | 'action' | 'count' | 'limit' | 'unit', unknown>>;
	warnings: string[];
}

/** What such an item knows besides its reason is not specified. */
const isOpen = ({ action }: Item) => action === 'rejected' || action === 'skipped';

const words = (...parts: string[]) => parts.filter((part) => part !== '').join(' ');

function lineOf(item: Item) {
	const { action, kind, key, matchedBy, changes, reason } = item;
	const by = matchedBy && !isOpen(item) ? ` by ${matchedBy}` : '';
	const told = isOpen(item) ? [] : changes;
	const change = told.map(({ field, from, to }) => words(`${field}:`, from, '→', to)).join(', ');
	return [words(action, kind, key) + by, change, reason].filter((part) => part !== '').join(' | ');
}

const COUNTS = [
	...['source', 'platform', 'matched', 'unchanged', 'create', 'update', 'move', 'restore'],
	...['enable', 'retire', 'remove', 'skipped', 'done', 'rejected', 'unknown', 'notSent'],
];

function countsOf(kind: Kind, { counts }: Summary) {
	const filled = COUNTS.filter((name) => counts[kind]?.[name]);
	return filled.length === 0
		? []
		: [`${kind}: ${filled.map((name) => `${name} ${counts[kind]![name]}`).join(', ')}`];
}

export const planText = (items: Item[], summary: Summary) => [
	...items.map(lineOf),
	...KINDS.flatMap((kind) => countsOf(kind, summary)),
	...summary.limitsPassed.map(
		({ kind, action, count, limit, unit }) =>
			`limit passed: ${kind} ${action} ${count} > ${limit} ${unit}`,
	),
	...summary.warnings.map((warning) => `warning: ${warning}`),
];

export const appliedText = (items: Item[]) =>
	items.map(({ outcome, action, kind, key, reason }) =>
		[words(outcome ?? '', action, kind, key), reason].join(' | '),
	);

const escaped = (part: string) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
const patternOf = (line: string) => new RegExp(`^${line.split('…').map(escaped).join('.*')}$`, 's');

/** The two as texts to compare: a line that a golden one with `…` stands for is written like it. */
export function compared(got: string[], golden: string) {
	const expected = linesOf(golden);
	const isLike = (line: string, index: number) => patternOf(expected[index] ?? '').test(line);
	const written = got.map((line, index) => (isLike(line, index) ? expected[index] : line));
	return { got: written.join('\n'), golden: expected.join('\n') };
}
