/** Does what a plan says: its items become tasks, and these go the way of all records. */
import { groupBy } from '../batching/chunk';
import type { Credential, DirectoryRecord, Outcome, Part } from '../contract';
import { asInvalid } from '../input/invalid';
import { stepOf } from '../input/record';
import { invalid, notSent } from '../run/outcome';
import type { Outcomes } from '../run/outcomes';
import type { BatchSender } from '../run/sender';
import { called } from './directory';
import type { Directory, PlanItem, Task } from '../contract/sync';

export interface Work<C extends Credential> {
	item: PlanItem<C>;
	record: DirectoryRecord;
	tasks: Array<TaskRecord<C>>;
}

interface TaskRecord<C extends Credential> extends Task<C> {
	work: Work<C>;
	record: DirectoryRecord;
	isSettled: boolean;
}

/** The planned items with the records that stand for them, in their order. */
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
			return { ...task, work, record: own, isSettled: false };
		});
		return work;
	});
}

/**
 * Sends everything that is planned, what is needed first first. What an item needs in vain ends
 * it: it is not sent.
 * @throws what is no failure of a request: Cancelled, or a fault of ours
 */
export async function apply<C extends Credential>(
	works: Array<Work<C>>,
	credential: C,
	sender: BatchSender<C>,
	outcomes: Outcomes,
): Promise<void> {
	const workFor = new Map(works.map((work) => [work.item, work]));
	for (const { tasks } of works) for (const { record } of tasks) outcomes.expect(record);
	const outcomeOf = (item: PlanItem<C>): Outcome | undefined => {
		const work = workFor.get(item);
		return work && outcomes.of(work.record);
	};
	let open = works.flatMap(({ tasks }) => tasks);
	while (open.length) {
		open = open.filter((task) => {
			const why = inVain(task, outcomeOf, outcomes);
			if (why !== undefined) {
				task.isSettled = true;
				outcomes.settleIfOpen(task.record, notSent(why));
			}
			return !task.isSettled;
		});
		const ready = open.filter((task) => isReady(task, outcomeOf));
		if (ready.length === 0) break;
		const phase = ready.reduce((least, task) => Math.min(least, task.phase), Infinity);
		const sent = ready.filter((task) => task.phase === phase);
		for (const same of groupBy(sent, ({ operation }) => operation))
			await send(same, credential, sender, outcomes);
		for (const task of sent) task.isSettled = true;
		for (const { work } of sent) learnId(work, outcomes);
	}
	for (const { record } of open)
		outcomes.settleIfOpen(record, notSent('Not sent, because it waits for what was never done'));
}

function isReady<C extends Credential>(
	{ work, isFirst }: TaskRecord<C>,
	outcomeOf: (item: PlanItem<C>) => Outcome | undefined,
): boolean {
	for (const item of work.item.needs) if (outcomeOf(item) === undefined) return false;
	return isFirst === true || work.tasks.every((task) => !task.isFirst || task.isSettled);
}

/** Why a task makes no sense any more. */
function inVain<C extends Credential>(
	{ work, isFirst }: TaskRecord<C>,
	outcomeOf: (item: PlanItem<C>) => Outcome | undefined,
	outcomes: Outcomes,
): string | undefined {
	for (const item of work.item.needs) {
		const outcome = outcomeOf(item);
		if (outcome === undefined || outcome.kind === 'done') continue;
		return `Not sent, because ${called(item.entity)} was not done: ${outcome.reason.message}`;
	}
	const first = isFirst ? undefined : work.tasks.find((task) => task.isFirst);
	const outcome = first && outcomes.of(first.record);
	if (outcome === undefined || outcome.kind === 'done') return undefined;
	return `Not sent, because ${first?.operation.name} came to nothing: ${outcome.reason.message}`;
}

async function send<C extends Credential>(
	tasks: Array<TaskRecord<C>>,
	credential: C,
	sender: BatchSender<C>,
	outcomes: Outcomes,
): Promise<void> {
	const records: DirectoryRecord[] = [];
	for (const { work, record, operation, values } of tasks) {
		try {
			Object.assign(record, stepOf(work.record, operation, values(), credential));
			records.push(record);
		} catch (error) {
			outcomes.settle(record, invalid(asInvalid(error)));
		}
	}
	await sender.sendStep({ operation: tasks[0].operation, records });
}

/** What was created is known by its id from now on. */
function learnId<C extends Credential>(
	{ item: { entity }, record }: Work<C>,
	outcomes: Outcomes,
): void {
	const { idColumn } = entity.kind;
	if (entity.target || entity.created !== undefined || idColumn === undefined) return;
	const outcome = outcomes.of(record);
	if (outcome?.kind !== 'done') return;
	const { [idColumn]: id } = outcome.result as Record<string, unknown>;
	if (typeof id === 'string' && id !== '') entity.created = id;
}
