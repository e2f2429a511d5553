/** Redis and PostgreSQL as processes of the test's own, each with its data in a folder. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, globSync } from 'node:fs';
import { chown, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort, waitFor } from '../../demo/n8n-process.ts';
import { services } from './compose.ts';

const run = promisify(execFile);

const READY_SECONDS = 60;
/** Nothing that a test asks of the database is larger, its dump included. */
const MOST_BYTES = 1024 ** 3;

/** Below what the system gives to connections: nobody takes it while its owner is away. */
const PORTS = { from: 30_000, count: 2_700 };
let portsGiven = (process.pid * 131) % PORTS.count;

/** A port to come back to after a restart. */
export async function portToKeep(): Promise<number> {
	for (;;) {
		const port = PORTS.from + (portsGiven++ % PORTS.count);
		if ((await freePort(port)) === port) return port;
	}
}

interface Program {
	command: string;
	args: string[];
	/** What it prints goes there. */
	logFile: string;
	/** Ends it at once, with all that it started. */
	killedBy: NodeJS.Signals;
	uid?: number;
	gid?: number;
	isReady: () => Promise<unknown>;
}

/** A server that may be stopped and started again with what it kept. */
export class Service {
	readonly port: number;
	private readonly program: Program;
	private child?: ChildProcess;

	constructor(port: number, program: Program) {
		this.port = port;
		this.program = program;
	}

	/** Everything that it prints. */
	get logFile(): string {
		return this.program.logFile;
	}

	get isUp(): boolean {
		return this.child?.exitCode === null && this.child.signalCode === null;
	}

	async start(): Promise<void> {
		const { command, args, logFile, killedBy, uid, gid, isReady } = this.program;
		const log = createWriteStream(logFile, { flags: 'a' });
		await once(log, 'open');
		const child = spawn(command, args, {
			cwd: path.dirname(logFile),
			env: { PATH: process.env.PATH, LC_ALL: 'C' },
			stdio: ['ignore', log, log],
			uid,
			gid,
		});
		let failed: Error | undefined;
		child.on('error', (error) => (failed = error));
		this.child = child;
		// As with n8n: what ends by an exception must leave nothing behind.
		const kill = () => child.kill(killedBy);
		process.once('exit', kill);
		child.once('exit', () => process.off('exit', kill));
		await waitFor(`${command} to be ready`, READY_SECONDS, async () => {
			if (failed || !this.isUp) throw new Error(`${command} did not start: see ${logFile}`);
			return await isReady().then(
				() => true,
				() => undefined,
			);
		});
	}

	async stop(signal: NodeJS.Signals = this.program.killedBy): Promise<void> {
		if (!this.isUp) return;
		const ended = once(this.child!, 'exit');
		this.child!.kill(signal);
		await ended;
	}
}

export async function startRedis(folder: string): Promise<Service> {
	const port = await portToKeep();
	await mkdir(folder);
	const [command, ...args] = services.redis.command!;
	const ownPlace = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder];
	const redis = new Service(port, {
		command,
		args: [...args, ...ownPlace],
		logFile: path.join(folder, 'redis.log'),
		killedBy: 'SIGKILL',
		async isReady() {
			const { stdout } = await run('redis-cli', ['-p', String(port), 'ping']);
			if (stdout.trim() !== 'PONG') throw new Error(stdout);
		},
	});
	await redis.start();
	return redis;
}

/** PostgreSQL's programs: the newest of those that the system keeps apart by version, or on the path. */
function postgresProgram(name: string): string {
	const version = (file: string) => Number(/postgresql\/(\d+)/.exec(file)?.[1]);
	const found = globSync(`/usr/lib/postgresql/*/bin/${name}`);
	return found.toSorted((one, other) => version(one) - version(other)).at(-1) ?? name;
}

/** PostgreSQL refuses to run as root; Debian makes it a user. */
async function postgresUser(): Promise<{ uid?: number; gid?: number }> {
	if (process.getuid?.() !== 0) return {};
	const idOf = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
	return { uid: await idOf('-u'), gid: await idOf('-g') };
}

/** What a client needs to get in; there is no password. */
export interface PostgresAccess {
	host: string;
	port: number;
	user: string;
	database: string;
}

/** The same for its programs. */
const serverOf = ({ host, port, user }: PostgresAccess): string[] => [
	...['--host', host, '--port', String(port)],
	...['--username', user],
];

export class Postgres extends Service {
	readonly access: PostgresAccess;

	constructor(program: Program, access: PostgresAccess) {
		super(access.port, program);
		this.access = access;
	}

	/** The rows, their columns joined by `|`. */
	async query(statement: string): Promise<string[]> {
		const text = await this.tool('psql', '--no-align', '--tuples-only', '--command', statement);
		return text.split('\n').filter(Boolean);
	}

	/** Everything that is in the database, as text. */
	async dump(): Promise<string> {
		return await this.tool('pg_dump', '--inserts');
	}

	private async tool(name: string, ...args: string[]): Promise<string> {
		const options = { maxBuffer: MOST_BYTES };
		const connection = [...serverOf(this.access), '--dbname', this.access.database];
		const { stdout } = await run(postgresProgram(name), [...connection, ...args], options);
		return stdout;
	}
}

/** @param folder is made, and belongs to PostgreSQL's user then: its parent must let that one pass */
export async function startPostgres(folder: string): Promise<Postgres> {
	const port = await portToKeep();
	const user = await postgresUser();
	await mkdir(folder);
	if (user.uid !== undefined) await chown(folder, user.uid, user.gid!);
	const { POSTGRES_USER: owner, POSTGRES_DB: database } = services.postgres.environment!;
	const access = { host: '127.0.0.1', port, user: owner, database };
	const server = serverOf(access);
	const data = path.join(folder, 'data');
	const asOwner = ['--username', owner, '--auth', 'trust'];
	await run(
		postgresProgram('initdb'),
		['--pgdata', data, ...asOwner, '--encoding', 'UTF8', '--locale', 'C', '--no-sync'],
		{ ...user, cwd: folder },
	);
	const postgres = new Postgres(
		{
			command: postgresProgram('postgres'),
			args: [
				...['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1'],
				// No socket of its own anywhere, and only the machine itself could lose what is not synced.
				...['-c', 'unix_socket_directories=', '-c', 'fsync=off'],
			],
			logFile: path.join(folder, 'postgres.log'),
			// Its children end with it, as they would not by SIGKILL.
			killedBy: 'SIGQUIT',
			...user,
			isReady: async () => await run(postgresProgram('pg_isready'), server.slice(0, 4)),
		},
		access,
	);
	await postgres.start();
	await run(postgresProgram('createdb'), [...server, database]);
	return postgres;
}
