/** What may be wrong with a table: each kind of dirt is known by what must become of its rows. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { ANY_LENGTH, firstOf, pick, printedAs } from '../../../sync/properties/random.ts';
import type { Dirty as AnyDirty } from '../../../sync/properties/subject.ts';
import { byN } from '../../../sync/properties/tree.ts';
import { KEY } from './model.ts';
import type { Kind } from './organisation.ts';
import { isNew, KINDS, nameColumn, placeOf } from './organisation.ts';
import type { Row, Scenario, Tables } from './scenario.ts';
import { anyScenario, described, idOf, tablesOf } from './scenario.ts';

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

type Change = (
	given: IDataObject,
	kind: Kind,
	row: Row,
	scenario: Scenario,
) => IDataObject | undefined;

const cells =
	(change: Change): Dirt['spoil'] =>
	(row, _all, kind, scenario) => {
		const changed = change(row.cells, kind, row, scenario);
		if (!changed || !Object.keys(changed).every((column) => column in row.cells)) return undefined;
		Object.assign(row.cells, changed);
		return [row];
	};

const UNITS: Kind[] = ['subcompany', 'department'];
const TREES: Kind[] = [...UNITS, 'position'];
const ALL: Kind[] = [...KINDS];
const STAFF: Kind[] = ['employee'];
const NOWHERE = '没有这个';

const nowhere = (column: string) => cells(() => ({ [column]: NOWHERE }));

const DIRT: Record<string, Dirt> = {
	badDay: { kinds: STAFF, spoil: cells(() => ({ hiredate: '2026-02-31' })) },
	badMobile: { kinds: STAFF, spoil: cells(() => ({ mobile: '12ab' })) },
	statusOfE9: { kinds: STAFF, spoil: cells(() => ({ personnel_status: '0' })) },
	noStatus: { kinds: STAFF, spoil: cells(() => ({ personnel_status: '休假中' })) },
	sealedHow: { kinds: UNITS, spoil: cells(() => ({ status: '7' })) },
	noDepartment: { kinds: STAFF, spoil: nowhere('department') },
	noPosition: { kinds: STAFF, spoil: nowhere('position') },
	// It is done without.
	noSuperior: {
		kinds: STAFF,
		spoil(row, ...rest) {
			return nowhere('superior')(row, ...rest) && [];
		},
	},
	nowhere: { kinds: ['position'], spoil: nowhere('department') },
	noParent: { kinds: TREES, spoil: nowhere('parent') },
	nameless: {
		kinds: ALL,
		spoil: cells((_given, kind, { about: { n } }, { parameters: { emptyCells } }) =>
			isNew(n) || emptyCells === 'clear' ? { [nameColumn(kind)]: '' } : undefined,
		),
	},
	twice: {
		kinds: ALL,
		spoil(row, all, kind) {
			const copy = { about: row.about, cells: { ...row.cells, [nameColumn(kind)]: '别名' } };
			all[kind].push(copy);
			return [row, copy];
		},
	},
	sameMobile: {
		kinds: STAFF,
		spoil(row, { employee }, _kind, _scenario, isFree) {
			const other = employee.find(
				(one) => one !== row && isFree(one) && one.cells.mobile && !isGoing(one),
			);
			if (!other) return undefined;
			row.cells.mobile = other.cells.mobile;
			return 'mobile' in row.cells ? [row, other] : undefined;
		},
	},
	keyless: {
		kinds: ALL,
		spoil: cells((given, kind) => ({ [KEY[kind]]: '', ...('id' in given && { id: '' }) })),
	},
	otherKey: {
		kinds: STAFF,
		spoil: cells((given, _kind, { about: { n } }, { platform, source }) => {
			const before = byN(platform, n);
			const after = byN(source.things, n)!;
			const isKnown = given.mobile && before && after.values.mobile === before.values.mobile;
			return isKnown && !given.id && given.job_num ? { job_num: `K${n}` } : undefined;
		}),
	},
	ownParent: {
		kinds: TREES,
		spoil: cells((given) => (given.code ? { parent: given.code } : undefined)),
	},
	circle: {
		kinds: TREES,
		spoil(row, all, kind, _scenario, isFree) {
			const other = all[kind].find(
				(one) => one !== row && isFree(one) && one.cells.code && !isGoing(one),
			);
			if (!other || !row.cells.code) return undefined;
			other.cells.parent = row.cells.code;
			row.cells.parent = other.cells.code;
			return [row, other];
		},
	},
};

const GOING = ['0', '封存'];
/** What is wrong in a row that says that it goes anyhow may be passed over. */
function isGoing({ cells: { status, is_canceled, personnel_status } }: Row): boolean {
	return (
		GOING.includes(String(status)) ||
		['1', '封存'].includes(String(is_canceled)) ||
		['6', '7', '9', '离职', '退休', '解聘'].includes(String(personnel_status))
	);
}

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
				if (!row || isGoing(row)) return undefined;
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

/** Of whom nothing shows that a row without a key is about them: not mobile, mail, nor name and place. */
export function strangers({ scenario, spoilt, tables }: Dirty): Set<string> {
	const { platform, source } = scenario;
	const kindOf = (row: Row) => KINDS.find((kind) => tables[kind].includes(row))!;
	const unknown = [...spoilt].flatMap((row) => {
		const { n } = row.about;
		const { cells: given } = row;
		const before = byN(platform, n);
		if (!before || given[KEY[kindOf(row)]] !== '' || given.id === idOf(n)) return [];
		const after = byN(source.things, n)!;
		const same = (column: string) =>
			given[column] && before.values[column] === after.values[column] && before.values[column];
		const isNamed = before.values[nameColumn(before.kind)] === given[nameColumn(before.kind)];
		// Nothing says whether two of one name and no department are the same one.
		const isThere = placeOf(before) !== 0 && placeOf(before) === placeOf(after);
		return same('mobile') || same('email') || (isNamed && isThere) ? [] : [`${before.kind} ${n}`];
	});
	return new Set(unknown);
}

/** A row that is passed over for another reason need not be rejected. */
export function mayBeSkipped({ scenario }: Dirty, { about: { n } }: Row): boolean {
	const { platform, parameters } = scenario;
	if (parameters.scope.length || parameters.actions.length < 3) return true;
	return !(byN(platform, n)?.isActive ?? true);
}
