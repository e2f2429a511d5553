/**
 * The installed n8n-core and n8n-workflow, one copy of each, made ready to run without a server:
 * no settings file, the server's expression engine, and every log line kept for the run that
 * wrote it. Follows what n8n's own start-up does (read in n8n 2.41.1).
 */
import type { ExecutionLifecycleHooks, InstanceSettings as Settings } from 'n8n-core';
import type { ICredentialsHelper, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';

// Required, not imported: n8n-core and the built package load the CommonJS build of n8n-workflow,
// and an `import` would load the other one, in which their classes are strangers.
const require = createRequire(import.meta.url);
const requireFromCore = createRequire(require.resolve('n8n-core'));

export const n8nWorkflow = require('n8n-workflow') as typeof import('n8n-workflow');
export const n8nCore = require('n8n-core') as typeof import('n8n-core');
const { Container } = requireFromCore('@n8n/di') as typeof import('@n8n/di');
const { Logger } = requireFromCore('@n8n/backend-common') as typeof import('@n8n/backend-common');

/** What n8n's server reads of a request before a webhook node sees it. */
export const { parseIncomingMessage } = requireFromCore('@n8n/backend-network') as {
	parseIncomingMessage: (message: IncomingMessage) => void;
};
export const { parse: parseQuery } = requireFromCore('qs') as {
	parse: (text: string, options: { allowPrototypes: boolean }) => Record<string, unknown>;
};

/** What one run leaves behind besides its output. */
export interface RunRecord {
	logs: string[];
	/** The very error objects that nodes threw, by node name; n8n keeps only plain copies. */
	thrown: Map<string, Error>;
	/** Resolved when the first node begins to execute. */
	begun: PromiseWithResolvers<void>;
}

/** The record of the run that the code at hand belongs to; runs may overlap. */
export const currentRecord = new AsyncLocalStorage<RunRecord>();

const INSPECT = { depth: 8, maxStringLength: null, breakLength: Infinity };

function write(level: string, message: unknown, ...rest: unknown[]) {
	const texts = [message, ...rest]
		.filter((part) => part !== undefined)
		.map((part) => (typeof part === 'string' ? part : inspect(part, INSPECT)));
	currentRecord.getStore()?.logs.push(`${level} ${texts.join(' ')}`);
}

const logger = {
	error: write.bind(null, 'error'),
	warn: write.bind(null, 'warn'),
	info: write.bind(null, 'info'),
	debug: write.bind(null, 'debug'),
	scoped: () => logger,
};

for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const) {
	const print = console[level].bind(console);
	console[level] = (...parts: unknown[]) => {
		if (currentRecord.getStore()) write(`console.${level}`, parts[0], ...parts.slice(1));
		else print(...parts);
	};
}

Container.set(Logger, logger as unknown as InstanceType<typeof Logger>);
// n8n's own debug lines, one for each expression, say nothing about a node.
n8nWorkflow.LoggerProxy.init({ ...logger, debug: () => {} });

// The real class writes a settings file into the home folder as soon as it is asked for.
Container.set(n8nCore.InstanceSettings, {
	// Named in paths of binary data, which no test stores.
	n8nFolder: join(tmpdir(), 'n8n'),
	instanceId: 'test-instance',
	hmacSignatureSecret: 'test-signature',
} as Settings);

let expressionEngine: Promise<void> | undefined;

/**
 * Starts the expression engine that a server uses: `vm`, unless the environment says otherwise
 * as it may to a server. Once per process. Lazy, because an isolate takes 0.1 s of each run.
 */
export function startExpressionEngine(): Promise<void> {
	const engine = process.env.N8N_EXPRESSION_ENGINE === 'legacy' ? 'legacy' : 'vm';
	expressionEngine ??= n8nWorkflow.Expression.initExpressionEngine({
		engine,
		poolSize: 1,
		lazyAcquire: true,
		compileCache: true,
		maxCodeCacheSize: 1024,
		bridgeTimeout: 5000,
		bridgeMemoryLimit: 128,
	});
	return expressionEngine;
}

// Only has to be a valid URL: nothing answers there.
const HERE = 'http://n8n.test/';

async function noServer(): Promise<never> {
	throw new Error('Needs an n8n server: test it in test/n8n');
}

/** What the server hands to an execution besides the workflow. */
export function additionalData(
	credentialsHelper: ICredentialsHelper,
	executionId: string,
	hooks?: ExecutionLifecycleHooks,
): IWorkflowExecuteAdditionalData {
	const data = {
		credentialsHelper,
		executionId,
		hooks,
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: HERE,
		instanceBaseUrl: HERE,
		formBaseUrl: HERE,
		formWaitingBaseUrl: HERE,
		formTestBaseUrl: HERE,
		webhookBaseUrl: HERE,
		webhookWaitingBaseUrl: HERE,
		webhookTestBaseUrl: HERE,
		mcpBaseUrl: HERE,
		mcpTestBaseUrl: HERE,
		externalSecretsProxy: Container.get(n8nCore.ExternalSecretsProxy),
		setExecutionStatus: () => {},
		logAiEvent: () => {},
		executeWorkflow: noServer,
		getRunExecutionData: noServer,
		getRuntimeCredential: noServer,
		startRunnerTask: noServer,
	};
	return data;
}
