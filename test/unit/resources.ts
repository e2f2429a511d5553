import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Resource } from '../../nodes/shared/contract/index.ts';

/** What each platform's node offers, by the platform's folder. */
export const RESOURCES: Array<{ folder: string; resource: Resource }> = await Promise.all(
	globSync('nodes/*/resources/*/index.ts')
		.toSorted()
		.map(async (path) => {
			const [resource] = Object.values((await import(resolve(path))) as Record<string, Resource>);
			return { folder: path.split(/[\\/]/)[1], resource };
		}),
);
