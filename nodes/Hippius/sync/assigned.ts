/**
 * Departments of other assignments than the primary one, which no reference leads to: they must be
 * there, are waited for, and do not go while somebody is in them.
 */
import type { CellValues, DraftPlan, Entity, PlanItem, Rule } from '../../shared/contract/sync';
import { called, columnName, plainText } from '../../shared/sync/directory';
import { isChanging, isGoing, isLiving, reject } from '../../shared/sync/item';
import type { HippiusCredential } from '../token';
import { entriesOf } from './assignments';

type One = Entity<HippiusCredential>;
type Plan = DraftPlan<HippiusCredential>;

export const assigned: Rule<HippiusCredential> = {
	check(plan) {
		for (const entity of plan.directory.kinds.get('employee')?.entities ?? []) {
			const item = plan.itemOf(entity);
			const isNew = isChanging(item) && item!.changes.some(({ field }) => field === 'list');
			// Who comes back has the assignments of before.
			const isThere = isLiving(entity) || isChanging(item);
			const present = isThere ? departmentsIn(entity.target, plan) : [];
			if (isNew) checkNew(item!, plan);
			// Whoever goes, or is assigned anew, is out of it before it goes.
			if (isNew || isGoing(item)) for (const each of goingOf(present)) each.needs.add(item!);
			else refuse(goingOf(present), entity);
		}
	},
};

/** What an assignment names; without a department nobody knows it. */
interface Named {
	unitCode: string;
	department?: One;
	item?: PlanItem<HippiusCredential>;
}

function departmentsIn(side: { values: CellValues } | undefined, plan: Plan): Named[] {
	const list = plainText(side?.values.list);
	if (list === '') return [];
	const [, ...others] = entriesOf(list);
	return others.map(({ unitCode }) => {
		const [department] = plan.directory.kinds.get('department')?.find('unitCode', unitCode) ?? [];
		return { unitCode, department, item: department && plan.itemOf(department) };
	});
}

const goingOf = (named: Named[]): Array<PlanItem<HippiusCredential>> =>
	named.flatMap(({ item }) => (item && isGoing(item) ? [item] : []));

function checkNew(item: PlanItem<HippiusCredential>, plan: Plan): void {
	const wanted = departmentsIn(item.entity.source, plan);
	refuse(goingOf(wanted), item.entity);
	const departments = plan.directory.kinds.get('department');
	const lost = wanted.find(({ department }) => !department);
	if (lost && departments && !departments.isOpen)
		reject(
			item,
			`${columnName(item.entity.kind, 'list')} leads to “${lost.unitCode}”, but there is no department like that, neither known nor under Departments`,
		);
	for (const each of wanted) if (each.item && !each.department?.target) item.needs.add(each.item);
	for (const { positionCode } of entriesOf(item.entity.source?.values.list)) {
		const [position] =
			plan.directory.kinds.get('position')?.find('positionCode', positionCode) ?? [];
		const other = position && !position.target ? plan.itemOf(position) : undefined;
		if (other) item.needs.add(other);
	}
}

function refuse(removals: Array<PlanItem<HippiusCredential>>, entity: One): void {
	for (const removal of removals)
		reject(
			removal,
			`${called(entity)} has an assignment in it: move them first, or give it in the source`,
		);
}
