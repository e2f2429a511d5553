/**
 * Writes of departments, persons and leaders against answers that a test writes itself: forms that
 * the strict platform never gives.
 */
import type { IDataObject } from 'n8n-workflow';
import { expect } from 'vitest';
import type { RecordedRequest } from '../../../platforms/index.ts';
import { expectEachOnce, reasons, run } from '../../engine/cases.ts';
import type { NodeUnderTest } from '../../engine/engine.ts';
import { startScripted } from '../../engine/scripted.ts';
import type { DirectoryWrite } from './writes.ts';
import { carried, itemsFor, WRITES } from './writes.ts';
import { named, OPEN } from '../team.ts';

export type Sent = IDataObject | string;
/** `at` counts the requests, from 0. */
export type Data = (rows: Sent[], at: number) => unknown;

interface How extends Partial<NodeUnderTest> {
	count?: number;
	batchSize?: number;
}

export const OK = { success: true, error: null, errorCode: 100 };

/** Runs so many records against answers that a script gives; requests leave one by one. */
export async function perform(
	name: string,
	answer: (request: RecordedRequest, at: number) => unknown,
	{ count = 6, batchSize = 3, ...node }: How = {},
) {
	const write = WRITES[name];
	let requests = 0;
	const platform = await startScripted(`POST ${OPEN}${write.path}`, (request) =>
		answer(request, requests++),
	);
	const options = { batchSize, concurrency: 1, retries: 0 };
	const items = itemsFor(write, count);
	const parameters = { ...write.parameters, options };
	const result = await run('yunzhijia', platform, named(name), parameters, items, node);
	expect(platform.requestsTo(write.path)).toHaveLength(requests);
	if (!node.onError) expectEachOnce(result, items.length);
	return { ...result, requests };
}

export const telling = async (name: string, data: Data, how?: How) =>
	await perform(name, (request, at) => ({ ...OK, data: data(carried(request), at) }), how);

/** What the vendor may name a record of a request by, besides its place. */
export function keyOf(sent: Sent): string {
	if (typeof sent === 'string') return sent;
	const { mobile } = (sent.account ?? {}) as IDataObject;
	return String(mobile ?? sent.openId ?? sent.orgId);
}
/** What the platform says of a record that it refuses. */
export const reason = (key: string) => `no to ${key}`;

export const of = (...families: Array<DirectoryWrite['family']>) =>
	Object.entries(WRITES)
		.filter(([, { family }]) => families.includes(family))
		.map(([name, write]) => [name, write] as const);

/** The outcome and text of each failed item. */
export const ends = (result: { error: Parameters<typeof reasons>[0] }) =>
	reasons(result.error).map(({ item, error, outcome }: IDataObject) => [item, outcome, error]);

/** By what the answers may name the records. */
export const keysFor = (name: string, count: number) => {
	const write = WRITES[name];
	const { row = (item: IDataObject) => item } = write;
	return itemsFor(write, count).map((item) => keyOf(row(item)));
};
