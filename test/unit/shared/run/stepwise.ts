/** An operation of several steps: for the tests of nodes/shared/run/sender.ts. */
import type {
	DirectoryRecord,
	Progress,
	SingleOperation,
	Step,
} from '../../../../nodes/shared/contract/index.ts';
import type { TestCredential } from '../fakes.ts';
import { writing } from './writing.ts';

export type Steps = (
	records: DirectoryRecord[],
	progress: Progress,
) => AsyncIterable<Array<Step<TestCredential>>>;

/** The part of each record that a step of that name does. */
export const partsOf = (records: DirectoryRecord[], name: string): DirectoryRecord[] =>
	records.map((of) => ({ ...of, part: { of, name, kind: 'step' } }));

/** One record a request. */
export const single = (
	fields: Partial<SingleOperation<TestCredential>> = {},
	repeatable = true,
) => {
	const [{ operations }] = writing(fields, repeatable);
	return operations[0];
};

export const step = (
	records: DirectoryRecord[],
	name: string,
	operation = single(),
): Step<TestCredential> => ({ operation, records: partsOf(records, name) });

/** The resource of `writing`, of which the operation takes these steps. */
export function stepwise(steps: Steps): ReturnType<typeof writing> {
	const batch = { size: 2, limit: 2 };
	const operation = { ...single({ batch }), perform: undefined, steps };
	return [{ name: 'Row', value: 'row', term: '行', operations: [operation as never] }];
}
