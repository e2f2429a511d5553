/** What the triggers agree on: what is watched, what leaves. Types only. docs/triggers.md. */
import type { IDataObject } from 'n8n-workflow';

import type { Call, Credential, Platform } from './index';

/** Rows from a place on, and where the next ones are; `next` undefined: these were the last. */
export interface WatchedPage {
	rows: IDataObject[];
	next?: number;
	/** How many rows there are in all, where the platform says so. */
	total?: number;
}

/** Those that were looked for, as far as the platform knows them. */
export interface Found {
	there: IDataObject[];
	/** The last that is known of those that are gone. */
	gone?: IDataObject[];
}

/** One kind of record that a polling trigger watches: a table, and how it is read. */
export interface Watch {
	value: string;
	/** With the vendor's Chinese term. */
	name: string;
	description: string;
	/** What can be compared; a row's other members are only shown. */
	fields: Array<{ id: string; displayName: string }>;
	/** What is compared unless the user says otherwise. */
	preset: string[];
	/** What may be kept in the clear, if not all of it. */
	mayKeep?: string[];
	idOf(row: IDataObject): string;
	/** All that are there, from a place on. */
	page(call: Call, place: number, fields: string[]): Promise<WatchedPage>;
	/** What changed since a time of the platform's clock, in milliseconds; those that are gone among them. */
	changes?(call: Call, since: number, place: number): Promise<WatchedPage>;
	/** The row is of something that is no longer there. */
	isGone?(row: IDataObject): boolean;
	/**
	 * What is known of these, a hundred at most, that a list did not show; it may have moved between
	 * two pages. Absent: the list is read once more.
	 */
	find?(call: Call, ids: string[], fields: string[]): Promise<Found>;
	/** A field as it is compared, where that is not just its text. */
	cell?(row: IDataObject, field: string): string;
	/** Made up, to build a workflow with. */
	sample: IDataObject;
}

export interface PollingPlatform<C extends Credential = Credential> {
	platform: Platform<C>;
	/** What makes this company another than the next one. No secrets. */
	company(credential: C): string[];
	watches: Watch[];
	/** The user chooses what is compared, and what of it is kept in the clear. */
	choosesFields?: true;
}

/** What leaves a trigger. */
export interface TriggerEvent {
	event: string;
	id: string;
	/** ISO 8601. */
	time: string;
	before: IDataObject | null;
	after: IDataObject | null;
	/** null: not known. */
	changedFields: string[] | null;
	/** The same for the same event, however often it is told. */
	eventKey: string;
	/** The same for the same state on the same day, whichever trigger tells it. */
	stateKey: string;
	/** Why `after` could not be read. */
	detailsMissing?: string;
	/** The events that became this one. */
	coalescedEvents?: Array<Pick<TriggerEvent, 'event' | 'eventKey' | 'time'>>;
	/** Found after what was remembered had gone. */
	cursorLost?: true;
	/** Nothing happened: it is to build a workflow with. */
	sample?: true;
}
