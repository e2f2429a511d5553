import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Whether an AI agent has called the node. n8n's agents from version 3 on run a tool as they run
 * any node, which then does not say so itself: it is known by its type, `yunzhijiaTool`.
 */
export const isTool = (context: IExecuteFunctions): boolean =>
	context.isToolExecution() || context.getNode().type.endsWith('Tool');
