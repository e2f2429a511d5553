/** Does what a plan says: its items become tasks, and these go the way of all records. */
import { groupBy } from '../batching/group';
import { Failure } from '../client/failure';
import type { Credential, DirectoryRecord, SingleOperation } from '../contract';
import type { Entity, PlanItem } from '../contract/sync';
import { asInvalid } from '../input/invalid';
import { isUnset } from '../input/readers';
import { stepOf } from '../input/record';
import { done, invalid, notSent } from '../run/outcome';
import type { Outcomes } from '../run/outcomes';
import type { BatchSender } from '../run/sender';
import { isGoing } from './item';
import { idOf, isRemembered, keyOf } from './directory';
import { Schedule } from './schedule';
import { isOpen, ownTasks, type TaskRecord, type Work } from './work';

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
	const schedule = new Schedule(works, outcomes);
	const openWorks = () =>
		works.filter((work) => schedule.isUnclosed(work) && isOpen(work, outcomes));
	let hasConfirmed = false;
	await sendReady(schedule, applying);
	for (let open = openWorks(); open.length; open = openWorks()) {
		// Of what is only remembered a second look tells nothing.
		const canLook = open.some(({ item }) => !isRemembered(item.entity.kind));
		if (!hasConfirmed && canLook && !applying.hasStopped()) await confirm(open, applying);
		hasConfirmed = true;
		for (const work of open) schedule.close(work);
		await sendReady(schedule, applying);
	}
	schedule.endRest();
}

async function sendReady<C extends Credential>(
	schedule: Schedule<C>,
	applying: Applying<C>,
): Promise<void> {
	for (let tasks = schedule.next(); tasks.length; tasks = schedule.next())
		await sendAll(tasks, schedule, applying);
}

async function sendAll<C extends Credential>(
	tasks: Array<TaskRecord<C>>,
	schedule: Schedule<C>,
	applying: Applying<C>,
): Promise<void> {
	const { outcomes } = applying;
	for (const task of tasks) {
		const why = schedule.vain(task);
		if (why !== undefined) outcomes.settle(task.record, notSent(why));
	}
	const wanted = tasks.filter(({ record }) => outcomes.isOpen(record));
	for (const same of groupBy(wanted, ({ operation }) => operation)) await send(same, applying);
	for (const task of tasks) learnId(task, outcomes);
	for (const task of tasks) schedule.sent(task);
}

/** @param tasks of one operation */
async function send<C extends Credential>(
	tasks: Array<TaskRecord<C>>,
	{ credential, sender, outcomes }: Applying<C>,
): Promise<void> {
	const [{ operation }] = tasks;
	const taken = namesTakenBy(operation);
	const records: DirectoryRecord[] = [];
	for (const { work, record, values: valuesOf } of tasks) {
		try {
			const values = valuesOf();
			for (const [name, value] of Object.entries(values))
				if (!isUnset(value) && !taken.has(name))
					throw new Error(`${operation.name} takes no ${name}: it would be told as done, unsent`);
			Object.assign(record, stepOf(work.record, operation, values, credential));
			records.push(record);
		} catch (error) {
			outcomes.settle(record, invalid(asInvalid(error)));
		}
	}
	await sender.sendStep({ operation, records });
}

/** Names under which values reach a record; all others would be left out without a word. */
function namesTakenBy<C extends Credential>({
	required,
	optional = [],
	requestFields = [],
	columns,
}: SingleOperation<C>): Set<string> {
	const fields = [...required, ...optional, ...requestFields].filter(({ read }) => read);
	const ofRow = columns ? ['fields', 'additionalFieldsJson'] : [];
	return new Set([...fields.map(({ parameter }) => parameter.name), ...ofRow]);
}

/** What was created is known by its id from now on. */
function learnId<C extends Credential>({ work, record }: TaskRecord<C>, outcomes: Outcomes): void {
	const { entity } = work.item;
	if (entity.target || entity.created !== undefined) return;
	const outcome = outcomes.of(record);
	if (outcome?.kind !== 'done') return;
	const id = idGiven(entity, outcome.result as Record<string, unknown>);
	if (typeof id === 'string' && id !== '') entity.created = id;
}

/** Of a pair both ids; where the platform gives none, the key. */
function idGiven<C extends Credential>(
	entity: Entity<C>,
	result: Record<string, unknown>,
): unknown {
	const { idColumn, references, match } = entity.kind;
	if (!match)
		return references
			.map(({ name }) => entity.then[name])
			.map((each) => each && idOf(each))
			.join('|');
	return idColumn === undefined ? keyOf(entity) : result[idColumn];
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
	for (const work of works) {
		const { item } = work;
		const there = now.get(identityOf(item));
		const isAsWanted = needsNothing(there) || (isGoing(item) && there === undefined);
		if (!isAsWanted) continue;
		if (!item.entity.target) item.entity.created ??= there?.entity.target?.id;
		for (const { record } of ownTasks(work)) outcomes.settle(record, done({}));
	}
}

/** Nothing is to be done with it, but for what its row says in vain. */
const needsNothing = <C extends Credential>(item: PlanItem<C> | undefined): boolean =>
	item?.action === 'unchanged' ||
	(item?.action === 'skipped' &&
		item.changes.length === 0 &&
		item.entity.source?.leftOut !== undefined &&
		item.entity.target?.state === 'active');

/** By which a record is found in another plan of the same tables: by its rows, or by its id. */
function identityOf<C extends Credential>({ entity }: PlanItem<C>): string {
	const { kind, source } = entity;
	const own = source ? `row ${source.rows.join()} ${keyOf(entity)}` : `id ${idOf(entity)}`;
	return `${kind.value} ${own}`;
}
