/** Looks at the platform again where an answer left open what was done, or said that it was there. */
import type { Credential, Outcome } from '../contract';
import type { PlanItem } from '../contract/sync';
import { Failure } from '../client/failure';
import { done } from '../run/outcome';
import type { Outcomes } from '../run/outcomes';
import type { Work } from './apply';
import { isGoing } from './checks';
import { idOf, keyOf } from './directory';

/**
 * @param again makes the plan anew from what is there now
 * @returns the outcomes that are known better now: what is there as it was wanted is done
 */
export async function confirmed<C extends Credential>(
	works: Array<Work<C>>,
	outcomes: Outcomes,
	again: () => Promise<Array<PlanItem<C>>>,
): Promise<Map<Work<C>, Outcome>> {
	const found = new Map<Work<C>, Outcome>();
	const open = works.filter(({ item, record }) => {
		const outcome = outcomes.of(record);
		// Refused, because somebody is there already, or gone already?
		if (outcome?.kind === 'unknown') return true;
		return outcome?.kind === 'rejected' && (item.action === 'create' || isGoing(item));
	});
	if (open.length === 0) return found;
	const items = await again().catch((error: unknown) => {
		if (error instanceof Failure) return undefined; // then it stays as open as it was
		throw error;
	});
	if (!items) return found;
	const now = new Map(items.map((item) => [nameOf(item), item]));
	for (const work of open) {
		const there = now.get(nameOf(work.item));
		const action = there?.action;
		const isAsWanted = isGoing(work.item)
			? action === undefined || action === 'unchanged'
			: action === 'unchanged';
		if (!isAsWanted) continue;
		const { entity } = work.item;
		if (!entity.target) entity.created ??= there?.entity.target?.id;
		found.set(work, done({}));
	}
	return found;
}

/** By which a record is found again: a new one by its key, others by their id. */
function nameOf<C extends Credential>({ entity }: PlanItem<C>): string {
	const { kind, source } = entity;
	return source
		? `${kind.value} source ${source.rows.join()} ${keyOf(entity)}`
		: `${kind.value} ${idOf(entity)}`;
}
