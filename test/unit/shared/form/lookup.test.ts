/** nodes/shared/form/lookup.ts: lists of a form, read whole or by the page, filtered and paged. */
import fc from 'fast-check';
import type { INode, ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '../../../../nodes/shared/contract/index.ts';
import {
	entry,
	paths,
	type Search,
	searchByPage,
	searchWhole,
	shownPath,
} from '../../../../nodes/shared/form/lookup.ts';
import {
	credential,
	platform,
	recording,
	response,
	write,
	type Recording,
	type TestCredential,
} from '../fakes.ts';

type Row = { id: number; name: string };

const rowsOf = (...names: string[]): Row[] => names.map((name, n) => ({ id: 100 + n, name }));
const list = (...names: string[]) => response({ ok: true, data: rowsOf(...names) });
const numbered = (length: number) => Array.from({ length }, (_, n) => `Team ${n}`);

const read = async (call: Call) => {
	const { data } = await call(write, {}, { repeatable: true });
	return (data as Row[]).map(({ id, name }) => entry(id, name));
};

/** A form in which this credential is chosen. */
const form = ({ helper }: Recording, own: TestCredential = credential()): ILoadOptionsFunctions =>
	({
		getCredentials: async () => await Promise.resolve({ ...own }),
		getNode: () => ({ id: 'n', name: 'Test', type: 'test', typeVersion: 1 }) as INode,
		helpers: { httpRequest: helper },
	}) as unknown as ILoadOptionsFunctions;

const namesOf = ({ results }: Awaited<ReturnType<Search>>) => results.map(({ name }) => name);

/** Asks for page after page, as the editor does while somebody scrolls. */
async function scrolled(search: Search, context: ILoadOptionsFunctions, filter?: string) {
	const pages: string[][] = [];
	let token: string | undefined;
	do {
		const page = await search.call(context, filter, token);
		pages.push(namesOf(page));
		token = page.paginationToken as string | undefined;
	} while (token !== undefined);
	return pages;
}

async function refusal(search: Search, context: ILoadOptionsFunctions): Promise<NodeApiError> {
	return (await search.call(context).catch((error: unknown) => error)) as NodeApiError;
}

afterEach(() => vi.useRealTimers());

describe('searchWhole', () => {
	it.each([
		[undefined, ['North Sales', 'Nordic', 'Lab', '100']],
		['', ['North Sales', 'Nordic', 'Lab', '100']],
		['NOR', ['North Sales', 'Nordic']],
		['  th sa ', ['North Sales']],
		['102', ['Lab']],
		['10', ['100']],
		['100', ['North Sales', '100']],
		['nobody', []],
	])('%j finds what contains it, and the ID that is it', async (filter, found) => {
		const context = form(recording([list('North Sales', 'Nordic', 'Lab', '100')]));
		expect(namesOf(await searchWhole(platform, read).call(context, filter))).toEqual(found);
	});

	it.each([
		[0, [0]],
		[99, [99]],
		[100, [100]],
		[101, [100, 1]],
		[300, [100, 100, 100]],
	])('%i entries come in pages of %j', async (length, sizes) => {
		const search = searchWhole(platform, read);
		const pages = await scrolled(search, form(recording([list(...numbered(length))])));
		expect(pages.map((page) => page.length)).toEqual(sizes);
	});

	it('whoever scrolls to the end has seen everything found once, in order', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.constantFrom('ab', 'b', 'Ba', 'c'), { maxLength: 450 }),
				fc.constantFrom('', 'a', 'B', 'ab', 'x'),
				async (names, filter) => {
					const pages = await scrolled(
						searchWhole(platform, read),
						form(recording([list(...names)])),
						filter,
					);
					const wanted = names.filter((name) => name.toLowerCase().includes(filter.toLowerCase()));
					expect(pages.flat()).toEqual(wanted);
				},
			),
			{ numRuns: 40 },
		);
	});

	it('a list is read once for a minute of typing and scrolling, then anew', async () => {
		vi.useFakeTimers({ toFake: ['Date'] });
		const platformAnswers = recording([list(...numbered(250)), list('New')]);
		const search = searchWhole(platform, read);
		const context = form(platformAnswers);
		await Promise.all(['', 't', 'te'].map(async (filter) => await search.call(context, filter)));
		await scrolled(search, context, 'team');
		vi.advanceTimersByTime(59_000);
		await search.call(context, 'team 1');
		expect(platformAnswers.sent).toHaveLength(1);
		vi.advanceTimersByTime(2_000);
		expect(namesOf(await search.call(context))).toEqual(['New']);
		expect(platformAnswers.sent).toHaveLength(2);
	});

	it('no list is shown to another credential, or in place of another list', async () => {
		const own = credential();
		const others = [{ id: 'other' }, { secret: 'other' }, { baseUrl: 'https://other.test' }];
		const search = searchWhole(platform, read);
		await search.call(form(recording([list('Own')]), own));
		for (const other of others) {
			const context = form(recording([list('Other')]), { ...own, ...other });
			expect(namesOf(await search.call(context))).toEqual(['Other']);
		}
		const second = searchWhole(platform, read);
		expect(namesOf(await second.call(form(recording([list('Second')]), own)))).toEqual(['Second']);
		expect(namesOf(await search.call(form(recording([list('Never asked')]), own)))).toEqual([
			'Own',
		]);
	});

	it('a read that came to nothing is told to all who wait, and asked again', async () => {
		const full = response({ ok: false, code: 'full', text: 'Too many rows' });
		const platformAnswers = recording([full, list('There')]);
		const search = searchWhole(platform, read);
		const context = form(platformAnswers);
		const shown = await Promise.all([refusal(search, context), refusal(search, context)]);
		expect(shown.map(({ message }) => message)).toEqual(shown.map(() => 'Too many rows (full)'));
		expect(platformAnswers.sent).toHaveLength(1);
		expect(namesOf(await search.call(context))).toEqual(['There']);
	});
});

describe('searchByPage', () => {
	const search = searchByPage(platform, async (call, filter, page, size) => {
		const { data } = await call(write, { filter, page, size }, { repeatable: true });
		return (data as Row[]).map(({ id, name }) => entry(id, name));
	});
	const bodies = ({ sent }: Recording) =>
		sent.map(({ body }) => JSON.parse(body as string) as unknown);

	it('hands filter and page on, and ends with a page that is not full', async () => {
		const answers = recording([list(...numbered(100)), list(...numbered(30))]);
		const pages = await scrolled(search, form(answers), ' Li ');
		expect(pages.map((page) => page.length)).toEqual([100, 30]);
		expect(bodies(answers)).toEqual([
			{ filter: 'Li', page: 1, size: 100 },
			{ filter: 'Li', page: 2, size: 100 },
		]);
	});

	it('asks for all without a filter, and every time', async () => {
		const answers = recording([list('A'), list('B')]);
		const context = form(answers);
		expect(namesOf(await search.call(context))).toEqual(['A']);
		expect(namesOf(await search.call(context))).toEqual(['B']);
		expect(bodies(answers)[0]).toEqual({ filter: '', page: 1, size: 100 });
	});
});

const SEARCHES: Array<[string, Search]> = [
	['whole', searchWhole(platform, read)],
	['by page', searchByPage(platform, read)],
];

describe.each(SEARCHES)('what a person sees, %s', (_how, search) => {
	it('the platform’s reason and what to do about it, and no secret', async () => {
		const text = 'No room for S3CRET with T1';
		const answers = recording([response({ ok: false, code: 'full', text })]);
		const shown = await refusal(search, form(answers));
		expect(shown).toBeInstanceOf(NodeApiError);
		expect(shown.message).toBe('No room for ••• with ••• (full)');
		expect(shown.description).toBe('Make room.');
		expect(JSON.stringify(shown)).not.toMatch(/S3CRET|T1/);
	});

	it('a fault of ours stays what it is', async () => {
		const broken = {
			...form(recording([])),
			getCredentials: () => Promise.reject(new RangeError()),
		};
		const asked = search.call(broken as unknown as ILoadOptionsFunctions);
		await expect(asked).rejects.toBeInstanceOf(RangeError);
	});
});

describe('entry', () => {
	it.each([
		[['1', 'Sales'], 'Sales'],
		[['1', 'Li', 'J1', '139'], 'Li (J1, 139)'],
		[['1', 'Li', '', '139'], 'Li (139)'],
		[['1', 'Li', null, undefined], 'Li'],
		[['1', 'Li', {}, 'J1'], 'Li (J1)'],
	] as Array<[Parameters<typeof entry>, string]>)('%j', ([value, ...rest], name) => {
		expect(entry(value, ...rest)).toEqual({ name, value });
	});

	it('its value is a text, whatever came over the wire', () => {
		expect(entry(42, 'Sales').value).toBe('42');
	});
});

describe('paths', () => {
	const row = (id: string | number, name: string, parent?: string | number) => ({
		id,
		name,
		parent,
	});
	const known = (...rows: Array<ReturnType<typeof row>>) =>
		Object.fromEntries(paths(rows, 'parent'));

	it('levels are joined as they are shown', () => {
		expect(shownPath(['Sales', 'North', 'Beijing'])).toBe('Sales \\ North \\ Beijing');
	});

	it('every row has its path, in whatever order rows come and whatever form IDs have', () => {
		expect(known(row('3', 'Beijing', '2'), row(2, 'North', '1'), row('1', 'Sales', 0))).toEqual({
			'1': 'Sales',
			'2': 'Sales \\ North',
			'3': 'Sales \\ North \\ Beijing',
		});
	});

	it('a level that is not known is left out', () => {
		expect(known(row('2', 'North', 'unknown'))).toEqual({ '2': 'North' });
	});

	it('a circle ends', () => {
		const circle = known(row('1', 'A', '2'), row('2', 'B', '1'), row('3', 'C', '3'));
		expect(circle).toEqual({ '1': 'B \\ A', '2': 'A \\ B', '3': 'C' });
	});
});
