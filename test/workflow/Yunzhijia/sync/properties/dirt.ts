/** What may be wrong with a table: each kind of dirt is known by what must become of its rows. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { ANY_LENGTH, pick, printedAs } from '../../../sync/properties/random.ts';
import type { Dirty as AnyDirty } from '../../../sync/properties/subject.ts';
import type { Kind } from './changes.ts';
import { byN } from './organisation.ts';
import type { Row, Scenario, Tables } from './scenario.ts';
import { anyScenario, described, tablesOf } from './scenario.ts';

interface Dirt {
	kind: Kind;
	/** Rows that it makes invalid, the given one first; undefined where it does not fit. */
	spoil(row: Row, all: Tables, scenario: Scenario): Row[] | undefined;
}

const cells =
	(change: (given: IDataObject) => IDataObject | undefined): Dirt['spoil'] =>
	(row) => {
		const changed = change(row.cells);
		if (!changed) return undefined;
		Object.assign(row.cells, changed);
		return [row];
	};

const twin =
	(change: (given: IDataObject) => IDataObject): Dirt['spoil'] =>
	(row, all) => {
		const kind = 'openId' in row.cells || 'jobNo' in row.cells ? 'person' : 'department';
		const copy: Row = { about: row.about, cells: { ...row.cells, ...change(row.cells) } };
		all[kind].push(copy);
		return [row, copy];
	};

const elsewhere = (given: IDataObject, path: string): IDataObject => ({
	...('departmentCode' in given && { departmentCode: path.slice(0, 5) }),
	...('department' in given && { department: path }),
	...('orgId' in given && { orgId: '' }),
});

const NOWHERE = '没有\\这个部门';
const COMPANY = '测试团队';

/** The only column by which its row finds its department must not be touched. */
const DIRT: Record<string, Dirt> = {
	badDay: { kind: 'person', spoil: cells(() => ({ birthday: '1990-02-31' })) },
	badPhone: { kind: 'person', spoil: cells(() => ({ phone: '12ab' })) },
	nowhere: { kind: 'person', spoil: cells((given) => elsewhere(given, NOWHERE)) },
	ofCompany: {
		kind: 'person',
		spoil: cells((given) =>
			typeof given.department === 'string' && given.department !== ''
				? { department: `${COMPANY}\\${given.department}` }
				: undefined,
		),
	},
	twice: { kind: 'person', spoil: twin(() => ({ jobTitle: '总监' })) },
	samePhone: {
		kind: 'person',
		spoil(row, { person }) {
			const other = person.find((one) => one !== row && one.cells.phone);
			if (!other || isLeaver(row) || isLeaver(other)) return undefined;
			row.cells.phone = other.cells.phone;
			return [row, other];
		},
	},
	keyless: {
		kind: 'person',
		spoil: cells((given) => ({ jobNo: '', ...('openId' in given && { openId: '' }) })),
	},
	otherKey: {
		kind: 'person',
		spoil(row, _all, { platform }) {
			const { about, cells: given } = row;
			const before = 'n' in about && byN(platform.people, about.n);
			if (!before || given.openId || !given.phone || given.phone !== before.phone) return undefined;
			given.jobNo = `K${before.n}`;
			return [row];
		},
	},
	twoDepartments: { kind: 'department', spoil: twin(() => ({ weights: 9 })) },
	circle: {
		kind: 'department',
		spoil: (row, all) => spoilPlace(row, row.cells.code, all),
	},
	longCircle: {
		kind: 'department',
		spoil(row, all) {
			const other = all.department.find((one) => one !== row && one.cells.code);
			if (!other || !row.cells.code) return undefined;
			other.cells.parentCode = row.cells.code;
			return spoilPlace(row, other.cells.code, all);
		},
	},
	noParent: {
		kind: 'department',
		spoil: (row, all) => spoilPlace(row, 'C99', all),
	},
	emptyLevel: {
		kind: 'department',
		spoil: cells(({ department }) =>
			department ? { department: `${String(department)}\\\\空` } : undefined,
		),
	},
	ledNowhere: { kind: 'leader', spoil: cells((given) => elsewhere(given, NOWHERE)) },
	ledByNobody: { kind: 'leader', spoil: cells(({ openId: _, ...rest }) => nobody(rest)) },
	jobNowhere: { kind: 'partTimeJob', spoil: cells((given) => elsewhere(given, NOWHERE)) },
	tooManyTitles: {
		kind: 'partTimeJob',
		spoil: cells(() => ({ jobTitle: Array.from({ length: 21 }, (_, n) => `职${n}`).join() })),
	},
};

/** Of all that is below by its codes nobody can tell where it is. */
function spoilPlace(row: Row, parentCode: unknown, { department }: Tables): Row[] | undefined {
	if (!row.cells.code) return undefined;
	row.cells.parentCode = parentCode as string;
	const found = new Set([row]);
	for (const above of found)
		for (const one of department)
			if (one.cells.parentCode && one.cells.parentCode === above.cells.code) found.add(one);
	return [...found];
}

function nobody(given: IDataObject): IDataObject | undefined {
	return 'jobNo' in given ? { jobNo: 'J999' } : undefined;
}

/** What is wrong in the row of somebody who has left anyhow may be passed over. */
const isLeaver = ({ cells: { status } }: Row) => ['离职', '0', 'left'].includes(String(status));

interface Dirty extends AnyDirty<Scenario> {
	spoilt: Set<Row>;
}

const some = fc.record({ what: fc.constantFrom(...Object.keys(DIRT)), row: fc.nat(9) });

export const dirty: fc.Arbitrary<Dirty> = fc
	.record({
		scenario: anyScenario,
		dirts: fc.array(some, { minLength: 1, maxLength: 4, ...ANY_LENGTH }),
	})
	.map(({ scenario, dirts }) => {
		const tables = tablesOf(scenario);
		const spoilt = new Set<Row>();
		const done: string[] = [];
		for (const { what, row: at } of dirts) {
			const { kind, spoil } = DIRT[what];
			const row = pick(
				tables[kind].filter((one) => !spoilt.has(one)),
				at,
			);
			if (!row || isLeaver(row)) continue;
			const rows = spoil(row, tables, scenario);
			for (const each of rows ?? []) spoilt.add(each);
			if (rows) done.push(`${what} ${JSON.stringify(rows.map((one) => one.about))}`);
		}
		return printedAs(
			{ scenario, tables, spoilt },
			() => `${described(scenario)}dirt: ${done.join('; ')}`,
		);
	});

/** People on the platform of whom nothing shows that a row without a key is about them. */
export function strangers({ scenario: { platform, source }, spoilt }: Dirty): Set<string> {
	const unknown = [...spoilt].flatMap(({ about, cells: given }) => {
		if (!('n' in about) || given.jobNo !== '') return [];
		const before = byN(platform.people, about.n);
		const after = byN(source.people, about.n)!;
		const isKnown =
			(given.phone && given.phone === before?.phone) ||
			(given.email && given.email === before?.email) ||
			// Nothing says whether two people of one name and no department are the same one.
			(given.name === before?.name &&
				after.department !== 0 &&
				after.department === before?.department);
		return before && !isKnown ? [`person ${about.n}`] : [];
	});
	return new Set(unknown);
}

/** A row that is passed over for another reason need not be rejected. */
export function mayBeSkipped({ scenario }: Dirty, { about }: Row): boolean {
	const { platform, parameters } = scenario;
	if (parameters.scope.length || parameters.actions.length < 4) return true;
	return 'n' in about && (byN(platform.people, about.n)?.status ?? '1') !== '1';
}
