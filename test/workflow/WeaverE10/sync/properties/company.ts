/** A scenario on the test platform: seeds it, runs the node, and tells where it is not as expected. */
import type { IDataObject } from 'n8n-workflow';
import type { TestPlatform, WeaverE10State, WeaverRow } from '../../../../platforms/index.ts';
import { startWeaverE10 } from '../../../../platforms/index.ts';
import type { CredentialData } from '../../../engine/credentials.ts';
import type { SyncResult } from '../../../engine/sync.ts';
import { runSync } from '../../../engine/sync.ts';
import type { Company, OnError } from '../../../sync/properties/subject.ts';
import { byN } from '../../../sync/properties/tree.ts';
import type { Expected, Verdict } from './model.ts';
import { expectedOf, KEY, statusOfLeaver } from './model.ts';
import type { Kind, Thing } from './organisation.ts';
import { isNew, KINDS, keyOf, mobileOf, ofKind } from './organisation.ts';
import { misstatements } from './said.ts';
import type { Scenario, Tables } from './scenario.ts';
import { header, idOf, nodeParameters, OWN, tablesOf } from './scenario.ts';

export async function startCompany(): Promise<Company<Scenario>> {
	const platform = await startWeaverE10();
	const { state, credential, misbehave, behave, stop } = platform;
	let seeded = new Map<string, string>();
	return {
		...{ misbehave, behave, stop },
		async seed(scenario) {
			platform.reset();
			seed(state, scenario);
			seeded = rowsById(state);
		},
		sync: async (scenario, more, tables = tablesOf(scenario), onError = 'continueErrorOutput') =>
			await sync(credential as CredentialData, scenario, more, tables as Tables, onError),
		writes: () =>
			platform.requests.filter(
				({ path }) => !/\/(query\w+|listBasicField|authorize|access_token)$/.test(path),
			),
		snapshot: () => JSON.stringify([...rowsById(state)]),
		complaints: (scenario) => [
			...complaints(state, scenario, expectedOf(scenario)),
			...unbound(platform, scenario),
		],
		misstatements: (result, scenario, tables) =>
			misstatements(result, scenario, expectedOf(scenario), tables),
		gone: ({ platform: before }) =>
			before
				.filter((one) => one.isActive && !isActive(rowOf(state, one)))
				.map(({ kind, n }) => `${kind} ${n}`),
		touched: (result, { platform: before }) => touched(state, seeded, result, before),
		silent: (result, scenario) => silent(state, scenario, result),
		stranded: (scenario) => stranded(state, scenario),
	};
}

const HELD = {
	subcompany: 'subcompanies',
	department: 'departments',
	position: 'positions',
	employee: 'employees',
} as const;

const held = (state: WeaverE10State, kind: Kind) => state[HELD[kind]] as Map<string, WeaverRow>;

const rowsById = (state: WeaverE10State) =>
	new Map(
		KINDS.flatMap((kind) =>
			[...held(state, kind)].map(([id, row]): [string, string] => [id, JSON.stringify(row)]),
		),
	);

/** Somebody who had the job number of another one, long ago. */
const namesakeOf = (n: number) => idOf(n).replace('9754', '8754');
const isNamesake = ({ id }: WeaverRow) => id.startsWith('8754');

function seed(state: WeaverE10State, { platform, source }: Scenario): void {
	state.basicFields.push({ ...OWN, componentKey: 'Text', formId: '1' });
	for (const one of platform) {
		const { kind, n, isActive: isHere, values, refs } = one;
		const { own, disporder, personnel_status, ...texts } = values;
		const row: WeaverRow = { id: idOf(n), [KEY[kind]]: keyOf(one) };
		for (const [column, value] of Object.entries(texts)) if (value) row[column] = value;
		for (const [column, other] of Object.entries(refs)) if (other) row[column] = idOf(other);
		if (own) row.userInfoExtend = { [OWN.fieldId]: own };
		if (disporder) row.disporder = Number(disporder);
		if (kind === 'subcompany') row.parent ??= '0';
		if (kind === 'position') row.is_canceled = isHere ? '0' : '1';
		else if (kind !== 'employee') row.status = isHere ? '1' : '0';
		else {
			row.status = isHere ? 'normal' : '6';
			// Whether Weaver keeps what somebody was before is not known.
			row.personnel_status = isHere || n % 2 ? personnel_status : '6';
		}
		held(state, kind).set(row.id, row);
	}
	for (const one of ofKind(platform, 'employee')) {
		if (one.n % 3 || !one.isActive || source.closed.has(one.n)) continue;
		const [id, mobile] = [namesakeOf(one.n), mobileOf(one.n + 5000)];
		const row = { id, job_num: keyOf(one), username: `前${one.n}`, mobile };
		state.employees.set(id, { ...row, status: '6', personnel_status: '6' });
	}
}

async function sync(
	credential: CredentialData,
	scenario: Scenario,
	more: IDataObject,
	tables: Tables,
	onError: OnError,
): Promise<SyncResult> {
	const rows = (kind: Kind) =>
		tables[kind].map(({ cells }) =>
			Object.fromEntries(
				Object.entries(cells).map(([column, value]) => [
					header(kind, column, scenario.style),
					value,
				]),
			),
		);
	return await runSync('weaverE10Sync', {
		tables: KINDS.map((kind) =>
			scenario.parameters.kinds.includes(kind) ? rows(kind) : undefined,
		),
		parameters: nodeParameters(scenario, more),
		credentials: { weaverE10Api: credential },
		node: { onError },
	});
}

const isActive = (row: WeaverRow | undefined) =>
	row !== undefined &&
	row.is_canceled !== '1' &&
	(row.status === undefined || row.status === '1' || row.status === 'normal');

/** The row of a record: by its id, and what is new by its code. */
function rowOf(state: WeaverE10State, one: Thing): WeaverRow | undefined {
	const rows = held(state, one.kind);
	if (!isNew(one.n)) return rows.get(idOf(one.n));
	return [...rows.values()].find((row) => row[KEY[one.kind]] === keyOf(one) && !isNamesake(row));
}

/** Who is back otherwise than by being rehired, which alone binds their account again. */
function unbound({ state, requestsTo }: TestPlatform<WeaverE10State>, { platform }: Scenario) {
	const rehired = requestsTo('rehireEmployee').flatMap(({ applied }) =>
		(applied as Array<{ id: unknown }>).map(({ id }) => String(id)),
	);
	return ofKind(platform, 'employee')
		.filter((one) => !one.isActive && isActive(rowOf(state, one)))
		.filter(({ n }) => !rehired.includes(idOf(n)))
		.map(({ n }) => `employee ${n} is back without having been rehired`);
}

/** What is not as it should be, in words. */
function complaints(state: WeaverE10State, scenario: Scenario, expected: Expected): string[] {
	const all = [...scenario.platform, ...scenario.source.things];
	const wrong: string[] = [];
	for (const kind of KINDS) {
		const known = new Set(ofKind(all, kind).map(keyOf));
		const seen = new Set<unknown>();
		for (const row of held(state, kind).values()) {
			if (isNamesake(row)) continue;
			const key = row[KEY[kind]];
			if (!known.has(key as string)) wrong.push(`${kind} ${String(key)} is there`);
			if (seen.has(key)) wrong.push(`${kind} ${String(key)} is there twice`);
			seen.add(key);
		}
	}
	return [...wrong, ...unfinished(state, scenario, expected).map(({ text }) => text)];
}

/** Records that are not as they should be. */
function unfinished(
	state: WeaverE10State,
	scenario: Scenario,
	expected: Expected,
): Array<{ one: Thing; text: string }> {
	const all = [...scenario.platform, ...scenario.source.things];
	return [...expected.verdicts].flatMap(([n, verdict]) => {
		const one = byN(all, n)!;
		const problem = problemOf(state, scenario, expected, one, verdict);
		return problem ? [{ one, text: `${one.kind} ${n}: ${problem} (${verdict})` }] : [];
	});
}

/** Of which it is not said that nothing, or not all, was done. */
function silent(state: WeaverE10State, scenario: Scenario, { records }: SyncResult): string[] {
	return unfinished(state, scenario, expectedOf(scenario)).flatMap(({ one, text }) => {
		const said = records.find(({ kind, key, id }) =>
			isNew(one.n) ? kind === one.kind && key === keyOf(one) : id === idOf(one.n),
		);
		const isSaid =
			said && (said.action === 'skipped' || !['done', undefined].includes(said.outcome as string));
		return isSaid
			? []
			: [`${text}: ${said ? `${String(said.action)} ${String(said.outcome)}` : 'no item'}`];
	});
}

/**
 * Whoever is in a sealed department or below one, or has a position that is disabled. Whether
 * somebody who had left may come back to where they were is open.
 */
function stranded(state: WeaverE10State, { platform }: Scenario): string[] {
	const former = new Set(platform.filter((one) => !one.isActive).map(({ n }) => idOf(n)));
	const units = [...state.departments, ...state.subcompanies, ...state.positions];
	const sealed = new Set(units.filter(([, row]) => !isActive(row)).map(([id]) => id));
	return KINDS.flatMap((kind) =>
		[...held(state, kind).values()]
			.filter((row) => isActive(row) && !former.has(row.id))
			.flatMap((row) =>
				(kind === 'position' ? ['department'] : ['parent', 'department', 'position'])
					.filter((column) => sealed.has(row[column] as string))
					.map((column) => `${kind} ${row.id} has the ${column} ${String(row[column])}`),
			),
	);
}

function problemOf(
	state: WeaverE10State,
	scenario: Scenario,
	{ going, targets, superiors }: Expected,
	one: Thing,
	verdict: Verdict,
): string | undefined {
	const { n, kind } = one;
	const [before, after] = [byN(scenario.platform, n), targets.get(n)];
	const row = rowOf(state, one);
	if (verdict === 'left') {
		if (!row || isActive(row)) return row ? 'is still active' : 'is not there';
		const wanted = statusOfLeaver(scenario, n);
		if (kind === 'employee' && row.personnel_status !== wanted)
			return `personnel_status is ${String(row.personnel_status)}, not ${wanted}`;
		return ofColumns(state, scenario, row, [before]);
	}
	if (verdict === 'platform' && !before) return row && 'was created';
	if (!row) return verdict === 'either' && !before ? undefined : 'is not there';
	const allowed = { source: [after], platform: [before], either: [before, after] }[verdict];
	const states = allowed.flatMap((each) => (each ? [each === before ? each.isActive : true] : []));
	if (verdict === 'either' && going.has(n)) states.push(false);
	if (!states.includes(isActive(row))) return `is ${isActive(row) ? '' : 'not '}active`;
	return ofColumns(
		state,
		scenario,
		row,
		allowed,
		verdict === 'platform' ? undefined : superiors.get(n),
	);
}

function ofColumns(
	state: WeaverE10State,
	{ platform, source }: Scenario,
	row: WeaverRow,
	allowed: Array<Thing | undefined>,
	superiors?: number[],
): string | undefined {
	const all = [...platform, ...source.things];
	const idNow = (n: number) => {
		const found = byN(all, n);
		return found ? rowOf(state, found)?.id : undefined;
	};
	const one = allowed.find((each) => each !== undefined)!;
	for (const column of Object.keys(one.values)) {
		if (column === 'personnel_status' && !isActive(row)) continue;
		const now = valueOf(row, column);
		const right = allowed.flatMap((each) => (each ? [each.values[column] ?? ''] : []));
		if (!right.includes(now)) return `${column} is ${now}, not ${right.join(' or ')}`;
	}
	for (const column of Object.keys(one.refs)) {
		const now = row[column] === '0' ? undefined : row[column];
		const wanted = allowed.flatMap((each) => (each ? [each.refs[column] ?? 0] : []));
		const right = column === 'superior' && superiors ? superiors : wanted;
		// Of who is rejected by choice nothing is sent, not even their superior.
		const both = column === 'superior' && allowed.length > 1 ? [...right, ...wanted] : right;
		if (!both.map(idNow).includes(now as string | undefined))
			return `${column} is ${String(now)}, not ${both.map((n) => `${n}=${idNow(n)}`).join(' or ')}`;
	}
	return undefined;
}

/** However it is written. */
function valueOf(row: WeaverRow, column: string): string {
	if (column === 'own')
		return ((row.userInfoExtend as IDataObject | undefined)?.[OWN.fieldId] as string) ?? '';
	const text = String(row[column] ?? '');
	if (column === 'mobile') return text.replace(/^\+86|[\s-]/g, '').replace(/^\+86/, '');
	return column === 'email' ? text.toLowerCase() : text;
}

/** Records that nothing that was done names, and that are not as before. */
function touched(
	state: WeaverE10State,
	seeded: Map<string, string>,
	{ records }: SyncResult,
	platform: Thing[],
): string[] {
	const named = new Set(
		records
			.filter(({ outcome }) => ['done', 'unknown', 'rejected'].includes(String(outcome)))
			.filter(({ action }) => action !== 'rejected')
			.map(({ id }) => id),
	);
	const now = rowsById(state);
	return [...platform.map(({ n }) => idOf(n)), ...platform.map(({ n }) => namesakeOf(n))]
		.filter((id) => seeded.has(id) && !named.has(id) && now.get(id) !== seeded.get(id))
		.map((id) => `${now.get(id)}, not ${seeded.get(id)}`);
}
