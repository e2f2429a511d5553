/** What the tests of Weaver E10's polling trigger share: a company, and polls of it (docs/triggers.md). */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type {
	RecordedRequest,
	WeaverE10Options,
	WeaverE10State,
} from '../../../platforms/index.ts';
import { engine } from '../../engine/cases.ts';
import { BETWEEN_POLLS_MS, clockOfTest } from '../../engine/clock.ts';
import type { PollOptions, Store } from '../../engine/triggers.ts';
import { polling } from '../../engine/triggers.ts';
import { startCompany } from '../company.ts';

export const WATCHES = ['employee', 'organization', 'position'] as const;
export type Watch = (typeof WATCHES)[number];

/** Where the rows of a watch are asked for. */
export const QUERY = {
	employee: 'queryEmployee',
	organization: 'queryOrg',
	position: 'queryPosition',
};

export type Told = IDataObject & { id: string; event: string; after: IDataObject | null };

interface Watching extends WeaverE10Options {
	watch?: Watch;
	store?: Store;
	parameters?: INodeParameters;
}

/** The company of company.ts, and a trigger that watches it. */
export async function startWatching(options: Watching = {}) {
	const { watch = 'employee', parameters = {}, store, ...company } = options;
	const weaver = await startCompany(company);
	return { weaver, ...watching(weaver, { watch, ...parameters }, store) };
}

type Platform = { credential: Record<string, unknown> };

export function watching({ credential }: Platform, parameters: INodeParameters, store?: Store) {
	const credentials = { weaverE10Api: credential as IDataObject };
	const node = { type: 'weaverE10PollingTrigger', parameters, credentials };
	const trigger = polling(engine, { ...node, ...(store && { store }) } as never);
	/** What one poll tells; a poll that fails throws. */
	const told = async (poll?: PollOptions): Promise<Told[]> => {
		const { items, failure } = await trigger.poll(poll);
		if (poll?.discarded) clockOfTest().wait(BETWEEN_POLLS_MS);
		if (failure) throw failure;
		return (items ?? []).map(({ json }) => json as Told);
	};
	return { trigger, told, summary: async (poll?: PollOptions) => summaryOf(await told(poll)) };
}

/** Each event without what stands before its dot, and whose it is. */
export const summaryOf = (told: Told[]) =>
	told.map(({ event, id }) => `${event.split('.').at(-1)} ${id}`).toSorted();

/** The pages that were asked for, by their numbers. */
export const pagesOf = (requests: RecordedRequest[]) =>
	requests.map(({ body }) => Number((body as IDataObject).current));

/** More people in service. */
export function hire({ employees }: WeaverE10State, ids: string[]): void {
	for (const id of ids)
		employees.set(id, { id, username: `员工${id}`, job_num: `J${id}`, status: 'normal' });
}

/** The rows in this order, which is that of the pages; the others behind them. */
export function order<Row>(rows: Map<string, Row>, ...first: string[]): void {
	const before = [...rows];
	const moved = first.map((id) => [id, rows.get(id)!] as const);
	rows.clear();
	for (const [id, row] of [...moved, ...before]) rows.set(id, row);
}
