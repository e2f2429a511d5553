/** What is said of each record: its action, reason and changes, and the counts of the summary. */
import type { IDataObject } from 'n8n-workflow';
import type { SyncResult } from '../../../engine/sync.ts';
import { miscounts, summaryOf } from '../../../sync/properties/items.ts';
import type { Tables } from '../../../sync/properties/subject.ts';
import { byN } from '../../../sync/properties/tree.ts';
import type { Expected } from './model.ts';
import { differences, isKnown, isWithin } from './model.ts';
import type { Kind, Thing } from './organisation.ts';
import { KINDS, ofKind } from './organisation.ts';
import type { Scenario } from './scenario.ts';
import { keyOf } from './scenario.ts';

/** What is not said as it should be, in words; of what has a choice nothing is expected. */
export function misstatements(
	result: SyncResult,
	scenario: Scenario,
	expected: Expected,
	tables: Tables,
): string[] {
	const { platform, parameters } = scenario;
	const said = new Map(
		result.records.map((one) => [`${String(one.kind)} ${String(one.key)}`, one]),
	);
	const known = ofKind(platform, ...parameters.kinds).filter(({ n }) => isKnown(scenario, n));
	const warnings = (summaryOf(result).warnings as string[]).join();
	const isFirst = warnings.includes('Nothing is known of Hippius yet');
	return [
		...[...expected.verdicts.keys()].flatMap((n) => {
			const one = byN(platform, n) ?? byN(scenario.source.things, n)!;
			if (!parameters.kinds.includes(one.kind)) return [];
			const record = `${one.kind} ${keyOf(one, scenario.edition)}`;
			const right = rightOf(scenario, expected, n);
			const is = said.get(record) && shown(said.get(record)!, right.endsWith('()'));
			return right === '' || is === right ? [] : [`${record}: ${is ?? 'no item'}, not ${right}`];
		}),
		...miscounts(result, parameters.kinds, tables, here(scenario)),
		...(isFirst === (known.length === 0) ? [] : [`warnings: ${warnings}`]),
		...result.records
			.filter(({ key, id }) => id !== key && id !== '')
			.map(({ key, id }) => `${String(key)} has the id ${String(id)}`),
	];
}

/** Fields in any order; what is known is a hash, but for the codes of departments. */
const shown = ({ action, reason, changes }: IDataObject, isBrief: boolean): string => {
	const fields = (changes as IDataObject[]).map(({ field, from }) =>
		from === '' ? String(field) : `${String(field)} from ${String(from)}`,
	);
	return isBrief
		? `${String(action)} ()`
		: `${String(action)} (${String(reason)}) ${fields.toSorted().join()}`;
};

/** '' where nothing is expected. */
function rightOf(scenario: Scenario, { verdicts, targets }: Expected, n: number): string {
	const { platform, source, edition, parameters } = scenario;
	const [before, after, verdict] = [byN(platform, n), targets.get(n), verdicts.get(n)];
	const known = isKnown(scenario, n) ? before : undefined;
	if (verdict === 'left')
		return source.closed.has(n)
			? 'retire (the source says that this employee has left) '
			: 'retire (not in the source) ';
	if (verdict === 'gone') return 'remove (not in the source) ';
	const isMissing = verdict === 'platform' && known && !byN(source.things, n);
	if (isMissing && edition === 'v033' && parameters.missing[known.kind] === 'remove')
		return isOpenTo(scenario, known) ? 'skipped ()' : '';
	if (verdict !== 'source' || !after) return '';
	if (!known) return 'create ()';
	const wanted = byN(source.things, n)!;
	const isLeft = after.kind !== 'employee' && wanted.place !== after.place;
	const fields = differences(scenario, known, after);
	if (!known.isActive) return 'restore ()';
	// What can't be done has a reason of its own.
	if (fields.length === 0) return isLeft ? 'skipped ()' : 'unchanged (nothing differs) ';
	const isMoved = fields.some((field) => field === 'parentUnitCode' || field === 'unitCode');
	if (isLeft) return `${isMoved ? 'move' : 'update'} ()`;
	return '';
}

/** Neither outside nor protected: only the edition keeps it. */
const isOpenTo = (scenario: Scenario, one: Thing): boolean =>
	isWithin(scenario, scenario.platform, one) && !scenario.parameters.protected.includes(one.n);

/** How many are known, active and in scope. */
function here(scenario: Scenario): Partial<Record<Kind, number>> {
	const { platform } = scenario;
	return Object.fromEntries(
		KINDS.map((kind) => [
			kind,
			ofKind(platform, kind).filter(
				(one) => one.isActive && isKnown(scenario, one.n) && isWithin(scenario, platform, one),
			).length,
		]),
	);
}
