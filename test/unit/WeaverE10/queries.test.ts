/** Which endpoints are sent again on a 404 of a gateway that fails over: docs/vendors/weaver-e10.md, section 1. */
import { describe, expect, it } from 'vitest';
import { judge } from '../../../nodes/shared/client/request.ts';
import { weaverE10 } from '../../../nodes/WeaverE10/platform.ts';
import { resources } from '../../../nodes/WeaverE10/resources/index.ts';

const operations = resources.flatMap(({ value, operations: all }) =>
	all.map((operation) => ({ name: `${value}.${operation.value}`, operation })),
);

it.each(operations)('$name', ({ operation }) => {
	const asks = operation.perform !== undefined && operation.isQuery === true;
	// Whose path is typed in may just as well be typed in wrongly.
	const isQuery = operation.endpoints.map(({ known }) => asks && known?.sure !== 'inferred');
	expect(operation.endpoints.map((each) => each.isQuery === true)).toEqual(isQuery);
});

describe('a 404', () => {
	const kindOf = (json: unknown, isQuery?: true) => {
		try {
			return judge(weaverE10, { status: 404, headers: {}, text: '', json }, { isQuery });
		} catch (error) {
			return (error as { kind: string }).kind;
		}
	};

	it.each([
		['a page', undefined, 'ambiguous'],
		['of Spring', { status: 404, error: 'Not Found', path: '/api', message: '' }, 'ambiguous'],
		['of the gateway, as documented', { errcode: '404', errmsg: 'no route' }, 'refused'],
		['of the interface', { message: { errcode: '7', errmsg: '无' } }, 'refused'],
		['of the second form', { code: '404', msg: '无', status: false }, 'refused'],
	])('%s', (_what, json, kind) => {
		expect(kindOf(json, true)).toBe(kind);
		expect(kindOf(json)).toBe('refused');
	});
});
