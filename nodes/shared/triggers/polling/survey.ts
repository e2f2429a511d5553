/**
 * One reading of a platform, page by page, over as many polls as it takes: what changed against what is
 * remembered. It holds what it found until it is whole, and moves nothing itself.
 */
import { hash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../../client/failure';
import type { Call } from '../../contract';
import type { Watch, WatchedPage } from '../../contract/triggers';
import { differing, keptOf, shortState, stateIn } from './snapshot';
import { cellsOf, stateHash, textOfCell } from '../state';

/** So many are looked for in one request. */
const MOST_A_SEARCH = 100;
/** Fewer than that may well be gone by half. */
const FEWEST_THAT_SHRINK = 20;
const SHRINK_ADVICE =
	'Nothing was emitted, and nothing is taken for removed. See whether the credential still sees the whole company. If so many are really gone, turn on Accept Fewer Once under Options.';
/** Between the platform's clock and what it tells of: also what is written late is found. */
const OVERLAP_MS = 2 * 3_600_000;

export interface Finding {
	kind: 'added' | 'changed' | 'removed';
	id: string;
	/** null: nothing is told of it any more. */
	row: IDataObject | null;
	/** Undefined: it is gone. */
	state?: string;
	kept?: string;
	/** Fields that are kept in the clear. */
	clear?: IDataObject;
	changedFields: string[] | null;
}

export interface SurveyRules {
	/** Milliseconds by the platform's clock, of the last reading; undefined: there was none. */
	since?: number;
	/** Of the last whole reading. */
	wholeAt: number;
	/** So long after it everything is read again. */
	wholeEveryMs: number;
	/** What was remembered has gone: changes of so long ago are told all the same. */
	catchUpMs?: number;
	/** The first reading tells of everything that is there. */
	emitsFirst: boolean;
	/** Fields that are kept in the clear. */
	keepBefore: string[];
	/** Less than half is right. */
	acceptsShrink: boolean;
}

type Step = (call: Call) => Promise<boolean>;

export class Survey {
	/** Id → what became of it. */
	readonly findings = new Map<string, Finding>();
	/** Those of them that are told. */
	readonly told = new Set<string>();
	/** The platform's clock when it began; ours, if it does not say. */
	at?: number;
	wasWhole = false;
	shrank = false;

	private readonly watch: Watch;
	private readonly fields: string[];
	private readonly known: Map<string, string>;
	private readonly rules: SurveyRules;
	/** Each is called, page by page, until it says that it is through. */
	private readonly steps: Step[];
	private place = 0;
	private readonly pages = new Set<string>();
	private rows = 0;
	private readonly seen = new Set<string>();
	private sought: string[] = [];
	/** How many the list shows as gone, and how many it does not show as there. */
	private listedGone = 0;
	private missing = 0;
	/** Of those that were looked for. */
	private gone = 0;
	private isCatchingUp = false;

	/** @param known id → what is kept of it */
	constructor(
		{ watch, fields }: { watch: Watch; fields: string[] },
		known: Map<string, string>,
		rules: SurveyRules,
	) {
		this.watch = watch;
		this.fields = fields;
		this.known = known;
		this.rules = rules;
		const isByTime = watch.changes !== undefined && rules.since !== undefined;
		this.steps = [isByTime ? this.readChanges : this.readAll];
	}

	/**
	 * Sends the next request.
	 * @returns whether that was the last
	 * @throws Failure; `refused`: what was read so far is of no use
	 */
	async step(call: Call): Promise<boolean> {
		const timed: Call = async (...request) => {
			const reply = await call(...request);
			this.at ??= reply.at ?? Date.now();
			return reply;
		};
		const isThrough = await this.steps[0](timed);
		if (isThrough) {
			this.steps.shift();
			this.place = 0;
			this.rows = 0;
			this.pages.clear();
		}
		return this.steps.length === 0;
	}

	/** What is remembered from now on. */
	remembered(): Map<string, string> {
		const records = new Map(this.known);
		for (const { id, kept } of this.findings.values())
			if (kept === undefined) records.delete(id);
			else records.set(id, kept);
		return records;
	}

	private readonly readChanges: Step = async (call) => {
		const { since, wholeAt, wholeEveryMs, catchUpMs = 0 } = this.rules;
		const from = this.isCatchingUp ? this.at! - catchUpMs : since! - OVERLAP_MS;
		const page = await this.watch.changes!(call, from, this.place);
		for (const row of page.rows) this.take(this.idOf(row), row);
		if (this.follow(page)) return false;
		const isDue = this.at! - wholeAt >= wholeEveryMs;
		// A clock that was ahead once asked for changes of a time that had not come.
		const wasAhead = since !== undefined && since - this.at! > OVERLAP_MS;
		if (!this.isCatchingUp && (isDue || wasAhead)) this.steps.push(this.readAll);
		return true;
	};

	private readonly readAll: Step = async (call) => {
		if (!(await this.readPage(call))) return false;
		this.wasWhole = true;
		const unseen = [...this.known.keys()].filter((id) => !this.seen.has(id));
		this.sought = unseen.filter((id) => this.findings.get(id)?.kind !== 'removed');
		this.missing = this.sought.length + this.listedGone;
		const { find } = this.watch;
		if (this.isShrink(find ? this.listedGone : this.missing)) this.refuseShrink();
		if (this.sought.length) this.steps.push(find ? this.find : this.readAgain);
		if (this.rules.catchUpMs !== undefined && this.watch.changes) {
			this.isCatchingUp = true;
			this.steps.push(this.readChanges);
		}
		return true;
	};

	/** @returns whether it was the last one. Throws Failure when they are not all */
	private async readPage(call: Call): Promise<boolean> {
		const page = await this.watch.page(call, this.place, this.fields);
		for (const row of page.rows) {
			const id = this.idOf(row);
			if (this.known.has(id) && !this.seen.has(id) && this.watch.isGone?.(row)) this.listedGone++;
			this.seen.add(id);
			this.take(id, row);
		}
		this.rows += page.rows.length;
		const { total } = page;
		const isAll = total !== undefined && this.rows >= total;
		if (!isAll && this.follow(page)) return false;
		// Who is not known yet is not looked for, so then each has to be there.
		const count = this.known.size ? this.rows : this.seen.size;
		if (total !== undefined && count < total)
			throw new Failure('refused', `The platform returned only ${count} of ${total} rows`);
		return true;
	}

	/** Who moves between two pages while they are read is on neither. */
	private readonly find: Step = async (call) => {
		const ids = this.sought.slice(0, MOST_A_SEARCH);
		const { there, gone: left = [] } = await this.watch.find!(call, ids, this.fields);
		const byId = (rows: IDataObject[]) => new Map(rows.map((row) => [this.idOf(row), row]));
		const [found, last] = [byId(there), byId(left)];
		let gone = 0;
		for (const id of ids) {
			const row = found.get(id);
			if (row) this.take(id, row);
			else this.remove(id, last.get(id) ?? null);
			if (this.findings.get(id)?.kind === 'removed') gone++;
		}
		this.gone += gone;
		// The list does not show who is disabled, so these say whether the others are really gone.
		const isFirst = this.gone === gone;
		if (
			this.isShrink(this.gone + this.listedGone) ||
			(this.isShrink(this.missing) && isFirst && gone * 2 > ids.length)
		)
			this.refuseShrink();
		this.sought = this.sought.slice(MOST_A_SEARCH);
		return this.sought.length === 0;
	};

	private readonly readAgain: Step = async (call) => {
		if (!(await this.readPage(call))) return false;
		for (const id of this.sought) if (!this.seen.has(id)) this.remove(id, null);
		return true;
	};

	/** @returns whether there are more. Throws Failure when a page comes twice: that would never end */
	private follow({ rows, next }: WatchedPage): boolean {
		const page = hash('sha1', JSON.stringify(rows.map((row) => this.idOf(row))), 'base64');
		if (next !== undefined && rows.length && this.pages.has(page))
			throw new Failure('refused', 'The platform returned the same page twice');
		this.pages.add(page);
		this.place = next ?? 0;
		return next !== undefined;
	}

	/** @throws Failure where a row says of nobody who it is */
	private idOf(row: IDataObject): string {
		const id = this.watch.idOf(row);
		if (/(^|\|)(undefined|null)?(\||$)|\p{Cc}/u.test(id))
			throw new Failure('ambiguous', 'The platform returned a row without an ID');
		return id;
	}

	/** The latest that is told of a record counts. */
	private take(id: string, row: IDataObject): void {
		const before = this.known.get(id);
		const isGone = this.watch.isGone?.(row) ?? false;
		const isUnknown = before === undefined && !this.isCatchingUp;
		if (isGone) return isUnknown ? this.forget(id) : this.remove(id, row);
		const now = this.statesOf(id, row);
		// Whether it was there before, nobody knows any more.
		if (this.isCatchingUp) this.put({ kind: 'changed', id, row, ...now, changedFields: null });
		else if (before === undefined) this.put({ kind: 'added', id, row, ...now, changedFields: [] });
		else if (stateIn(before) === shortState(now.state)) this.forget(id);
		else {
			const changedFields = differing(before, now.kept, this.fields);
			this.put({ kind: 'changed', id, row, ...now, changedFields });
		}
	}

	private remove(id: string, row: IDataObject | null): void {
		this.put({ kind: 'removed', id, row, changedFields: [] });
	}

	private put(finding: Finding): void {
		const isTold = this.isCatchingUp || this.rules.since !== undefined || this.rules.emitsFirst;
		if (isTold) this.told.add(finding.id);
		// Nobody looks at the rows of the others, and they may be many.
		this.findings.set(finding.id, isTold ? finding : { ...finding, row: null });
	}

	private forget(id: string): void {
		this.findings.delete(id);
		this.told.delete(id);
	}

	private statesOf(
		id: string,
		row: IDataObject,
	): Required<Pick<Finding, 'state' | 'kept' | 'clear'>> {
		const cells = cellsOf(this.watch, row, this.fields);
		const state = stateHash(cells);
		const clear = Object.fromEntries(
			this.rules.keepBefore.map((field) => [field, textOfCell(row[field])]),
		);
		return { state, kept: keptOf(id, state, cells), clear };
	}

	private isShrink(gone: number): boolean {
		const { size } = this.known;
		return size >= FEWEST_THAT_SHRINK && gone * 2 > size;
	}

	/** @throws Failure unless it may pass */
	private refuseShrink(): void {
		this.shrank = true;
		if (this.rules.acceptsShrink) return;
		const { size } = this.known;
		throw new Failure(
			'refused',
			`The platform shows only ${size - this.missing} of ${size} records that were there`,
			{ advice: SHRINK_ADVICE },
		);
	}
}
