/**
 * With Retry On Fail n8n runs the whole node again, on the very same list of items. What was done
 * or may have been done by then is not sent a second time.
 */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Outcomes } from './outcomes';

const tries = new WeakMap<INodeExecutionData[], Map<string, Outcomes>>();

/** The ledger of this try, which knows what an earlier one did. */
export function outcomesOf(context: IExecuteFunctions): Outcomes {
	const continueOnFail = context.continueOnFail();
	const { id, retryOnFail } = context.getNode();
	if (!retryOnFail) return new Outcomes(continueOnFail);
	const items = context.getInputData();
	// Another node, or this one in a later round, may be given the same list.
	const round = `${id} ${String(context.evaluateExpression('{{ $runIndex }}', 0))}`;
	const earlier = tries.get(items) ?? new Map<string, Outcomes>();
	const outcomes = new Outcomes(continueOnFail, earlier.get(round));
	tries.set(items, earlier.set(round, outcomes));
	return outcomes;
}
