/** What the matrix knows of a write operation: from docs/vendors and the nodes' pages, not from the nodes. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { TestPlatform } from '../platforms/index.ts';
import type { NodeType } from '../workflow/engine/cases.ts';

/** Where a platform listens; without a port at one of its own. */
export interface Place {
	host: string;
	port?: number;
}

/** One interface that an operation writes to. */
export interface Write {
	/** End of its path. */
	path: string;
	/** What writing the same twice does, by the documents or by the nature of the thing. */
	twice: 'harmless' | 'harmful' | 'not said';
	/**
	 * How an answer tells of rows: `named` one row for each, which says whose it is; `placed` one
	 * for each, which does not; `failures` rows for failed ones only; `whole` none.
	 */
	answer: 'named' | 'placed' | 'failures' | 'whole';
	/** Which records it is for; absent: all. */
	by?: (n: number) => boolean;
	/** The platform takes its rows together, and refuses all for one. */
	together?: true;
	/** The code that by the documents shows, after a lost answer, that the lost sending had worked. */
	proof?: string;
	/** The text by which its rows are about record `n`; absent: the first of `marks`. */
	mark?: (n: number) => string;
}

export interface Operation<State extends object = object> {
	node: NodeType;
	/** `resource.operation` */
	name: string;
	/** What sets it apart from another one of this name. */
	variant?: string;
	/** A platform that holds what the first `count` records need. */
	start(at: Place, count: number): Promise<TestPlatform<State>>;
	parameters: INodeParameters;
	item(n: number): IDataObject;
	/** Texts of which a request or a row about record `n` has one. */
	marks(n: number, state: State): string[];
	/** Whether the effect of record `n` is there, all of it. */
	holds(n: number, state: State): boolean;
	writes: Write[];
	/** Ends of the paths of what it asks before it writes. */
	queries?: string[];
	/** One request takes several records. */
	batched: boolean;
	/** A record takes several of the writes, each of them needed; else any of them will do. */
	steps?: true;
	/** Records of a small run, default 3. */
	few?: number;
}

/** Declares that an operation has this state. */
export const operation = <State extends object>(entry: Operation<State>) =>
	entry as unknown as Operation;

/** A text that stands for record `n` and is part of no other record's. */
export const key = (n: number) => `K${String(n).padStart(2, '0')}`;

export const isOdd = (n: number) => n % 2 === 1;

export const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

export const some = <Row>(rows: Map<string, Row>, test: (row: Row) => boolean) =>
	[...rows.values()].some(test);

export const nameOf = ({ node, name, variant }: Operation) =>
	`${node} ${name}${variant ? ` (${variant})` : ''}`;
