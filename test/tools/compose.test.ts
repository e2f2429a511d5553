/** demo/queue/compose.yaml, as far as it can be checked without Docker; test/queue starts what it says. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { N8N_SERVICES, environmentOf, services } from '../queue/compose.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

const demo = JSON.parse(read('demo/package.json')) as { dependencies: { n8n: string } };
const { build, image } = services.main;
const dockerfile = build!.dockerfile_inline;
const secrets = { POSTGRES_PASSWORD: 'p', N8N_ENCRYPTION_KEY: 'k', WEBHOOK_URL: 'u' };
const environments = N8N_SERVICES.map((service) => environmentOf(service, secrets));

describe.each(N8N_SERVICES)('%s', (service) => {
	it('is built like the others, from the n8n of the demo and our package', () => {
		expect(services[service]).toMatchObject({ build, image });
		expect(dockerfile).toMatch(new RegExp(`^FROM n8nio/n8n:${demo.dependencies.n8n}$`, 'm'));
		// Where and how installPackages() of the demo puts it.
		expect(dockerfile).toMatch(
			/cd \/home\/node\/\.n8n\/nodes && \\\n +npm install \S+\.tgz --omit=peer --legacy-peer-deps --ignore-scripts$/m,
		);
	});

	it('keeps nothing in a volume, which would hide the package', () => {
		expect(services[service]).not.toHaveProperty('volumes');
	});

	it('has the encryption key, the database and the queue of the others', () => {
		const [{ N8N_ENCRYPTION_KEY, ...main }] = environments;
		expect(N8N_ENCRYPTION_KEY).toBe('k');
		const shared = Object.entries(main).filter(([name]) => /^(DB_|QUEUE_BULL_)/.test(name));
		expect(shared.length).toBeGreaterThan(7);
		expect(environmentOf(service, secrets)).toMatchObject({
			N8N_ENCRYPTION_KEY,
			EXECUTIONS_MODE: 'queue',
			...Object.fromEntries(shared),
		});
	});
});

it('writes no secret', () => {
	const secret = /(KEY|PASSWORD|SECRET|TOKEN)$/;
	const written = Object.values(services).flatMap(({ environment = {} }) =>
		Object.entries(environment).filter(([name]) => secret.test(name)),
	);
	expect(written.length).toBeGreaterThan(4);
	for (const [, value] of written) expect(value).toMatch(/^\$\{\w+:\?\}$/);
});

it('pins every version', () => {
	for (const service of ['postgres', 'redis'] as const)
		expect(services[service].image).toMatch(/:\d+$/);
});

it('Docker waits as long for a worker as n8n does', () => {
	const { N8N_GRACEFUL_SHUTDOWN_TIMEOUT } = environmentOf('worker', secrets);
	expect(services.worker.stop_grace_period).toBe(`${N8N_GRACEFUL_SHUTDOWN_TIMEOUT}s`);
});

it('docs/scaling.md says what each variable is for', () => {
	const text = read('docs/scaling.md');
	const names = new Set(environments.flatMap((environment) => Object.keys(environment)));
	expect([...names].filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});
