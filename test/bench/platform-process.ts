/** A test platform in a process of its own: what is measured does not wait for it. */
import { startHippius, startYunzhijia } from '../platforms/index.ts';
import type { TestPlatform } from '../platforms/index.ts';
import type { PlatformName, PlatformOptions, Traffic } from './platform.ts';
import { seedHippius, seedYunzhijia } from './roster.ts';

interface Started {
	platform: Pick<
		TestPlatform<object>,
		'url' | 'credential' | 'requests' | 'tokenRequests' | 'reset'
	>;
	/** How many records it holds. */
	written(): number;
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
};

const [name, options] = process.argv.slice(2);
const { platform, written } = await START[name as PlatformName](JSON.parse(options));
const { url, credential, requests } = platform;

process.on('disconnect', () => process.exit());
process.on('message', () => {
	const traffic: Traffic = {
		requests: requests.length - platform.tokenRequests().length,
		refused: requests.filter(({ answeredBy }) => answeredBy === 'limiter').length,
		written: written(),
	};
	platform.reset();
	process.send!(traffic);
});
process.send!({ url, credential });
