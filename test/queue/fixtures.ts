/** What the tests of queue mode are given: one cluster for all of them, and platforms of their own. */
import { test as base } from 'vitest';
import { platform as platformOfTest } from '../n8n/fixtures.ts';
import { packedTarball } from '../n8n/package.ts';
import type { TestPlatform } from '../platforms/index.ts';
import { startCluster } from './cluster.ts';

export const test = base
	.extend('packageTarball', { scope: 'worker' }, packedTarball)
	.extend('cluster', { scope: 'worker' }, async ({ packageTarball }, { onCleanup }) => {
		const began = Date.now();
		const cluster = await startCluster(packageTarball);
		console.log(`the cluster is up after ${((Date.now() - began) / 1000).toFixed(1)} s`);
		onCleanup(async () => await cluster.remove());
		return cluster;
	});

/** All that there were: their secrets are looked for at the end. */
export const platformsUsed: Array<TestPlatform<unknown>> = [];

/** A platform for one test, stopped when it ends. */
export async function platform<State>(
	starting: Promise<TestPlatform<State>>,
): Promise<TestPlatform<State>> {
	const started = await platformOfTest(starting);
	platformsUsed.push(started as TestPlatform<unknown>);
	return started;
}
