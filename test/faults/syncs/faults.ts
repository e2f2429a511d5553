/** Which faults strike a sync, and where. */
import { PLATFORMS } from '../../platforms/index.ts';
import type { Mode } from '../cell.ts';
import type { Fault } from '../faults.ts';
import { FAULTS, QUERY_FAULTS } from '../faults.ts';
import type { SyncCell } from './cell.ts';
import type { Scene } from './scene.ts';

/** Of those that operations are tried with: one of each kind, as a sync costs as much as ten of them. */
const OF_WRITES = new Set([
	...['none', 'reset before, once', 'reset after effect, once', 'time-out after effect, once'],
	...['half a body, once', '429, Retry-After 1, once', '429, Retry-After 3600, always'],
	...['slow-down code, once', 'optimistic lock, once', 'optimistic lock, always'],
	...['server busy code, always', 'token rejected, once', 'token rejected, always'],
	...['500 before, once', '500 after effect, once', '503 before, always', 'HTML page, always'],
	...['cut JSON, once', 'empty body after effect, once', 'wrong envelope after effect, once'],
	...['refused as a whole, once', 'refused as a whole, always', 'one row refused'],
	...['all rows refused', 'one row missing in the answer'],
	...['one row neither done nor in the answer', 'rows in another order, one refused'],
	...['connection refused, after the first', 'lost after effect, then a refusal'],
	...['lost after effect, then connection refused', 'lost after effect, then the truth'],
]);

const OF_READS = new Set([
	...['reset before, once', 'time-out before, once', '429, Retry-After 3600, always'],
	...['slow-down code, always', '401, always', 'token rejected, once', 'token rejected, always'],
	...['503 before, once', '503 before, always', 'HTML page, always', 'cut JSON, always'],
	...['empty body, always', 'wrong envelope, always', 'refused as a whole, once'],
	...['refused as a whole, always', 'half a body, always'],
]);

const UNTOLD = 'one row neither done nor in the answer';
const NOBODY_THERE = FAULTS.find(({ dead }) => dead)!;
const ofReads = QUERY_FAULTS.filter(({ name }) => OF_READS.has(name));

/** What was sent is lost, and then nobody tells what is there. */
const notToBeRead = ({ reads }: Scene): Fault => ({
	name: 'lost after effect, then not to be read',
	lasts: true,
	rules: ({ path, mark }) => [
		{ how: 'resetAfter', path, containing: mark, times: 1 },
		{ how: 'refusal', path, containing: mark },
		...Object.entries(reads).map(([read, after]) => ({ how: 'html' as const, path: read, after })),
	],
});

const WRITE_MODES: Mode[] = ['stop', 'go on'];
const READ_MODES: Mode[] = ['stop', 'go on', 'retry'];

export function faultsOf(scene: Scene): SyncCell[] {
	const { node, writes, reads, looks = [] } = scene;
	const operation = { node, batched: true };
	const cells: SyncCell[] = [];
	const add = (cell: Omit<SyncCell, 'mode' | 'operation' | 'scene'>, modes: Mode[]) => {
		const target = { ...cell, operation };
		if (!(cell.fault.fits?.(target) ?? true)) return;
		cells.push(...modes.map((mode) => ({ ...target, scene, mode })));
	};
	const canRead = Object.keys(reads).length > 0;
	for (const [at, write] of writes.entries()) {
		const target = { path: write.path, write, mark: write.about, as: 'write' as const };
		const own = FAULTS.filter(({ name }) => OF_WRITES.has(name)).filter(
			({ name }) => !write.alone || name !== UNTOLD,
		);
		// One mode for each: what differs is only by which output an item leaves.
		own.forEach((each, nth) => add({ ...target, fault: each }, [WRITE_MODES[(at + nth) % 2]]));
		if (canRead) add({ ...target, fault: notToBeRead(scene) }, ['stop']);
	}
	// Scenes that differ in what they write only read the same.
	if (scene.readsAsBefore) return cells;
	for (const path of Object.keys(reads))
		for (const each of ofReads) add({ path, mark: '', as: 'read', fault: each }, READ_MODES);
	for (const path of looks)
		for (const each of ofReads) add({ path, mark: '', as: 'look', fault: each }, ['go on']);
	const path = PLATFORMS[node].tokenPath;
	// A token is waited for in its own time, whatever the option says, and whatever the platform says.
	for (const each of ofReads)
		if (each.timeout === undefined && !/3600/.test(each.name))
			add({ path, mark: '', as: 'token', fault: each }, WRITE_MODES);
	add({ path, mark: '', as: 'token', fault: NOBODY_THERE }, READ_MODES);
	return cells;
}
