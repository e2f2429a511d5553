/**
 * A webhook node of the built package behind a real server: requests come to it as n8n makes them,
 * and are answered as n8n does where the node does not answer itself. Follows n8n 2.41.1
 * (`LiveWebhooks`, `TestWebhooks`, `WebhookService`, `executeWebhook`, read).
 */
import type {
	INodeExecutionData,
	IWebhookData,
	IWebhookResponseData,
	WebhookSetupMethodNames,
} from 'n8n-workflow';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Engine } from './engine.ts';
import type { Request, Response } from './http.ts';
import { asRequest, asResponse, readBody } from './http.ts';
import { n8nCore, n8nWorkflow } from './n8n.ts';
import type { TriggerOptions } from './trigger-node.ts';
import { TriggerNode } from './trigger-node.ts';

export interface ListeningOptions extends TriggerOptions {
	/** `manual`: the test URL, until a call has started the workflow. */
	mode?: 'trigger' | 'manual';
}

/** What one call of `webhook()` started. */
export interface Started {
	items: INodeExecutionData[];
	/** What `webhook()` threw: n8n makes a failed execution of it. */
	failure?: Error;
	/** When `webhook()` returned. */
	at: number;
}

export type Listening = Awaited<ReturnType<typeof listening>>;

/** Publishes (or tests) the node: throws what its webhook methods throw. */
export async function listening(
	engine: Engine,
	{ mode = 'trigger', ...options }: ListeningOptions,
) {
	const trigger = new TriggerNode(engine, options);
	const isTest = mode === 'manual';
	const executions: Started[] = [];
	const logs: string[] = [];
	const waiting = new Set<() => void>();
	const items = () => executions.flatMap((started) => started.items);

	const server = createServer((request, response) => {
		const pathname = request.url!.replace(/\/?(\?.*)?$/s, '');
		void serve(asRequest(request), asResponse(response), pathname);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const base = `${origin}/${isTest ? 'webhook-test' : 'webhook'}`;
	const webhooks = await webhooksOf(trigger, isTest);
	const urlOf = ({ path }: IWebhookData) => `${base}/${path}`;
	let isOpen = true;

	function additional() {
		const urls = {
			webhookBaseUrl: `${origin}/webhook`,
			webhookTestBaseUrl: `${origin}/webhook-test`,
		};
		return { ...trigger.additional(), ...urls };
	}

	async function callMethod(method: WebhookSetupMethodNames, webhook: IWebhookData, end = false) {
		const { workflow, node } = trigger.load();
		const code = trigger.type.webhookMethods?.[webhook.webhookDescription.name]?.[method];
		if (!code) return undefined;
		const production = end ? (['internal', 'update'] as const) : (['trigger', 'activate'] as const);
		const [hookMode, activation] = isTest ? (['manual', 'manual'] as const) : production;
		const context = new n8nCore.HookContext(
			workflow,
			node,
			additional(),
			hookMode,
			activation,
			webhook,
		);
		const result = await trigger.run(workflow, logs, () => code.call(context));
		if (!isTest) trigger.save(workflow);
		return result;
	}

	async function serve(req: Request, res: Response, pathname: string) {
		if (req.method === 'OPTIONS') return res.status(204).send();
		const webhook = webhooks.find(
			(one) => one.httpMethod === req.method && urlOf(one) === origin + pathname,
		);
		if (!webhook || !isOpen) {
			const message = `The requested webhook "${req.method} ${pathname}" is not registered.`;
			return res.status(404).json({ code: 404, message });
		}
		const problem = await readBody(req);
		if (problem) return res.status(problem).json({ code: problem, message: 'Request not read' });
		await execute(webhook, req, res);
	}

	async function execute(webhook: IWebhookData, req: Request, res: Response) {
		const { workflow, node } = trigger.load();
		const exchange = { httpRequest: req, httpResponse: res } as object;
		const context = new n8nCore.WebhookContext(
			workflow,
			node,
			{ ...additional(), ...exchange },
			isTest ? 'manual' : 'webhook',
			webhook,
			[],
			null,
		);
		const { outcome, failure } = await trigger
			.run(workflow, logs, () => trigger.type.webhook!.call(context))
			.then(
				(outcome) => ({ outcome, failure: undefined }),
				(error: Error) => ({ outcome: undefined, failure: error }),
			);
		if (!isTest) trigger.save(workflow);
		const started = outcome?.workflowData?.flat();
		if (started || failure) {
			executions.push({ items: started ?? [], ...(failure && { failure }), at: Date.now() });
			if (isTest) isOpen = false;
		}
		if (outcome) answer(res, outcome);
		else if (!res.headersSent) res.status(500).json({ code: 0, message: COULD_NOT_START });
		for (const check of waiting) check();
	}

	try {
		for (const webhook of webhooks)
			if (!(await callMethod('checkExists', webhook))) await callMethod('create', webhook);
	} catch (error) {
		server.close();
		throw error;
	}

	return {
		/** Of the node's first webhook. */
		url: urlOf(webhooks[0]!),
		executions,
		/** Of all calls, in the order in which they returned. */
		get items() {
			return items();
		},
		logs,
		/** The workflow's static data, and how often it was written. */
		get saved() {
			return trigger.saved;
		},
		get saves() {
			return trigger.saves;
		},
		/** Settles when so many items are there. */
		arrived: async (count: number): Promise<INodeExecutionData[]> => {
			const { promise, resolve } = Promise.withResolvers<void>();
			const check = () => items().length >= count && resolve();
			waiting.add(check);
			check();
			await promise;
			waiting.delete(check);
			return items();
		},
		/** A new process at the same address: the package's modules know nothing. */
		restarted: () => trigger.newProcess(),
		/** Takes the webhooks back, as when the workflow is unpublished. */
		stop: async () => {
			for (const webhook of webhooks) await callMethod('delete', webhook, true);
			server.closeAllConnections();
			server.close();
		},
	};
}

const COULD_NOT_START = 'Workflow Webhook Error: Workflow could not be started!';

/** One for each method of each webhook that the node describes. */
async function webhooksOf(trigger: TriggerNode, isTest: boolean): Promise<IWebhookData[]> {
	const { workflow, node } = trigger.load();
	const { workflowId } = trigger;
	const { expression } = workflow;
	const resolve = (value: unknown, fallback: string) =>
		expression.getSimpleParameterValue(node, value as string, 'internal', {}, undefined, fallback);
	const all = (trigger.type.description.webhooks ?? []).map(async (webhookDescription) =>
		trigger.run(workflow, [], async () => {
			const { path, isFullPath, httpMethod } = webhookDescription;
			const short = String(resolve(path, '')).replace(/^\/|\/$/g, '');
			const isFull = resolve(isFullPath, '') === true;
			const methods = String(resolve(httpMethod, 'GET')).split(',');
			return methods.map((method) => ({
				httpMethod: method.trim() as IWebhookData['httpMethod'],
				node: node.name,
				path: n8nWorkflow.NodeHelpers.getNodeWebhookPath(workflowId, node, short, isFull),
				webhookDescription,
				workflowId,
				workflowExecuteAdditionalData: trigger.additional(),
				isTest,
			}));
		}),
	);
	return (await Promise.all(all)).flat();
}

function answer(res: Response, { noWebhookResponse, ...result }: IWebhookResponseData) {
	if (noWebhookResponse) return;
	const { workflowData, webhookResponse } = result;
	const message = workflowData ? 'Workflow was started' : 'Webhook call received';
	const body: unknown = webhookResponse ?? { message };
	if (typeof body === 'string') res.status(200).send(body);
	else res.status(200).json(body);
}
