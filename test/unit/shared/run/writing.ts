/** An operation that writes rows, and runs of it: for the tests of nodes/shared/run/run.ts. */
import type { IDataObject, IHttpRequestOptions, NodeApiError } from 'n8n-workflow';
import { expect } from 'vitest';
import type { Field, SingleOperation } from '../../../../nodes/shared/contract/index.ts';
import { text } from '../../../../nodes/shared/input/readers.ts';
import { done, rejected } from '../../../../nodes/shared/run/outcome.ts';
import { run } from '../../../../nodes/shared/run/run.ts';
import {
	contextOf,
	ended,
	platform,
	response,
	write,
	type Recording,
	type Run,
	type TestCredential,
} from '../fakes.ts';

const plainText = (name: string): Field => ({
	parameter: { displayName: name, name, type: 'string', default: '' },
	read: text(),
});

/** Takes rows with their place, and gives the places of those that it refuses. */
export const writing = (fields: Partial<SingleOperation<TestCredential>>, repeatable = true) => {
	const operation: SingleOperation<TestCredential> = {
		name: 'Write',
		value: 'write',
		action: 'Write',
		term: '写',
		description: 'Write',
		endpoints: [write],
		required: [plainText('code'), { ...plainText('group'), requestWide: true, mayBeEmpty: true }],
		optional: [plainText('note')],
		async perform(batch, call) {
			const rows = batch.map(({ index, row }) => ({ place: index, ...row }));
			const { data } = await call(write, { rows, ...batch[0].request }, { repeatable });
			const refused = new Set(data as number[]);
			return batch.map(({ index, row }) =>
				refused.has(index) ? rejected({ message: 'refused', code: '7' }) : done({ ...row }),
			);
		},
		...fields,
	};
	return [{ name: 'Row', value: 'row', term: '行', operations: [operation] }];
};

/** What `writing` is asked for, all fields by expression. */
export const rowParameters = (options: IDataObject = {}): IDataObject => ({
	resource: 'row',
	operation: 'write',
	code: '={{ $json.code }}',
	group: '={{ $json.group }}',
	additionalFields: { note: '={{ $json.note }}' },
	options,
});

/** The rows of a request of `writing`. */
export const rowsOf = ({ body }: IHttpRequestOptions): Array<{ place: number; code: string }> =>
	(JSON.parse(String(body)) as { rows: Array<{ place: number; code: string }> }).rows;

export const ok = response({ ok: true, data: [] });
export const refusal = response({ ok: false, code: 'full', text: 'says' });
export const items = (...codes: string[]): IDataObject[] => codes.map((code) => ({ code }));
export const LETTERS = items('A', 'B', 'C', 'D', 'E');

export interface Told extends Partial<Run> {
	told: Recording;
	batchSize?: number;
	options?: IDataObject;
	resources?: ReturnType<typeof writing>;
}

export const running = ({ told, batchSize = 2, options, resources, ...rest }: Told) => {
	const context = contextOf({
		items: LETTERS,
		parameters: rowParameters({ batchSize, concurrency: 1, retries: 0, ...options }),
		helper: told.helper,
		...rest,
	});
	return async () =>
		await ended(
			run(context, platform, resources ?? writing({ batch: { size: 2, limit: 3 } })).catch(
				(error: unknown) => error as NodeApiError,
			),
		);
};

export const codesSent = ({ sent }: Recording) =>
	sent.map((options) =>
		rowsOf(options)
			.map(({ code }) => code)
			.join(''),
	);

/** Every item as `done`, or its outcome and message. */
export const outcomes = (result: unknown) =>
	(result as Array<Array<{ json: IDataObject; pairedItem: { item: number } }>>)[0].map(
		({ json, pairedItem }, place) => {
			expect(pairedItem).toEqual({ item: place });
			const { outcome } = (json.details ?? {}) as IDataObject;
			return outcome === undefined ? 'done' : `${String(outcome)}: ${String(json.error)}`;
		},
	);
