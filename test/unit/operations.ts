import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../../nodes/shared/client/failure.ts';
import type { Call, DirectoryRecord, Reply } from '../../nodes/shared/contract/index.ts';

/** Answers each call with the next of these; records path, body and whether it may be repeated. */
export function calls(...answers: Array<Partial<Reply> | Failure>) {
	const made: unknown[][] = [];
	const call: Call = async ({ method, path }, body, { repeatable }) => {
		made.push([`${method} ${path.split('/').slice(-2).join('/')}`, body, repeatable]);
		const answer = answers[made.length - 1];
		if (answer instanceof Failure) throw answer;
		return await Promise.resolve({ data: undefined, body: undefined, repeated: false, ...answer });
	};
	return { call, made };
}

export const batch = (
	rows: IDataObject[],
	request: IDataObject = {},
	from = 7,
): DirectoryRecord[] => rows.map((row, at) => ({ index: from + at, row, request }));
