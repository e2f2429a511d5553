/** What only one record may have, such as a mobile. */
import { grouped, severalOf } from '../batching/group';
import type { Credential } from '../contract';
import type { DraftPlan, KindView, PlanItem } from '../contract/sync';
import { called, columnName, MOST_SHOWN, plainText, rowsOf, senseIn } from './directory';
import { isChanging, reject } from './item';

/** Mobiles and the like: no two records of the source may share one, nor take one that is in use. */
export function checkUnique<C extends Credential>(plan: DraftPlan<C>): void {
	for (const view of plan.directory.kinds.values()) {
		for (const column of view.kind.unique ?? []) {
			checkWithin(plan, view, column);
			checkAgainst(plan, view, column);
		}
	}
}

function checkWithin<C extends Credential>(
	plan: DraftPlan<C>,
	{ kind, entities }: KindView<C>,
	column: string,
): void {
	const present = entities.filter(({ source }) => source && !source.hasLeft);
	for (const several of severalOf(present, (entity) => senseIn(entity, column, 'source'))) {
		for (const entity of several) {
			const item = plan.itemOf(entity);
			if (!isChanging(item) && item?.action !== 'unchanged') continue;
			// As many as are shown: all of a large table may share a value that means nothing.
			const others = several.slice(0, MOST_SHOWN + 2).filter((each) => each !== entity);
			const names = others.slice(0, 3).map(called).join(', ');
			reject(
				item!,
				`${columnName(kind, column)} is “${plainText(entity.source?.values[column])}”, which ${names} in ${rowsOf(others)} of the source ${others.length > 1 ? 'have' : 'has'} too`,
			);
		}
	}
}

function checkAgainst<C extends Credential>(
	plan: DraftPlan<C>,
	{ kind, entities }: KindView<C>,
	column: string,
): void {
	const changes = ({ changes: all }: PlanItem<C>) => all.some(({ field }) => field === column);
	const takers = plan.items.filter(
		(item) => item.entity.kind === kind && isChanging(item) && changes(item),
	);
	if (takers.length === 0) return;
	const wantedBy = ({ entity }: PlanItem<C>) => senseIn(entity, column, 'source');
	const sought = new Set(takers.map(wantedBy));
	const holders = grouped(entities, (entity) => {
		const held = senseIn(entity, column, 'target');
		return sought.has(held) ? held : '';
	});
	for (const item of takers) {
		const { entity } = item;
		for (const holder of holders.get(wantedBy(item)) ?? []) {
			if (holder === entity || !isChanging(item)) continue;
			const giving = plan.itemOf(holder);
			if (isChanging(giving) && changes(giving!)) {
				item.needs.add(giving!);
				continue;
			}
			const hasLeft = holder.target?.state === 'left' ? ', who has left,' : '';
			reject(
				item,
				`${columnName(kind, column)} is “${plainText(entity.source?.values[column])}”, which ${called(holder)}${hasLeft} has on the platform. If they are one ${kind.called.one}, add ${columnName(kind, column)} to Match By`,
			);
		}
	}
}
