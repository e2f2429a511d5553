/** demo/queue/compose.yaml, as the test of queue mode and people with Docker both start it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

export interface ComposeService {
	image: string;
	command?: string[];
	environment?: Record<string, string>;
	build?: { dockerfile_inline: string };
	[member: string]: unknown;
}

const FILE = path.join(import.meta.dirname, '../../demo/queue/compose.yaml');

export type ServiceName = 'postgres' | 'redis' | 'main' | 'webhook' | 'worker';

export const { services } = parse(readFileSync(FILE, 'utf8'), { merge: true }) as {
	services: Record<ServiceName, ComposeService>;
};

/** The services that are n8n. */
export const N8N_SERVICES = ['main', 'webhook', 'worker'] as const;

/** What a service is given, with the `${NAME:?}` that .env would fill in. */
export function environmentOf(
	service: ServiceName,
	secrets: Record<string, string>,
): Record<string, string> {
	const filledIn = (text: string) =>
		text.replace(/\$\{(\w+):\?\}/g, (_, name: string) => {
			if (!(name in secrets)) throw new Error(`compose.yaml asks for ${name}`);
			return secrets[name];
		});
	const { environment = {} } = services[service];
	return Object.fromEntries(
		Object.entries(environment).map(([name, value]) => [name, filledIn(value)]),
	);
}
