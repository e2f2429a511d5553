/** The plan of a sync: what becomes of every record, and why. Nothing is sent here. */
import type { Credential } from '../contract';
import { isPlannedAction } from './item';
import { checkRemovals } from './removals';
import { checkSuspects, standIns } from './suspects';
import { checkUnique } from './unique';
import { columnName, columnNames, isRemembered, keyOf, plainText, rowsOf } from './directory';
import { changesOf, differences } from './diff';
import type {
	Action,
	Change,
	Directory,
	DraftPlan,
	Entity,
	Kind,
	PlanItem,
	Rule,
	SyncOptions,
} from '../contract/sync';
import { addNeeds, leaveOutLater, rejectDependents } from './needs';
import { isMove } from './refer';
import { scopeOf, type Scope } from './scope';

/**
 * @param directory both sides, matched
 * @param rules what no two records may do at once on this platform
 * @returns an item for each record, in the order in which they are shown. Throws Invalid when the
 *   scope names what is not there
 */
export function planOf<C extends Credential>(
	directory: Directory<C>,
	options: SyncOptions,
	credential: C,
	rules: Array<Rule<C>> = [],
): Array<PlanItem<C>> {
	const scope = scopeOf(options, directory);
	const items: Array<PlanItem<C>> = [];
	for (const [value, view] of directory.kinds) {
		if (!options.kinds.has(value)) continue;
		const standing = standIns(view);
		for (const entity of inOrder(view.entities)) {
			const item = itemOf(entity, options, scope, standing.get(entity));
			if (item) items.push(item);
		}
	}
	const ofEntity = new Map(items.map((item) => [item.entity, item]));
	const plan: DraftPlan<C> = {
		credential,
		directory,
		items,
		itemOf: (entity) => ofEntity.get(entity),
	};
	checkSuspects(plan);
	checkUnique(plan);
	for (const { check } of rules) check(plan);
	checkRemovals(plan);
	addNeeds(plan);
	rejectDependents(plan);
	leaveOutLater(plan);
	return items;
}

/** What has a row stands where that does; what has none follows by its key. */
function inOrder<C extends Credential>(entities: Array<Entity<C>>): Array<Entity<C>> {
	const others = entities.filter(({ source }) => !source);
	const keys = new Map(others.map((entity) => [entity, keyOf(entity)]));
	const byKey = others.toSorted((a, b) => (keys.get(a)! < keys.get(b)! ? -1 : 1));
	return [...entities.filter(({ source }) => source), ...byKey];
}

/** Of what is not to be done: nobody waits for it, so that this never gets a member. */
const NOTHING = new Set<never>();

/** @param standsFor a record of the source that can't be used, and may be this one */
function itemOf<C extends Credential>(
	entity: Entity<C>,
	options: SyncOptions,
	scope: Scope<C>,
	standsFor: Entity<C> | undefined,
): PlanItem<C> | undefined {
	const { kind, source, target } = entity;
	const item = (action: Action, reason: string, changes: Change[] = []): PlanItem<C> => ({
		entity,
		action,
		reason,
		changes,
		needs: isPlannedAction(action) ? new Set() : (NOTHING as Set<PlanItem<C>>),
	});
	const hidden = (reason: string): PlanItem<C> => ({ ...item('skipped', reason), isHidden: true });
	if (source?.isEmpty) return hidden('the row is empty');
	if (source?.problem !== undefined) return item('rejected', source.problem);
	if (!source) return missing(entity, options, scope, standsFor, { item, hidden });

	const isIn = scope.holds(entity, 'then');
	const wasIn = target === undefined ? isIn : scope.holds(entity, 'now');
	// Who has left goes nowhere, whatever department the row has.
	if (source.hasLeft && wasIn) return leaving(entity, scope, { item, hidden });
	if (source.hasLeft || (!isIn && !wasIn)) return hidden('outside the scope');
	if (isIn !== wasIn) return item('skipped', 'would cross the border of the scope');

	const changes = changesOf(entity, options);
	const switchedOff = (action: string) =>
		item('skipped', `${action} is switched off under Actions`, changes);
	if (!target) {
		if (!options.actions.has('create')) return switchedOff('Create');
		const lacks = lackOf(entity);
		return lacks === undefined
			? item('create', newcomer(entity), changes)
			: item('rejected', lacks, changes);
	}
	if (target.state === 'left')
		return options.actions.has('restore')
			? item(
					'restore',
					withDifferences('in the source again after leaving', kind, changes),
					changes,
				)
			: switchedOff('Restore');
	if (target.state === 'disabled')
		return options.actions.has('enable')
			? item(
					'enable',
					withDifferences('in the source, but disabled on the platform', kind, changes),
					changes,
				)
			: item(
					'skipped',
					'disabled on the platform by hand: stays so unless Enable is chosen under Actions',
				);
	if (changes.length === 0) return item('unchanged', 'nothing differs');
	if (!options.actions.has('update')) return switchedOff('Update');
	return item(isMove(kind, changes) ? 'move' : 'update', differences(kind, changes), changes);
}

interface Makers<C extends Credential> {
	item(action: Action, reason: string): PlanItem<C>;
	hidden(reason: string): PlanItem<C>;
}

/** What the platform has and the source does not. */
function missing<C extends Credential>(
	entity: Entity<C>,
	options: SyncOptions,
	scope: Scope<C>,
	standsFor: Entity<C> | undefined,
	{ item, hidden }: Makers<C>,
): PlanItem<C> | undefined {
	// Who has left or is disabled, and in nobody's table, is none of our business.
	if (entity.target?.state !== 'active') return undefined;
	if (!scope.holds(entity, 'now')) return hidden('outside the scope');
	const { missing: policy = 'keep' } = options.kinds.get(entity.kind.value) ?? {};
	if (policy === 'keep') return hidden('not in the source: kept');
	if (options.partial !== undefined)
		return hidden(`not in the source: kept, because ${options.partial}`);
	if (standsFor)
		return hidden(`may be ${rowsOf([standsFor])} of the source, which can’t be used: kept`);
	if (scope.isProtected(entity)) return item('skipped', 'not in the source, but protected');
	return item(policy, 'not in the source');
}

/** Who has left by the source's own words. Nobody is created in order to leave. */
function leaving<C extends Credential>(
	entity: Entity<C>,
	scope: Scope<C>,
	{ item, hidden }: Makers<C>,
): PlanItem<C> {
	const { target, kind } = entity;
	if (!target) return hidden('has left, and is not on the platform');
	if (target.state === 'left') return item('unchanged', 'nothing differs');
	if (scope.isProtected(entity))
		return item(
			'skipped',
			`the source says that this ${kind.called.one} has left, but it is protected`,
		);
	return item('retire', `the source says that this ${kind.called.one} has left`);
}

/** What a new record can't do without. */
function lackOf<C extends Credential>({ kind, source }: Entity<C>): string | undefined {
	const isEmpty = (column: string) => plainText(source?.values[column]) === '';
	const required = kind.columns.find(({ id, isRequired }) => isRequired && isEmpty(id));
	if (required) {
		const { id, isRequired } = required;
		const what = isRequired === true ? '' : `: ${isRequired}`;
		return `${columnName(kind, id)} is required for a new ${kind.called.one}, but is empty${what}`;
	}
	const { newNeeds } = kind;
	return newNeeds?.every(isEmpty)
		? `${columnNames(kind, newNeeds, ' or ')} is required for a new ${kind.called.one}, but ${newNeeds.length > 1 ? 'all are' : 'it is'} empty`
		: undefined;
}

function newcomer<C extends Credential>({ kind, source }: Entity<C>): string {
	if (isRemembered(kind)) return 'not known yet: it is created, or updated if it is there';
	return source?.impliedBy === undefined
		? 'not on the platform'
		: `a level of ${source.impliedBy} that is not there yet`;
}

const withDifferences = <C extends Credential>(
	reason: string,
	kind: Kind<C>,
	changes: Change[],
): string => (changes.length ? `${reason}; ${differences(kind, changes)}` : reason);
