/** Look-ups: people search by name in the form, and the form keeps the id. */
import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { asFailure } from '../client/failure';
import { credentialKey } from '../client/token';
import type { Call, Credential, Platform } from '../contract';
import { connected, shownInEditor } from './editor';

export type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** So many entries are shown at a time. */
const PAGE = 100;
/** Of a list that only comes whole, no more is read: the editor waits for it. */
export const MOST_ENTRIES = 10_000;
/** How long a search session lasts, in milliseconds: while somebody types. */
const SESSION = 60_000;

interface Session {
	entries: Promise<INodeListSearchItems[]>;
	ends: number;
}

/**
 * A list that the platform only gives whole: read once a session, filtered here. The filter finds
 * the names that contain it, and ids that are it.
 */
export function searchWhole<C extends Credential>(
	platform: Platform<C>,
	read: (call: Call) => Promise<INodeListSearchItems[]>,
): Search {
	const sessions = new Map<string, Session>();
	return async function (filter = '', paginationToken = '0') {
		return await inEditor(this, async () => {
			const credential = await this.getCredentials<C>(platform.credentialType);
			const entries = await entriesOf(
				sessions,
				credentialKey(platform.token, credential),
				async () => await read(await connected(this, platform)),
			);
			const wanted = searchable(filter.trim());
			const found = entries.filter(
				({ name, value }) => searchable(name).includes(wanted) || value === filter.trim(),
			);
			const begin = Number(paginationToken);
			const more = begin + PAGE < found.length ? String(begin + PAGE) : undefined;
			return { results: found.slice(begin, begin + PAGE), paginationToken: more };
		});
	};
}

/** A path is found however its levels are joined: as it is shown, or as the platform writes it. */
const searchable = (text: string): string => text.toLowerCase().replace(/\s*\\\s*/g, '\\');

async function entriesOf(
	sessions: Map<string, Session>,
	key: string,
	read: () => Promise<INodeListSearchItems[]>,
): Promise<INodeListSearchItems[]> {
	const now = Date.now();
	for (const [old, { ends }] of sessions) if (ends < now) sessions.delete(old);
	const session = sessions.get(key) ?? { entries: read(), ends: now + SESSION };
	sessions.set(key, session);
	try {
		return await session.entries;
	} catch (error) {
		sessions.delete(key); // the next try asks again
		throw asFailure(error);
	}
}

/** A list that the platform filters and pages itself. */
export function searchByPage<C extends Credential>(
	platform: Platform<C>,
	read: (call: Call, filter: string, page: number, size: number) => Promise<INodeListSearchItems[]>,
): Search {
	return async function (filter = '', paginationToken = '1') {
		return await inEditor(this, async () => {
			const page = Number(paginationToken);
			const results = await read(await connected(this, platform), filter.trim(), page, PAGE);
			return {
				results,
				paginationToken: results.length >= PAGE ? String(page + 1) : undefined,
			};
		});
	};
}

async function inEditor<T>(context: ILoadOptionsFunctions, search: () => Promise<T>): Promise<T> {
	try {
		return await search();
	} catch (error) {
		throw shownInEditor(context, asFailure(error));
	}
}

/** An entry as it is shown: the name, and what tells it from others of that name. */
export const entry = (value: unknown, name: unknown, ...more: unknown[]): INodeListSearchItems => {
	const known = more.filter((each) => typeof each === 'string' && each !== '');
	return {
		name: [String(name), ...(known.length ? [`(${known.join(', ')})`] : [])].join(' '),
		value: String(value),
	};
};

/** So that what is below a department stands below it. */
export const byPath = (entries: INodeListSearchItems[]): INodeListSearchItems[] =>
	entries.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));

/** Levels of a path as they are shown. */
export const shownPath = (levels: string[]): string => levels.join(' \\ ');

/**
 * The path of each row of a tree, by its id.
 * @param parent the member that holds the id of the level above
 */
export function paths(rows: IDataObject[], parent: string): Map<string, string> {
	const byId = new Map(rows.map((row) => [String(row.id), row]));
	const known = new Map<string, string>();
	const pathOf = (id: string, below: Set<string>): string[] => {
		const row = byId.get(id);
		if (!row || below.has(id)) return [];
		return [...pathOf(String(row[parent]), below.add(id)), String(row.name)];
	};
	for (const id of byId.keys()) known.set(id, shownPath(pathOf(id, new Set())));
	return known;
}
