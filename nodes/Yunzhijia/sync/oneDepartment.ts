/**
 * Nobody can have the main job and a part-time job in one department: the platform refuses it, and
 * advises to take the part-time job away first (docs/vendors/yunzhijia.md, section 3, “Rules”).
 */
import type { DraftPlan, PlanItem, Rule } from '../../shared/contract/sync';
import { isChanging } from '../../shared/sync/checks';
import { called, nameOf, pathOf } from '../../shared/sync/directory';
import type { YunzhijiaCredential } from '../token';

type Plan = DraftPlan<YunzhijiaCredential>;
type Item = PlanItem<YunzhijiaCredential>;

/** Where a person's main job will be, and whether it gets there in this run. */
function mainJob(plan: Plan, job: Item) {
	const person = job.entity.then.person ?? job.entity.now.person;
	const item = person && plan.itemOf(person);
	const moves =
		item !== undefined && isChanging(item) && person?.now.department !== person?.then.department;
	return {
		person,
		item,
		moves,
		department: moves ? person?.then.department : person?.now.department,
	};
}

function check(plan: Plan): void {
	const jobs = plan.directory.kinds.get('partTimeJob');
	if (!jobs) return;
	for (const entity of jobs.entities) {
		const job = plan.itemOf(entity);
		const place = entity.then.department ?? entity.now.department;
		if (!place) continue;
		const holder = entity.then.person ?? entity.now.person;
		const { item, moves, department } = holder
			? mainJob(plan, { entity } as Item)
			: { item: undefined, moves: false, department: undefined };
		if (department !== place) {
			// Where the main job is now there is room as soon as it has moved.
			if (job?.action === 'create' && moves && holder?.now.department === place && item)
				job.needs.add(item);
			continue;
		}
		if (job && isChanging(job) && !entity.target)
			plan.reject(
				job,
				`department: ${nameOf(holder!)} has the main job in ${pathOf(place)}, and Yunzhijia allows no part-time job there`,
			);
		else if (entity.target && moves && item) {
			if (job?.action === 'remove') item.needs.add(job);
			else
				plan.reject(
					item,
					`department: ${called(holder!)} has a part-time job in ${pathOf(place)}, and Yunzhijia allows no main job beside it: take that away first`,
				);
		}
	}
}

export const oneDepartment: Rule<YunzhijiaCredential> = {
	reads: 'partTimeJob',
	isNeeded: ({ kinds }) =>
		kinds
			.get('person')
			?.entities.some(
				({ source, target, now, then }) =>
					source && target && then.department && now.department !== then.department,
			) ?? false,
	check,
};
