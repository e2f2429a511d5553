/** Every operation of Weaver E10 that syncs rows. */
import { OTHERS } from './others.ts';
import { PEOPLE_AND_UNITS } from './people.ts';
import type { RowsCase } from './rows.ts';

export const CASES: RowsCase[] = [...PEOPLE_AND_UNITS, ...OTHERS];

/** The case of an operation. */
export const caseOf = (operation: string): RowsCase =>
	CASES.find((each) => each.operation === operation)!;
