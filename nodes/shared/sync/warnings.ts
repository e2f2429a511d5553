/** What people should know of their tables, as sentences: nothing is held up by it. */
import { groupBy } from '../batching/group';
import type { Credential } from '../contract';
import type { Directory, Kind, PlanItem, SourceTable } from '../contract/sync';
import { called, columnNames, MOST_SHOWN, plainText } from './directory';
import type { Counts } from './limits';
import type { Source } from './source';

/** Headers that are passed over. */
export function sayLeft<C extends Credential>(
	{ left }: Source,
	kinds: Array<Kind<C>>,
): string | undefined {
	const said = kinds.flatMap(({ value, name }) => {
		const all = left.get(value) ?? [];
		const unknown = all.filter(({ instead }) => instead === undefined);
		const names = unknown.map(({ header }) => `“${header}”`).join(', ');
		const others = all.filter(({ instead }) => instead !== undefined);
		return [
			...(names ? [`${name}: no column has the name ${names}`] : []),
			...others.map(({ header, instead }) => `${name}: “${instead}” stands for “${header}” too`),
		];
	});
	return said.length ? `Not compared: ${said.join('; ')}.` : undefined;
}

/** Columns of the source that the platform does not tell, or told of nobody. */
export function sayUntold<C extends Credential>(
	{ kinds }: Directory<C>,
	tables: Map<string, SourceTable>,
	platform: string,
): string[] {
	return [...kinds].flatMap(([value, { kind, untold, unseen }]) => {
		const rows = (tables.get(value)?.records ?? []).filter(({ hasLeft }) => !hasLeft);
		const isSaid = (column: string) => rows.some(({ values }) => plainText(values[column]) !== '');
		const given = (list: string[]) => columnNames(kind, list.filter(isSaid), ', ');
		const [neverTold, notSeen] = [given(untold), given(unseen)];
		return [
			...(neverTold
				? [
						`${kind.name}: ${platform} does not tell ${neverTold}, so this can’t be compared: it is sent for new records only.`,
					]
				: []),
			...(notSeen
				? [
						`${kind.name}: ${platform} told ${notSeen} of nobody, which is taken for empty. If this comes again after a run, list it under Only When Creating.`,
					]
				: []),
		];
	});
}

/** New records that are in nothing, where their table could say what they are in. */
export function sayHomeless<C extends Credential>(
	items: Array<PlanItem<C>>,
	{ kinds }: Directory<C>,
	tables: Map<string, SourceTable>,
): string[] {
	return [...kinds.values()].flatMap(({ kind }) => {
		const home = kind.tree ? undefined : kind.references.find(({ isHome }) => isHome);
		const columns = tables.get(kind.value)?.columns;
		if (!home?.by.some(({ column }) => columns?.has(column))) return [];
		const homeless = items.filter(
			({ action, entity }) =>
				entity.kind === kind && action === 'create' && entity.then[home.name] === undefined,
		);
		if (homeless.length === 0) return [];
		const { one, many } = kind.called;
		const what = kinds.get(home.kinds[0])?.kind.called.one ?? home.name;
		const has = homeless.length > 1 ? `${many} have` : `${one} has`;
		const shown = homeless.slice(0, MOST_SHOWN).map(({ entity }) => called(entity));
		const more = homeless.length > MOST_SHOWN ? ', …' : '';
		return [`${kind.name}: ${homeless.length} new ${has} no ${what}: ${shown.join(', ')}${more}.`];
	});
}

/** So many rejected rows are no accident of single ones. */
const MANY = 10;

/** Kinds of which most rows can't be used, as sentences: a table that is not what was meant. */
export function sayRejected<C extends Credential>(
	items: Array<PlanItem<C>>,
	counts: Map<string, Counts>,
): string[] {
	const ofSource = items.filter(({ action, entity }) => action === 'rejected' && entity.source);
	return groupBy(ofSource, ({ entity }) => entity.kind).flatMap((rejected) => {
		const [{ entity }] = rejected;
		const { kind } = entity;
		const empty = items.filter((item) => item.entity.kind === kind && item.entity.source?.isEmpty);
		const all = (counts.get(kind.value)?.source ?? 0) - empty.length;
		const rows = rejected.reduce((sum, item) => sum + (item.entity.source?.rows.length ?? 0), 0);
		if (rows < MANY || rows * 2 < all) return [];
		// Values differ from row to row; what is wrong with them does not.
		const alike = groupBy(rejected, ({ reason }) => reason.replace(/“[^”]*”|\d+/g, '…'));
		const [[{ reason }]] = alike.toSorted((a, b) => b.length - a.length);
		return [
			`${rows} of ${all} rows of ${kind.name} can’t be used. What most of them have in common: ${reason}.`,
		];
	});
}
