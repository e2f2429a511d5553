/** What may be wrong with a table: each kind of dirt is known by what must become of its rows. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { ANY_LENGTH, firstOf, pick, printedAs } from '../../../sync/properties/random.ts';
import type { Dirty as AnyDirty } from '../../../sync/properties/subject.ts';
import { byN } from '../../../sync/properties/tree.ts';
import { isKnown } from './model.ts';
import type { Kind } from './organisation.ts';
import { KINDS, nameColumn } from './organisation.ts';
import type { Row, Scenario, Tables } from './scenario.ts';
import { anyScenario, described, keyOf, tablesOf } from './scenario.ts';

interface Dirt {
	kinds: Kind[];
	/** Rows that it makes invalid, the given one first; undefined where it does not fit. */
	spoil(
		row: Row,
		all: Tables,
		kind: Kind,
		scenario: Scenario,
		isFree: (row: Row) => boolean,
	): Row[] | undefined;
}

const KEY: Record<Kind, string> = {
	...{ department: 'unitCode', position: 'positionCode', employee: 'employeeNum' },
};

/** All rows of one employee are one record. */
const recordRows = (row: Row, all: Tables, kind: Kind): Row[] => [
	row,
	...all[kind].filter((one) => one !== row && one.cells[KEY[kind]] === row.cells[KEY[kind]]),
];

const cells =
	(
		change: (
			given: IDataObject,
			kind: Kind,
			scenario: Scenario,
			row: Row,
		) => IDataObject | undefined,
	): Dirt['spoil'] =>
	(row, all, kind, scenario) => {
		const rows = recordRows(row, all, kind);
		const changed = change(row.cells, kind, scenario, row);
		if (!changed || !Object.keys(changed).every((column) => column in row.cells)) return undefined;
		Object.assign(row.cells, changed);
		return rows;
	};

const STAFF: Kind[] = ['employee'];
const ALL: Kind[] = [...KINDS];

const DIRT: Record<string, Dirt> = {
	badCode: {
		kinds: ALL,
		spoil(row, all, kind) {
			const rows = recordRows(row, all, kind);
			for (const one of rows) one.cells[KEY[kind]] = `坏${String(one.cells[KEY[kind]])}`;
			return rows;
		},
	},
	keyless: {
		kinds: ALL,
		spoil(row, all, kind) {
			// Rows of one employee are told apart by nothing else.
			if (recordRows(row, all, kind).length > 1) return undefined;
			row.cells[KEY[kind]] = '';
			return [row];
		},
	},
	badStatus: {
		kinds: STAFF,
		spoil: cells(({ status }) => (status ? { status: '休假中' } : undefined)),
	},
	badGender: {
		kinds: STAFF,
		spoil: cells(({ gender }) => (gender ? { gender: '未知' } : undefined)),
	},
	badOrder: { kinds: ['department', 'position'], spoil: cells(() => ({ orderSeq: '1.5' })) },
	nowhere: {
		kinds: ['position'],
		spoil: cells((_given, _kind, { parameters }) =>
			parameters.kinds.includes('department') ? { unitCode: 'X99' } : undefined,
		),
	},
	noParent: { kinds: ['department'], spoil: cells(() => ({ parentUnitCode: 'X99' })) },
	noHome: {
		kinds: STAFF,
		spoil: cells(({ unitCode }, _kind, { parameters }) =>
			unitCode && parameters.kinds.includes('department') ? { unitCode: 'X99' } : undefined,
		),
	},
	nameless: {
		kinds: ALL,
		spoil(row, all, kind, scenario) {
			const isSaid = isKnown(scenario, row.about.n) && scenario.parameters.emptyCells === 'keep';
			if (isSaid) return undefined;
			// Any of the rows of one record may say it.
			const rows = recordRows(row, all, kind);
			for (const one of rows) one.cells[nameColumn(kind)] = '';
			return rows;
		},
	},
	twice: {
		kinds: ['department', 'position'],
		spoil(row, all, kind) {
			const copy = { about: row.about, cells: { ...row.cells, [nameColumn(kind)]: '别名' } };
			all[kind].push(copy);
			return [row, copy];
		},
	},
	atOdds: {
		kinds: STAFF,
		spoil(row, all, kind) {
			const rows = recordRows(row, all, kind);
			const copy = { about: row.about, cells: { ...row.cells, name: '别名' } };
			if (!rows.some(({ cells: { name } }) => name)) return undefined;
			all[kind].push(copy);
			return [...rows, copy];
		},
	},
	noPrimary: {
		kinds: STAFF,
		spoil(row, all, kind) {
			const rows = recordRows(row, all, kind);
			if (rows.length === 1 || !('primaryPositionFlag' in row.cells)) return undefined;
			for (const one of rows) one.cells.primaryPositionFlag = '0';
			return rows;
		},
	},
	ownParent: {
		kinds: ['department'],
		spoil: cells(({ unitCode }) => ({ parentUnitCode: unitCode })),
	},
	circle: {
		kinds: ['department'],
		spoil(row, { department }, _kind, _scenario, isFree) {
			const other = department.find(
				(one) => isFree(one) && one.cells.unitCode !== row.cells.unitCode,
			);
			if (!other) return undefined;
			other.cells.parentUnitCode = row.cells.unitCode;
			row.cells.parentUnitCode = other.cells.unitCode;
			return [row, other];
		},
	},
};

/** What is wrong in the row of somebody who leaves anyhow may be passed over. */
const isGoing = ({ cells: { status } }: Row) => ['LEAVE', '离职'].includes(String(status));

export interface Dirty extends AnyDirty<Scenario> {
	spoilt: Set<Row>;
}

const NAMES = Object.keys(DIRT);
const some = fc.record({ what: fc.nat(NAMES.length - 1), kind: fc.nat(3), row: fc.nat(9) });

export const dirty: fc.Arbitrary<Dirty> = fc
	.record({
		scenario: anyScenario,
		dirts: fc.array(some, { minLength: 1, maxLength: 4, ...ANY_LENGTH }),
	})
	.map(({ scenario, dirts }) => {
		const tables = tablesOf(scenario);
		const spoilt = new Set<Row>();
		const done: string[] = [];
		const isFree = (one: Row) => !spoilt.has(one);
		for (const { what, kind: which, row: at } of dirts)
			firstOf(NAMES, what, (name) => {
				const { kinds, spoil } = DIRT[name];
				const kind = pick(kinds, which)!;
				const row = pick(tables[kind].filter(isFree), at);
				if (!row || recordRows(row, tables, kind).some(isGoing)) return undefined;
				const rows = spoil(row, tables, kind, scenario, isFree);
				for (const each of rows ?? []) spoilt.add(each);
				if (rows) done.push(`${name} ${rows.map(({ about: { n } }) => n).join()}`);
				return rows;
			});
		return printedAs(
			{ scenario, tables, spoilt },
			() => `${described(scenario)}dirt: ${done.join('; ')}`,
		);
	});

/** A row with another code, or with none, is about nobody who is known. */
export function strangers({ scenario, spoilt, tables }: Dirty): Set<string> {
	const unknown = [...spoilt].flatMap((row) => {
		const kind = KINDS.find((one) => tables[one].includes(row))!;
		const key = keyOf(byN(scenario.source.things, row.about.n)!, scenario.edition);
		return row.cells[KEY[kind]] === key ? [] : [`${kind} ${row.about.n}`];
	});
	return new Set(unknown);
}

/** A row that is passed over for another reason need not be rejected. */
export function mayBeSkipped({ scenario }: Dirty, { about: { n } }: Row): boolean {
	const { platform, parameters } = scenario;
	if (parameters.scope.length || parameters.actions.length < 3) return true;
	return !(byN(platform, n)?.isActive ?? true);
}
