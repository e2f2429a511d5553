/** What is only inferred says so where the user sees it: docs/extending.md, “What an operation can say”. */
import { expect, it } from 'vitest';
import { RESOURCES } from './resources.ts';

const inferred = RESOURCES.flatMap(({ resource }) =>
	resource.operations
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
