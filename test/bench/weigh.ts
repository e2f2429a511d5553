/** What a run takes of its process, which has to have been started with --expose-gc. */
import { GCProfiler } from 'node:v8';
import { forgetPeak, peakOf } from './peak.ts';

/** All bytes are those above what the process had before. */
export interface Weight {
	/** Processor time of the whole process, threads of the garbage collector included. */
	cpuMs: number;
	gcMs: number;
	/** The most that the operating system gave. */
	rssBytes: number;
	/** The most that was in the heap, garbage included. */
	heapBytes: number;
	/** The most that was alive in it. */
	aliveBytes: number;
}

/** The most that was in the heap, and the most that was still alive after a whole collection. */
function heapPeaks(profiler: GCProfiler) {
	const { statistics } = profiler.stop();
	const most = (values: number[]) => Math.max(0, ...values);
	const usedAfter = ({ afterGC }: (typeof statistics)[number]) =>
		afterGC.heapStatistics.usedHeapSize;
	return {
		used: most(statistics.map(({ beforeGC }) => beforeGC.heapStatistics.usedHeapSize)),
		alive: most(statistics.filter(({ gcType }) => gcType === 'MarkSweepCompact').map(usedAfter)),
		gcMs: statistics.reduce((sum, { cost }) => sum + cost, 0) / 1000,
	};
}

/** @param begins called with the bytes that the process has when the clock starts */
export async function weighed<T>(
	run: () => Promise<T>,
	begins: (rss: number) => void = () => {},
): Promise<{ result: T; weight: Weight }> {
	globalThis.gc!();
	forgetPeak();
	const { rss, heapUsed } = process.memoryUsage();
	begins(rss);
	const profiler = new GCProfiler();
	profiler.start();
	const before = process.cpuUsage();
	const result = await run();
	const { user, system } = process.cpuUsage(before);
	const { gcMs, ...heap } = heapPeaks(profiler);
	const last = process.memoryUsage().heapUsed;
	globalThis.gc!();
	const kept = process.memoryUsage().heapUsed;
	const weight = {
		cpuMs: (user + system) / 1000,
		gcMs,
		rssBytes: (peakOf('self') ?? process.resourceUsage().maxRSS * 1024) - rss,
		heapBytes: Math.max(heap.used, last) - heapUsed,
		aliveBytes: Math.max(heap.alive, kept) - heapUsed,
	};
	return { result, weight };
}
