/** What is only inferred says so where the user sees it: docs/extending.md, “What an operation can say”. */
import { expect, it } from 'vitest';
import { resources as weaverE10 } from '../../nodes/WeaverE10/resources/index.ts';
import { person } from '../../nodes/Yunzhijia/resources/person/index.ts';

const inferred = [...weaverE10, person].flatMap(({ operations }) =>
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
