/**
 * Golden plans of yunzhijiaSync: small organisations, each with the whole plan beside it. A plan
 * sends nothing that writes; what was planned is what is done; and then nothing is left to do.
 */
import type { IDataObject, IPairedItemData } from 'n8n-workflow';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { TestPlatform, YunzhijiaState } from '../../../../platforms/index.ts';
import { startYunzhijia } from '../../../../platforms/index.ts';
import type { CredentialData } from '../../../engine/credentials.ts';
import { runSync } from '../../../engine/sync.ts';
import { COMPLAINTS, complaints } from './complaints.golden.ts';
import { departments } from './departments.golden.ts';
import type { Golden, Item, Summary } from './golden.ts';
import { KINDS, appliedText, compared, planText, rowsOf, seed } from './golden.ts';
import { limitsAndScope } from './limits-and-scope.golden.ts';
import { pairs } from './pairs.golden.ts';
import { people } from './people.golden.ts';
import { refusals } from './refusals.golden.ts';
import { removals } from './removals.golden.ts';

const GROUPS: Record<string, Golden[]> = {
	departments,
	people,
	pairs,
	removals,
	'limits and scope': limitsAndScope,
	complaints,
	refusals,
};

type Platform = TestPlatform<YunzhijiaState>;

/** Percentages mean nothing in an organisation of three. */
const UNLIMITED = { maxRemovals: 1000, maxRemovalsPercent: 100 };

async function run(
	{ source, parameters }: Golden,
	platform: Platform,
	mode: IDataObject,
	sorted = (rows: IDataObject[]) => rows,
) {
	const tableOf = (table?: string) => (table === undefined ? undefined : sorted(rowsOf(table)));
	const { changes, summary, records, failure } = await runSync('yunzhijiaSync', {
		tables: KINDS.map((kind) => tableOf(source[kind])),
		parameters: {
			kinds: KINDS.filter((kind) => source[kind] !== undefined),
			limits: UNLIMITED,
			// A retry waits a second: here what is lost once is lost.
			options: { retries: 0, requestsPerMinute: 100_000 },
			...parameters,
			...mode,
		},
		credentials: { yunzhijiaApi: platform.credential as CredentialData },
	});
	return {
		changes,
		items: records as unknown as Item[],
		summary: summary[0]?.json as unknown as Summary,
		failure: failure as (Error & { description?: string }) | undefined,
	};
}

const READS = /\/(getall|getAtTime|get|query\w+)$/;

const writesTo = ({ requests, tokenRequests }: Platform) => {
	const tokens = new Set(tokenRequests());
	return requests
		.filter((request) => !tokens.has(request) && !READS.test(request.path))
		.map(({ path }) => path.slice(path.indexOf('/open/') + '/open/'.length));
};

const expectText = (got: string[], golden: string) => {
	const both = compared(got, golden);
	expect(both.got).toBe(both.golden);
};

function expectRefusal(failure: (Error & { description?: string }) | undefined, golden: string) {
	expect(failure, 'the node goes through').toBeDefined();
	expectText([[failure!.message, failure!.description].filter(Boolean).join(' ')], golden);
}

const isPlanned = ({ outcome }: Item) => outcome === 'planned';

/** What an item of the plan becomes when all goes well; new records get their id. */
const done = (item: Item) => ({
	...item,
	...(isPlanned(item) && { outcome: 'done' }),
	id: item.id || (isPlanned(item) ? expect.stringMatching(/./) : ''),
});

/** What the text of a plan leaves out: names, and the row that an item is paired with. */
function expectFacts({ changes, items }: Awaited<ReturnType<typeof run>>) {
	items.forEach(({ kind, key, name, action, reason }, index) => {
		const longName = key.split('|').at(-1)!;
		if (kind === 'leader' || kind === 'partTimeJob') expect(name).toMatch(/^.+, .+$/);
		if (kind === 'department' && action !== 'rejected')
			expect(name).toBe(longName.split('\\').at(-1));
		const hasNoRow = reason === 'not in the source' || reason.startsWith('a level of ');
		const rows = [changes[index].pairedItem ?? []].flat() as IPairedItemData[];
		if (rows.length === 0) expect(action, key).not.toMatch(/^(update|move|restore|enable)$/);
		// Where all there is is one row, n8n itself pairs everything with it, without an input.
		const paired = rows.filter(({ input }) => input !== undefined);
		if (hasNoRow) expect(paired, key).toEqual([]);
		for (const { input } of paired) expect(input, key).toBe(KINDS.indexOf(kind));
	});
}

async function test(golden: Golden) {
	const platform = await startYunzhijia({ seed: (state) => seed(state, golden.platform ?? {}) });
	onTestFinished(() => platform.stop());
	golden.planFaults?.forEach((fault) => platform.misbehave(fault));
	const plan = await run(golden, platform, { mode: 'plan' });
	expect(writesTo(platform), 'a plan writes nothing').toEqual([]);
	if (golden.refused !== undefined) return expectRefusal(plan.failure, golden.refused);

	expect(plan.failure).toBeUndefined();
	expectText(planText(plan.items, plan.summary), golden.plan!);
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
	expect(planText(again.items.filter(isPlanned), again.summary)).toEqual(
		planText([], again.summary),
	);
}

describe.each(Object.entries(GROUPS))('%s', (_group, cases) => {
	for (const golden of cases) it(golden.title, () => test(golden));
});

it('has a plan for each complaint', () => {
	const told = Object.values(GROUPS).flatMap((cases) =>
		cases.flatMap((one) => one.complaint ?? []),
	);
	expect([...new Set(told)].toSorted()).toEqual(Object.keys(COMPLAINTS).toSorted());
});
