/** A test platform in a process of its own: what is measured does not wait for it. */
import { dataOf, startHippius, startWeaverE10, startYunzhijia } from '../platforms/index.ts';
import type { RecordedRequest, TestPlatform, YunzhijiaState } from '../platforms/index.ts';
import { nightIn, seedHippiusNight, seedWeaverNight } from './nights.ts';
import type { PlatformName, PlatformOptions, Traffic } from './platform.ts';
import { changesIn, seedDirectory, seedHippius, seedYunzhijia } from './roster.ts';

interface Started {
	platform: Pick<
		TestPlatform<object>,
		'url' | 'credential' | 'requests' | 'tokenRequests' | 'reset'
	>;
	/** How many records it holds. */
	written(): number;
	/** How many rows a request brings that changes something; 0: it reads. */
	rowsOf?(request: RecordedRequest): number;
}

/** Rows of a request to a directory; queries have none. */
function directoryRows(request: RecordedRequest): number {
	const { persons = [], departments = [] } = (dataOf(request) ?? {}) as Record<string, unknown[]>;
	return persons.length + departments.length;
}

/** Those of Weaver's upserts. */
const upserted = ({ path, body }: RecordedRequest) =>
	/\/sync\w+$/.test(path) ? (body as { data: unknown[] }).data.length : 0;

const START: Record<PlatformName, (options: PlatformOptions) => Promise<Started>> = {
	async yunzhijia(options) {
		const platform = await startYunzhijia({ ...options, seed: seedYunzhijia });
		return { platform, written: () => platform.state.partTimeJobs.size };
	},
	async hippius(options) {
		const platform = await startHippius({ ...options, seed: seedHippius });
		return { platform, written: () => platform.state.employees.size };
	},
	async directory({ people = 0, ...options }) {
		const seed = (state: YunzhijiaState) => seedDirectory(state, people);
		const platform = await startYunzhijia({ ...options, seed });
		return { platform, written: () => changesIn(platform.state), rowsOf: directoryRows };
	},
	async weaverNight({ people = 0, ...options }) {
		const platform = await startWeaverE10({
			...options,
			seed: (state) => seedWeaverNight(state, people),
		});
		const written = () => nightIn(platform.state.departments, platform.state.employees);
		return { platform, written, rowsOf: upserted };
	},
	async hippiusNight({ people = 0, ...options }) {
		const platform = await startHippius({
			...options,
			seed: (state) => seedHippiusNight(state, people),
		});
		const written = () => nightIn(platform.state.departments, platform.state.employees);
		return { platform, written, rowsOf: () => 1 };
	},
};

const [name, options] = process.argv.slice(2);
const {
	platform,
	written,
	rowsOf = () => 0,
} = await START[name as PlatformName](JSON.parse(options));
const { url, credential, requests } = platform;

process.on('disconnect', () => process.exit());
process.on('message', () => {
	const tokens = new Set(platform.tokenRequests());
	const others = requests.filter((request) => !tokens.has(request));
	const traffic: Traffic = {
		requests: others.length,
		reads: others.filter((request) => rowsOf(request) === 0).length,
		refused: requests.filter(({ answeredBy }) => answeredBy === 'limiter').length,
		written: written(),
		sent: others.reduce((sum, request) => sum + rowsOf(request), 0),
	};
	platform.reset();
	process.send!(traffic);
});
process.send!({ url, credential });
