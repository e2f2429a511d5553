/**
 * With Retry On Fail n8n runs the whole node again on the same items. What was done or may have
 * been done by then is not sent a second time.
 */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isTool } from '../input/tool';
import { Outcomes } from './outcomes';

/**
 * By the first item's content, the very object: with Execute Once, and as an agent's tool, n8n
 * makes a new list for each try, but not of new items.
 */
const tries = new WeakMap<IDataObject, Map<string, Outcomes>>();

/** The ledger of this try, which knows what an earlier one did. */
export function outcomesOf(context: IExecuteFunctions): Outcomes {
	const continueOnFail = goesOn(context);
	const { id, retryOnFail } = context.getNode();
	const [first] = context.getInputData();
	if (!retryOnFail || !first) return new Outcomes(continueOnFail);
	// Another node, or this one in a later round or execution, may be given the same items. The
	// tries of a tool count as rounds, but each call of it brings new arguments.
	const round = isTool(context) ? '' : context.evaluateExpression('{{ $runIndex }}', 0);
	const key = [context.getExecutionId(), id, round].join(' ');
	const earlier = tries.get(first.json) ?? new Map<string, Outcomes>();
	const outcomes = new Outcomes(continueOnFail, earlier.get(key));
	tries.set(first.json, earlier.set(key, outcomes));
	return outcomes;
}

/**
 * Whether failed records leave as items. As a tool they do, unless somebody wants n8n to stop or to
 * try again: of what a tool throws an agent tells its model the bare message, or nothing at all.
 */
function goesOn(context: IExecuteFunctions): boolean {
	const { onError, retryOnFail } = context.getNode();
	return (
		context.continueOnFail() || (isTool(context) && !retryOnFail && onError !== 'stopWorkflow')
	);
}
