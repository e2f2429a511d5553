/** What is only inferred says so where the user sees it: docs/extending.md, “What an operation can say”. */
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { Resource } from '../../nodes/shared/contract/index.ts';

/** Of all platforms. */
const resources = await Promise.all(
	globSync('nodes/*/resources/*/index.ts').map(async (path) => {
		const [resource] = Object.values((await import(resolve(path))) as Record<string, Resource>);
		return resource;
	}),
);

const inferred = resources.flatMap(({ operations }) =>
	operations
		.filter(({ endpoints }) => endpoints.some(({ known }) => known?.sure === 'inferred'))
		.map(({ action, description, notice }) => ({ action, says: [description, notice] })),
);

it.each(inferred)('$action', ({ says: [description, notice] }) => {
	expect(description).toContain('unconfirmed');
	expect(notice).toBeTruthy();
});

it('are these', () => {
	expect(inferred.map(({ action }) => action).toSorted()).toEqual([
		'Get custom fields of departments',
		'Seal departments',
		'Update email of people',
	]);
});
