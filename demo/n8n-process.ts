// What surrounds the n8n server of n8n.ts: its environment, its ports, the package's installation.

import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { N8nOptions } from './n8n-types.ts';

export const N8N_BIN = path.join(import.meta.dirname, 'node_modules', 'n8n', 'bin', 'n8n');

const POLL_MS = 200;

/** Settings of the caller's own n8n or npm must not reach this one. */
const NOT_INHERITED =
	/^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_URL$|NODE_OPTIONS$|NODE_ENV$|VITEST|npm_)/;

/** Makes n8n stand alone: nothing is fetched, nobody is told, one folder can be read. */
export async function serverEnvironment(
	options: N8nOptions,
	port: number,
): Promise<NodeJS.ProcessEnv> {
	const inherited = Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name));
	return {
		...Object.fromEntries(inherited),
		N8N_USER_FOLDER: options.userFolder,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		// The same of a worker, which serves nothing else.
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_SECURE_COOKIE: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		...(options.filesFolder && { N8N_RESTRICT_FILE_ACCESS_TO: options.filesFolder }),
		...options.env,
	};
}

/** Installs packed packages where n8n looks for community packages; needs no network. */
export async function installPackages(userFolder: string, tarballs: string[]): Promise<void> {
	const cwd = path.join(userFolder, '.n8n', 'nodes');
	await mkdir(cwd, { recursive: true });
	const flags = ['--omit=peer', '--legacy-peer-deps', '--ignore-scripts', '--offline'];
	const paths = tarballs.map((tarball) => path.resolve(tarball));
	await promisify(execFile)('npm', ['install', ...paths, ...flags], {
		cwd,
		shell: process.platform === 'win32',
	});
}

/** A port of the loopback interface that nobody listens on. */
export async function freePort(preferred = 0): Promise<number> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', (error) => {
			if (preferred === 0) reject(error);
			else resolve(freePort());
		});
		server.listen(preferred, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => resolve(port));
		});
	});
}

/** Asks until there is an answer; gives up after `timeoutSeconds`, naming what it waited for. */
export async function waitFor<T>(
	what: string,
	timeoutSeconds: number,
	ask: () => Promise<T | undefined>,
): Promise<T> {
	const end = Date.now() + timeoutSeconds * 1000;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > end) throw new Error(`Waited ${timeoutSeconds} s for ${what}, in vain`);
		await sleep(POLL_MS);
	}
}
