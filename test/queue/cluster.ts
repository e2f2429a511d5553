/**
 * n8n in queue mode, as demo/queue/compose.yaml has it: Redis, PostgreSQL, one main, two webhook
 * processes and two workers, each with a folder of its own that holds the packed package. Each may
 * be killed, frozen and started again.
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { waitFor } from '../../demo/n8n-process.ts';
import { startN8n } from '../../demo/n8n.ts';
import type { N8n } from '../../demo/n8n.ts';
import { removeWhenCancelled } from '../n8n/cancelled.ts';
import { environmentOf, services } from './compose.ts';
import type { ServiceName } from './compose.ts';
import { portToKeep, startPostgres, startRedis } from './services.ts';
import type { Postgres, Service } from './services.ts';

/** What takes n8n minutes by default takes seconds here. */
const QUICK = {
	QUEUE_WORKER_LOCK_DURATION: '6000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
	// Seconds: it is as punctual as that, and what was missed is not polled all at once.
	N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
	N8N_SCHEDULER_MATERIALIZATION_INTERVAL: '1',
	N8N_SCHEDULER_MISFIRE_GRACE: '2',
};

/** Everything that n8n could tell, for the search for secrets. */
const TALKATIVE = { N8N_LOG_LEVEL: 'debug', N8N_LOG_OUTPUT: 'console' };

/** An execution, and the worker that has it. */
export interface Begun {
	executionId: string;
	worker: N8n;
}

export class Cluster {
	redis!: Service;
	postgres!: Postgres;
	main!: N8n;
	webhooks: N8n[] = [];
	workers: N8n[] = [];
	/** What .env holds for Docker. */
	readonly secrets: Record<string, string> = {
		POSTGRES_PASSWORD: randomBytes(24).toString('hex'),
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		WEBHOOK_URL: 'http://127.0.0.1/',
	};
	private readonly folder: string;
	private readonly packageTarball: string;

	/** Use {@link startCluster}. */
	constructor(folder: string, packageTarball: string) {
		this.folder = folder;
		this.packageTarball = packageTarball;
	}

	get processes(): N8n[] {
		return [this.main, ...this.webhooks, ...this.workers];
	}

	async start(): Promise<void> {
		// PostgreSQL is another user and must get to its own folder.
		await chmod(this.folder, 0o711);
		[this.redis, this.postgres] = await Promise.all([
			startRedis(path.join(this.folder, 'redis')),
			startPostgres(path.join(this.folder, 'postgres')),
		]);
		// The first start of main makes the tables.
		this.main = await this.startProcess('main', 1);
		const starting = [1, 2].flatMap((nth) => [
			this.startProcess('webhook', nth).then((webhook) => this.webhooks.push(webhook)),
			this.startProcess('worker', nth).then((worker) => this.workers.push(worker)),
		]);
		// One that fails must not leave others that nobody knows of.
		const ended = await Promise.allSettled(starting);
		for (const result of ended) if (result.status === 'rejected') throw result.reason;
	}

	private async startProcess(service: ServiceName, nth: number): Promise<N8n> {
		return await startN8n({
			userFolder: path.join(this.folder, `${service}-${nth}`),
			packageTarball: this.packageTarball,
			command: services[service].command,
			port: await portToKeep(),
			env: {
				...environmentOf(service, this.secrets),
				DB_POSTGRESDB_HOST: '127.0.0.1',
				DB_POSTGRESDB_PORT: String(this.postgres.port),
				QUEUE_BULL_REDIS_HOST: '127.0.0.1',
				QUEUE_BULL_REDIS_PORT: String(this.redis.port),
				N8N_RUNNERS_BROKER_PORT: String(await portToKeep()),
				...QUICK,
				...TALKATIVE,
			},
		});
	}

	/** The executions that each worker has begun, as its log says. */
	private async begunBy(): Promise<Array<Set<string>>> {
		return await Promise.all(
			this.workers.map(async ({ logFile }) => {
				const log = await readFile(logFile, 'utf8');
				return new Set([...log.matchAll(/Worker started execution (\d+) /g)].map(([, id]) => id));
			}),
		);
	}

	/** How many of the workflow's executions each worker has begun. */
	async sharesOf(workflowId: string): Promise<number[]> {
		const ids = await this.postgres.query(
			`SELECT id FROM execution_entity WHERE "workflowId" = '${workflowId}'`,
		);
		return (await this.begunBy()).map((begun) => ids.filter((id) => begun.has(id)).length);
	}

	/** The worker that began the execution; undefined: none yet. */
	async workerOf(executionId: string): Promise<N8n | undefined> {
		const begun = await this.begunBy();
		return this.workers.find((_, at) => begun[at].has(executionId));
	}

	/** Waits until an execution of the workflow, none of these, is at work on a worker. */
	async begun(workflowId: string, before: Begun[] = []): Promise<Begun> {
		const known = new Set(before.map(({ executionId }) => executionId));
		return await waitFor('a worker to begin', 60, async () => {
			const executions = await this.main.executions(workflowId);
			const another = executions.find(({ id }) => !known.has(id));
			const worker = another && (await this.workerOf(another.id));
			return worker && { executionId: another.id, worker };
		});
	}

	/** Waits until nothing of the workflow waits or runs. */
	async settled(workflowId: string, timeoutSeconds = 120): Promise<void> {
		await waitFor('all executions to end', timeoutSeconds, async () => {
			const left = await this.main.countExecutions(workflowId, 'new', 'running', 'waiting');
			return left === 0 || undefined;
		});
	}

	/** What all processes have printed. */
	async logs(): Promise<string> {
		const files = [...this.processes, this.redis, this.postgres].map(({ logFile }) => logFile);
		return (await Promise.all(files.map(async (file) => await readFile(file, 'utf8')))).join('\n');
	}

	/** Starts what does not run, and waits until all are as before. */
	async up(): Promise<void> {
		for (const service of [this.postgres, this.redis]) if (!service.isUp) await service.start();
		await Promise.all(
			this.processes.map(async (n8n) => await (n8n.isUp ? n8n.ready() : n8n.start())),
		);
	}

	/** Also of what did not start whole. */
	async remove(): Promise<void> {
		await Promise.all(this.processes.map(async (n8n) => await n8n?.stop('SIGKILL')));
		await Promise.all([this.redis?.stop(), this.postgres?.stop()]);
		await rm(this.folder, { recursive: true, force: true });
	}
}

/** It is there, and does nothing: to the others it looks dead. */
export const freeze = ({ pid }: N8n) => process.kill(pid!, 'SIGSTOP');
export const thaw = ({ pid }: N8n) => process.kill(pid!, 'SIGCONT');

/** Takes 20 to 30 s. */
export async function startCluster(packageTarball: string): Promise<Cluster> {
	const folder = await mkdtemp(path.join(tmpdir(), 'orgsync-queue-'));
	const cluster = new Cluster(folder, packageTarball);
	removeWhenCancelled(folder);
	try {
		await cluster.start();
	} catch (error) {
		await cluster.remove();
		throw error;
	}
	return cluster;
}
