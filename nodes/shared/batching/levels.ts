/** In which order requests leave: the levels of a topological order. */

interface Order<T> {
	key?(entry: T): string;
	after?(entry: T): string | undefined;
}

/**
 * What is in one level may be sent at the same time; a level is sent when the one before is
 * settled. A record comes after the previous one with its own key, and after the first record
 * whose key it names in `after`, wherever that one stands. Where records wait for each other in a
 * circle, such as two directors who are each other's superior, the first of them does not wait.
 */
export function levels<T>(list: T[], { key, after }: Order<T>): T[][] {
	const together = list.length ? [list] : [];
	if (!key) return together;
	const keys = list.map(key);
	if (!after && new Set(keys).size === list.length) return together;
	const { followers, leaders } = orderOf(list, keys, after);
	const waitsFor = leaders.map(({ length }) => length);

	const result: T[][] = [];
	const isDone = new Array<boolean>(list.length).fill(false);
	let left = list.length;
	let ready = [...keys.keys()].filter((index) => waitsFor[index] === 0);
	while (left > 0) {
		if (ready.length === 0) ready = inCircles(leaders, isDone);
		result.push(ready.map((index) => list[index]));
		left -= ready.length;
		for (const index of ready) isDone[index] = true;
		ready = ready
			.flatMap((index) => followers[index])
			.filter((index) => --waitsFor[index] === 0 && !isDone[index]);
		ready.sort((a, b) => a - b);
	}
	return result;
}

/** Who waits for whom, by their places in the list. */
function orderOf<T>(list: T[], keys: string[], after: Order<T>['after']) {
	const followers: number[][] = list.map(() => []);
	const leaders: number[][] = list.map(() => []);
	const follow = (earlier: number | undefined, later: number) => {
		if (earlier === undefined || earlier === later) return;
		followers[earlier].push(later);
		leaders[later].push(earlier);
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
	return { followers, leaders };
}

/** The first member of each circle, where all that is left waits for somebody. */
function inCircles(leaders: number[][], isDone: boolean[]): number[] {
	const found: number[] = [];
	/** In which walk along those who are waited for each one was met. */
	const metIn = new Array<number>(leaders.length).fill(-1);
	leaders.forEach((_, start) => {
		const path: number[] = [];
		let at = start;
		while (!isDone[at] && metIn[at] === -1) {
			metIn[at] = start;
			path.push(at);
			at = leaders[at].find((index) => !isDone[index])!;
		}
		if (metIn[at] === start && path.length)
			found.push(path.slice(path.indexOf(at)).reduce((a, b) => Math.min(a, b)));
	});
	return found.sort((a, b) => a - b);
}
