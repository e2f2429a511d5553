/** A company in a table, the same company on Yunzhijia half-way there, and the sync between them. */
import { expect } from 'vitest';
import type { Execution, WorkflowJson } from '../../demo/n8n.ts';
import { SYNC_INPUTS, connected, tableOf, yunzhijiaSync } from '../n8n/workflows.ts';
import { dataOf, seedTeam } from '../platforms/index.ts';
import type { TestPlatform, YunzhijiaPerson, YunzhijiaState } from '../platforms/index.ts';
import { emptyState } from '../platforms/yunzhijia/state.ts';
import { webhook } from './workflows.ts';

export interface Roster {
	departments: object[];
	people: Array<Record<string, string>>;
}

/** What the platform and the table both say of a person. */
const rowOf = (
	{ name, jobNo = '', phone = '', jobTitle, orgId }: YunzhijiaPerson,
	{ departments }: YunzhijiaState,
) => ({ name, jobNo, phone, jobTitle, department: departments.get(orgId)?.department ?? '' });

export function rosterOf(people: number): Roster {
	const state = emptyState();
	seedTeam(state, people);
	return {
		departments: [...state.departments.values()].map(({ department }) => ({ department })),
		people: [...state.people.values()].map((person) => rowOf(person, state)),
	};
}

/** How many of them the platform has before, and how many of these have another title. */
const THERE = 500;
const OUTDATED = 100;

export function seed(state: YunzhijiaState): void {
	seedTeam(state, THERE);
	for (const person of [...state.people.values()].slice(0, OUTDATED)) person.jobTitle = '旧职务';
}

/** Applies what is posted, in requests of so many people; whoever is missing there has to leave. */
export const syncOfRoster = (path: string, batchSize: number): WorkflowJson => {
	const [departments, people] = SYNC_INPUTS;
	return connected(
		'Roster',
		[
			webhook(path, 'onReceived'),
			...tableOf(departments, '$json.body.departments'),
			...tableOf(people, '$json.body.people'),
			yunzhijiaSync('Sync', {
				mode: 'apply',
				personMissing: 'retire',
				departmentMissing: 'remove',
				// Held for as long as something takes to come back.
				options: { batchSize, timeout: 300 },
			}),
		],
		[departments, people].flatMap((table) => [
			{ from: 'Webhook', to: `${table} List` },
			{ from: `${table} List`, to: table },
			{ from: table, to: 'Sync', input: SYNC_INPUTS.indexOf(table) },
		]),
	);
};

const byNumber = (one: { jobNo: string }, other: { jobNo: string }) =>
	one.jobNo < other.jobNo ? -1 : 1;

/** The platform has exactly these people, each once, and nobody ever had to go. */
export function expectEqual({ state }: TestPlatform<YunzhijiaState>, { people }: Roster): void {
	const rows = [...state.people.values()].map((person) => rowOf(person, state));
	expect(rows.toSorted(byNumber)).toEqual(people);
	const { people: all, deletedPeople, departments } = state;
	expect([...all.values()].filter(({ status = '1' }) => status !== '1')).toEqual([]);
	expect(deletedPeople.size).toBe(0);
	expect(departments.size).toBe(emptyTeam.departments.size);
}

const emptyTeam = emptyState();
seedTeam(emptyTeam, 0);

/** Whom the platform was asked to add, by phone, as often as it was asked. */
export const askedToAdd = (platform: TestPlatform<YunzhijiaState>): string[] =>
	platform
		.requestsTo('person/addNew')
		.flatMap(
			(request) =>
				(dataOf(request) as { persons: Array<{ account?: { mobile: string }; phone?: string }> })
					.persons,
		)
		.map(({ account, phone }) => account?.mobile ?? phone ?? '');

export const twice = (values: string[]): string[] =>
	values.filter((value, at) => values.indexOf(value) !== at);

export interface Summary {
	fingerprint: string;
	counts: { person: Record<string, number> };
	warnings: string[];
}

/** What the sync says of itself at its end. */
export const summaryIn = ({ data }: Execution): Summary | undefined =>
	data.resultData.runData.Sync?.[0].data?.main[1]?.[0]?.json as Summary | undefined;
