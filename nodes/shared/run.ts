/** The way of a record: read, group, call, settle, emit. Every item leaves with one outcome. */
import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { groupBy } from './batch';
import { call, type Call } from './call';
import { Cancelled, comingFirst, Invalid } from './failure';
import type { Operation, Rec, Resource } from './operation';
import { readOptions, type Options } from './options';
import { emit, failed, invalid, Outcomes } from './outcome';
import type { Platform } from './platform';
import { readRecords } from './read';
import { Sending } from './sending';
import type { Credential } from './token';

/**
 * What a node's `execute` hands itself to.
 * @throws NodeApiError or NodeOperationError unless the workflow continues on fail: with the first
 *   failed item, its reason, and how many records were done, rejected, unknown and not sent
 */
export async function run<C extends Credential>(
	context: IExecuteFunctions,
	platform: Platform<C>,
	resources: Array<Resource<C>>,
): Promise<INodeExecutionData[][]> {
	const goesOn = context.continueOnFail();
	const outcomes = outcomesOf(context, goesOn);
	let cancelled = false;
	try {
		const operation = chosen(context, resources);
		const options = readOptions(context, operation, platform.pace);
		const reading = await readRecords(context, platform, operation);
		for (const [index, error] of reading.refused) outcomes.settle(index, invalid(error));
		const open = reading.records.filter(({ index }) => outcomes.isOpen(index));
		for (const sameCredential of groupBy(open, ({ credential }) => credential)) {
			const { credential } = sameCredential[0];
			const connection = connect(context, platform, credential, options);
			const send: Call = async (...request) => await call(connection, ...request);
			await resolveAll(platform, sameCredential, send, outcomes);
			const ready = sameCredential.filter(({ index }) => outcomes.isOpen(index));
			await new Sending(operation, send, credential, options, outcomes).sendAll(ready);
		}
	} catch (error) {
		// n8n would pass the input on as if it were done, were this thrown while it goes on.
		outcomes.end(error as Error);
		cancelled = error instanceof Cancelled;
		if (!goesOn && !cancelled)
			throw new NodeOperationError(context.getNode(), error as Error, {
				description: outcomes.counted(),
			});
	}
	if (!goesOn && !cancelled) outcomes.throwFirstFailed(context);
	return [emit(outcomes.all())];
}

/**
 * With Retry On Fail n8n runs the whole node again, on the very same list of items. What was done
 * or may have been done by then is not sent a second time.
 */
const earlier = new WeakMap<INodeExecutionData[], Map<string, Outcomes>>();

function outcomesOf(context: IExecuteFunctions, goesOn: boolean): Outcomes {
	const items = context.getInputData();
	const { id, retryOnFail } = context.getNode();
	if (!retryOnFail) return new Outcomes(items.length, goesOn);
	// Another node, or this one in a later round, may be given the same list.
	const round = `${id} ${String(context.evaluateExpression('{{ $runIndex }}', 0))}`;
	const tries = earlier.get(items) ?? new Map<string, Outcomes>();
	const outcomes = new Outcomes(items.length, goesOn, tries.get(round));
	earlier.set(items, tries.set(round, outcomes));
	return outcomes;
}

function chosen<C extends Credential>(
	context: IExecuteFunctions,
	resources: Array<Resource<C>>,
): Operation<C> {
	const resource = context.getNodeParameter('resource', 0);
	const operation = context.getNodeParameter('operation', 0);
	const found = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (found) return found;
	throw new Invalid(
		`This version of the node has no operation “${operation}” for “${resource}”: choose both again, or update the package`,
	);
}

const connect = <C extends Credential>(
	context: IExecuteFunctions,
	platform: Platform<C>,
	credential: C,
	{ timeout, retries, requestsPerMinute }: Options,
) => ({
	platform,
	credential,
	helper: context.helpers.httpRequest,
	timeout: timeout * 1000,
	retries,
	requestsPerMinute,
	signal: context.getExecutionCancelSignal(),
});

/** Ids for names; what has none is settled by this. */
async function resolveAll<C extends Credential>(
	{ resolve }: Platform<C>,
	records: Rec[],
	send: Call,
	outcomes: Outcomes,
): Promise<void> {
	const named = records.filter(({ by }) => by);
	if (!resolve || named.length === 0) return;
	try {
		const refused = await comingFirst(resolve(named, send));
		for (const [{ index }, outcome] of refused) outcomes.settle(index, outcome);
	} catch (error) {
		for (const { index } of named) outcomes.settle(index, failed(error, 1));
	}
}
