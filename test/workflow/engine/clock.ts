/** The clock of this process, moved on without waiting: `Date` and `performance`, not timers. */
import { onTestFinished } from 'vitest';

export interface MovedClock {
	/** Lets so many milliseconds pass. */
	wait(ms: number): void;
	restore(): void;
}

/** @param aheadMs how far it goes ahead from the beginning */
export function moveClock(aheadMs = 0): MovedClock {
	const RealDate = Date;
	const realNow = performance.now.bind(performance);
	let moved = aheadMs;
	class MovedDate extends RealDate {
		constructor(...given: [number]) {
			super(...(given.length > 0 ? given : ([MovedDate.now()] as [number])));
		}
		static override now = () => RealDate.now() + moved;
	}
	globalThis.Date = MovedDate as unknown as DateConstructor;
	performance.now = () => realNow() + moved;
	return {
		wait: (ms) => void (moved += ms),
		restore() {
			globalThis.Date = RealDate;
			performance.now = realNow;
		},
	};
}

let ofTest: MovedClock | undefined;

/** One for the test at hand, until it is over. */
export function clockOfTest(aheadMs: () => number = () => 0): MovedClock {
	if (ofTest) return ofTest;
	const moved = moveClock(aheadMs());
	onTestFinished(() => {
		moved.restore();
		ofTest = undefined;
	});
	return (ofTest = moved);
}

/** So long n8n has had to store what the poll before told: two polls lie a minute apart there. */
export const BETWEEN_POLLS_MS = 15_000;
