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
			'Asks Weaver E10 (泛微) regularly which employees, departments, subcompanies or positions were added, changed or removed (入职, 变动, 离职)',
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
