/** Items that can’t be read at all: each is rejected alone, whatever it throws, and nothing is sent of it. */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { expectEachOnce, itemsOf, reasons } from '../engine/cases.ts';
import { codesSent, departments, startRuns } from '../Hippius/runs.ts';

const circular: IDataObject = {};
circular.unitName = circular;

const throwing: IDataObject = {
	get unitName(): string {
		throw new Error('gone');
	},
};

/** So many objects, one in the other. */
const nested = (levels: number): IDataObject => {
	let value: IDataObject = {};
	for (let level = 0; level < levels; level++) value = { unitName: value };
	return value;
};

describe('an item that can’t be read is rejected alone', () => {
	const [A, B, C] = departments(3);

	it.each([
		['that holds itself', circular, /./],
		['with a getter that throws', throwing, /gone/],
		['of 2,000 levels', nested(2_000), /./],
	])('%s', async (_what, _tls, says) => {
		const hippius = await startRuns({ edition: 'v033' });
		const items = [A, { ...B, _tls }, C];
		const result = await hippius.run('department', 'create', items);

		expectEachOnce(result, 3);
		expect(itemsOf(result.main)).toEqual([0, 2]);
		expect(reasons(result.error)).toMatchObject([
			{ item: 1, outcome: 'rejected', error: expect.stringMatching(says) as string },
		]);
		expect(codesSent(hippius)).toEqual(['D0', 'D2']);
	});

	// In the error output n8n would read the item again to add the error to it, and fail itself.
	it('a field of the item itself that throws', async () => {
		const hippius = await startRuns();
		const items = [A, Object.defineProperties({}, descriptors(B)) as IDataObject, C];
		const onError = 'continueRegularOutput';
		const json = items.map((item) => ({ json: item }));
		const { main } = await hippius.run('department', 'create', json, { onError });

		expect(itemsOf(main)).toEqual([0, 1, 2]);
		expect(reasons([main[1]])).toMatchObject([
			{ item: 1, outcome: 'rejected', error: expect.stringContaining('gone') as string },
		]);
		expect(codesSent(hippius)).toEqual(['D0', 'D2']);
	});

	it('whose credential can’t be evaluated', async () => {
		const hippius = await startRuns();
		const baseUrl = `={{ $json.bad ? $('Nowhere').item.json.url : "${hippius.url}" }}`;
		const items = [A, { ...B, bad: true }, C];
		const result = await hippius.run('department', 'create', items, {
			credentials: { hippiusApi: { ...hippius.credential, baseUrl } },
		});

		expect(itemsOf(result.main)).toEqual([0, 2]);
		expect(reasons(result.error)).toMatchObject([
			{
				item: 1,
				outcome: 'rejected',
				error: expect.stringMatching(/^The item can’t be read: /) as string,
			},
		]);
		expect(codesSent(hippius)).toEqual(['D0', 'D2']);
	});
});

/** Like those of the object, but for the name, which throws. */
const descriptors = (of: object): PropertyDescriptorMap => ({
	...Object.getOwnPropertyDescriptors(of),
	unitName: Object.getOwnPropertyDescriptor(throwing, 'unitName')!,
});
