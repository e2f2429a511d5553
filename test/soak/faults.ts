/** A platform that fails here and there, never for so long that a run has to wait for it. */
import type { Misbehaviour } from '../platforms/index.ts';
import type { Random } from './random.ts';

type Rule = Omit<Misbehaviour, 'path'>;

/** Answers that are lost, spoilt, late, or say no; and whoever repeats all that was sent. */
const OF_ANSWERS: Rule[] = [
	...[{ how: 'resetBefore' }, { how: 'resetAfter' }, { how: 'cutJson' }, { how: 'halfBody' }],
	...[{ how: 'html' }, { how: 'empty' }, { how: 'emptyAfter' }, { how: 'envelope' }],
	...[{ how: 'envelopeAfter' }, { how: 'refusal' }, { how: 'redirect' }, { how: 'expireToken' }],
	...[
		{ how: 'status', status: 500 },
		{ how: 'status', status: 503 },
	],
	...[
		{ how: 'statusAfter', status: 502 },
		{ how: 'status', status: 404 },
	],
	...[{ how: 'echo' }, { how: 'echo', status: 502 }, { how: 'echo', status: 403 }],
	...[
		{ how: 'latency', ms: 20 },
		{ how: 'trickle', ms: 100 },
		{ how: 'refuse', ms: 50 },
	],
	...[{ how: 'slowDown', retryAfter: 0 }, { how: 'numberId' }],
] as Rule[];

/** Rows that are refused, or of which the platform says nothing, or not the truth. */
const OF_ROWS: Rule[] = [
	...[{ how: 'refuseRow' }, { how: 'dropRow' }, { how: 'skipRow' }, { how: 'reverseRows' }],
] as Rule[];

export interface Where {
	/** Ends of paths; '' is any, that for a token among them. */
	paths: readonly string[];
	/** Texts by which a row is meant; without, no row is. */
	rows?: readonly string[];
}

/** One to three rules that strike once or twice. */
export function someFaults({ paths, rows }: Where, random: Random): Misbehaviour[] {
	const count = 1 + random.below(3);
	return Array.from({ length: count }, (): Misbehaviour => {
		const ofRow = rows && random.chance(0.25);
		const rule = random.one(ofRow ? OF_ROWS : OF_ANSWERS)!;
		// A platform that says nothing of its rows is a fault of answers with rows only.
		const path = random.one(ofRow ? paths.filter((each) => each !== '') : paths);
		return {
			...rule,
			...(path !== undefined && { path }),
			...(ofRow && { row: random.one(rows)! }),
			after: random.below(3),
			times: 1 + random.below(2),
		};
	});
}
