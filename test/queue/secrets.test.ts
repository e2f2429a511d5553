/** After all the other tests: nothing that was printed or saved holds a secret or a token. */
import { expect } from 'vitest';
import { tokensOf } from '../n8n/fixtures.ts';
import { startYunzhijia } from '../platforms/index.ts';
import { spellings } from '../workflow/engine/credential-cases.ts';
import { platform, platformsUsed, test } from './fixtures.ts';
import { adding, live, newcomers, post } from './workflows.ts';

const SECRETS = ['secret', 'callbackToken'];

/** As it stands in base64, wherever it begins within what was encoded. */
const inBase64 = (secret: string) =>
	[0, 1, 2].map((shift) => {
		const encoded = Buffer.from(' '.repeat(shift) + secret).toString('base64');
		const whole = Math.floor((Buffer.byteLength(secret) + shift) / 3) * 4;
		return encoded.slice(shift === 0 ? 0 : 4, whole);
	});

const allSpellings = (secret: string) => [
	...spellings(secret),
	JSON.stringify(secret).slice(1, -1),
	// As the database's dump shows bytes.
	Buffer.from(secret).toString('hex'),
	...inBase64(secret),
];

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
		...credentials.flatMap((credential) => SECRETS.map((name) => String(credential[name]))),
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
		const found = [...secrets].filter((secret) =>
			allSpellings(secret).some((spelling) => text.includes(spelling)),
		);
		expect(found, where).toEqual([]);
	}
	console.log(
		`${secrets.size} secrets and tokens looked for in ${megabytes(texts.logs)} MB of logs and ${megabytes(texts.database)} MB of database`,
	);
});
