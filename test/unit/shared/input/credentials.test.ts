/**
 * nodes/shared/input/credentials.ts: every item goes with its own credential, whatever the form of
 * the expressions in it, and those that have none are not read for each item.
 */
import type { IExecuteFunctions } from 'n8n-workflow';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Invalid } from '../../../../nodes/shared/input/invalid.ts';
import { checkBaseUrl, credentialReader } from '../../../../nodes/shared/input/credentials.ts';
import { credential } from '../fakes.ts';

const LENGTH = 2_000;

/** What a field of the credential is for an item; n8n hands on the place as it was given. */
type Field = (index: number) => unknown;

/** A credential with a field like this, and how often it was read. */
function reading(field: Field, length = LENGTH) {
	let times = 0;
	const own = credential();
	const context = {
		async getCredentials(_type: string, index: number) {
			times++;
			return await Promise.resolve({ ...own, tenant: field(index) });
		},
	} as unknown as IExecuteFunctions;
	return { reader: credentialReader(context, 'testApi', length), times: () => times };
}

/** Expects each item to have its own. */
async function expectRight(field: Field, length = LENGTH) {
	const { reader, times } = reading(field, length);
	const credentialOf = await reader;
	for (let index = 0; index < length; index++)
		expect((await credentialOf(index)).tenant, `item ${index}`).toBe(field(index));
	return times();
}

const items = Array.from({ length: LENGTH }, (_, at) => ({ json: { tenant: `T${at}`, no: at } }));

describe('a credential that depends on the item', () => {
	it.each<[string, (odd: number) => Field]>([
		['as a number', (odd) => (index) => (index - odd ? 'most' : 'odd')],
		['in a sum', (odd) => (index) => (index + 1 > odd && index * 1 <= odd ? 'odd' : 'most')],
		['rounded', (odd) => (index) => (Math.floor(index) === odd ? 'odd' : 'most')],
		['modulo', (odd) => (index) => (index % LENGTH === odd ? 'odd' : 'most')],
		['in a template string', (odd) => (index) => (`${index}` === `${odd}` ? 'odd' : 'most')],
		['as a text', (odd) => (index) => (String(index) === String(odd) ? 'odd' : 'most')],
		[
			'as JSON',
			(odd) => (index) => (JSON.stringify({ index }) === `{"index":${odd}}` ? 'odd' : 'most'),
		],
		['as an index', (odd) => (index) => (items[index].json.no === odd ? 'odd' : 'most')],
		[
			'as an index that may be none',
			(odd) => (index) => (items[index]?.json.no === odd ? 'odd' : 'most'),
		],
		['with at()', (odd) => (index) => (items.at(index)?.json.no === odd ? 'odd' : 'most')],
		['in a slice', (odd) => (index) => (items.slice(index, odd + 1).length === 1 ? 'odd' : 'most')],
		['in a comparison', (odd) => (index) => (index < odd ? 'before' : 'after')],
		['in a loose one', (odd) => (index) => (index == odd ? 'odd' : 'most')],
		['as a key', (odd) => (index) => (index in { [odd]: 1 } ? 'odd' : 'most')],
		['as a truth', () => (index) => (index ? 'most' : 'odd')],
	])('%s is right for every one of 2,000', async (_how, field) => {
		await fc.assert(
			fc.asyncProperty(fc.nat(LENGTH - 1), async (odd) => {
				await expectRight(field(odd));
			}),
			{ numRuns: 8, examples: [[0], [1], [LENGTH - 1], [1_001]] },
		);
	});

	it('is right for every one where each has its own', async () => {
		await expectRight((index) => items[index].json.tenant);
	});

	it('is right for however few', async () => {
		for (const length of [0, 1, 2, 3, 49, 50, 51, 99, 101])
			await expectRight((index) => (Number(index) === length - 1 ? 'odd' : 'most'), length);
	});
});

describe('a credential that is the same for all', () => {
	it.each<[string, Field]>([
		['has no expressions', () => 'T'],
		['has one that does not look at the item', () => ['T'].join()],
	])('is read some fifty times where it %s', async (_what, field) => {
		expect(await expectRight(field)).toBeLessThan(60);
	});

	it('is one object for all', async () => {
		const credentialOf = await reading(() => 'T').reader;
		expect(await credentialOf(1_999)).toBe(await credentialOf(3));
	});

	it('is right though an expression looks at the item', async () => {
		await expectRight((index) => (items[index] ? 'T' : 'none'));
	});

	it('is one object for those that are equal, also where it differs', async () => {
		const credentialOf = await reading((index) => (index % 2 ? 'odd' : 'even')).reader;
		expect(await credentialOf(2)).toBe(await credentialOf(1_998));
		expect(await credentialOf(2)).not.toBe(await credentialOf(3));
	});
});

describe('a credential that can’t be read', () => {
	it('fails for those items alone', async () => {
		const { reader } = reading((index) => {
			if (Number(index) === 1_234) throw new Error('no such credential');
			return 'T';
		});
		const credentialOf = await reader;
		const failed: number[] = [];
		for (let index = 0; index < LENGTH; index++)
			await Promise.resolve(credentialOf(index)).catch(() => failed.push(index));
		expect(failed).toEqual([1_234]);
	});

	it('fails for each, when it can be read for none', async () => {
		const credentialOf = await reading(() => {
			throw new Error('no such credential');
		}).reader;
		await expect(async () => await credentialOf(7)).rejects.toThrow('no such credential');
	});
});

describe('checkBaseUrl', () => {
	it.each(['https://h', 'http://h:8080/p/', ' https://h '])('takes %j', (baseUrl) => {
		expect(() => checkBaseUrl(credential({ baseUrl }))).not.toThrow();
	});

	it.each(['', 'h', 'ftp://h', 'https://', 'https:///p', undefined as unknown as string])(
		'refuses %j',
		(baseUrl) => {
			expect(() => checkBaseUrl(credential({ baseUrl }))).toThrow(
				expect.objectContaining({ name: Invalid.name, field: 'baseUrl' }) as Error,
			);
		},
	);
});
