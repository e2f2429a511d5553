/** What an operation is: wording, parameters, limits, and one or two functions. */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from './call';
import type { Field } from './field';
import type { Outcome } from './outcome';
import type { Columns } from './mapper';
import type { Endpoint } from './platform';
import type { Credential } from './token';

/** What one item asks for: parameters by their name, which is the vendor's name on the wire. */
export type Values = IDataObject;

/** One item's row and what it wants of the request as a whole. */
export interface Rec {
	/** Which input item it came from. */
	index: number;
	row: Values;
	/** Records with the same ones may share a request. */
	request: Values;
	/** Resource locators → their mode, where that is not the id that goes over the wire. */
	by?: Record<string, string>;
}

export interface Operation<C extends Credential = Credential> {
	/** Title case, as in the editor's drop-down. */
	name: string;
	value: string;
	/** Sentence case, as in the editor's list of actions. */
	action: string;
	/** With the vendor's Chinese term. */
	description: string;
	/** What it sends to; the first is the one that gives it its name. */
	endpoints: Endpoint[];
	/** At the top level of the form, required unless the field says `mayBeEmpty`. */
	required: Field[];
	/** In the collection Additional Fields. */
	optional?: Field[];
	/** In the collection Request Fields: they belong to the request as a whole. */
	requestFields?: Field[];
	/** A wide row: the resource mapper Fields, and as JSON what its columns do not have. */
	columns?: Columns;
	/** What people must know before they use it, shown in the form. */
	notice?: string;
	/** How many records a request takes: unless the user says otherwise, and at most. Absent: one. */
	batch?: { size: number; limit: number };
	/** How much of a request a record takes, if not one: as many ids as it lists. */
	weight?(rec: Rec): number;
	/** It changes nothing, so a lost answer leaves nothing in doubt. */
	isQuery?: true;
	/** The request carries no rows: however many records ask for it, it is sent once for all. */
	isWhole?(rec: Rec): boolean;
	/**
	 * Doing it twice is doing it once. So a request that is refused as a whole is sent again in
	 * parts, until the record stands alone that it was refused for.
	 */
	isRepeatable?(rec: Rec): boolean;
	/** Requests are sent strictly one after the other. */
	inOrder?: true;
	/**
	 * Records with the same key are sent in input order, never at the same time; one with `after`
	 * is sent after the record with that key, if there is one.
	 */
	key?(rec: Rec): string;
	after?(rec: Rec): string | undefined;
	/** Last changes to a record as it was read, before it is checked. Throws Invalid. */
	prepare?(rec: Rec): void;
	/** Rules across fields, or of the credential. Throws Invalid. */
	check?(rec: Rec, credential: C): void;
	/**
	 * Sends a batch through `call` and says what became of each record, in the batch's order.
	 * What it throws is the outcome of the whole batch.
	 */
	perform(batch: Rec[], call: Call, credential: C): Promise<Outcome[]>;
}

export interface Resource<C extends Credential = Credential> {
	/** Title case. */
	name: string;
	value: string;
	operations: Operation<C>[];
}
