/** Does what a plan says: its items become tasks, and these go the way of all records. */
import { groupBy } from '../batching/chunk';
import { Failure } from '../client/failure';
import type { Credential, DirectoryRecord, Outcome, Part } from '../contract';
import type { Directory, PlanItem, Task } from '../contract/sync';
import { asInvalid } from '../input/invalid';
import { stepOf } from '../input/record';
import { done, invalid, notSent } from '../run/outcome';
import type { Outcomes } from '../run/outcomes';
import type { BatchSender } from '../run/sender';
import { isGoing } from './checks';
import { called, idOf, keyOf } from './directory';

/** An item of the plan, the record that stands for it, and its tasks. */
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

/** What a run of tasks needs besides them. */
export interface Applying<C extends Credential> {
	credential: C;
	sender: BatchSender<C>;
	outcomes: Outcomes;
	/** Makes the plan anew from what is on the platform now. Throws Failure */
	again(): Promise<Array<PlanItem<C>>>;
	/** Nothing further can be sent or read. */
	hasStopped(): boolean;
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
			return { ...task, work, record: own, isSettled: false };
		});
		return work;
	});
}

/**
 * Sends everything that is planned, what others need first. Where it is open afterwards what was
 * done, the platform is read once more, and what turns out to be there is built upon.
 * @throws what is no failure of a request: Cancelled, or a fault of ours
 */
export async function apply<C extends Credential>(
	works: Array<Work<C>>,
	applying: Applying<C>,
): Promise<void> {
	const { outcomes } = applying;
	for (const { tasks } of works) for (const { record } of tasks) outcomes.expect(record);
	const isOpen = openQuestions(outcomes);
	await sendAll(works, applying, isOpen);
	const open = works.filter(isOpen);
	if (open.length && !applying.hasStopped()) {
		await confirm(open, applying);
		await sendAll(works, applying, () => false);
	}
	for (const { record } of works.flatMap(({ tasks }) => tasks))
		outcomes.settleIfOpen(record, notSent('Not sent, because what it waits for was not done'));
}

/** What may be as it was wanted, whatever the answer said: it was there, or gone, already. */
const openQuestions =
	<C extends Credential>(outcomes: Outcomes) =>
	({ item, record }: Work<C>): boolean => {
		const outcome = outcomes.of(record);
		if (outcome?.kind === 'unknown') return true;
		return outcome?.kind === 'rejected' && (item.action === 'create' || isGoing(item));
	};

/**
 * Sends what is ready, until nothing is.
 * @param isOpen of these it may still turn out that they were done: who needs them waits
 */
async function sendAll<C extends Credential>(
	works: Array<Work<C>>,
	applying: Applying<C>,
	isOpen: (work: Work<C>) => boolean,
): Promise<void> {
	const { outcomes } = applying;
	const workFor = new Map(works.map((work) => [work.item, work]));
	/** Undefined: it is not settled, or not for good. */
	const outcomeOf = (item: PlanItem<C>): Outcome | undefined => {
		const work = workFor.get(item);
		return work && !isOpen(work) ? outcomes.of(work.record) : undefined;
	};
	let left = works.flatMap(({ tasks }) => tasks).filter(({ isSettled }) => !isSettled);
	for (;;) {
		left = left.filter((task) => {
			const why = inVain(task, outcomeOf, outcomes);
			if (why !== undefined) {
				task.isSettled = true;
				outcomes.settleIfOpen(task.record, notSent(why));
			}
			return !task.isSettled;
		});
		const ready = left.filter((task) => isReady(task, outcomeOf));
		if (ready.length === 0) return;
		const phase = ready.reduce((least, task) => Math.min(least, task.phase), Infinity);
		const sent = ready.filter((task) => task.phase === phase);
		for (const same of groupBy(sent, ({ operation }) => operation)) await send(same, applying);
		for (const task of sent) task.isSettled = true;
		for (const { work } of sent) learnId(work, outcomes);
	}
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

/** @param tasks of one operation */
async function send<C extends Credential>(
	tasks: Array<TaskRecord<C>>,
	{ credential, sender, outcomes }: Applying<C>,
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
	const { idColumn, references } = entity.kind;
	if (entity.target || entity.created !== undefined) return;
	const outcome = outcomes.of(record);
	if (outcome?.kind !== 'done') return;
	const { [idColumn ?? '']: own } = outcome.result as Record<string, unknown>;
	const pair = references.map(({ name }) => entity.then[name]).map((each) => each && idOf(each));
	const id = idColumn === undefined ? pair.join('|') : own;
	if (typeof id === 'string' && id !== '') entity.created = id;
}

/** Reads the platform again: what is there as it was wanted, or gone as it was wanted, is done. */
async function confirm<C extends Credential>(
	works: Array<Work<C>>,
	{ outcomes, again }: Applying<C>,
): Promise<void> {
	const items = await again().catch((error: unknown) => {
		if (error instanceof Failure) return undefined; // then it stays as open as it was
		throw error;
	});
	if (!items) return;
	const now = new Map(items.map((item) => [identityOf(item), item]));
	for (const { item, tasks } of works) {
		const there = now.get(identityOf(item));
		const isAsWanted = there?.action === 'unchanged' || (isGoing(item) && there === undefined);
		if (!isAsWanted) continue;
		if (!item.entity.target) item.entity.created ??= there?.entity.target?.id;
		for (const { record } of tasks) outcomes.settle(record, done({}));
	}
}

/** By which a record is found in another plan of the same tables: by its rows, or by its id. */
function identityOf<C extends Credential>({ entity }: PlanItem<C>): string {
	const { kind, source } = entity;
	const own = source ? `row ${source.rows.join()} ${keyOf(entity)}` : `id ${idOf(entity)}`;
	return `${kind.value} ${own}`;
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
