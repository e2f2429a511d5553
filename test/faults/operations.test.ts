/** test/faults/operations: the matrix of faults has every write. Its entries load the built package. */
import { expect, it } from 'vitest';
import { ofAll, PLATFORMS, type NodeType } from '../platforms/index.ts';
import { RESOURCES } from '../unit/resources.ts';
import type { Operation } from './operation.ts';
import { HIPPIUS } from './operations/hippius.ts';
import { WEAVER_E10 } from './operations/weaverE10.ts';
import { YUNZHIJIA } from './operations/yunzhijia.ts';

const ENTRIES = ofAll<Array<Operation<never>>>('ENTRIES of test/faults/operations.test.ts', {
	hippius: HIPPIUS as never,
	yunzhijia: YUNZHIJIA as never,
	weaverE10: WEAVER_E10 as never,
});

/** They only give a statement, and the platform keeps nothing. */
const CHANGE_NOTHING = ['matrix.buildView'];

it.each(Object.entries(PLATFORMS))('%s', (type, { folder }) => {
	const writes = RESOURCES.filter((each) => each.folder === folder).flatMap(({ resource }) =>
		resource.operations
			.filter((operation) => !('isQuery' in operation))
			.map((operation) => `${resource.value}.${operation.value}`),
	);
	const known = new Set(ENTRIES[type as NodeType].map(({ name }) => name));
	expect(
		writes.filter((name) => !known.has(name) && !CHANGE_NOTHING.includes(name)),
		`a write needs an entry in test/faults/operations/${type}.ts`,
	).toEqual([]);
});
