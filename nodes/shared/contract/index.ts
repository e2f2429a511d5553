/**
 * What the parts of this house agree on: a platform, a field, a record, an operation, an outcome, and
 * what goes over the wire (wire.ts). Types only. It reads from the wire upwards.
 */
import type { FieldType, IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type {
	Call,
	CodeFact,
	Credential,
	Endpoint,
	Envelope,
	HttpAnswer,
	HttpRequest,
	Pace,
	TokenSource,
} from './wire';

export type * from './wire';

// ── Platforms ───────────────────────────────────────────────────────────────────────────────────

/** What a platform has to say about itself, in its folder's `platform.ts`: data and small functions. */
export interface Platform<C extends Credential = Credential> {
	/** As people call it, for messages. */
	name: string;
	credentialType: string;
	pace: Pace;
	token: TokenSource<C>;
	/** One request as it goes over the wire. */
	request(credential: C, token: string, endpoint: Endpoint, body: unknown): HttpRequest;
	/** Where success, data, code and text stand. Undefined: not an answer that the document knows. */
	open(answer: HttpAnswer): Envelope | undefined;
	/**
	 * Puts in the ids of what was named otherwise (`namedBy`), for all records of a step at once.
	 * @returns why not, for those where that can't be. Throws what `call` throws
	 */
	resolve?(
		records: DirectoryRecord[],
		call: Call,
		concurrency: number,
	): Promise<Map<DirectoryRecord, Outcome>>;
	/** Codes that mean something else than a final no, or for which there is advice. */
	codes: Record<string, CodeFact>;
	/**
	 * HTTP statuses that say of an address that it is not there, and that a gateway of the platform
	 * also gives while it fails over. Queries are sent again, a write never.
	 */
	failsOverWith?: number[];
}

// ── Fields and columns ──────────────────────────────────────────────────────────────────────────

/**
 * Turns what the user gave into what the record holds; undefined is left out of it.
 * @throws Invalid with a message that completes "`field` …"
 */
export type Reader = (value: unknown) => unknown;

/** What the form shows, and how its value is read: the rules of the document. */
export interface Field {
	/** n8n's parameter. Its name is the vendor's name on the wire. */
	parameter: INodeProperties;
	/** Absent: the parameter only steers the form and is not part of the record. */
	read?: Reader;
	/** It stands at the top level of the form without being required. */
	mayBeEmpty?: true;
	/** What it begins with where the node is an agent's tool, if that is something else. */
	toolDefault?: boolean;
	/** Required where its `displayOptions` show it, which `check` sees to; elsewhere there is none. */
	requiredIfShown?: true;
	/** The value belongs to the request as a whole, not to the record's row. */
	requestWide?: true;
	/** Its value is the name of a column, which is then taken from the input too. */
	namesColumn?: true;
	/** In the collection Request Fields: it is there, with its default, until the user removes it. */
	preset?: true;
}

/** A column of a wide row. */
export interface Column {
	/** The vendor's name; `member.key` is what stands under that key inside a member of the row. */
	id: string;
	/** With the vendor's Chinese term. */
	displayName: string;
	/** What people call it in their tables: that term and usual synonyms, the likelier first. */
	names?: string[];
	/** What the form shows for it, if not a line of text. */
	type?: FieldType;
	options?: INodePropertyOptions[];
	/** It is in the form from the start. */
	isCommon?: true;
	read: Reader;
}

export interface Columns {
	/** Which of the node's methods gives them to the form, with those that the tenant added. */
	method: string;
	list: Column[];
	/** Members of the row that hold the tenant's own columns, by their keys. */
	members?: string[];
	/** Which of the members takes the columns that this endpoint lists. */
	own?: { member: string; endpoint: Endpoint };
	/** The tenant names the columns: any is taken. */
	areOpen?: true;
}

// ── Records, operations, outcomes ───────────────────────────────────────────────────────────────

/** What is sent of one thing: of an input item, or of a row of a sync. */
export interface DirectoryRecord {
	/** Its number in its step, by which an answer may name it: of an input item, that item's. */
	index: number;
	row: IDataObject;
	/** What it wants of the request as a whole: records with the same may share one. */
	request: IDataObject;
	/** Resource locators → their mode, where that is not the id that goes over the wire. */
	namedBy?: Record<string, string>;
	/** It is only a part of another record, which is done when all of its parts are. */
	part?: Part;
}

export interface Part {
	of: DirectoryRecord;
	/** As messages name it: an id of a list, or the operation of a step. */
	name: string;
	/** Each id of a list is a row of the output; steps together make one row. */
	kind: 'id' | 'step';
}

/** What became of a record. */
export type Outcome =
	/** What the item becomes: one row, or however many a query found. */
	| { kind: 'done'; result: IDataObject | IDataObject[] }
	/** Refused, by us before sending or by the platform. Nothing was changed. */
	| { kind: 'rejected'; reason: Reason }
	/** A write that may or may not have taken effect. */
	| { kind: 'unknown'; reason: Reason }
	| { kind: 'notSent'; reason: Reason };

export interface Reason {
	/** One line. Where there is a `field` it completes the sentence that the field begins. */
	message: string;
	advice?: string;
	/** The platform's code. */
	code?: string;
	/** The HTTP status. */
	status?: number;
	/** The parameter that can't be sent. */
	field?: string;
}

/** What both kinds of operations say of themselves. */
interface Described<C extends Credential> {
	/** Title case, as in the editor's drop-down. */
	name: string;
	value: string;
	/** Sentence case, as in the editor's list of actions, and as an agent is told what the tool does. */
	action: string;
	/** What the vendor calls it in Chinese, short enough to stand beside both in the editor. */
	term: string;
	/** Why to try it with one record first, in a word or two: shown with the name, which stands last. */
	caveat?: string;
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
	/** Last changes to a record as it was read, before it is checked. Throws Invalid. */
	prepare?(record: DirectoryRecord): void;
	/** Rules across fields, or of the credential. Throws Invalid. */
	check?(record: DirectoryRecord, credential: C): void;
	/** It takes away everything there is: no agent may ask for it. */
	deletesAll?(record: DirectoryRecord): boolean;
}

/** One kind of request, for as many records as it takes. */
export interface SingleOperation<C extends Credential = Credential> extends Described<C> {
	/**
	 * Sends a batch through `call` and says what became of each record, in the batch's order.
	 * What it throws is the outcome of the whole batch.
	 */
	perform(batch: DirectoryRecord[], call: Call, credential: C): Promise<Outcome[]>;
	/** It changes nothing, so a lost answer leaves nothing in doubt. */
	isQuery?: true;
	/** A record that holds a list of ids becomes one record for each. */
	split?(record: DirectoryRecord): DirectoryRecord[];
	/** Records share a request only if this is the same, besides what they want of the request. */
	requestKey?(record: DirectoryRecord): string;
	/** The request carries no rows: however many records ask for it, it is sent once for all. */
	coalesces?(record: DirectoryRecord): boolean;
	/**
	 * A batch that is refused as a whole may be sent again in parts, until the record stands alone
	 * that it was refused for: doing it twice must be doing it once.
	 */
	splittable?(record: DirectoryRecord): boolean;
	/** Requests are sent strictly one after the other. */
	inOrder?: true;
	/**
	 * For what is added once more when it is sent once more: the option Skip Existing.
	 * @returns the outcome of those that are there already. Throws what `call` throws
	 */
	existing?(
		records: DirectoryRecord[],
		call: Call,
		concurrency: number,
	): Promise<Map<DirectoryRecord, Outcome>>;
	/**
	 * Records with the same key are sent in input order, never at the same time; one with `after`
	 * is sent after the record with that key, if there is one.
	 */
	key?(record: DirectoryRecord): string;
	after?(record: DirectoryRecord): string | undefined;
	steps?: undefined;
}

/** What takes several operations one after the other, such as to look, to create and to update. */
export interface StepwiseOperation<C extends Credential = Credential> extends Described<C> {
	/**
	 * The steps for these records. Those that are given together are known together: their records
	 * are accounted for from then on; the next are asked for when these are done. A record is done
	 * when all of its steps so far are: give those that belong together together.
	 * What it throws is the outcome of every record that has none yet.
	 */
	steps(records: DirectoryRecord[], progress: Progress, credential: C): AsyncIterable<Step<C>[]>;
	perform?: undefined;
	existing?: undefined;
}

export type Operation<C extends Credential = Credential> =
	| SingleOperation<C>
	| StepwiseOperation<C>;

export interface Step<C extends Credential = Credential> {
	operation: SingleOperation<C>;
	records: DirectoryRecord[];
}

/** What a later step may know of the earlier ones, and do besides. */
export interface Progress {
	call: Call;
	/** Requests that may be under way at once. */
	concurrency: number;
	/** Undefined: not settled yet. */
	outcomeOf(record: DirectoryRecord): Outcome | undefined;
	/** What an earlier try of the node, with Retry On Fail, made of a step of this record. */
	stepBefore(record: DirectoryRecord, operation: { name: string }): Outcome | undefined;
	/** Says what becomes of a record without sending it. */
	settle(record: DirectoryRecord, outcome: Outcome): void;
}

export interface Resource<C extends Credential = Credential> {
	/** Title case. */
	name: string;
	value: string;
	/** The vendor's Chinese term. */
	term: string;
	operations: Array<Operation<C>>;
}
