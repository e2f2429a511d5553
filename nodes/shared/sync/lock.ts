/** One run at a time: two syncs of one platform would each undo what the other has not seen. */

/** What is under way in this process. */
const running = new Set<string>();

/**
 * @param keys what must be free, such as a credential and a kind
 * @returns what sets them free again; undefined when one of them is taken
 */
export function lock(keys: string[]): (() => void) | undefined {
	if (keys.some((key) => running.has(key))) return undefined;
	for (const key of keys) running.add(key);
	return () => {
		for (const key of keys) running.delete(key);
	};
}
