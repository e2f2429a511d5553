/** After all the other tests: nothing that was printed or saved holds a secret or a token. */
import { expect } from 'vitest';
import { startYunzhijia } from '../platforms/index.ts';
import { leaksIn, secretsOf, tokensOf } from '../workflow/engine/secrets.ts';
import { platform, platformsUsed, test } from './fixtures.ts';
import { adding, live, newcomers, post } from './workflows.ts';

/** As the database's dump shows bytes. */
const inHex = (secret: string) => Buffer.from(secret).toString('hex');

const megabytes = (text: string) => (text.length / 1e6).toFixed(1);

test('no log and no row of the database holds a secret or a token', async ({ cluster }) => {
	// What goes wrong is told with more words than what goes well.
	const yunzhijia = await platform(startYunzhijia());
	for (const rule of [
		{ how: 'expireToken' },
		{ how: 'slowDown' },
		{ how: 'html' },
		{ how: 'resetBefore' },
	] as const)
		yunzhijia.misbehave({ ...rule, times: 1 });
	const wrong: Record<string, unknown> = {
		...yunzhijia.credential,
		secret: 'yunzhijia+wrong&secret=50%',
	};
	for (const [path, credential] of [
		['troubled', yunzhijia.credential],
		['refused', wrong],
	] as const) {
		const id = await live(cluster, adding(path, { batchSize: 1 }), { credential });
		await post(cluster.webhooks[0], path, { people: newcomers(10) });
		await cluster.begun(id);
		await cluster.settled(id);
	}

	const tokens = platformsUsed.flatMap(tokensOf);
	const credentials = [wrong, ...platformsUsed.map(({ credential }) => credential)];
	const secrets = new Set([
		...tokens,
		...credentials.flatMap(secretsOf),
		cluster.secrets.N8N_ENCRYPTION_KEY,
		cluster.secrets.POSTGRES_PASSWORD,
	]);
	expect(tokens.length).toBeGreaterThan(0);

	const texts = { logs: await cluster.logs(), database: await cluster.postgres.dump() };
	// What is searched is what was there: debug lines, saved credentials, items of executions.
	expect(texts.logs).toContain('Worker started execution');
	expect(texts.logs).toMatch(/debug/);
	expect(texts.database).toContain('yunzhijiaApi');
	expect(texts.database).toContain(newcomers(1)[0].mobile);
	for (const [where, text] of Object.entries(texts)) {
		expect(leaksIn(text, [...secrets]), where).toEqual([]);
		expect([...secrets].map(inHex).filter((hex) => text.includes(hex))).toEqual([]);
	}
	console.log(
		`${secrets.size} secrets and tokens looked for in ${megabytes(texts.logs)} MB of logs and ${megabytes(texts.database)} MB of database`,
	);
});
