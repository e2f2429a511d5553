/** All cells of the matrix: what is done × faults × modes, without those that make no sense. */
import { PLATFORMS } from '../platforms/index.ts';
import { MODES, cellName, runCell } from './cell.ts';
import type { Mode, OperationCell } from './cell.ts';
import type { Fault } from './faults.ts';
import { FAULTS, QUERY_FAULTS } from './faults.ts';
import { upTo } from './operation.ts';
import type { Operation } from './operation.ts';
import { HIPPIUS } from './operations/hippius.ts';
import { WEAVER_E10 } from './operations/weaverE10.ts';
import { YUNZHIJIA } from './operations/yunzhijia.ts';
import { syncCells } from './syncs/cell.ts';
import { triggerCells } from './triggers/cells.ts';
import type { Cell } from './wire.ts';

export const OPERATIONS: Operation[] = [...HIPPIUS, ...YUNZHIJIA, ...WEAVER_E10];

/** What gives out tokens: the same for all operations, so some of each node will do. */
const asksForToken = ({ name }: Operation) => /^(department|job)\.create$|^share\.sync$/.test(name);

const modes = Object.keys(MODES) as Mode[];

type OperationTarget = Omit<OperationCell, 'fault' | 'mode'>;

export interface Matrix {
	cells: Cell[];
	/** Fault → how many cells make no sense. */
	skipped: Map<string, number>;
}

export function allCells(): Matrix {
	const { cells, skipped } = operationCells();
	return { cells: [...cells, ...syncCells(), ...triggerCells()], skipped };
}

function operationCells(): Matrix {
	const cells: Cell[] = [];
	const skipped = new Map<string, number>();
	const cellOf = (target: OperationTarget, fault: Fault, mode: Mode): Cell => {
		const cell = { ...target, fault, mode };
		return { name: cellName(cell), fault, run: async (at) => await runCell(cell, at) };
	};
	const add = (target: OperationTarget, fault: Fault) => {
		if (fault.fits?.(target) ?? true)
			cells.push(...modes.map((mode) => cellOf(target, fault, mode)));
		else skipped.set(fault.name, (skipped.get(fault.name) ?? 0) + modes.length);
	};
	for (const operation of OPERATIONS) {
		for (const write of operation.writes) {
			// The second of its records where there are two, so that there is one before it.
			const those = upTo(operation.few ?? 3).filter((n) => write.by?.(n) ?? true);
			const n = those[1] ?? those[0];
			const mark = write.mark?.(n) ?? operation.marks(n, {})[0];
			for (const fault of FAULTS) add({ operation, path: write.path, write, mark }, fault);
		}
		for (const path of operation.queries ?? [])
			for (const fault of QUERY_FAULTS) add({ operation, path, mark: '' }, fault);
		const path = PLATFORMS[operation.node].tokenPath;
		// A token is waited for in its own time, whatever the option says.
		for (const fault of asksForToken(operation) ? QUERY_FAULTS : [])
			if (fault.timeout === undefined) add({ operation, path, mark: '' }, fault);
	}
	return { cells, skipped };
}
