/**
 * What the vendor says of the state of an interface, and how sure we are of it, stands where the
 * user sees it: docs/vendors/weaver-e10.md, section 5.
 */
import { describe, expect, it } from 'vitest';
import { custom } from '../../../nodes/WeaverE10/resources/custom/index.ts';
import { department } from '../../../nodes/WeaverE10/resources/department/index.ts';
import { dimension } from '../../../nodes/WeaverE10/resources/dimension/index.ts';
import { employee } from '../../../nodes/WeaverE10/resources/employee/index.ts';
import { external } from '../../../nodes/WeaverE10/resources/external/index.ts';
import { group } from '../../../nodes/WeaverE10/resources/group/index.ts';
import { job } from '../../../nodes/WeaverE10/resources/job/index.ts';
import { matrix } from '../../../nodes/WeaverE10/resources/matrix/index.ts';
import { organization } from '../../../nodes/WeaverE10/resources/organization/index.ts';
import { position } from '../../../nodes/WeaverE10/resources/position/index.ts';
import { share } from '../../../nodes/WeaverE10/resources/share/index.ts';
import { subcompany } from '../../../nodes/WeaverE10/resources/subcompany/index.ts';

const RESOURCES = [
	...[employee, department, subcompany, position, organization, matrix, job, group, share],
	...[external, dimension, custom],
];

/** Of the 39 numbers: those that are not current. */
const STATUSES: Record<string, number[]> = {
	开发中: [18, 19, 30, 32, 38, 39],
	测试中: [26, 28],
	将废弃: [16, 17, 25, 27, 29, 31],
	当前还未上线: [22, 23, 24],
};
const statusOf = (number: number) =>
	Object.keys(STATUSES).find((status) => STATUSES[status].includes(number));

const endpoints = RESOURCES.flatMap((resource) =>
	resource.operations.flatMap((operation) =>
		operation.endpoints.map((endpoint) => ({
			name: `${resource.value}.${operation.value}`,
			said: `${operation.description} ${operation.notice ?? ''}`,
			...{ endpoint, known: endpoint.known! },
		})),
	),
);
const numberOf = (source: string) => Number(/^no\. (\d+)$/.exec(source)?.[1]);

it('all 39 numbers have an operation', () => {
	const numbers = endpoints.map(({ known }) => numberOf(known.source)).filter(Number.isInteger);
	expect([...new Set(numbers)].toSorted((a, b) => a - b)).toEqual(
		Array.from({ length: 39 }, (_, n) => n + 1),
	);
});

describe.each(endpoints)('$name ($known.source)', ({ said, endpoint, known }) => {
	it('has the status that the vendor gives it, and says so', () => {
		expect(known.status).toBe(statusOf(numberOf(known.source)));
		if (known.status) expect(said).toContain(known.status);
	});

	it('says where it is not documented', () => {
		if (known.sure === 'inferred') expect(said).toMatch(/unconfirmed|not known/);
		if (known.sure === 'example') expect(said).toMatch(/example/);
		// Without a path of its own it must not be taken for documented.
		if (/restful\/$/.test(endpoint.path)) expect(known.sure).toBe('inferred');
	});
});
