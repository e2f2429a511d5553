/**
 * What the tests on the real server are given: one n8n for all of them, with the packed tarball
 * installed as n8n would, a browser, a PostgreSQL, and test platforms of their own.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished, test as base } from 'vitest';
import { startN8n } from '../../demo/n8n.ts';
import type { TestPlatform } from '../platforms/index.ts';
import { startPostgres } from '../queue/services.ts';
import { launchBrowser, logIn } from './browser/browser.ts';
import { removeWhenCancelled } from './cancelled.ts';
import { packedTarball } from './package.ts';

/** vitest's own NODE_ENV, "test", would end n8n at once and silently. */
export const ENVIRONMENT = { NODE_ENV: 'production' };

/** A file that extends it once more would have a server of its own. */
export const test = base
	.extend('packageTarball', { scope: 'worker' }, packedTarball)
	// What workflows may read. Short, because a person types it.
	.extend('filesFolder', { scope: 'worker' }, async () => await mkdtemp(path.join(tmpdir(), 'hr-')))
	.extend('n8n', { scope: 'worker' }, async ({ packageTarball, filesFolder }, { onCleanup }) => {
		const userFolder = await mkdtemp(path.join(tmpdir(), 'orgsync-test-'));
		removeWhenCancelled(userFolder, filesFolder);
		const env = { ...ENVIRONMENT, N8N_RESTRICT_FILE_ACCESS_TO: filesFolder };
		const n8n = await startN8n({ userFolder, packageTarball, env });
		onCleanup(async () => {
			await n8n.stop();
			for (const folder of [userFolder, filesFolder])
				await rm(folder, { recursive: true, force: true });
		});
		return n8n;
	})
	.extend('browser', { scope: 'worker' }, async ({ n8n }, { onCleanup }) => {
		const browser = await launchBrowser();
		onCleanup(async () => await browser.close());
		return await logIn(browser, n8n);
	})
	.extend(
		'postgresFolder',
		{ scope: 'worker' },
		async () => await mkdtemp(path.join(tmpdir(), 'orgsync-postgres-')),
	)
	.extend('postgres', { scope: 'worker' }, async ({ postgresFolder }, { onCleanup }) => {
		removeWhenCancelled(postgresFolder);
		// PostgreSQL is another user and must get to its own folder.
		await chmod(postgresFolder, 0o711);
		const postgres = await startPostgres(path.join(postgresFolder, 'postgres'));
		onCleanup(async () => {
			await postgres.stop();
			await rm(postgresFolder, { recursive: true, force: true });
		});
		return postgres;
	});

/** A platform for one test, stopped when it ends. */
export async function platform<State>(
	starting: Promise<TestPlatform<State>>,
): Promise<TestPlatform<State>> {
	const started = await starting;
	onTestFinished(started.stop);
	return started;
}

export { tokensOf } from '../workflow/engine/secrets.ts';
