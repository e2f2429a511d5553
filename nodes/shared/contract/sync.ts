/**
 * What a platform says of the kinds of records that it keeps in step, and what the stages of a sync
 * hand on to each other. Types only.
 */
import type { Call, Credential, Platform, Reader, SingleOperation } from './index';

// ── What a platform says ────────────────────────────────────────────────────────────────────────

export interface SyncPlatform<C extends Credential = Credential> {
	platform: Platform<C>;
	/** What others refer to comes before them. */
	kinds: Array<Kind<C>>;
	/** Which kinds are chosen from the start. */
	preset: string[];
	/** How many records a request takes: unless the user says otherwise, and at most. Absent: one. */
	batch?: { size: number; limit: number };
	rules?: Array<Rule<C>>;
	/**
	 * It has no queries: what was last known of it comes by an input of its own, behind those of the
	 * kinds, and leaves with what is done.
	 */
	memory?: MemoryInput;
}

export interface MemoryInput {
	/** As the name of the input. */
	name: string;
	/** Its Chinese name. */
	chinese: string;
}

export interface SyncColumn {
	/** The vendor's name. */
	id: string;
	/** In English and Chinese, for the form. */
	displayName: string;
	/** Further names that it goes by in people's tables. */
	names: string[];
	read: Reader;
	/** The same text for values that mean the same; absent: the text itself. */
	sense?(value: string): string;
	/** A value as people call it, in what is only for them. */
	say?(value: string): string;
	/** Several rows that are one record have it together: a set, whose members are joined by a comma. */
	isSet?: true;
	/** It can't be empty; what has to stand there, if its name does not say it. */
	isRequired?: true | string;
	/** An empty cell never empties it. */
	isKept?: true;
	/** It only says which record is meant, or what it refers to: no value to compare and to send. */
	isPointer?: true;
	/** Where a platform is only remembered, this is remembered in the clear: nothing personal. */
	isClear?: true;
}

/** What a record refers to, and by which of its columns. */
export interface Reference {
	/** PARENT: it is what the record stands below. */
	name: string;
	/** As `changes` call it, and the column at whose place they do; absent: the name. */
	column?: string;
	/** What is of one of these. */
	kinds: string[];
	/**
	 * The column of the row, and those of that kind one of which it must equal, the likeliest first.
	 * The first column that is filled counts, but for one that nothing of that kind has.
	 */
	by: Array<{ column: string; as: string[] }>;
	/** The member of a platform's record that holds the id of what it refers to now. */
	member: string;
	/** Another one is a move. */
	isHome?: true;
	/** Of several that go by one name it is the one that has this reference in common with the record. */
	within?: string;
	/** It is set when everything else is done: nobody waits for it, and a circle does no harm. */
	isLater?: true;
	/** It leads to several, with commas between them, in whatever order; only one that is later can. */
	isMany?: true;
}

export interface Kind<C extends Credential = Credential> {
	value: string;
	/** In the form and as the name of the input. */
	name: string;
	/** The vendor's Chinese term. */
	chinese: string;
	/** As messages call one, and several. */
	called: { one: string; many: string };
	columns: SyncColumn[];
	references: Reference[];
	/**
	 * Columns that tell which record is meant, and which of them are used unless the user says
	 * otherwise. Absent: it is the pair of what it refers to.
	 */
	match?: { columns: string[]; preset: string[] };
	/** What identifies a record on the platform; it can't be given to a new one. */
	idColumn?: string;
	/** The column of the name that people read; absent: `name`. */
	nameColumn?: string;
	/** Columns by which people know a record, the best one first. */
	keyColumns: string[];
	/** Of these columns a new record needs one at least. */
	newNeeds?: string[];
	/** Columns that no two records may share. */
	unique?: string[];
	/** Columns and references that together mean the same record, if nothing better is known. */
	alike: string[][];
	/** Of these ways those that no two records have in common. */
	twins?: string[][];
	/** Records of this kind are below each other. */
	tree?: Tree;
	/** What is in it, and would be left without a home if it went. */
	holds?: Array<{ kind: string; reference: string }>;
	/** What can become of records that are not in the source, besides being kept. */
	missing: Array<'retire' | 'remove'>;
	/** The column that says whether somebody has left, and what it reads then. */
	status?: { column: string; left: string[] };
	/** What a record has that is back, where the table does not say it. */
	restoredAs?: CellValues;
	/** Members of a row for what only this tenant has: columns of the form `member.key`. */
	ownMembers?: string[];
	/**
	 * Such columns, for tables with headers that mean nothing else.
	 * @throws Failure
	 */
	ownColumns?(call: Call, headers: string[]): Promise<SyncColumn[]>;
	/**
	 * Puts rows together that are one record, says of those of a tree below which they stand, and adds
	 * those that a path implies. A record that can't be placed gets a problem.
	 */
	shape?(table: SourceTable, listing: Listing): SourceRecord[];
	/** Other kinds that have to be read for it. */
	reads(wanted: Wanted): string[];
	/** Everything that is there; absent: only what is remembered is known. @throws Failure when it is not whole */
	read?(call: Call, reading: ReadOptions): Promise<Listing>;
	/** Some are only disabled: they still have a home, and are told of by `readFormer` in any case. */
	canBeDisabled?: true;
	/** Those who have left or are disabled, as far as somebody looks for them. */
	readFormer?(
		call: Call,
		reading: ReadOptions,
		isSought: (values: CellValues) => boolean,
	): Promise<TargetRecord[]>;
	/** What has to be sent for an item of the plan, in this order. */
	tasks(item: PlanItem<C>, directory: Directory<C>): Array<Task<C>>;
	/** Why a value of a column leads to nothing of this kind, if there is more to say than that. */
	explain?(column: string, value: string, directory: Directory<C>): string | undefined;
}

export interface Tree {
	/** Columns by which a scope may name a record. */
	knownBy: string[];
	/** A record is known by its path; absent: a reference, PARENT, says what it stands below. */
	path?: {
		column: string;
		/** Columns from which a path can be made instead. */
		madeFrom: string[];
		/** How its levels are joined. */
		separator: string;
		/** What people call the level above, in English and Chinese. */
		above: string;
	};
}

/** What a run wants of a kind. */
export interface Wanted {
	/** Columns of its table. */
	columns: Set<string>;
	/** A record may go: what is in it has to be known. */
	mayGo: boolean;
	/** Only a part of the organisation is meant: where each record belongs has to be known. */
	isScoped: boolean;
}

/** How a kind is read. */
export interface ReadOptions {
	concurrency: number;
	/** What is compared: columns of the table and those that checks need; nothing else has to be asked for. */
	columns: Set<string>;
}

/** Column → value. Absent: it is not said. Empty text: it is said to be empty. */
export type CellValues = Record<string, unknown>;

/** A record as the platform has it. */
export interface TargetRecord {
	id: string;
	/** By the columns' ids, and what references need. What is absent can't be compared. */
	values: CellValues;
	state: 'active' | 'disabled' | 'left';
	/** Column → hash of what it was last given, where that is all that is remembered. What is absent was never given. */
	hashes?: Record<string, string>;
	/** It was to be removed, and nobody knows whether it was: where the source has it, it counts as not known. */
	mayBeRemoved?: true;
}

export interface Listing {
	records: TargetRecord[];
	/** What the first level of a tree is below. */
	root?: { id: string; name: string };
	/** Columns that the platform does not tell: they can't be compared. */
	untold?: string[];
	/** Columns that it was asked for, and told of nobody: they are taken for empty. */
	unseen?: string[];
}

/** What came by the input of a kind. */
export interface SourceTable {
	records: SourceRecord[];
	/** Rows in which nothing stands, as spreadsheets have them at their end: no records. */
	empty: SourceRecord[];
	/** The columns that the table has, also where their cells are empty. */
	columns: Set<string>;
}

/** A record as the source has it. */
export interface SourceRecord {
	/** Its places in the table, from 0 on; none: the path of another one implies it. */
	rows: number[];
	values: CellValues;
	/** Why nothing can be done with it. */
	problem?: string;
	/** What it says of these columns can't be used, and why; the rest can. */
	leftOut?: Record<string, string>;
	/** The source says that it is no longer there. */
	hasLeft?: boolean;
	/** Nothing stands in its row: it is no record. */
	isEmpty?: true;
	/** Of a tree: what it stands below; null: the first level; absent: it is not said. */
	parent?: SourceRecord | null;
	/** The path that implies it. */
	impliedBy?: string;
}

// ── What the engine makes of it ─────────────────────────────────────────────────────────────────

/** One thing, as the source has it, as the platform has it, or both. */
export interface Entity<C extends Credential = Credential> {
	kind: Kind<C>;
	source?: SourceRecord;
	target?: TargetRecord;
	/** The column by which the two were found to be one. */
	matchedBy: string;
	/** Reference → what it leads to on the platform now. */
	now: Partial<Record<string, Entity<C>>>;
	/** The same after this run, if all of it is done. */
	then: Partial<Record<string, Entity<C>>>;
	/** The same of references that lead to several. */
	several?: Partial<Record<string, { now: Array<Entity<C>>; then: Array<Entity<C>> }>>;
	/** Its id, once a step of this run has created it. */
	created?: string;
}

/** The name of the reference from a record of a tree to what it stands below. */
export const PARENT = 'parent';

/** Everything that is known of both sides, kind by kind. */
export interface Directory<C extends Credential = Credential> {
	kinds: Map<string, KindView<C>>;
	view(kind: string): KindView<C>;
}

export interface KindView<C extends Credential = Credential> {
	kind: Kind<C>;
	entities: Array<Entity<C>>;
	root?: Listing['root'];
	/** More may be there than is known. */
	isOpen: boolean;
	untold: string[];
	unseen: string[];
	byId(id: string): Entity<C> | undefined;
	/** Those that have this value in a column, as the source has it; if there are none, as the platform has it. */
	find(column: string, value: string): Array<Entity<C>>;
	/** The same among those who have left and are in nobody's table. */
	findFormer(column: string, value: string): Array<Entity<C>>;
	/** Whether any of them has a value in a column. */
	has(column: string): boolean;
	/** Something of which nothing is known but that it is referred to by this id. */
	assume(id: string): Entity<C>;
}

export type Action =
	| 'create'
	| 'update'
	| 'move'
	| 'restore'
	| 'enable'
	| 'retire'
	| 'remove'
	| 'unchanged'
	| 'skipped'
	| 'rejected';

export interface Change {
	field: string;
	from: string;
	to: string;
}

export interface PlanItem<C extends Credential = Credential> {
	entity: Entity<C>;
	action: Action;
	reason: string;
	changes: Change[];
	/** Only shown when everything is. */
	isHidden?: true;
	/** Items that must be done before this one begins. */
	needs: Set<PlanItem<C>>;
}

/** A request for one record, as one of the steps of an item. */
export interface Task<C extends Credential = Credential> {
	/** Its result may say under `notTaken` which columns the platform left as they were. */
	operation: SingleOperation<C>;
	/** Of what may be sent, that of the lowest phase is sent first. */
	phase: number;
	/** Asked for when its time has come: ids of what was created are known then. Throws Invalid */
	values(): CellValues;
	/** Without it the later tasks of the item make no sense. */
	isFirst?: true;
	/** It refers to these: they are created first, if they are to be. */
	after?: Array<Entity<C>>;
}

/** What records of different kinds can't do at once on a platform. */
export interface Rule<C extends Credential = Credential> {
	/** A kind that it looks at even where nobody chose it, if that is needed. */
	reads?: { kind: string; isNeeded(directory: Directory<C>): boolean };
	/** Rejects items, leaves out what can't be done, or has one wait for another. */
	check(plan: DraftPlan<C>): void;
}

export interface DraftPlan<C extends Credential = Credential> {
	credential: C;
	directory: Directory<C>;
	items: Array<PlanItem<C>>;
	itemOf(entity: Entity<C>): PlanItem<C> | undefined;
}

/** What the user wants of one kind. */
export interface KindOptions {
	matchBy: string[];
	missing: 'keep' | 'retire' | 'remove';
}

export interface Limit {
	most?: number;
	mostPercent?: number;
}

export interface SyncOptions {
	/** By the values of the chosen kinds. */
	kinds: Map<string, KindOptions>;
	actions: Set<string>;
	scope: string[];
	/** Keys, with `*` for anything. */
	protected: string[];
	/** `column`, or `kind.column`. */
	onlyWhenCreating: string[];
	onlyIfEmpty: string[];
	clearsEmpty: boolean;
	limits: Record<'removals' | 'creates' | 'updates', Limit>;
	minMatchedPercent: number;
	/** The source is only a part of what there is: why nothing may count as missing. */
	partial?: string;
}
