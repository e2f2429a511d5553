import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { ALL_EVENTS, eventOptions } from './events';
import {
	checkBeforePublishing,
	MOST_MINUTES,
	MOST_SECONDS,
	receive,
	WEBHOOK_DEFAULTS,
} from './receive';

const { dropRepeatsMinutes, coalesceSeconds } = WEBHOOK_DEFAULTS;

const PLACE = '管理中心 → 系统设置 → 系统集成 → 通讯录同步';

const SAMPLE =
	'For a sample: copy the Test URL above, press Execute step, then open the URL in a browser. Real events only go to the Production URL.';

const REAL = `Paste that one in the console of Yunzhijia, ${PLACE}, once the workflow is published. A team has one URL only.`;

export class YunzhijiaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Yunzhijia Trigger',
		name: 'yunzhijiaTrigger',
		icon: { light: 'file:../yunzhijia.svg', dark: 'file:../yunzhijia.dark.svg' },
		group: ['trigger'],
		version: [1],
		subtitle: '={{$parameter["events"].join(", ")}}',
		description:
			'Yunzhijia (云之家): start a workflow at once when people or departments change, by callback (回调), or look them up and change them',
		defaults: { name: 'Yunzhijia Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'yunzhijiaApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'yunzhijia',
				ndvHideMethod: true,
			},
			{
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				path: 'yunzhijia',
				// The same address: people need to see it once.
				ndvHideUrl: true,
			},
		],
		activationMessage: `Paste the Production URL in the console of Yunzhijia, ${PLACE}: then events start the workflow.`,
		eventTriggerDescription:
			'Open the Test URL in a browser: that gives a sample. Real events only go to the Production URL.',
		triggerPanel: {
			header: 'Take a sample event',
			executionsHelp: {
				inactive: `${SAMPLE} ${REAL}`,
				active: `The workflow waits for events; what comes is under <b>Executions</b>. ${SAMPLE}`,
			},
			activationHint: SAMPLE,
		},
		properties: [
			{
				displayName: `1. In the console of Yunzhijia, ${PLACE}, choose a token for callbacks, and put it in the credential as Callback Token. 2. Publish the workflow. 3. Paste the Production URL on the same page. A team has one URL only: if several workflows need its events, let one receive them and call the others.`,
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Events (事件)',
				name: 'events',
				type: 'multiOptions',
				options: eventOptions,
				default: [...ALL_EVENTS],
				required: true,
				description: 'Which events start the workflow. The others are answered and dropped.',
			},
			{
				displayName: 'Include Details (附带详情)',
				name: 'includeDetails',
				type: 'boolean',
				default: true,
				description:
					'Whether to read the person or department, as it is now, into after. The event itself only holds an ID.',
			},
			{
				displayName: 'Accept Unsigned Events (接受无签名)',
				name: 'acceptUnsigned',
				type: 'boolean',
				default: false,
				description:
					'Whether to take events without a signature, which anybody who knows the URL can send. Leave it off if the credential has a Callback Token.',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [
					{
						displayName: 'Merge Within Seconds (合并)',
						name: 'coalesceSeconds',
						type: 'number',
						typeOptions: { minValue: 0, maxValue: MOST_SECONDS },
						default: coalesceSeconds,
						description:
							'Events of so many seconds come out together, one item for each person or department. 0: each event comes out at once.',
					},
					{
						displayName: 'Drop Repeats Minutes (去重)',
						name: 'dropRepeatsMinutes',
						type: 'number',
						typeOptions: { minValue: 0, maxValue: MOST_MINUTES },
						default: dropRepeatsMinutes,
						description:
							'An event that comes again within so many minutes is dropped, as far as this n8n process knows. 0: never.',
					},
				],
			},
		],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				// The address is registered by hand, so nobody can ask; `create` looks at the rest.
				return false;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await checkBeforePublishing(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
