/** In which order requests leave: the levels of a topological order. */

interface Order<T> {
	key?(entry: T): string;
	after?(entry: T): string | undefined;
}

/**
 * What is in one level may be sent at the same time; a level is sent when the one before is
 * settled. A record comes after the previous one with its own key, and after the first record
 * whose key it names in `after`, wherever that one stands. Records that wait for each other in a
 * circle come last, one by one: the platform will refuse them.
 */
export function levels<T>(list: T[], { key, after }: Order<T>): T[][] {
	const together = list.length ? [list] : [];
	if (!key) return together;
	const keys = list.map(key);
	if (!after && new Set(keys).size === list.length) return together;
	const followers: number[][] = list.map(() => []);
	const waitsFor = new Array<number>(list.length).fill(0);
	const follow = (earlier: number | undefined, later: number) => {
		if (earlier === undefined || earlier === later) return;
		followers[earlier].push(later);
		waitsFor[later]++;
	};

	const latest = new Map<string, number>();
	const first = new Map<string, number>();
	keys.forEach((own, index) => {
		follow(latest.get(own), index);
		latest.set(own, index);
		if (!first.has(own)) first.set(own, index);
	});
	list.forEach((entry, index) => {
		const named = after?.(entry);
		if (named !== undefined) follow(first.get(named), index);
	});

	const result: T[][] = [];
	let left = list.length;
	let ready = [...keys.keys()].filter((index) => waitsFor[index] === 0);
	while (ready.length) {
		result.push(ready.map((index) => list[index]));
		left -= ready.length;
		ready = ready.flatMap((index) => followers[index]).filter((index) => --waitsFor[index] === 0);
		ready.sort((a, b) => a - b);
	}
	if (left) list.forEach((entry, index) => waitsFor[index] > 0 && result.push([entry]));
	return result;
}
