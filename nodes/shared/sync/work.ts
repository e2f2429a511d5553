/** An item of a plan while it is done: the record that stands for it, and its tasks. */
import type { Credential, DirectoryRecord, Outcome, Part } from '../contract';
import type { Directory, PlanItem, Task } from '../contract/sync';
import { worstOf } from '../run/outcome';
import type { Outcomes } from '../run/outcomes';
import { isGoing } from './item';

export interface Work<C extends Credential> {
	item: PlanItem<C>;
	record: DirectoryRecord;
	tasks: Array<TaskRecord<C>>;
}

export interface TaskRecord<C extends Credential> extends Task<C> {
	work: Work<C>;
	record: DirectoryRecord;
}

export function workOf<C extends Credential>(
	items: Array<PlanItem<C>>,
	directory: Directory<C>,
): Array<Work<C>> {
	return items.map((item, index) => {
		const record: DirectoryRecord = { index, row: {}, request: {} };
		const work: Work<C> = { item, record, tasks: [] };
		work.tasks = item.entity.kind.tasks(item, directory).map((task) => {
			const part: Part = { of: record, name: task.operation.name, kind: 'step' };
			const own: DirectoryRecord = { index, row: {}, request: {}, part };
			return { ...task, work, record: own };
		});
		return work;
	});
}

/** What others wait for: all of its tasks but those that are set when everybody is there. */
export function ownTasks<C extends Credential>({ tasks }: Work<C>): Array<TaskRecord<C>> {
	const own = tasks.filter(({ after }) => !after);
	return own.length ? own : tasks;
}

/** What became of these tasks together, as far as others build upon it; undefined: that is open. */
export function ownOutcome<C extends Credential>(
	work: Work<C>,
	outcomes: Outcomes,
): Outcome | undefined {
	const tasks = ownTasks(work);
	const known = tasks.flatMap(({ record }) => outcomes.of(record) ?? []);
	return known.length === tasks.length ? worstOf(known) : undefined;
}

/**
 * What may be as it was wanted, whatever the answer said: it was there, or gone, already. Of what was
 * done in part nothing more is in doubt.
 */
export function isOpen<C extends Credential>(work: Work<C>, outcomes: Outcomes): boolean {
	const outcome = ownOutcome(work, outcomes);
	if (outcome?.kind === 'unknown') return true;
	const { action } = work.item;
	const isAllOrNothing = action === 'create' || isGoing(work.item);
	const isPartDone = ownTasks(work).some(({ record }) => outcomes.of(record)?.kind === 'done');
	return outcome?.kind === 'rejected' && isAllOrNothing && !isPartDone;
}

/**
 * What became of an item, in words that also tell which of its steps were done.
 * @param works settled by `apply`
 */
export function outcomeOfWork<C extends Credential>(work: Work<C>, outcomes: Outcomes): Outcome {
	const { record, tasks } = work;
	const [outcome] = outcomes.all([record]);
	if (outcome.kind === 'done' || tasks.length < 2) return outcome;
	const went = tasks.filter((task) => outcomes.of(task.record)?.kind === 'done');
	if (went.length === 0) return outcome;
	const names = went.map(({ operation }) => operation.name).join(', ');
	const message = `${outcome.reason.message} (done of it: ${names})`;
	return { ...outcome, reason: { ...outcome.reason, message } };
}
