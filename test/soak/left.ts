/** What was found wrong, and the search for secrets in all that runs leave. */
import { asText, leaksIn, secretsOf } from '../workflow/engine/secrets.ts';
import type { RemotePlatform } from './remote.ts';

/** What is wrong, in words; the soak ends when there is something. */
export const wrong: string[] = [];

export const complain = (text: string) => void wrong.push(text);

/** Of platforms with many tokens the last ones: older ones are in no request any more. */
const MOST_TOKENS = 12;

/** How much was looked through. */
export const searched = { runs: 0, characters: 0, tokens: 0 };

/** Looks for the secrets of one platform. */
export async function searchFor(platform: RemotePlatform) {
	const secrets = secretsOf(await platform.credential());
	let tokens: string[] = [];
	return async function search(what: string, ...left: unknown[]): Promise<void> {
		const { tokens: fresh } = await platform.take();
		searched.tokens += fresh.length;
		tokens = [...tokens, ...fresh].slice(-MOST_TOKENS);
		const text = asText(...left);
		searched.runs++;
		searched.characters += text.length;
		for (const leak of leaksIn(text, [...secrets, ...tokens])) complain(`${what}: ${leak}`);
	};
}

export type Search = Awaited<ReturnType<typeof searchFor>>;
