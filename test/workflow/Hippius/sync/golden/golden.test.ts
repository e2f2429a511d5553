/**
 * Golden plans of hippiusSync: small organisations, each with the whole plan beside it. A plan sends
 * nothing; what was planned is what is done; and then, with what is known kept, nothing is left.
 */
import type { IDataObject, IPairedItemData } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import type { Item as AnyItem, Summary } from '../../../sync/golden.ts';
import { appliedText, compared, planText } from '../../../sync/golden.ts';
import type { Kind, Organisation } from '../syncs.ts';
import { KINDS, startOrganisation } from '../syncs.ts';
import { assignments } from './assignments.golden.ts';
import { badInput } from './bad-input.golden.ts';
import { columns } from './columns.golden.ts';
import { editions } from './editions.golden.ts';
import { first } from './first.golden.ts';
import type { Edition, Golden, Text } from './golden.ts';
import { rowsOf, seedBase, sentText } from './golden.ts';
import { known } from './known.golden.ts';
import { limitsAndScope } from './limits-and-scope.golden.ts';
import { memory } from './memory.golden.ts';
import { references } from './references.golden.ts';
import { removals } from './removals.golden.ts';

const GROUPS: Record<string, Golden[]> = {
	'the first run': first,
	'what is known': known,
	columns,
	assignments,
	editions,
	references,
	removals,
	memory,
	'limits and scope': limitsAndScope,
	'bad input': badInput,
};

type Item = AnyItem & { kind: Kind; state?: string };

/** Percentages mean nothing in an organisation of three. */
const UNLIMITED = { maxRemovals: 1000, maxRemovalsPercent: 100 };
/** A retry waits a second: here what is lost once is lost. In turn, so that there is one order. */
const OPTIONS = { retries: 0, concurrency: 1, requestsPerMinute: 100_000 };
const GO = { departmentMissing: 'remove', employeeMissing: 'retire' };

type Sorted = (rows: IDataObject[]) => IDataObject[];

async function run(
	on: Organisation,
	{ source, parameters }: Pick<Golden, 'source' | 'parameters'>,
	mode: IDataObject,
	{ sorted = (rows) => rows, memory }: { sorted?: Sorted; memory?: IDataObject[] | null } = {},
) {
	const tables = Object.fromEntries(
		KINDS.filter((kind) => source[kind] !== undefined).map((kind) => [
			kind,
			sorted(rowsOf(source[kind])),
		]),
	);
	const { changes, summary, records, failure } = await on.plan(
		tables,
		{ limits: UNLIMITED, options: OPTIONS, ...parameters, ...mode },
		{ memory },
	);
	return {
		changes,
		items: records as unknown as Item[],
		summary: summary[0]?.json as unknown as Summary,
		failure: failure as (Error & { description?: string }) | undefined,
	};
}

const expectText = (got: string[], golden: string) => {
	const both = compared(got, golden);
	expect(both.got).toBe(both.golden);
};

function expectRefusal(failure: (Error & { description?: string }) | undefined, golden: string) {
	expect(failure, 'the node goes through').toBeDefined();
	expectText([[failure!.message, failure!.description].filter(Boolean).join(' ')], golden);
}

const isPlanned = ({ outcome }: Item) => outcome === 'planned';

/** What an item of the plan becomes when all goes well. */
const done = (item: Item) => ({
	...item,
	...(isPlanned(item) && { outcome: 'done', id: item.key, state: expect.any(String) as string }),
});

/** What the text of a plan leaves out: names, ids, and the rows that an item is paired with. */
function expectFacts({ changes, items }: Awaited<ReturnType<typeof run>>, { source }: Golden) {
	items.forEach(({ kind, key, name, action, reason }, index) => {
		const rows = [changes[index].pairedItem ?? []].flat() as IPairedItemData[];
		// Where all there is is one row, n8n itself pairs everything with it, without an input.
		const paired = rows.filter(({ input }) => input !== undefined && input < KINDS.length);
		if (reason === 'not in the source') expect(paired, key).toEqual([]);
		for (const { input } of paired) expect(input, key).toBe(KINDS.indexOf(kind));
		const cells = paired.flatMap(({ item }) => Object.values(rowsOf(source[kind])[item]));
		if (action !== 'rejected' && cells.length > 0) expect(['', ...cells]).toContain(name);
	});
}

const textOf = (given: Text, edition: Edition) =>
	typeof given === 'string' ? given : given[edition];

async function test(golden: Golden, edition: Edition) {
	const on = await startOrganisation({ edition, seed: seedBase });
	for (const source of golden.known ?? []) {
		const { failure, items } = await run(on, { source, parameters: GO }, { mode: 'apply' });
		expect(failure).toBeUndefined();
		for (const { kind, key, outcome, reason } of items)
			expect([kind, key, reason, outcome]).toEqual([kind, key, reason, 'done']);
	}
	const writes = () => on.requestsTo('').map(sentText);
	const before = writes().length;
	const written = () => writes().slice(before);
	const kept = [...on.kept.values()];
	const given = golden.memory?.(kept) ?? (golden.known ? kept : null);
	on.kept.clear();
	for (const item of given ?? []) on.kept.set(`${String(item.kind)} ${String(item.key)}`, item);

	const plan = await run(on, golden, { mode: 'plan' }, { memory: given });
	if (golden.refused !== undefined) {
		expect(written()).toEqual([]);
		return expectRefusal(plan.failure, golden.refused);
	}
	expect(plan.failure).toBeUndefined();
	expectText(planText(KINDS, plan.items, plan.summary), textOf(golden.plan!, edition));
	expectFacts(plan, golden);
	const sorted: Sorted = (rows) => rows.toReversed();
	const upsideDown = await run(on, golden, { mode: 'plan' }, { sorted, memory: given });
	expect(upsideDown.summary.fingerprint).toBe(plan.summary.fingerprint);
	if (golden.stopped !== undefined || plan.summary.limitsPassed.length > 0) {
		const { failure } = await run(on, golden, { mode: 'apply' }, { memory: given });
		expectRefusal(failure, golden.stopped ?? `…${plan.summary.fingerprint}…`);
	}
	expect(written(), 'a plan sends nothing').toEqual([]);

	golden.applyFaults?.forEach((fault) => on.misbehave(fault));
	const approval = { mode: 'apply', approvedPlan: plan.summary.fingerprint };
	const applied = await run(on, golden, approval, {
		memory: golden.meanwhile?.(kept) ?? given,
	});
	if (golden.notApplied !== undefined) {
		expect(written()).toEqual([]);
		return expectRefusal(applied.failure, golden.notApplied);
	}
	expect(applied.failure).toBeUndefined();
	if (golden.sent !== undefined) expectText(written(), textOf(golden.sent, edition));
	if (golden.applied !== undefined) return expectText(appliedText(applied.items), golden.applied);
	expect(applied.items).toEqual(plan.items.map(done));

	const again = await run(on, golden, { mode: 'plan' });
	expect(again.failure).toBeUndefined();
	const left = again.items.filter(isPlanned);
	if (golden.again === undefined) expect(left).toEqual([]);
	else expectText(planText(KINDS, again.items, again.summary), golden.again);
}

describe.each(['classic', 'v033'] as const)('%s', (edition) => {
	for (const [group, cases] of Object.entries(GROUPS))
		describe(group, () => {
			for (const golden of cases)
				if ((golden.edition ?? edition) === edition)
					it(golden.title, async () => await test(golden, edition));
		});
});

it('the id of an item is its code, from the plan on', async () => {
	const on = await startOrganisation({ seed: seedBase });
	const employee = [
		{
			employeeNum: 'E1',
			name: '王伟',
			gender: 1,
			status: 'ON',
			unitCode: 'A',
			positionCode: 'A01',
		},
		{ employeeNum: 'E2', name: '李娜', gender: 'x' },
	];
	const source = { employee };
	const { items } = await run(on, { source }, { mode: 'plan' });
	expect(items.map(({ key, id }) => [key, id])).toEqual([
		['E1', 'E1'],
		['E2', expect.stringMatching(/^(E2)?$/)],
	]);
});
