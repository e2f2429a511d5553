// A real n8n server under control: installs a packed tarball as n8n would, starts, logs in, works
// through REST and the command line, stops. Used by start.ts and by the tests in test/n8n.
// REST paths and start environment as measured on n8n 2.41.1.

import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import axios, { type AxiosInstance } from 'axios';
import { parse as parseFlatted } from 'flatted';
import { freePort, installPackages, N8N_BIN, serverEnvironment, waitFor } from './n8n-process.ts';
import type {
	CommandResult,
	Credential,
	Execution,
	ExecutionSummary,
	Item,
	N8nOptions,
	Owner,
	WorkflowJson,
} from './n8n-types.ts';

export type * from './n8n-types.ts';

const READY_SECONDS = 180;
const STOP_SECONDS = 20;
const LOG_TAIL_LINES = 15;

const isRunning = ({ exitCode, signalCode }: ChildProcess) =>
	exitCode === null && signalCode === null;

const RUNNING = new Set(['new', 'running', 'waiting']);

/** As REST gives it: with megabytes of data in a text. */
type RawExecution = Omit<Execution, 'data'> & { data: string };

const parsed = (raw: RawExecution): Execution => ({
	...raw,
	data: parseFlatted(raw.data) as Execution['data'],
});

/** Starts a server, with the package installed and the owner logged in. Takes 10 to 20 s. */
export async function startN8n(options: N8nOptions): Promise<N8n> {
	if (!existsSync(N8N_BIN)) {
		throw new Error('n8n is not installed: run "node tools/ready.mjs --demo node --version"');
	}
	await mkdir(options.userFolder, { recursive: true });
	const tarballs = [options.packageTarball ?? []].flat();
	if (tarballs.length > 0) await installPackages(options.userFolder, tarballs);

	const port = options.port ?? (await freePort());
	const n8n = new N8n(options, port, await serverEnvironment(options, port));
	try {
		await n8n.start();
	} catch (error) {
		await n8n.stop();
		throw error;
	}
	return n8n;
}

export class N8n {
	readonly url: string;
	/** Everything that the server prints. */
	readonly logFile: string;
	readonly owner: Owner;

	private readonly options: N8nOptions;
	private readonly env: NodeJS.ProcessEnv;
	private readonly client: AxiosInstance;
	private server?: ChildProcess;

	/** Use {@link startN8n}. */
	constructor(options: N8nOptions, port: number, env: NodeJS.ProcessEnv) {
		this.options = options;
		this.env = env;
		this.url = `http://127.0.0.1:${port}`;
		this.logFile = path.join(options.userFolder, 'n8n.log');
		this.owner = options.owner ?? {
			email: 'demo@example.com',
			password: `Orgsync-${randomBytes(6).toString('hex')}`,
		};
		// Loopback must not go through a proxy that the environment names.
		this.client = axios.create({ baseURL: this.url, proxy: false, validateStatus: () => true });
	}

	/** The server's process. */
	get pid(): number | undefined {
		return this.server?.pid;
	}

	/** Whether it was started and has not ended since, by {@link stop} or by itself. */
	get isUp(): boolean {
		return this.server !== undefined && isRunning(this.server);
	}

	/** The editor's address: of one workflow, or its start page. */
	editorUrl(workflowId?: string): string {
		return workflowId ? `${this.url}/workflow/${workflowId}` : this.url;
	}

	/** The production address of a form of an active workflow. */
	formUrl(formPath: string): string {
		return `${this.url}/form/${formPath}`;
	}

	/** The production address of a webhook of an active workflow. */
	webhookUrl(webhookPath: string): string {
		return `${this.url}/webhook/${webhookPath}`;
	}

	/** Any REST call of the editor, e.g. `rest('POST', '/dynamic-node-parameters/options', {…})`. */
	async rest<T = unknown>(method: string, restPath: string, data?: unknown): Promise<T> {
		const answer = await this.client.request<{ data: T; message?: string }>({
			method,
			url: `/rest${restPath}`,
			data,
		});
		if (answer.status >= 300) {
			const reason = answer.data?.message ?? 'no reason given';
			throw new Error(`n8n answered ${answer.status} to ${method} ${restPath}: ${reason}`);
		}
		return answer.data.data;
	}

	async createCredential(
		type: string,
		name: string,
		data: Record<string, unknown>,
	): Promise<Credential> {
		const { id } = await this.rest<{ id: string }>('POST', '/credentials', { name, type, data });
		return { id, name, type, data };
	}

	/** Runs the credential's own test, as the editor does on saving. */
	async testCredential(credential: Credential): Promise<{ status: string; message: string }> {
		return await this.rest('POST', '/credentials/test', { credentials: credential });
	}

	/** Saves a workflow; nodes that name a type in `credentials` get that credential. */
	async createWorkflow(
		workflow: WorkflowJson,
		credentials: Credential[] = [],
	): Promise<{ id: string; versionId: string }> {
		return await this.rest('POST', '/workflows', withCredentials(workflow, credentials));
	}

	async importWorkflow(
		file: string,
		credentials: Credential[] = [],
	): Promise<{ id: string; versionId: string }> {
		const workflow = JSON.parse(await readFile(file, 'utf8')) as WorkflowJson;
		return await this.createWorkflow(workflow, credentials);
	}

	/** Publishes the workflow and waits until its triggers are live. */
	async activate(workflowId: string, { timeoutSeconds = 30 } = {}): Promise<void> {
		const { versionId } = await this.rest<{ versionId: string }>('GET', `/workflows/${workflowId}`);
		await this.rest('POST', `/workflows/${workflowId}/activate`, { versionId });
		await this.waitForPublication(workflowId, 'published', timeoutSeconds);
	}

	async deactivate(workflowId: string, { timeoutSeconds = 30 } = {}): Promise<void> {
		await this.rest('POST', `/workflows/${workflowId}/deactivate`, {});
		await this.waitForPublication(workflowId, 'not_published', timeoutSeconds);
	}

	/** Starts the workflow by hand from the named trigger node; gives the execution's id. */
	async runWorkflow(workflowId: string, triggerName: string): Promise<string> {
		const { executionId } = await this.rest<{ executionId: string }>(
			'POST',
			`/workflows/${workflowId}/run`,
			{ triggerToStartFrom: { name: triggerName } },
		);
		return executionId;
	}

	/**
	 * Waits until the execution shows a form at its last node, and has run the node `after` by then;
	 * gives it and the form's address.
	 */
	async waitForForm(
		executionId: string,
		{ after = '', timeoutSeconds = 120 } = {},
	): Promise<{ execution: Execution; url: string }> {
		return await waitFor(`execution ${executionId} to ask`, timeoutSeconds, async () => {
			const raw = await this.rawExecution(executionId);
			if (!RUNNING.has(raw.status))
				throw new Error(`The run ended as "${raw.status}" before it asked`);
			if (raw.status !== 'waiting') return undefined;
			const execution = parsed(raw);
			const { runData, lastNodeExecuted = '' } = execution.data.resultData;
			if (after && !(after in runData)) return undefined;
			const url = runData[lastNodeExecuted]?.[0].metadata?.resumeFormUrl;
			return url === undefined ? undefined : { execution, url };
		});
	}

	/** Fills in the form, field by field, and sends it off. */
	async answerForm(url: string, answers: Array<string | File>): Promise<void> {
		const form = new FormData();
		answers.forEach((answer, at) => form.append(`field-${at}`, answer));
		const { status } = await this.client.post(url, form);
		if (status >= 300) throw new Error(`n8n answered ${status} to the form`);
	}

	/** The page as a browser is given it. */
	async readForm(url: string): Promise<string> {
		const { status, data } = await this.client.get<string>(url);
		if (status >= 300) throw new Error(`n8n answered ${status} instead of the form`);
		return data;
	}

	/** A file that a node made. */
	async readFile(item: Item, name = 'data'): Promise<Buffer> {
		const { id, data } = item.binary?.[name] ?? {};
		if (id === undefined) return Buffer.from(data ?? '', 'base64');
		const { data: content } = await this.client.get<Buffer>('/rest/binary-data', {
			params: { id, action: 'download' },
			responseType: 'arraybuffer',
		});
		return content;
	}

	async execution(executionId: string): Promise<Execution> {
		return parsed(await this.rawExecution(executionId));
	}

	/** Waits until the execution has ended, whichever way; look at its `status`. */
	async waitForExecution(executionId: string, { timeoutSeconds = 120 } = {}): Promise<Execution> {
		return await waitFor(`execution ${executionId} to end`, timeoutSeconds, async () => {
			const raw = await this.rawExecution(executionId);
			return RUNNING.has(raw.status) ? undefined : parsed(raw);
		});
	}

	private async rawExecution(executionId: string): Promise<RawExecution> {
		return await this.rest('GET', `/executions/${executionId}`);
	}

	/** The latest executions, newest first; `data` is not part of the list. */
	async executions(workflowId: string): Promise<ExecutionSummary[]> {
		return (await this.listOfExecutions({ workflowId })).results;
	}

	/** How many executions are in one of these states, e.g. `new`, `running`, `success`. */
	async countExecutions(workflowId: string, ...status: string[]): Promise<number> {
		return (await this.listOfExecutions({ workflowId, status })).count;
	}

	private async listOfExecutions(
		filter: Record<string, unknown>,
	): Promise<{ results: ExecutionSummary[]; count: number }> {
		return await this.rest(
			'GET',
			`/executions?filter=${encodeURIComponent(JSON.stringify(filter))}`,
		);
	}

	/** Runs n8n's command line on the same user folder, beside the server. */
	async command(...args: string[]): Promise<CommandResult> {
		const child = spawn(process.execPath, [N8N_BIN, ...args], {
			cwd: this.options.filesFolder ?? this.options.userFolder,
			// At debug level the log would stand between the execution's lines.
			env: {
				...this.env,
				N8N_LOG_LEVEL: 'info',
				N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			},
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const [stdout, stderr, [code]] = await Promise.all([
			child.stdout.setEncoding('utf8').toArray(),
			child.stderr.setEncoding('utf8').toArray(),
			once(child, 'close') as Promise<[number | null]>,
		]);
		return { code, stdout: stdout.join(''), stderr: stderr.join('') };
	}

	/** `n8n import:credentials`, from plain data; the ids are the caller's. */
	async importCredentials(credentials: Credential[]): Promise<CommandResult> {
		return await this.importFile('import:credentials', credentials);
	}

	/** `n8n import:workflow`; each workflow needs an `id`. */
	async importWorkflows(workflows: Array<WorkflowJson & { id: string }>): Promise<CommandResult> {
		return await this.importFile('import:workflow', workflows);
	}

	/** `n8n execute --id --rawOutput`; `run` is the execution, absent when the command failed. */
	async execute(workflowId: string): Promise<CommandResult & { run?: Omit<Execution, 'id'> }> {
		const result = await this.command('execute', `--id=${workflowId}`, '--rawOutput');
		// Log lines come first; the execution is the only thing that starts a line with a brace.
		const start = result.stdout.search(/^\{$/m);
		if (result.code !== 0 || start < 0) return result;
		return { ...result, run: JSON.parse(result.stdout.slice(start)) };
	}

	/** Resolves when the server has ended, by {@link stop} or by itself. */
	async ended(): Promise<void> {
		const { server } = this;
		if (server && isRunning(server)) await once(server, 'exit');
	}

	/** Ends the server, as politely as the signal is; safe to call more than once. */
	async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
		const server = this.server;
		if (!server || !isRunning(server)) return;
		const ended = once(server, 'exit');
		server.kill(signal);
		const timer = setTimeout(() => server.kill('SIGKILL'), STOP_SECONDS * 1000);
		await ended;
		clearTimeout(timer);
	}

	/** Called by {@link startN8n}, and again after the server has ended: it goes on in its folder. */
	async start(): Promise<void> {
		const { command = ['start'] } = this.options;
		const log = createWriteStream(this.logFile, { flags: 'a' });
		await once(log, 'open');
		const server = spawn(process.execPath, [N8N_BIN, ...command], {
			cwd: this.options.filesFolder ?? this.options.userFolder,
			env: this.env,
			stdio: ['ignore', log, log],
			signal: this.options.signal,
		});
		// An abort is told here as well as by the server's end.
		server.on('error', () => {});
		this.server = server;
		// What ends without stop(), as by an exception, must not leave a server behind.
		const kill = () => server.kill('SIGKILL');
		process.once('exit', kill);
		server.once('exit', () => process.off('exit', kill));

		await this.ready();
		if (command[0] === 'start') await this.logIn();
	}

	/** Waits until it takes requests; it does not while its database is away. */
	async ready(): Promise<void> {
		await waitFor('n8n to be ready', READY_SECONDS, async () => {
			if (!this.isUp) throw new Error(await this.whyItEnded());
			const answer = await this.client.get('/healthz/readiness').catch(() => undefined);
			return answer?.status === 200 || undefined;
		});
	}

	private async whyItEnded(): Promise<string> {
		const lines = (await readFile(this.logFile, 'utf8')).trimEnd().split('\n');
		return `n8n has ended. Its log ends with:\n${lines.slice(-LOG_TAIL_LINES).join('\n')}`;
	}

	private async logIn(): Promise<void> {
		const { email, password } = this.owner;
		const setup = { email, password, firstName: 'Demo', lastName: 'Owner' };
		const { userManagement } = await this.rest<{
			userManagement: { showSetupOnFirstLoad: boolean };
		}>('GET', '/settings');
		if (userManagement.showSetupOnFirstLoad) await this.rest('POST', '/owner/setup', setup);

		const login = { emailOrLdapLoginId: email, password };
		const answer = await this.client.post('/rest/login', login);
		if (answer.status !== 200) throw new Error(`n8n answered ${answer.status} to the login`);
		const cookies = answer.headers['set-cookie'] ?? [];
		this.client.defaults.headers.common.Cookie = cookies
			.map((cookie) => cookie.split(';')[0])
			.join('; ');
	}

	private async waitForPublication(
		workflowId: string,
		wanted: string,
		timeoutSeconds: number,
	): Promise<void> {
		await waitFor(`workflow ${workflowId} to be ${wanted}`, timeoutSeconds, async () => {
			const { status, triggers } = await this.rest<{
				status: string;
				triggers: Array<{ errorMessage?: string }>;
			}>('GET', `/workflows/${workflowId}/publication-status`);
			if (status === 'failed') {
				throw new Error(`n8n did not activate the workflow: ${triggers[0]?.errorMessage}`);
			}
			return status === wanted || undefined;
		});
	}

	/** The file holds secrets, so only its owner may read it and it goes at once. */
	private async importFile(command: string, content: unknown): Promise<CommandResult> {
		const file = path.join(
			this.options.userFolder,
			`import-${randomBytes(4).toString('hex')}.json`,
		);
		await writeFile(file, JSON.stringify(content), { mode: 0o600 });
		try {
			return await this.command(command, `--input=${file}`);
		} finally {
			await rm(file);
		}
	}
}

/** A copy of the workflow with the given credentials in every node that wants one of their type. */
function withCredentials(workflow: WorkflowJson, credentials: Credential[]): WorkflowJson {
	const given = Object.fromEntries(
		credentials.map(({ type, id, name }) => [type, { id, name }] as const),
	);
	const nodes = workflow.nodes.map((node) => {
		if (!node.credentials) return node;
		const types = Object.keys(node.credentials).filter((type) => type in given);
		const replaced = Object.fromEntries(types.map((type) => [type, given[type]]));
		return { ...node, credentials: { ...node.credentials, ...replaced } };
	});
	return { ...workflow, nodes };
}
