import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { pollingProperties } from '../../shared/form/polling';
import { poll } from '../../shared/triggers/polling/poll';
import { yunzhijiaPolling } from './index';

export class YunzhijiaPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Yunzhijia Polling Trigger',
		name: 'yunzhijiaPollingTrigger',
		icon: { light: 'file:../yunzhijia.svg', dark: 'file:../yunzhijia.dark.svg' },
		group: ['trigger'],
		version: [1],
		subtitle: '={{$parameter["watch"]}}',
		description:
			'Starts the workflow when people, departments, part-time jobs or leaders of Yunzhijia (云之家) were added, changed or removed',
		defaults: { name: 'Yunzhijia Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'yunzhijiaApi', required: true }],
		properties: pollingProperties(yunzhijiaPolling),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this, yunzhijiaPolling);
	}
}
