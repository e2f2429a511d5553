/** A test platform in a process of its own: what is measured does not wait for it. */
import { dataOf, startHippius, startYunzhijia } from '../platforms/index.ts';
import type { RecordedRequest, TestPlatform, YunzhijiaState } from '../platforms/index.ts';
import type { PlatformName, PlatformOptions, Traffic } from './platform.ts';
import { changesIn, seedDirectory, seedHippius, seedYunzhijia } from './roster.ts';

interface Started {
	platform: Pick<
		TestPlatform<object>,
		'url' | 'credential' | 'requests' | 'tokenRequests' | 'reset'
	>;
	/** How many records it holds. */
	written(): number;
	/** How many rows a request brings that changes something. */
	rowsOf?(request: RecordedRequest): number;
}

/** Rows of a request to a directory; queries have none. */
function directoryRows(request: RecordedRequest): number {
	const { persons = [], departments = [] } = (dataOf(request) ?? {}) as Record<string, unknown[]>;
	return persons.length + departments.length;
}

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
	const traffic: Traffic = {
		requests: requests.length - platform.tokenRequests().length,
		refused: requests.filter(({ answeredBy }) => answeredBy === 'limiter').length,
		written: written(),
		sent: requests.reduce((sum, request) => sum + rowsOf(request), 0),
	};
	platform.reset();
	process.send!(traffic);
});
process.send!({ url, credential });
