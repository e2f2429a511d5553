/** One platform with its source: syncs, one after the other, and what must hold of each. */
import type { IDataObject } from 'n8n-workflow';
import type { CredentialData } from '../workflow/engine/credentials.ts';
import type { SyncResult } from '../workflow/engine/sync.ts';
import { runSync } from '../workflow/engine/sync.ts';
import { someFaults } from './faults.ts';
import type { Search } from './left.ts';
import { complain, searchFor } from './left.ts';
import type { Random } from './random.ts';
import type { PlatformName, Remote, RemotePlatform } from './remote.ts';
import type { Holding } from './sides.ts';
import { DEEDS } from './sides.ts';
import type { Source } from './source.ts';
import { BY_HAND, change, isThere, newSource, PROTECTED } from './source.ts';
import type { Subject } from './subjects.ts';
import { SUBJECTS } from './subjects.ts';

/** Limits are for accidents, and these are none. */
const NO_LIMITS = {
	...{ maxRemovals: 1000, maxRemovalsPercent: 100, minMatchedPercent: 0 },
	allowEmptySource: true,
};
const PATIENT = { retries: 2, timeout: 20, requestsPerMinute: 0 };

/** What was not done, and why. */
const saidOf = ({ records, summary }: SyncResult) =>
	[
		...records
			.filter(({ outcome }) => outcome !== undefined && outcome !== 'done')
			.map(({ kind, key, action, reason }) => [kind, key, action, reason].join(' ')),
		...((summary[0]?.json.warnings as string[] | undefined) ?? []),
	].join('; ');

/** How much was done. */
export interface Deeds {
	syncs: number;
	faults: number;
	changes: number;
	byHand: number;
	/** Checks in which one sync was not enough. */
	second: number;
	checks: number;
}

export class Lane {
	readonly name: PlatformName;
	readonly subject: Subject;
	readonly platform: RemotePlatform;
	readonly random: Random;
	readonly deeds: Deeds = { syncs: 0, faults: 0, changes: 0, byHand: 0, second: 0, checks: 0 };
	private readonly source: Source = newSource();
	/** `<kind> <key>` → what the workflow keeps of a record. */
	private readonly kept = new Map<string, IDataObject>();
	/** Of what was created with its answer lost the workflow knows nothing (docs/sync.md, Last Known State). */
	private readonly doubtful = new Set<string>();
	readonly credentials: Record<string, CredentialData>;
	readonly search: Search;

	private constructor(
		name: PlatformName,
		platform: RemotePlatform,
		random: Random,
		credential: CredentialData,
		search: Search,
	) {
		this.name = name;
		this.subject = SUBJECTS[name];
		this.platform = platform;
		this.random = random;
		this.credentials = { [this.subject.credential]: credential };
		this.search = search;
	}

	static async start(name: PlatformName, remote: Remote, random: Random): Promise<Lane> {
		const platform = remote.platform(name);
		const search = await searchFor(platform);
		const lane = new Lane(name, platform, random, await platform.credential(), search);
		await lane.check();
		// From now on they are in no table, and must stay.
		for (const one of lane.source.people) if (PROTECTED.includes(one.n)) one.isThere = false;
		return lane;
	}

	/** Something happens in the source; so often in between also on the platform. */
	happen(): void {
		for (let times = this.random.below(5); times > 0; times--) {
			change(this.source, this.subject.possible, this.random);
			this.deeds.changes++;
		}
	}

	/** Somebody does something by hand; gives the event that it raises, if any. */
	async byHand() {
		const what = this.random.one(DEEDS)!;
		const n = what === 'hire' ? this.random.one(BY_HAND)! : 1 + this.random.below(40);
		this.deeds.byHand++;
		return await this.platform.byHand(what, n, this.random.below(10));
	}

	/** Whatever may happen to a sync. */
	async anySync(): Promise<void> {
		if (this.random.chance(0.3)) {
			const planned = await this.sync({ mode: 'plan' });
			const { fingerprint } = planned.summary[0]?.json ?? {};
			const done = await this.sync({ mode: 'apply', approvedPlan: String(fingerprint) });
			if (done.failure) complain(`${this.name}: the approved plan: ${done.failure.message}`);
			return;
		}
		const { paths } = this.subject;
		const rows = ['', ...[1, 2, 5, 7, 12].map(this.subject.keyOf)];
		const faults = someFaults({ paths, rows }, this.random);
		for (const rule of faults) await this.platform.misbehave(rule);
		this.deeds.faults += faults.length;
		const mode = this.random.chance(0.9) ? 'apply' : 'plan';
		const onError = this.random.chance(0.7) ? 'continueErrorOutput' : 'stopWorkflow';
		const options = { ...PATIENT, retries: this.random.chance(0.2) ? 1 : 0, batchSize: 5 };
		await this.sync({ mode, options }, onError);
		await this.platform.behave();
	}

	/** The source is reached by one sync without faults, or at the latest by what waited for that. */
	async check(): Promise<void> {
		this.deeds.checks++;
		let result = await this.sync({ mode: 'apply' });
		if ((await this.differences()).length > 0) {
			this.deeds.second++;
			result = await this.sync({ mode: 'apply' });
		}
		const differences = await this.differences();
		for (const text of differences) complain(`${this.name} after the sync: ${text}`);
		if (differences.length > 0) complain(`${this.name} said: ${saidOf(result)}`);
		for (const key of await this.platform.twice()) complain(`${this.name}: ${key} is there twice`);
	}

	private isProtected = (key: string) =>
		PROTECTED.some((n) => key === `${this.subject.person} ${this.subject.keyOf(n)}`);

	private async differences(): Promise<string[]> {
		const holds = await this.platform.holds();
		const wanted = this.subject.wanted(this.source);
		const mayStay = (key: string) => this.isProtected(key) || this.doubtful.has(key);
		return [...new Set([...Object.keys(holds), ...Object.keys(wanted)])]
			.filter((key) => holds[key] !== wanted[key] && !(wanted[key] === undefined && mayStay(key)))
			.map((key) => `${key} is ${holds[key]}, not ${wanted[key]}`);
	}

	private async sync(
		more: IDataObject,
		onError: 'continueErrorOutput' | 'stopWorkflow' = 'continueErrorOutput',
	): Promise<SyncResult> {
		const { subject, source } = this;
		const before = await this.platform.holds();
		const tables = subject.tables(source, await this.platform.idsOfDepartments());
		const remembered = subject.remembers ? [[{}, ...this.kept.values()]] : [];
		const result = await runSync(subject.sync, {
			tables: [...tables, ...remembered],
			parameters: {
				...{ kinds: subject.kinds, ...subject.parameters, limits: NO_LIMITS },
				...{ scope: { protected: PROTECTED.map(subject.keyOf).join(', ') }, show: 'all' },
				...{ options: PATIENT, ...more },
			},
			credentials: this.credentials,
			node: { onError },
		});
		this.deeds.syncs++;
		this.keep(result);
		const what = `${this.name}, ${String(more.mode)}`;
		if (onError === 'continueErrorOutput') this.account(what, result, tables);
		this.staysWho(what, before, await this.platform.holds());
		await this.search(what, result.run, result.logs, result.failure);
		return result;
	}

	/** As a workflow does it with what is done, and with what is not known any more. */
	private keep({ records }: SyncResult): void {
		if (!this.subject.remembers) return;
		for (const { kind, key, state, action, outcome } of records) {
			const record = `${String(kind)} ${String(key)}`;
			if (action === 'create' && outcome === 'unknown') this.doubtful.add(record);
			if (!state) continue;
			this.kept.set(record, { kind, key, state });
			this.doubtful.delete(record);
		}
	}

	/** Every row has its item, and no item stands twice. */
	private account(
		what: string,
		{ records, summary, failure }: SyncResult,
		tables: IDataObject[][],
	) {
		if (failure) complain(`${what} failed: ${failure.message}`);
		if (summary.length !== 1) complain(`${what} has ${summary.length} summaries`);
		const items = records.map(({ kind, key }) => `${String(kind)} ${String(key)}`);
		for (const item of items)
			if (items.indexOf(item) !== items.lastIndexOf(item)) complain(`${what}: ${item} twice`);
		this.subject.kinds.forEach((kind, at) => {
			const count = records.filter((record) => record.kind === kind).length;
			if (count < tables[at].length)
				complain(`${what}: ${count} items of ${tables[at].length} rows of ${kind}`);
		});
		const said = new Set(items);
		for (const { n } of this.source.people.filter(isThere)) {
			const item = `${this.subject.person} ${this.subject.keyOf(n)}`;
			if (!said.has(item)) complain(`${what}: no item of ${item}`);
		}
	}

	/** Nobody is removed who is in the source or protected. */
	private staysWho(what: string, before: Holding, after: Holding): void {
		const { person, keyOf } = this.subject;
		const mustStay = [...this.source.people.filter(isThere).map(({ n }) => n), ...PROTECTED];
		for (const n of mustStay) {
			const key = `${person} ${keyOf(n)}`;
			if (key in before && !(key in after)) complain(`${what}: ${key} was removed`);
		}
	}
}
