/** A `call` that answers as it is told, and batches to perform: for the tests of operations. */
import type { Call, Reply } from '../../nodes/shared/call.ts';
import { Failure } from '../../nodes/shared/failure.ts';
import type { Rec, Values } from '../../nodes/shared/operation.ts';

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

export const batch = (rows: Values[], request: Values = {}, from = 7): Rec[] =>
	rows.map((row, at) => ({ index: from + at, row, request }));
