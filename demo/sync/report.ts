// What the nights came to, as tables for a terminal. Pure: takes values, returns values.

import type { RecordedRequest } from '../../test/platforms/index.ts';
import type { Execution } from '../n8n.ts';
import { table, width, wrap } from '../text.ts';
import { NAMES, PLATFORMS, requestsFor, type PlatformName } from './platforms.ts';
import {
	SECOND_NIGHT,
	WITHOUT_SUPERIOR,
	WRONG,
	type TableName,
	type Tables,
	type Wrong,
} from './tables.ts';

/** One item of the output Changes, whether it failed or not. */
export interface Change {
	kind: string;
	key: string;
	name: string;
	action: string;
	outcome?: string;
	reason: string;
	/** The rows that it comes from, from 0 on. */
	rows: number[];
}

/** Of one kind: how many records have which action, and which outcome. */
type Counts = Record<string, number>;

export interface Summary {
	fingerprint: string;
	counts: Record<string, Counts>;
	warnings: string[];
	limitsPassed: Array<{ kind: string }>;
}

export interface Result {
	changes: Change[];
	summary: Summary;
}

type Results = Record<PlatformName, Result>;

/** One run of the workflow. */
export interface Night {
	title: string;
	/** As HR had them. */
	tables: Tables;
	plan: Results;
	/** Absent where the run ended before it. */
	apply?: Results;
	requests: Record<PlatformName, RecordedRequest[]>;
}

type Pairing = { item: number } | Array<{ item: number }> | undefined;

/** Undefined when one of the three nodes did not run. */
export function resultsOf({ data }: Execution, step: 'Plan' | 'Apply'): Results | undefined {
	const { runData } = data.resultData;
	const found = NAMES.map((name) => {
		const [run] = runData[`${PLATFORMS[name].name} ${step}`] ?? [];
		const [changes, summary, failed] = run?.data?.main ?? [];
		if (!changes || !summary) return undefined;
		const result: Result = {
			changes: [...changes, ...(failed ?? [])].map(({ json, pairedItem }) => ({
				...((json.details ?? json) as Change),
				rows: [(pairedItem as Pairing) ?? []].flat().map(({ item }) => item),
			})),
			summary: summary[0].json as unknown as Summary,
		};
		return [name, result] as const;
	});
	return found.includes(undefined)
		? undefined
		: (Object.fromEntries(found.filter((each) => each !== undefined)) as Results);
}

const PLANNED = ['create', 'update', 'move', 'restore', 'enable', 'retire', 'remove'];

const sum = (counts: Counts, names: string[]) =>
	names.reduce((total, name) => total + (counts[name] ?? 0), 0);

/** Where each record went; they add up to all of them. */
function endsOf(counts: Counts, isApplied: boolean): Counts {
	// A row that is refused by the platform was planned first.
	const planned = sum(counts, PLANNED);
	const { unchanged, skipped, rejected, done, unknown, notSent } = counts;
	return isApplied
		? { done, unchanged, skipped, rejected, unknown, notSent }
		: { done: 0, unchanged, skipped, rejected, unknown: 0, notSent: planned };
}

export const endsIn = ({ plan, apply }: Night, name: PlatformName, kind: string): Counts =>
	endsOf((apply ?? plan)[name].summary.counts[kind], apply !== undefined);

export const totalOf = (ends: Counts): number => sum(ends, Object.keys(ends));

const padded = (text: string, columns: number) => text + ' '.repeat(columns - width(text));

/** The one table: what became of every record, on every platform, in every night. */
export function nightsTable(nights: Night[]): string {
	const header = [
		'What became of whom',
		...['Records', 'Done', 'Same', 'Skipped', 'Rejected', 'Unknown', 'Not sent', 'Requests'],
	];
	const rows = nights.flatMap((night) => [
		[night.title, ...header.slice(1).map(() => '')],
		...NAMES.flatMap((name) =>
			Object.entries(PLATFORMS[name].kinds).map(([kind, { many }], at) => {
				const ends = endsIn(night, name, kind);
				const numbers = [...Object.values(ends), requestsFor(name, kind, night.requests[name])];
				return [
					`  ${padded(at === 0 ? PLATFORMS[name].name : '', 11)}${many}`,
					...[totalOf(ends), ...numbers].map((number) => String(number || '·')),
				];
			}),
		),
	]);
	return `${table([header, ...rows], { alignRightFrom: 1 })}\n${SKIPPED}`;
}

const SKIPPED = wrap(
	'(Skipped: who has left and was not there, whom somebody has disabled by hand, and what is kept though HR does not name it.)',
).join('\n');

/** Which row of which of HR's tables it is; positions are made of several. */
function placeOf(
	name: PlatformName,
	kind: string,
	row: number,
	{ people }: Tables,
): { table: TableName; row: number } | undefined {
	if (kind === 'position') return undefined;
	if (kind === 'department') return { table: 'departments', row };
	if (kind === 'partTimeJob') return { table: 'partTimeJobs', row };
	// For Hippius part-time jobs stand below the people.
	return name === 'hippius' && row >= people.length
		? { table: 'partTimeJobs', row: row - people.length }
		: { table: 'people', row };
}

const WORDS: Record<string, string> = { create: 'new', retire: 'leaves', restore: 'comes back' };

/** What the entries of HR were on each platform. */
export function changeTable({ apply, tables }: Night): string {
	const rows = SECOND_NIGHT.map(({ what, table: name, row }) => {
		const key = row.工号 ?? row.部门编码;
		const entry = tables[name].find((each) => (each.工号 ?? each.部门编码) === key)!;
		const on = (platform: PlatformName) =>
			apply?.[platform].changes
				.filter(({ outcome }) => outcome === 'done')
				.flatMap((change) => {
					if (change.kind === 'position')
						return change.key === entry.岗位编码 ? ['new position'] : [];
					const isMeant = change.rows.some((at) => {
						const place = placeOf(platform, change.kind, at, tables);
						return place?.table === name && tables[name][place.row] === entry;
					});
					return isMeant ? [WORDS[change.action] ?? change.action] : [];
				})
				.toReversed()
				.join(', ') ?? '';
		const who = entry.姓名 ?? entry.部门编码;
		return [`${key === who ? '' : `${key} `}${who} ${what}`, ...NAMES.map(on)];
	});
	const header = ['HR has entered', ...NAMES.map((name) => PLATFORMS[name].name)];
	return table([header, ...rows]);
}

const FAILED = ['rejected', 'unknown', 'notSent'];

interface Refused {
	wrong?: Wrong;
	platform: PlatformName;
	change: Change;
}

/** Every record that failed, and which wrong row it stands for. */
function refusedIn(results: Results, tables: Tables): Refused[] {
	return NAMES.flatMap((platform) =>
		results[platform].changes
			.filter(({ outcome = '' }) => FAILED.includes(outcome))
			.map((change) => {
				const places = change.rows.map((row) => placeOf(platform, change.kind, row, tables));
				const wrong = WRONG.find(({ table: name, rows, names }) => {
					const isThere = places.some(
						(place) => place?.table === name && rows.includes(place.row + 1),
					);
					const named = names[platform];
					return (
						isThere &&
						named !== undefined &&
						change.outcome === 'rejected' &&
						change.reason.includes(named)
					);
				});
				return { platform, change, wrong };
			}),
	);
}

/** Whether exactly the wrong rows were rejected, each where it must be and for its own reason. */
export function areWrongRows(results: Results, tables: Tables): boolean {
	const refused = refusedIn(results, tables);
	const isRefused = (wrong: Wrong, platform: PlatformName) =>
		refused.some((each) => each.wrong === wrong && each.platform === platform);
	return (
		refused.every(({ wrong }) => wrong !== undefined) &&
		WRONG.every((wrong) =>
			NAMES.every((name) => isRefused(wrong, name) === (wrong.names[name] !== undefined)),
		)
	);
}

/** Who was not done, or not wholly, though the row is right. */
const isPartly = ({ action, outcome, reason }: Change) =>
	action === 'skipped' || (outcome === 'done' && reason.includes(WITHOUT_SUPERIOR.names));

const ONE: Record<TableName, string> = {
	departments: 'department',
	people: 'person',
	partTimeJobs: 'part-time job',
};

const whoIs = ({ kind, key, name }: Change) => {
	const [code] = key.split('|');
	const [called] = name.split(', ');
	return kind === 'department' || called === code || called === ''
		? called || code
		: `${code} ${called}`;
};

/** What was not done, with its reason: in the words of the first platform that gives one. */
export function notDoneTable({ apply, tables }: Night): string {
	if (!apply) return '';
	const refused = refusedIn(apply, tables);
	const groups = [
		...WRONG.map((wrong) => refused.filter((each) => each.wrong === wrong)),
		...refused.filter(({ wrong }) => !wrong).map((each) => [each]),
		...NAMES.flatMap((platform) =>
			apply[platform].changes.filter(isPartly).map((change) => [{ platform, change }]),
		),
	].filter((group) => group.length > 0);
	const rows = groups.map((group: Refused[]) => {
		const [{ platform, change, wrong }] = group;
		const place = placeOf(platform, change.kind, change.rows[0] ?? 0, tables);
		const numbers = wrong?.rows ?? (change.rows.length ? [(place?.row ?? 0) + 1] : []);
		const platforms = new Set(group.map((each) => each.platform));
		return [
			`${place ? ONE[place.table] : change.kind} ${numbers.join(', ')}`,
			whoIs(change),
			NAMES.map((name) => (platforms.has(name) ? letterOf(name) : '·')).join(' '),
			change.reason,
		];
	});
	const letters = NAMES.map(letterOf).join(' ');
	const legend = NAMES.map((name) => `${letterOf(name)} is ${PLATFORMS[name].name}`).join(', ');
	const header = ['Not done (row)', 'Who or what', letters, 'Why, says the first of them'];
	return `${table([header, ...rows])}\n(${legend}.)`;
}

const letterOf = (name: PlatformName) => PLATFORMS[name].name[0];

/** What should have been done and was not, as sentences. */
export const failuresIn = (results: Results, tables: Tables): string[] =>
	refusedIn(results, tables)
		.filter(({ wrong }) => !wrong)
		.map(
			({ platform, change }) =>
				`${PLATFORMS[platform].name}, ${change.kind} ${whoIs(change)}: ${change.outcome}, ${change.reason}`,
		);
