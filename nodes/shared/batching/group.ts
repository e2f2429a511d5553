/** Puts together what belongs together, in the order of first appearance. */

/** Adds to the list that a map has under a key. */
export function addTo<K, T>(lists: Map<K, T[]>, key: K, entry: T): void {
	const list = lists.get(key);
	if (list) list.push(entry);
	else lists.set(key, [entry]);
}

/** Lists of what has the same key. */
export function groupBy<T, K>(list: T[], key: (entry: T) => K): T[][] {
	const groups = new Map<K, T[]>();
	for (const entry of list) addTo(groups, key(entry), entry);
	return [...groups.values()];
}

/** The same by their keys; what has an empty one is left out. */
export function grouped<T, K>(list: T[], key: (entry: T) => K): Map<K, T[]> {
	const groups = new Map<K, T[]>();
	for (const entry of list) {
		const own = key(entry);
		if (own !== '') addTo(groups, own, entry);
	}
	return groups;
}

/** Only those that share a key with others: nothing is made for the many that do not. */
export function severalOf<T extends object, K>(list: T[], key: (entry: T) => K): T[][] {
	const first = new Map<K, T>();
	const several = new Map<K, T[]>();
	for (const entry of list) {
		const own = key(entry);
		if (own === '') continue;
		const other = first.get(own);
		if (!other) first.set(own, entry);
		else if (several.has(own)) addTo(several, own, entry);
		else several.set(own, [other, entry]);
	}
	return [...several.values()];
}
