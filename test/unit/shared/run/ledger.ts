/** Ledgers of a run in which some records have their outcomes: for the tests of nodes/shared/run. */
import type { DirectoryRecord, Outcome } from '../../../../nodes/shared/contract/index.ts';
import { Outcomes } from '../../../../nodes/shared/run/outcomes.ts';

export const recordsOf = (length: number): DirectoryRecord[] =>
	Array.from({ length }, (_, index) => ({ index, row: {}, request: {} }));

/** So many records, settled in the order given. */
export function settled(
	length: number,
	continueOnFail: boolean,
	...ends: Array<[number, Outcome]>
): { outcomes: Outcomes; records: DirectoryRecord[] } {
	const records = recordsOf(length);
	const outcomes = new Outcomes(continueOnFail);
	for (const record of records) outcomes.expect(record);
	for (const [index, outcome] of ends) outcomes.settle(records[index], outcome);
	return { outcomes, records };
}
