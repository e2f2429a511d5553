/** What the matrix knows of a sync: a small organisation, a source, and what is to come of it (docs/sync.md). */
import type { IDataObject } from 'n8n-workflow';
import type { TestPlatform } from '../../platforms/index.ts';
import type { NodeType } from '../../workflow/engine/cases.ts';
import type { Place, Write } from '../operation.ts';

/** A request that a record needs: the end of its path, and what a row of it says of the record. */
export interface Step<State extends object = object> {
	path: string;
	/** What is known by an id that the platform gave is found in what it holds. */
	is: string | RegExp | ((state: State) => string | undefined);
}

/** An interface that the sync writes to, and a text by which one of its rows is meant. */
export interface SyncWrite extends Omit<Write, 'by' | 'mark'> {
	about: string;
	/** That row is sent by itself: where rows need not be told, an answer without any is a yes. */
	alone?: true;
}

export interface Scene<State extends object = object> {
	node: NodeType;
	/** What sets it apart from another one of this node. */
	variant?: string;
	start(at: Place): Promise<TestPlatform<State>>;
	/** In the order of the inputs. */
	kinds: readonly string[];
	/** A table for each kind. */
	tables: IDataObject[][];
	parameters: IDataObject;
	/** Where nothing can be read: what an earlier run was given, by which all is known. */
	earlier?: IDataObject[][];
	/** All that is active, as `<kind> <key>` and what there is to compare; what is there twice stands twice. */
	shown(state: State): Array<[record: string, text: string]>;
	/** The same when the platform is as the source wants it. */
	wanted: Record<string, string>;
	/** `<kind> <key>` of everything that leaves, with its action. */
	plan: Record<string, string>;
	/** What is sent of each record that is to change. */
	steps: Record<string, Array<Step<State>>>;
	writes: SyncWrite[];
	/** Ends of the paths of what it reads, and how often before it writes; each of them is needed. */
	reads: Record<string, number>;
	/** Ends of the paths of what is only asked before single writes. */
	looks?: string[];
	/** Another scene of this node is tried with faults of reading. */
	readsAsBefore?: true;
}

/** Declares that a scene has this state. */
export const scene = <State extends object>(given: Scene<State>) => given as unknown as Scene;

export const nameOf = ({ node, variant }: Scene) => `${node}Sync${variant ? ` (${variant})` : ''}`;

/** Nothing is to be done with it. */
export const isIdle = (action: string) => action === 'unchanged' || action === 'skipped';
