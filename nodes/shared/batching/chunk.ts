/** Which records share a request. */

/**
 * Splits into runs of at most `size`; order is kept.
 * @param weight what an entry takes of the size; one that takes more than all of it stands alone
 */
export function chunk<T>(list: T[], size: number, weight: (entry: T) => number = () => 1): T[][] {
	const chunks: T[][] = [];
	let room = 0;
	for (const entry of list) {
		const needed = weight(entry);
		if (chunks.length === 0 || needed > room) {
			chunks.push([]);
			room = size;
		}
		chunks[chunks.length - 1].push(entry);
		room -= needed;
	}
	return chunks;
}
