import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { pollingProperties } from '../../shared/form/polling';
import { poll } from '../../shared/triggers/polling/poll';
import { weaverE10Polling } from './index';

export class WeaverE10PollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Weaver E10 Polling Trigger',
		name: 'weaverE10PollingTrigger',
		icon: { light: 'file:../weaverE10.svg', dark: 'file:../weaverE10.dark.svg' },
		group: ['trigger'],
		version: [1],
		subtitle: '={{$parameter["watch"]}}',
		description:
			'Starts the workflow when employees, departments, subcompanies or positions of Weaver E10 (泛微) were added, changed or removed',
		defaults: { name: 'Weaver E10 Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'weaverE10Api', required: true }],
		properties: pollingProperties(weaverE10Polling),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this, weaverE10Polling);
	}
}
