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
			'Asks Yunzhijia (云之家) regularly what has changed: people, departments, leaders, part-time jobs. Needs no address on the Internet, and finds what happened while n8n was down',
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
