/** An item of a plan while it is done: the record that stands for it, and its tasks. */
import type { Credential, DirectoryRecord, Outcome, Part } from '../contract';
import type { Directory, PlanItem, Task } from '../contract/sync';
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

/** What may be as it was wanted, whatever the answer said: it was there, or gone, already. */
export function isOpen<C extends Credential>(
	{ item, record }: Work<C>,
	outcomes: Outcomes,
): boolean {
	const outcome = outcomes.of(record);
	if (outcome?.kind === 'unknown') return true;
	return outcome?.kind === 'rejected' && (item.action === 'create' || isGoing(item));
}

/**
 * What became of an item, in words that also tell which of its steps were done.
 * @param works settled by `apply`
 */
export function outcomeOfWork<C extends Credential>(
	{ record, tasks }: Work<C>,
	outcomes: Outcomes,
): Outcome {
	const [outcome] = outcomes.all([record]);
	if (outcome.kind === 'done' || tasks.length < 2) return outcome;
	const went = tasks.filter((task) => outcomes.of(task.record)?.kind === 'done');
	if (went.length === 0) return outcome;
	const names = went.map(({ operation }) => operation.name).join(', ');
	const message = `${outcome.reason.message} (done of it: ${names})`;
	return { ...outcome, reason: { ...outcome.reason, message } };
}
