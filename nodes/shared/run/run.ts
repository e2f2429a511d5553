/** The way of a record: read, resolve, group, call, settle, emit. Every item leaves with one outcome. */
import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { Cancelled } from '../client/failure';
import { connect } from '../client/request';
import type { Credential, DirectoryRecord, Operation, Platform, Resource } from '../contract';
import { Invalid } from '../input/invalid';
import { readItems } from '../input/items';
import { labelsOf, type Labels } from '../input/labels';
import { readOptions } from '../input/options';
import { CircuitBreaker } from './circuit';
import { outcomesOf } from './earlier-try';
import { worded } from './wording';
import { counted, emit, firstFailure, type Said } from './emit';
import { Journal } from './journal';
import { invalid } from './outcome';
import { BatchSender } from './sender';

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
	const outcomes = outcomesOf(context);
	const { continueOnFail } = outcomes;
	const journal = new Journal(platform.name, context.logger);
	let records: DirectoryRecord[] = context
		.getInputData()
		.map((_item, index) => ({ index, row: {}, request: {} }));
	let cancelled = false;
	let said: Said = { platform: platform.name };
	let labels: Labels | undefined;
	try {
		const { resource, operation } = chosen(context, resources);
		said = { ...said, resource: resource.value, operation: operation.value };
		labels = labelsOf(operation);
		const options = readOptions(context, operation, platform.pace);
		const { refused, byCredential, ...read } = await readItems(context, platform, operation);
		({ records } = read);
		for (const [record, why] of refused) outcomes.settleIfOpen(record, invalid(why));
		for (const [credential, same] of byCredential) {
			const circuit = new CircuitBreaker(
				(failure) => journal.stopping(failure),
				() => outcomes.stopped,
			);
			const call = connect(context, platform, credential, options, { circuit, observer: journal });
			const sending = { platform, credential, call, circuit, options, outcomes };
			await new BatchSender(sending).perform(operation, same);
		}
	} catch (error) {
		// n8n would pass the input on as if it were done, were this thrown while it goes on.
		outcomes.end(records, error as Error);
		cancelled = error instanceof Cancelled;
		if (!continueOnFail && !cancelled)
			throw new NodeOperationError(context.getNode(), error as Error, {
				description: counted(outcomes.all(records)),
			});
	}
	const hint = journal.hint();
	if (hint) context.addExecutionHints({ message: hint, location: 'outputPane' });
	const ends = outcomes.all(records).map((end) => (labels ? worded(end, labels) : end));
	const failure = continueOnFail || cancelled ? undefined : firstFailure(context, ends);
	if (failure) throw failure;
	return [emit(ends, said)];
}

function chosen<C extends Credential>(
	context: IExecuteFunctions,
	resources: Array<Resource<C>>,
): { resource: Resource<C>; operation: Operation<C> } {
	const wanted = {
		resource: context.getNodeParameter('resource', 0),
		operation: context.getNodeParameter('operation', 0),
	};
	const resource = resources.find(({ value }) => value === wanted.resource);
	const operation = resource?.operations.find(({ value }) => value === wanted.operation);
	if (resource && operation) return { resource, operation };
	throw new Invalid(
		`This version of the node has no operation “${wanted.operation}” for “${wanted.resource}”: choose both again, or update the package`,
	);
}
