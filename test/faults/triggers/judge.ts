/**
 * Whether a trigger told what happened. Pure, with the rules of judge.ts and of the syncs' judge.ts:
 *
 * 1. A failure says its cause to n8n, and every event leaves in some way.
 * 5. Nothing is told twice. 6. It ends. 7. No secret is told.
 * 8. A poll that is not whole tells nothing.
 * 9. Nothing is told that did not happen.
 * 10. When the fault has ended everything that happened has been told.
 */
import type { Complaint } from '../judge.ts';

export interface Told {
	/** The event and whose it is. */
	name: string;
	eventKey: string;
}

export interface Poll {
	told: Told[];
	failure?: { message: string; cause?: string };
}

export interface PollObservation {
	/** What happened, as `event id`. */
	happened: string[];
	/** While the platform failed. */
	during: Poll;
	/** Nothing could be read then. */
	mustFail: boolean;
	/** The cause that a failure must have, if the fault leaves no doubt. */
	cause?: string;
	/** On a healthy platform. */
	after: Poll[];
	ended: boolean;
	secrets: string[];
}

const CAUSES = new Set([
	...['rate-limited', 'credential-invalid', 'temporarily-unavailable', 'configuration-invalid'],
]);

export function judgePolls(seen: PollObservation): Complaint[] {
	const { happened, during, mustFail, cause, after, ended, secrets } = seen;
	const complaints: Complaint[] = [];
	const complain = (rule: number, text: string) => complaints.push({ rule, text });
	if (!ended) complain(6, 'it did not end');
	const { failure } = during;
	if (failure && !CAUSES.has(String(failure.cause)))
		complain(1, `a failure with the cause ${failure.cause}: ${failure.message}`);
	if (failure && cause !== undefined && failure.cause !== cause)
		complain(1, `the cause is ${failure.cause}, not ${cause}: ${failure.message}`);
	if (failure && during.told.length) complain(8, `it fails and tells ${during.told.length}`);
	if (mustFail && during.told.length)
		complain(8, `it tells ${during.told.length} though nothing could be read`);
	if (mustFail && !failure) complain(1, 'it does not fail though nothing could be read');
	for (const { failure: later } of after)
		if (later) complain(10, `a poll after the fault fails: ${later.message}`);
	return [
		...complaints,
		...ofTold(
			[during, ...after].flatMap(({ told }) => told),
			happened,
		),
		...secrets.map((where) => ({ rule: 7, text: `a secret in ${where}` })),
	];
}

/** Each once, whichever poll tells it. */
function ofTold(told: Told[], happened: string[]): Complaint[] {
	const names = told.map(({ name }) => name);
	const keys = told.map(({ eventKey }) => eventKey);
	return [
		...happened
			.filter((name) => !names.includes(name))
			.map((name) => ({ rule: 10, text: `${name} is never told` })),
		...twice(names).map((name) => ({ rule: 5, text: `${name} is told twice` })),
		...twice(keys).map((key) => ({ rule: 5, text: `two events have the key ${key}` })),
		...names
			.filter((name) => !happened.includes(name))
			.map((name) => ({ rule: 9, text: `${name} is told and did not happen` })),
	];
}

const twice = (texts: string[]): string[] => [
	...new Set(texts.filter((text, at) => texts.indexOf(text) !== at)),
];

export interface Call {
	/** Its key. */
	event: string;
	/** How the caller was answered, each time it was sent. */
	answers: string[];
}

export interface CallObservation {
	/** While the platform failed, and when it had recovered. */
	during: Call;
	after: Call;
	/** What left: the key of the event, and whether with details or with the reason why not. */
	left: Array<{ event: string; hasDetails: boolean; why?: string }>;
	/** Executions that n8n would show as failed. */
	failures: string[];
	/** Nothing could be read. */
	mustMiss: boolean;
	ended: boolean;
	secrets: string[];
}

export function judgeCalls(seen: CallObservation): Complaint[] {
	const { during, after, left, failures, mustMiss, ended, secrets } = seen;
	const complaints: Complaint[] = [];
	const complain = (rule: number, text: string) => complaints.push({ rule, text });
	if (!ended) complain(6, 'it did not end');
	for (const { event, answers } of [during, after]) {
		for (const answer of answers)
			if (answer !== '200 ok') complain(1, `${event} is answered ${answer}`);
		const those = left.filter((each) => each.event === event);
		if (those.length === 0) complain(10, `${event} never leaves`);
		if (those.length > 1) complain(5, `${event} leaves ${those.length} times`);
		for (const { hasDetails, why } of those)
			if (hasDetails === (why !== undefined))
				complain(1, `${event} leaves ${hasDetails ? 'with details and' : 'without'} a reason`);
	}
	for (const { event, hasDetails } of left) {
		if (event === during.event && mustMiss && hasDetails)
			complain(8, `${event} has details that could not be read`);
		if (event === after.event && !hasDetails)
			complain(10, `${event} has no details after the fault`);
		if (event !== during.event && event !== after.event)
			complain(9, `${event} leaves, and nobody sent it`);
	}
	for (const failure of failures) complain(1, `an execution fails: ${failure}`);
	return [...complaints, ...secrets.map((where) => ({ rule: 7, text: `a secret in ${where}` }))];
}
