/** What comes shortly after each other, taken together. */
import { wait } from '../client/abort';

const waiting = new Map<string, unknown[]>();

/**
 * @returns to the first who comes with this key, after so many milliseconds, what all brought along;
 *   undefined to the others
 */
export async function gathered<T>(key: string, value: T, ms: number): Promise<T[] | undefined> {
	const before = waiting.get(key);
	if (before) {
		before.push(value);
		return undefined;
	}
	const values: T[] = [value];
	waiting.set(key, values);
	await wait(ms);
	waiting.delete(key);
	return values;
}

interface Asked<T> {
	id: string;
	resolve(found: T | undefined): void;
	reject(error: unknown): void;
}

/** Single look-ups that become few requests: while one is under way, the next ones wait together. */
export class LookupQueue<T> {
	private readonly find: (ids: string[]) => Promise<Map<string, T>>;
	private readonly most: number;
	private readonly asked: Asked<T>[] = [];
	private isAsking = false;

	/** @param most ids that `find` takes at once */
	constructor(find: (ids: string[]) => Promise<Map<string, T>>, most: number) {
		this.find = find;
		this.most = most;
	}

	get isIdle(): boolean {
		return !this.isAsking;
	}

	/** @throws what `find` throws */
	async ask(id: string): Promise<T | undefined> {
		const found = new Promise<T | undefined>((resolve, reject) => {
			this.asked.push({ id, resolve, reject });
		});
		if (!this.isAsking) void this.askAll();
		return await found;
	}

	private async askAll(): Promise<void> {
		this.isAsking = true;
		while (this.asked.length) {
			if (this.asked.length < this.most) await wait(PAUSE_MS);
			const asked = this.asked.splice(0, this.most);
			try {
				const found = await this.find([...new Set(asked.map(({ id }) => id))]);
				for (const { id, resolve } of asked) resolve(found.get(id));
			} catch (error) {
				for (const { reject } of asked) reject(error);
			}
		}
		this.isAsking = false;
	}
}

/** So long one waits for others to come along. */
const PAUSE_MS = 100;
