/**
 * Golden plans of a platform's sync. A plan sends nothing that writes, and is the same whatever
 * the order of the rows; what was planned is what is done; and then nothing is left to do.
 */
import type { IDataObject, IPairedItemData } from 'n8n-workflow';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RecordedRequest, TestPlatform } from '../../platforms/index.ts';
import type { CredentialData } from '../engine/credentials.ts';
import { runSync } from '../engine/sync.ts';
import type { Golden, Item, Row, Summary, Tables } from './golden.ts';
import { appliedText, compared, planText, rowsOf } from './golden.ts';

export interface GoldenSync<Kind extends string, State extends object> {
	node: string;
	credential: string;
	/** In the order of the node's inputs. */
	kinds: readonly Kind[];
	start(seed: (state: State) => void): Promise<TestPlatform<State>>;
	seed(state: State, tables: Tables<Kind>): void;
	/** Of a table of the source, where its cells stand for something else. */
	row?(row: Row): IDataObject;
	/** A line as the goldens write it. */
	line?(line: string): string;
	/** Where the requests of a run might overtake each other. */
	options?: IDataObject;
	/** What a request is called, and what it says; nothing for one that only reads. */
	sent(request: RecordedRequest): string[];
	/** What the text of a plan leaves out. */
	expectFacts?(items: Item[]): void;
	/** Whether an item stands for something that has no row in the source. */
	hasNoRow?(item: Item): boolean;
}

/** Percentages mean nothing in an organisation of three. */
const UNLIMITED = { maxRemovals: 1000, maxRemovalsPercent: 100 };

type Failure = (Error & { description?: string }) | undefined;

const isPlanned = ({ outcome }: Item) => outcome === 'planned';

/** What an item of the plan becomes when all goes well; new records get their id. */
const done = (item: Item) => ({
	...item,
	...(isPlanned(item) && { outcome: 'done' }),
	id: item.id || (isPlanned(item) ? expect.stringMatching(/./) : ''),
});

export function goldenPlans<Kind extends string, State extends object>(
	sync: GoldenSync<Kind, State>,
	groups: Record<string, Array<Golden<Kind, State>>>,
): void {
	const { kinds, line = (own: string) => own, row = (own: Row): IDataObject => own } = sync;
	type Platform = TestPlatform<State>;

	async function run(
		{ source, parameters }: Golden<Kind, State>,
		platform: Platform,
		mode: IDataObject,
		sorted = (rows: IDataObject[]) => rows,
	) {
		const tableOf = (table?: string) =>
			table === undefined ? undefined : sorted(rowsOf(table).map(row));
		const { changes, summary, records, failure } = await runSync(sync.node, {
			tables: kinds.map((kind) => tableOf(source[kind])),
			parameters: {
				kinds: kinds.filter((kind) => source[kind] !== undefined),
				limits: UNLIMITED,
				// A retry waits a second: here what is lost once is lost.
				options: { retries: 0, requestsPerMinute: 100_000, ...sync.options },
				...parameters,
				...mode,
			},
			credentials: { [sync.credential]: platform.credential as CredentialData },
		});
		return {
			changes,
			items: records as unknown as Item[],
			summary: summary[0]?.json as unknown as Summary,
			failure: failure as Failure,
		};
	}

	function writesTo({ requests, tokenRequests }: Platform): string[] {
		const tokens = new Set(tokenRequests());
		return requests.filter((request) => !tokens.has(request)).flatMap((each) => sync.sent(each));
	}

	function expectText(got: string[], golden: string) {
		const both = compared(got.map(line), golden);
		expect(both.got).toBe(both.golden);
	}

	function expectRefusal(failure: Failure, golden: string) {
		expect(failure, 'the node goes through').toBeDefined();
		expectText([[failure!.message, failure!.description].filter(Boolean).join(' ')], golden);
	}

	/** Items are paired with rows of their own kind, unless they have none. */
	function expectFacts({ changes, items }: Awaited<ReturnType<typeof run>>) {
		sync.expectFacts?.(items);
		items.forEach((item, index) => {
			const { kind, key, action } = item;
			const rows = [changes[index].pairedItem ?? []].flat() as IPairedItemData[];
			if (rows.length === 0) expect(action, key).not.toMatch(/^(update|move|restore|enable)$/);
			// Where all there is is one row, n8n itself pairs everything with it, without an input.
			const paired = rows.filter(({ input }) => input !== undefined);
			if (item.reason === 'not in the source' || sync.hasNoRow?.(item))
				expect(paired, key).toEqual([]);
			// The number that messages name it by, also where it has failed.
			expect(item.row, key).toBe(paired.length ? paired[0].item + 1 : undefined);
			for (const { input } of paired) expect(input, key).toBe(kinds.indexOf(kind as Kind));
		});
	}

	async function test(golden: Golden<Kind, State>) {
		const platform = await sync.start((state) => {
			sync.seed(state, golden.platform ?? {});
			golden.setUp?.(state);
		});
		onTestFinished(() => platform.stop());
		golden.planFaults?.forEach((fault) => platform.misbehave(fault));
		const plan = await run(golden, platform, { mode: 'plan' });
		expect(writesTo(platform), 'a plan writes nothing').toEqual([]);
		if (golden.refused !== undefined) return expectRefusal(plan.failure, golden.refused);

		expect(plan.failure).toBeUndefined();
		expectText(planText(kinds, plan.items, plan.summary), golden.plan!);
		expectFacts(plan);
		const upsideDown = await run(golden, platform, { mode: 'plan' }, (rows) => rows.toReversed());
		expect(upsideDown.summary.fingerprint).toBe(plan.summary.fingerprint);

		if (golden.stopped !== undefined || plan.summary.limitsPassed.length > 0) {
			const { failure } = await run(golden, platform, { mode: 'apply' });
			expectRefusal(failure, golden.stopped ?? `…${plan.summary.fingerprint}…`);
			expect(writesTo(platform)).toEqual([]);
		}

		golden.meanwhile?.(platform.state);
		golden.applyFaults?.forEach((fault) => platform.misbehave(fault));
		const approval = { mode: 'apply', approvedPlan: plan.summary.fingerprint };
		const applied = await run(golden, platform, approval);
		if (golden.notApplied !== undefined) {
			expect(writesTo(platform)).toEqual([]);
			return expectRefusal(applied.failure, golden.notApplied);
		}
		expect(applied.failure).toBeUndefined();
		if (golden.sent !== undefined) expectText(writesTo(platform), golden.sent);
		if (golden.applied !== undefined) return expectText(appliedText(applied.items), golden.applied);
		expect(applied.items).toEqual(plan.items.map(done));

		const again = await run(golden, platform, { mode: 'plan' });
		expect(again.failure).toBeUndefined();
		expect(planText(kinds, again.items.filter(isPlanned), again.summary)).toEqual(
			planText(kinds, [], again.summary),
		);
	}

	describe.each(Object.entries(groups))('%s', (_group, cases) => {
		for (const golden of cases) it(golden.title, () => test(golden));
	});
}
