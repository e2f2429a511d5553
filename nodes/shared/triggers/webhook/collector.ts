/**
 * Events that come together leave together. Each call of a webhook that waits costs n8n some ten
 * megabytes, so of all calls of a trigger one waits for the others, and those are over at once.
 */
import { wait } from '../../client/abort';

export class Collector<T> {
	/** What came since the last one began to wait. */
	private open?: T[];
	/** What was collected before is still being worked on. */
	private before: Promise<unknown> = Promise.resolve();

	/**
	 * @param ms how long others may come along; longer, while what was collected before is worked on
	 * @returns to the first, what `work` makes of all; undefined to the others
	 */
	async collect<R>(
		value: T,
		ms: number,
		work: (values: T[]) => Promise<R>,
	): Promise<R | undefined> {
		if (this.open) {
			this.open.push(value);
			return undefined;
		}
		const values = [value];
		this.open = values;
		await wait(ms);
		await this.before;
		this.open = undefined;
		const result = work(values);
		this.before = result.catch(() => {});
		return await result;
	}
}
