/**
 * The test platforms, in a process of their own: what they keep of requests is not measured. Told
 * what to do by remote.ts.
 */
import { OPERATIONS } from '../faults/matrix.ts';
import type { Misbehaviour, NodeType, TestPlatform } from '../platforms/index.ts';
import { startHippius, startWeaverE10, startYunzhijia } from '../platforms/index.ts';
import { moveClock } from '../workflow/engine/clock.ts';
import { tokensOf } from '../workflow/engine/secrets.ts';
import { RECORDS } from './records.ts';
import type { Side } from './sides.ts';
import { hippiusSide, weaverSide, yunzhijiaSide } from './sides.ts';

export type PlatformName = NodeType;

/** Asked of a platform, which is one of those or the number of an operation. */
export interface Ask {
	id: number;
	of: PlatformName | number;
	what: keyof typeof ANSWERS;
	with: unknown[];
}

/** Before any platform starts: they keep the clock that they found. */
const clock = moveClock();
const MANY = 1_000_000;

const yunzhijia = await startYunzhijia();
const weaverE10 = await startWeaverE10();
const hippius = await startHippius({
	positionsGoAlong: true,
	tokenRequestsPerMinute: MANY,
});
const PLATFORMS: Record<PlatformName, { platform: TestPlatform<never>; side: Side }> = {
	yunzhijia: { platform: yunzhijia as never, side: yunzhijiaSide(yunzhijia.state) },
	weaverE10: { platform: weaverE10 as never, side: weaverSide(weaverE10.state) },
	hippius: { platform: hippius as never, side: hippiusSide(hippius.state) },
};
const ofOperations = new Map<number, TestPlatform<object>>();

async function platformOf(of: Ask['of']): Promise<TestPlatform<object>> {
	if (typeof of !== 'number') return PLATFORMS[of].platform as unknown as TestPlatform<object>;
	let platform = ofOperations.get(of);
	if (!platform) {
		const { start } = OPERATIONS[of];
		platform = await start({ host: '127.0.0.1' }, RECORDS);
		ofOperations.set(of, platform);
	}
	return platform;
}

const sideOf = (of: Ask['of']) => PLATFORMS[of as PlatformName].side;

const ANSWERS = {
	credential: async (of: Ask['of']) => (await platformOf(of)).credential,
	misbehave: async (of: Ask['of'], rule: Misbehaviour) => (await platformOf(of)).misbehave(rule),
	behave: async (of: Ask['of']) => (await platformOf(of)).behave(),
	/** What was asked for since, which is forgotten: how many requests, and which tokens were given. */
	async take(of: Ask['of']) {
		const platform = await platformOf(of);
		const taken = { requests: platform.requests.length, tokens: tokensOf(platform) };
		platform.requests.length = 0;
		return taken;
	},
	async reset(of: Ask['of']) {
		(await platformOf(of)).reset();
	},
	/** Which records of an operation are as it is to make them. */
	async held(of: Ask['of']) {
		const { holds } = OPERATIONS[of as number];
		const { state } = await platformOf(of);
		return Array.from({ length: RECORDS }, (_, n) => holds(n, state));
	},
	holds: (of: Ask['of']) => sideOf(of).holds(),
	twice: (of: Ask['of']) => sideOf(of).twice(),
	watched: (of: Ask['of']) => sideOf(of).watched(),
	idsOfDepartments: (of: Ask['of']) => sideOf(of).idsOfDepartments?.(),
	byHand: (of: Ask['of'], what: never, n: number, turn: number) => sideOf(of).byHand(what, n, turn),
	wait: (_of: Ask['of'], ms: number) => clock.wait(ms),
	/** What keeps this process busy, by kind. */
	resources: () => process.getActiveResourcesInfo(),
};

process.on('disconnect', () => process.exit());
process.on('message', ({ id, of, what, with: given }: Ask) => {
	const answer = ANSWERS[what] as (of: Ask['of'], ...given: unknown[]) => unknown;
	Promise.resolve()
		.then(() => answer(of, ...given))
		.then(
			(result) => process.send!({ id, result }),
			(error: unknown) => process.send!({ id, problem: String((error as Error).stack) }),
		);
});
process.send!({ id: 0 });
