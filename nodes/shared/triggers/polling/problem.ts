/** What ends a poll: as a person reads it, and as n8n's back-off does. */
import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { Failure } from '../../client/failure';
import type { FailureKind } from '../../contract';
import { Invalid, sentenceOf } from '../../input/invalid';

type Cause = NonNullable<NodeApiError['failure']>['cause'];

const CAUSES: Record<Exclude<FailureKind, 'refused'>, Cause> = {
	unreachable: 'temporarily-unavailable',
	ambiguous: 'temporarily-unavailable',
	busy: 'temporarily-unavailable',
	rateLimited: 'rate-limited',
	tokenRejected: 'credential-invalid',
};

const NOTHING_LOST = 'Nothing is lost: the next poll finds the same.';

/** Where the failure has none of its own. */
const ADVICE: Partial<Record<FailureKind, string>> = {
	unreachable: NOTHING_LOST,
	ambiguous: NOTHING_LOST,
	busy: NOTHING_LOST,
	rateLimited: 'Nothing is lost: the next poll goes on. If it stays like this, poll less often.',
	refused:
		'See whether the key or app of the credential may use this query; what it needs stands in the documents of the credential.',
};

/** @returns what `poll` throws, whatever was caught */
export function problemOf(node: INode, error: unknown): Error {
	if (error instanceof Failure) return apiError(node, error);
	const isInvalid = error instanceof Invalid;
	const problem = new NodeOperationError(node, isInvalid ? sentenceOf(error) : (error as Error));
	problem.failure = { cause: isInvalid ? 'configuration-invalid' : 'node-defect' };
	return problem;
}

function apiError(node: INode, failure: Failure): NodeApiError {
	const { message, facts } = failure;
	const { httpStatus, retryAfterMs } = facts;
	const description = facts.advice ?? ADVICE[failure.kind];
	const httpCode = httpStatus === undefined ? undefined : `${httpStatus}`;
	const cause = causeOf(failure);
	const error = new NodeApiError(node, {}, { message, description, httpCode });
	// n8n puts its own words for texts that look like Node's codes.
	error.message = message;
	error.failure = isTimed(cause)
		? { cause, ...(retryAfterMs && { retryAfterMs: Math.ceil(retryAfterMs) }) }
		: { cause };
	return error;
}

const isTimed = (cause: Cause): cause is 'rate-limited' | 'temporarily-unavailable' =>
	cause === 'rate-limited' || cause === 'temporarily-unavailable';

function causeOf({ kind, facts }: Failure): Cause {
	const { ofCredential, final, platformCode, httpStatus } = facts;
	if (ofCredential) return 'credential-invalid';
	if (kind !== 'refused') return final ? 'configuration-invalid' : CAUSES[kind];
	// A list that is not whole is no answer of anybody to our settings.
	const isAnswer = platformCode !== undefined || httpStatus !== undefined;
	return isAnswer ? 'configuration-invalid' : 'temporarily-unavailable';
}
