/** What an operation is: wording, parameters, limits, and one or two functions. */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from './call';
import type { Field } from './field';
import type { Outcome } from './outcome';
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
	/** What people must know before they use it, shown in the form. */
	notice?: string;
	/** How many records a request takes: unless the user says otherwise, and at most. Absent: one. */
	batch?: { size: number; limit: number };
	/** It changes nothing, so a lost answer leaves nothing in doubt. */
	isQuery?: true;
	/** The request carries no rows: however many records ask for it, it is sent once for all. */
	isWhole?(rec: Rec): boolean;
	/** Requests are sent strictly one after the other. */
	inOrder?: true;
	/**
	 * Records with the same key are sent in input order, never at the same time; one with `after`
	 * is sent after the record with that key, if there is one.
	 */
	key?(rec: Rec): string;
	after?(rec: Rec): string | undefined;
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
