/** What a platform says of itself so that the properties of every sync can be tried on it. */
import type fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { Misbehaviour, RecordedRequest } from '../../../platforms/index.ts';
import type { SyncResult } from '../../engine/sync.ts';

export interface Row {
	/** What the row is about, in the terms of its platform. */
	about: object;
	/** By the vendor's names. */
	cells: IDataObject;
}

/** By kind; a kind that is not chosen has no rows. */
export type Tables = Record<string, Row[]>;

/** What the platform holds, what the source says, and how the node is told to go about it. */
export interface Scenario {
	parameters: { kinds: readonly string[] };
}

/** A scenario whose tables have faults. */
export interface Dirty<S extends Scenario> {
	scenario: S;
	tables: Tables;
	/** Rows that must be rejected. */
	spoilt: Set<Row>;
}

export type OnError = 'stopWorkflow' | 'continueErrorOutput';

/** A scenario on the test platform. */
export interface Company<S extends Scenario> {
	stop(): Promise<void>;
	seed(scenario: S): Promise<void>;
	misbehave(rule: Misbehaviour): void;
	behave(): void;
	/** Limits far away and all records shown, unless `more` says otherwise. */
	sync(scenario: S, more: IDataObject, tables?: Tables, onError?: OnError): Promise<SyncResult>;
	/** Every request that may change something, since the seed. */
	writes(): RecordedRequest[];
	/** All that the platform holds as text, without times. */
	snapshot(): string;
	/** Where the platform is not as it should be after all this, in words. */
	complaints(scenario: S): string[];
	/** What an apply without faults says wrong, in words. */
	misstatements(result: SyncResult, scenario: S, tables: Tables): string[];
	/** Everything that was retired or removed since the seed, as `<kind> <number>`. */
	gone(scenario: S): string[];
	/** Records that nothing that was done names, and that are not as before, in words. */
	touched(result: SyncResult, scenario: S): string[];
	/** Records that are not as they should be, though nothing in the result says so, in words. */
	silent?(result: SyncResult, scenario: S): string[];
	/** Whoever and whatever is in something that is not there any more, or is sealed, in words. */
	stranded?(scenario: S): string[];
}

export interface Subject<S extends Scenario> {
	/** In the order of the inputs. */
	kinds: readonly string[];
	/** Of the time for which the properties search, how much it takes. */
	share: number;
	start(): Promise<Company<S>>;
	tablesOf(scenario: S): Tables;
	/** Anything may be switched off, protected, or outside. */
	any: fc.Arbitrary<S>;
	/** The source is to be reached. */
	whole: fc.Arbitrary<S>;
	/** The same where run follows run on a platform that fails; `whole` if there is nothing to add. */
	failing?: fc.Arbitrary<S>;
	/** One, and the same with one thing more that happened. */
	pair: fc.Arbitrary<[S, S]>;
	dirty: fc.Arbitrary<Dirty<S>>;
	/** Ends of paths, '' is any; texts by which a row is meant, '' is any. */
	faults: { paths: string[]; rows: string[] };
	/** Everything that is there and may go: nothing else is ever retired or removed. */
	mayGo(scenario: S): Set<string>;
	/** Of whom nothing shows that a wrong row is about them. */
	strangers(given: Dirty<S>): Set<string>;
	/** A wrong row that is passed over for another reason need not be rejected. */
	mayBeSkipped(given: Dirty<S>, row: Row): boolean;
	/** Whether a reason may have a word more when it is done. */
	mayAdd?(record: IDataObject): boolean;
	/** Changes of one plan that two scenarios or two orders must agree in. */
	contentOf(record: IDataObject): unknown;
	/** Whether something of it stays to be done for ever, or is asked for again and again. */
	isEndless(scenario: S): boolean;
}
