/** The quick way of reading `{{ $json.field }}` gives what n8n's own evaluation gives. */
import type { IDataObject } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startHippius, type TestPlatform } from '../platforms/index.ts';
import type { CredentialData } from './engine/credentials.ts';
import { loadPackage, type Engine } from './engine/engine.ts';

const VALUES: unknown[] = [
	'财务部',
	'',
	' ',
	'=',
	'={{ 1 }}',
	'{{ $json.x }}',
	'a\\b',
	'😀',
	0,
	-0,
	1.5,
	42,
	true,
	false,
	null,
	undefined,
	{},
	{ a: 1 },
	[],
	['A'],
	'9007199254740993',
	2 ** 53,
	'toString',
];

describe('a parameter that is only a field of the item', () => {
	let engine: Engine;
	let hippius: TestPlatform<object>;

	beforeAll(async () => {
		engine = await loadPackage();
		hippius = await startHippius();
	});
	afterAll(async () => await hippius.stop());

	const leave = async (expression: string, items: IDataObject[]) => {
		const { main, error, failure } = await engine.run({
			node: {
				type: 'hippius',
				onError: 'continueErrorOutput',
				parameters: {
					resource: 'department',
					operation: 'upsert',
					unitCode: 'A1',
					unitName: expression,
					orderSeq: '1',
					additionalFields: { parentUnitCode: expression },
				},
			},
			items,
			credentials: { hippiusApi: hippius.credential as CredentialData },
		});
		return { main, error, failure };
	};

	it.each([
		['={{ $json.name }}', '={{ [$json.name][0] }}', 'name'],
		['={{$json["full name"]}}', '={{ [$json["full name"]][0] }}', 'full name'],
		["={{ $json['部门'] }}", "={{ [$json['部门']][0] }}", '部门'],
		['={{ $json.部门 }}', '={{ [$json.部门][0] }}', '部门'],
	])('%s', async (quick, full, key) => {
		const items = VALUES.map((value) => ({ [key]: value }) as IDataObject);
		expect(await leave(quick, items)).toEqual(await leave(full, items));
	});

	it.each([
		'={{ $json.name }} ',
		' ={{ $json.name }}',
		'= {{ $json.name }}',
		'={{ $json.name.x }}',
	])('leaves %j to n8n, which makes text of it', async (expression) => {
		const { main } = await leave(expression, [{ name: 'N' }]);
		expect(main[0]?.json.unitName ?? 'rejected').not.toBe('N');
	});

	it('leaves what every object has to n8n, which refuses it', async () => {
		const { error } = await leave('={{ $json.constructor }}', [{ name: 'N' }]);
		expect(error[0]?.json.error).toMatch(
			/^Department Name \(部门名称, unitName\) can't be evaluated/,
		);
	});
});
