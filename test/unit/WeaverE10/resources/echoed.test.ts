/**
 * Whatever can be echoed is, from the start: docs/vendors/weaver-e10.md, sections 4 and 5 say which
 * interfaces take `extKey` or `extKeyField`.
 */
import { expect, it } from 'vitest';
import { resources } from '../../../../nodes/WeaverE10/resources/index.ts';

const operations = resources.flatMap(({ operations: all }) => all);
const echoing = operations.flatMap(({ endpoints: [to], requestFields = [], columns }) => {
	const field = requestFields.find(({ parameter: { name } }) => /^extKey/.test(name));
	return field ? [{ name: to.path.split('/').at(-1)!, field, columns }] : [];
});

it.each(echoing)('$name', ({ field, columns }) => {
	const { preset, namesColumn, parameter } = field;
	expect([preset, namesColumn]).toEqual([true, true]);
	expect(columns?.list.map(({ id }) => id)).toContain(parameter.default);
});

it('are these', () => {
	expect(echoing.map(({ name, field }) => [name, field.parameter.name])).toEqual([
		['syncEmployee', 'extKey'],
		['syncDepartment', 'extKey'],
		['syncSubcompany', 'extKey'],
		['syncPosition', 'extKey'],
		['syncMatrixData', 'extKeyField'],
		['syncExteralEmployee', 'extKey'],
		['syncExternalDepartment', 'extKey'],
		['syncVirtualEmployee', 'extKey'],
	]);
});
