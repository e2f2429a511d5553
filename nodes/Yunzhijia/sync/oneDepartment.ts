/**
 * Nobody can have the main job and a part-time job in one department: the platform refuses it, and
 * advises to take the part-time job away first (docs/vendors/yunzhijia.md, section 3, “Rules”).
 */
import type { DraftPlan, Entity, PlanItem, Rule } from '../../shared/contract/sync';
import { isChanging, reject } from '../../shared/sync/item';
import { called, columnName, pathOf } from '../../shared/sync/directory';
import type { YunzhijiaCredential } from '../token';

type Plan = DraftPlan<YunzhijiaCredential>;
type One = Entity<YunzhijiaCredential>;

const isElsewhere = ({ now, then }: One): boolean => now.department !== then.department;

export const oneDepartment: Rule<YunzhijiaCredential> = {
	reads: {
		kind: 'partTimeJob',
		isNeeded: ({ kinds }) =>
			(kinds.get('person')?.entities ?? []).some(
				(person) => person.source && person.target && person.then.department && isElsewhere(person),
			),
	},

	check(plan) {
		for (const job of plan.directory.kinds.get('partTimeJob')?.entities ?? []) {
			const person = job.then.person ?? job.now.person;
			const place = job.then.department ?? job.now.department;
			if (person && place) keepApart(plan, job, person, place);
		}
	},
};

/** The item that brings a person's main job into another department, if there is one. */
function moveOf(plan: Plan, person: One): PlanItem<YunzhijiaCredential> | undefined {
	const item = plan.itemOf(person);
	return isChanging(item) && isElsewhere(person) ? item : undefined;
}

function keepApart(plan: Plan, job: One, person: One, place: One): void {
	const item = plan.itemOf(job);
	const move = moveOf(plan, person);
	const isNew = item?.action === 'create';
	if ((move ? person.then : person.now).department !== place) {
		// There is room as soon as the main job has gone from there.
		if (isNew && move && person.now.department === place) item.needs.add(move);
	} else if (isNew) {
		reject(
			item,
			`${columnName(job.kind, 'department')}: ${called(person)} has the main job in ${pathOf(place)}, and Yunzhijia allows no part-time job there`,
		);
	} else if (move && item?.action === 'remove') {
		move.needs.add(item);
	} else if (move) {
		reject(
			move,
			`${columnName(person.kind, 'department')}: ${called(person)} has a part-time job in ${pathOf(place)}, and Yunzhijia allows no main job beside it: take that away first`,
		);
	}
}
