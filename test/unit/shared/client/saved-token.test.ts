/**
 * One token for all processes of an n8n (nodes/shared/client/saved-token.ts, token.ts, sign-in.ts):
 * several processes, each with modules of its own, and the one credential that n8n has saved.
 */
import type { IHttpRequestOptions } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { HttpHelper } from '../../../../nodes/shared/client/http.ts';
import { credential, ended, inMs, networkError, recording, response } from '../fakes.ts';

const BEGIN = 1_700_000_000_000;
const HOUR_MS = 3_600_000;

beforeEach(() => void vi.useFakeTimers({ now: BEGIN }));
afterEach(() => {
	vi.restoreAllMocks();
	vi.useRealTimers();
});

type Saved = ReturnType<typeof credential> & Record<string, unknown>;

interface Server {
	saved: Saved;
	helper: HttpHelper;
	/** How long saving takes. */
	savingMs?: number;
	cannotSave?: true;
	cannotRead?: true;
	/** How many times it was asked for what is saved. */
	asked?: number;
}

const saved = (fields: object = {}): Saved => ({
	...credential(),
	...{ accessToken: '', expiresAt: 0, accessTokenFor: '' },
	...fields,
});

/** One process: its modules know nothing of those of another. */
async function startProcess(server: Server, helper = server.helper) {
	vi.resetModules();
	const { platform } = await import('../fakes.ts');
	const { token: source } = platform;
	const { getToken, isRenewedByOthers } = await import('../../../../nodes/shared/client/token.ts');
	const { signIn, signedInToken } = await import('../../../../nodes/shared/client/sign-in.ts');
	const { asker } = await import('../../../../nodes/shared/client/saved-token.ts');

	/** As n8n 2.41 does it, `httpRequestWithAuthentication` in n8n-core. */
	async function httpRequestWithAuthentication(_type: string, request: IHttpRequestOptions) {
		server.asked = (server.asked ?? 0) + 1;
		if (server.cannotRead) throw new Error('The database is away');
		const own = { ...server.saved };
		const preAuthenticate = async () => {
			const output = await signIn(source, own, server.helper);
			await inMs(server.savingMs ?? 0);
			if (server.cannotSave) throw new Error('The database is away');
			server.saved = { ...server.saved, ...output };
			Object.assign(own, output);
		};
		const authenticate = () => signedInToken(source, own, request);
		try {
			if (own.accessToken === '') await preAuthenticate();
			return authenticate();
		} catch (error) {
			if ((error as { response?: { status?: number } }).response?.status !== 401) throw error;
			await preAuthenticate();
			return authenticate();
		}
	}

	const context = { helpers: { httpRequestWithAuthentication } } as never;
	const askSaved = asker(context, 'testApi');
	const get = async (rejected?: string, own: Saved = server.saved) => {
		const { token } = await getToken(source, own, helper, rejected, askSaved);
		return token;
	};
	return Object.assign(get, {
		isRenewedByOthers: async (rejected: string) =>
			await isRenewedByOthers(source, server.saved, rejected, askSaved),
	});
}

async function start(count: number, server: Server) {
	const processes = [];
	for (let at = 0; at < count; at++) processes.push(await startProcess(server));
	return processes;
}

/** Each process waits another time before it renews. */
const apart = () => {
	let at = 0;
	vi.spyOn(Math, 'random').mockImplementation(() => (++at % 2 ? 0.1 : 0.9));
};

describe('one token for all processes', () => {
	it('is fetched by the first that wants one, and read by the others and by who starts later', async () => {
		const { helper, tokens } = recording([]);
		const server = { saved: saved(), helper };
		const [first, second] = await start(2, server);
		expect([await ended(first()), await ended(second()), await ended(first())]).toEqual([
			...['T1', 'T1', 'T1'],
		]);
		const later = await startProcess(server);
		expect(await ended(later())).toBe('T1');
		expect(tokens).toHaveLength(1);
		expect(server.saved).toMatchObject({ accessToken: 'T1' });
	});

	it('is asked for once for however many wait in one process', async () => {
		const { helper, tokens } = recording([], async () => {
			await inMs(500);
			return response({ token: 'T' });
		});
		const server: Server = { saved: saved(), helper };
		const get = await startProcess(server);
		const all = await ended(Promise.all(Array.from({ length: 20 }, async () => await get())));
		expect(new Set(all)).toEqual(new Set(['T']));
		expect([tokens.length, server.asked]).toEqual([1, 1]);
	});

	it('is renewed once when it is rejected in all of them at the same moment', async () => {
		apart();
		const { helper, tokens } = recording([]);
		const server = { saved: saved(), helper, savingMs: 200 };
		const processes = await start(2, server);
		for (const get of processes) await ended(get());
		const renewed = await ended(Promise.all(processes.map(async (get) => await get('T1'))));
		expect(renewed).toEqual(['T2', 'T2']);
		expect(tokens).toHaveLength(2);
	});

	it('is renewed once when it ends for all of them at the same moment', async () => {
		apart();
		const { helper, tokens } = recording([]);
		const processes = await start(2, { saved: saved(), helper, savingMs: 200 });
		for (const get of processes) await ended(get());
		vi.setSystemTime(BEGIN + HOUR_MS);
		const renewed = await ended(Promise.all(processes.map(async (get) => await get())));
		expect(renewed).toEqual(['T2', 'T2']);
		expect(tokens).toHaveLength(2);
	});

	it('is taken over at once from a process that has renewed it', async () => {
		const { helper, tokens } = recording([]);
		const [first, second] = await start(2, { saved: saved(), helper });
		for (const get of [first, second]) await ended(get());
		await ended(first('T1'));
		const waiting = second('T1');
		await vi.advanceTimersByTimeAsync(0);
		expect(await waiting).toBe('T2');
		expect(tokens).toHaveLength(2);
	});

	it('is not an earlier one that was rejected, if a slow process saved that last', async () => {
		const { helper } = recording([]);
		const server: Server = { saved: saved(), helper };
		const get = await startProcess(server);
		const first = await ended(get());
		const slow = { ...server.saved };
		const second = await ended(get(first));
		server.saved = slow;
		expect([first, second, await ended(get(second))]).toEqual(['T1', 'T2', 'T3']);
	});

	it('may be the rejected one, if that is what the platform gives again', async () => {
		const { helper, tokens } = recording([], response({ token: 'same' }));
		const get = await startProcess({ saved: saved(), helper });
		await ended(get());
		expect([await ended(get('same')), await ended(get())]).toEqual(['same', 'same']);
		expect(tokens).toHaveLength(2);
	});
});

describe('a token that the platform does not take', () => {
	it('is given to others all the same: it may be the interface that this credential must not use', async () => {
		const { helper, tokens } = recording([]);
		const get = await startProcess({ saved: saved(), helper });
		const first = await ended(get());
		const second = await ended(get(first));
		expect(await ended(get.isRenewedByOthers(second))).toBe(false);
		expect([second, await ended(get())]).toEqual(['T2', 'T2']);
		expect(tokens).toHaveLength(2);
	});

	it('is waited for a moment where the next is not to be fetched yet', async () => {
		const { helper, tokens } = recording([]);
		const get = await startProcess({ saved: saved(), helper });
		let token = await ended(get());
		for (let time = 0; time < 4; time++) token = await ended(get(token));
		expect([token, tokens.length]).toEqual(['T5', 5]);
	});

	it('is what another process has renewed meanwhile, if one has', async () => {
		const { helper } = recording([]);
		const [one, other] = await start(2, { saved: saved(), helper });
		const first = await ended(one());
		await ended(other(first));
		expect(await ended(one.isRenewedByOthers(first))).toBe(true);
		expect(await ended(one())).toBe('T2');
	});
});

describe('the saved token is left alone', () => {
	it.each([
		['another secret', { secret: 'other' }],
		['another id', { id: 'other' }],
		['another address', { baseUrl: 'https://other.test' }],
	])('after an edit to %s: n8n keeps the token of before', async (_what, edit) => {
		const { helper, tokens } = recording([]);
		const server: Server = { saved: saved(), helper };
		const [first, second] = await start(2, server);
		await ended(first());
		server.saved = { ...server.saved, ...edit };
		expect(await ended(second())).toBe('T2');
		expect(tokens).toHaveLength(2);
	});

	it('where an item goes with another credential than the saved one', async () => {
		const { helper, tokens } = recording([]);
		const server: Server = { saved: saved(), helper };
		const get = await startProcess(server);
		expect(await ended(get())).toBe('T1');
		const ofItem = { ...server.saved, id: 'of this item' };
		expect(await ended(get(undefined, ofItem))).toBe('T2');
		expect(server.saved).toMatchObject({ accessToken: 'T1' });
		expect(await ended(get())).toBe('T1');
		expect(tokens).toHaveLength(2);
	});
});

describe('where n8n can do nothing', () => {
	it.each([
		['can’t save', { cannotSave: true as const }],
		['can’t read', { cannotRead: true as const }],
	])('because it %s, the process has a token all the same, fetched once', async (_what, fault) => {
		const { helper, tokens } = recording([]);
		const get = await startProcess({ saved: saved(), helper, ...fault });
		expect([await ended(get()), await ended(get())]).toEqual(['T1', 'T1']);
		expect(tokens).toHaveLength(1);
	});

	it('because the platform gives none, the reason is the platform’s, and it is not asked again at once', async () => {
		const { helper, tokens } = recording([], response({ error: 'invalid_client' }, 401));
		const get = await startProcess({ saved: saved(), helper });
		const ask = async () => await ended(get()).catch((error: unknown) => error);
		expect(await ask()).toMatchObject({
			kind: 'refused',
			message: 'Test gave no token (HTTP 401)',
			facts: { ofCredential: true, httpStatus: 401 },
		});
		expect(await ask()).toMatchObject({ facts: { ofCredential: true } });
		expect(tokens).toHaveLength(1);
	});

	it('because the platform is away, the same is said, and it is tried again later', async () => {
		let away = true;
		const { helper, tokens } = recording([], () =>
			away ? networkError('ECONNREFUSED') : response({ token: 'T' }),
		);
		const get = await startProcess({ saved: saved(), helper });
		await expect(ended(get())).rejects.toMatchObject({ kind: 'unreachable' });
		away = false;
		await vi.advanceTimersByTimeAsync(1_000);
		expect(await ended(get())).toBe('T');
		expect(tokens).toHaveLength(2);
	});
});

it('is fetched with the helper of the one who asks, who counts it', async () => {
	const [ofServer, counting] = [recording([]), recording([])];
	const server = { saved: saved(), helper: ofServer.helper };
	const get = await startProcess(server, counting.helper);
	expect(await ended(get())).toBe('T1');
	expect([ofServer.tokens.length, counting.tokens.length]).toEqual([0, 1]);
});
