/** Which tasks of a plan may be sent next. What an item needs in vain ends it: it is not sent. */
import { addTo } from '../batching/group';
import type { Credential, Outcome } from '../contract';
import type { Entity, Kind } from '../contract/sync';
import { notSent } from '../run/outcome';
import type { Outcomes } from '../run/outcomes';
import { called, idOf } from './directory';
import { sentenceIn } from './report';
import { isOpen, ownOutcome, type TaskRecord, type Work } from './work';

export class Schedule<C extends Credential> {
	private readonly outcomes: Outcomes;
	private readonly workOfEntity: Map<Entity<C>, Work<C>>;
	/** How many of its needs have not ended. */
	private readonly missing = new Map<Work<C>, number>();
	private readonly waiting = new Map<Work<C>, Array<Work<C>>>();
	/** By phase. */
	private readonly ready = new Map<number, Array<TaskRecord<C>>>();
	/** Those of which nothing further is sent. */
	private readonly ended = new Set<Work<C>>();
	private readonly closed = new Set<Work<C>>();
	/** Why those were not sent that needed something in vain: the first cause of it all. */
	private readonly causes = new Map<Work<C>, string>();

	constructor(works: Array<Work<C>>, outcomes: Outcomes) {
		this.outcomes = outcomes;
		this.workOfEntity = new Map(works.map((work) => [work.item.entity, work]));
		const workOf = new Map(works.map((work) => [work.item, work]));
		for (const work of works) {
			const needs = [...work.item.needs].flatMap((item) => workOf.get(item) ?? []);
			this.missing.set(work, needs.length);
			for (const need of needs) addTo(this.waiting, need, work);
		}
		for (const work of works) if (this.missing.get(work) === 0) this.release(work);
	}

	/** What may be sent now: of the lowest phase of all that is ready. Empty: nothing is. */
	next(): Array<TaskRecord<C>> {
		const phases = [...this.ready.keys()].toSorted((a, b) => a - b);
		for (const phase of phases) {
			const [tasks, early] = this.dueIn(phase);
			if (tasks.length === 0) continue;
			if (early.length) this.ready.set(phase, early);
			else this.ready.delete(phase);
			return tasks;
		}
		return [];
	}

	/** What is held back for somebody who does not come in this run is not sent. */
	endRest(): void {
		for (const { record, after = [] } of [...this.ready.values()].flat()) {
			const lost = after.find((entity) => idOf(entity) === '');
			const name = lost ? called(lost) : 'what it refers to';
			this.outcomes.settleIfOpen(
				record,
				notSent(`Not sent, because ${name} was not there in time`),
			);
		}
		this.ready.clear();
	}

	/** Those of a phase, and apart from them those that refer to what is still to be created. */
	private dueIn(phase: number): [due: Array<TaskRecord<C>>, early: Array<TaskRecord<C>>] {
		const all = this.ready.get(phase) ?? [];
		const isEarly = ({ after = [] }: TaskRecord<C>) =>
			after.some((entity) => this.isToCome(entity, phase));
		return all.some(({ after }) => after?.length)
			? [all.filter((task) => !isEarly(task)), all.filter(isEarly)]
			: [all, []];
	}

	/** It has no id yet, and a task of an earlier phase may give it one. */
	private isToCome(entity: Entity<C>, phase: number): boolean {
		const work = this.workOfEntity.get(entity);
		if (!work || idOf(entity) !== '') return false;
		return work.tasks.some(
			(task) => task.phase < phase && this.outcomes.of(task.record) === undefined,
		);
	}

	/** Why a task makes no sense any more: what it refers to was not created. */
	vain({ after = [] }: TaskRecord<C>): string | undefined {
		for (const entity of after) {
			const work = entity.target ? undefined : this.workOfEntity.get(entity);
			const outcome = work && this.outcomes.of(work.tasks[0].record);
			if (outcome && outcome.kind !== 'done')
				return inVain(called(entity), reasonOf(outcome, entity.kind));
		}
		return undefined;
	}

	/** A task has its outcome. */
	sent(task: TaskRecord<C>): void {
		const { work } = task;
		if (task.isFirst) this.afterFirst(task);
		// Of what is open it may still turn out that it was done: who needs it waits.
		const isKnown = ownOutcome(work, this.outcomes) !== undefined && !isOpen(work, this.outcomes);
		if (isKnown && this.isUnclosed(work)) this.close(work);
	}

	/** Whoever needs it still waits. */
	isUnclosed(work: Work<C>): boolean {
		return !this.closed.has(work);
	}

	/** What has become of it is known for good. */
	close(work: Work<C>): void {
		const closed = [work];
		for (let each = closed.pop(); each; each = closed.pop()) {
			this.closed.add(each);
			const outcome = ownOutcome(each, this.outcomes);
			for (const waiter of this.waiting.get(each) ?? []) {
				const missing = (this.missing.get(waiter) ?? 0) - 1;
				this.missing.set(waiter, missing);
				if (this.ended.has(waiter)) continue;
				if (outcome?.kind !== 'done') {
					const cause = this.causes.get(each) ?? reasonOf(outcome, each.item.entity.kind);
					this.causes.set(waiter, cause);
					this.end(waiter, waiter.tasks, inVain(called(each.item.entity), cause));
					closed.push(waiter);
				} else if (missing === 0) this.release(waiter);
			}
		}
	}

	private release({ tasks }: Work<C>): void {
		const first = tasks.filter(({ isFirst }) => isFirst);
		for (const task of first.length ? first : tasks) this.put(task);
	}

	private afterFirst({ work, operation, record }: TaskRecord<C>): void {
		const rest = work.tasks.filter(({ isFirst }) => !isFirst);
		const outcome = this.outcomes.of(record);
		if (outcome?.kind === 'done') for (const task of rest) this.put(task);
		else this.end(work, rest, inVain(operation.name, reasonOf(outcome, work.item.entity.kind)));
	}

	private put(task: TaskRecord<C>): void {
		addTo(this.ready, task.phase, task);
	}

	private end(work: Work<C>, tasks: Array<TaskRecord<C>>, why: string): void {
		for (const { record } of tasks) this.outcomes.settleIfOpen(record, notSent(why));
		this.ended.add(work);
	}
}

const inVain = (name: string, cause: string): string =>
	`Not sent, because ${name} was not done: ${cause}`;

const reasonOf = <C extends Credential>(outcome: Outcome | undefined, kind: Kind<C>): string =>
	outcome && outcome.kind !== 'done' ? sentenceIn(kind, outcome.reason) : 'it was never sent';
