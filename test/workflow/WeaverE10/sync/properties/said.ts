/** What is said of each record: its action, reason and changes, and the counts of the summary. */
import type { IDataObject } from 'n8n-workflow';
import type { SyncResult } from '../../../engine/sync.ts';
import type { Change } from '../../../sync/properties/items.ts';
import { differ, miscounts, summaryOf } from '../../../sync/properties/items.ts';
import type { Tables } from '../../../sync/properties/subject.ts';
import { byN } from '../../../sync/properties/tree.ts';
import type { Expected } from './model.ts';
import { differences, isWithin } from './model.ts';
import type { Kind, Organisation, Thing } from './organisation.ts';
import { isNew, KINDS, keyOf, ofKind } from './organisation.ts';
import type { Scenario } from './scenario.ts';
import { fieldOf, idOf } from './scenario.ts';

/** What is not said as it should be, in words; of what has a choice nothing is expected. */
export function misstatements(
	result: SyncResult,
	scenario: Scenario,
	expected: Expected,
	tables: Tables,
): string[] {
	return [
		...[...expected.verdicts.keys()].flatMap((n) => ofRecord(result, scenario, expected, n)),
		...miscounts(result, scenario.parameters.kinds, tables, here(scenario)),
		...untold(result, scenario),
	];
}

const MOVES: Record<Kind, string> = {
	...{ subcompany: 'parent', department: 'parent', position: 'department' },
	employee: 'department',
};

function ofRecord(
	{ records }: SyncResult,
	scenario: Scenario,
	{ verdicts, targets, superiors }: Expected,
	n: number,
): string[] {
	const { platform, source } = scenario;
	const [before, after, verdict] = [byN(platform, n), targets.get(n), verdicts.get(n)];
	const one = (before ?? after)!;
	const said = records.find(({ kind, key, id }) =>
		isNew(n) ? kind === one.kind && key === keyOf(one) : id === idOf(n),
	);
	const wrong = (right: string) => [
		`${one.kind} ${n}: ${said ? shown(said) : 'no item'}, not ${right}`,
	];
	const is = (action: string, reason = '', changes: Change[] = []): string[] => {
		const right = shown({
			...{ action, reason },
			changes: changes.map(([field, from, to]) => ({ field, from, to })),
		});
		if (!said) return wrong(right);
		// Why what has a word of its own for it goes or comes back is told in that word.
		const told = reason === '' ? { ...said, reason } : said;
		return shown(told) === right ? [] : wrong(right);
	};
	if (verdict === 'left') {
		const isQuit = source.closed.has(n);
		if (!isQuit) return is('retire', 'not in the source');
		const { kind } = one;
		return is('retire', kind === 'employee' ? 'the source says that this employee has left' : '');
	}
	if (verdict !== 'source' || !after) return [];
	const known = superiors.get(n) ?? [];
	if (!before) return said?.action === 'create' ? [] : wrong('create');
	// A superior who stays out is told in the reason.
	if (after.kind === 'employee' && !(known.length === 1 && known[0] === after.refs.superior))
		return [];
	const changes = differences(before, after).map((column): Change => {
		const key = (org: Organisation, m: number) => {
			const found = byN(org, m) ?? byN(platform, m);
			return found ? keyOf(found) : '';
		};
		return column in after.values
			? [fieldOf(column), before.values[column] ?? '', after.values[column]]
			: [column, key(platform, before.refs[column]), key(source.things, after.refs[column])];
	});
	if (!before.isActive)
		// What a rehired one has of a status is the platform's matter.
		return said?.action === 'restore' ? [] : wrong('restore');
	if (changes.length === 0) return is('unchanged', 'nothing differs');
	const isMoved = changes.some(([field]) => field === MOVES[one.kind]);
	return is(isMoved ? 'move' : 'update', differ(changes), changes);
}

/** In any order of columns; the top of the tree, and numbers of mobiles, however they are written. */
function shown({ action, reason, changes }: IDataObject): string {
	const plain = (field: unknown, value: unknown) => {
		// Of whom no row says the code, the id, or whatever a row does say, is as good.
		const text = String(value)
			// Of whom no row says the code, the id, or whatever a row does say, is as good.
			.replace(/^9754\d{12}(?=\d{3}$)|^(\+86 )?13\d-?00000(?=4\d\d$)|^p(?=4\d\d@)/i, '#')
			.replace(/^#(\d)(\d)(\d).*/, (_, kind: string, ten: string, one: string) =>
				keyOf({ kind: KINDS[Number(kind) - 1], n: Number(ten + one) }),
			);
		if (field === 'mobile') return text.replace(/^\+86|[\s-]/g, '').replace(/^\+86/, '');
		if (field === 'email') return text.toLowerCase();
		if (field === 'personnel_status') return 'some';
		return field === 'parent' && text === '0' ? '' : text;
	};
	const listed = (changes as IDataObject[])
		.map(({ field, from, to }) => `${String(field)}: ${plain(field, from)} → ${plain(field, to)}`)
		.toSorted()
		.join(', ');
	const words = String(reason).split(/,? /).toSorted().join(' ');
	return `${String(action)} (${words}) ${listed}`;
}

/** How many are active and in scope. */
function here(scenario: Scenario): Partial<Record<Kind, number>> {
	const { platform } = scenario;
	return Object.fromEntries(
		KINDS.map((kind) => [
			kind,
			ofKind(platform, kind).filter(
				(one: Thing) => one.isActive && isWithin(scenario, platform, one),
			).length,
		]),
	);
}

/** A column that can't be compared is named, where somebody has something in it. */
function untold(result: SyncResult, { platform, source, parameters, style }: Scenario): string[] {
	const isCompared = ofKind(platform, 'department').some(
		({ n, isActive }) => isActive && byN(source.things, n) && !source.closed.has(n),
	);
	const isAsked = style.fullname && parameters.kinds.includes('department');
	if (!isAsked || !isCompared || parameters.scope.length > 0) return [];
	const warnings = (summaryOf(result).warnings as string[]).join();
	return warnings.includes('fullname') ? [] : [`no warning names fullname: ${warnings}`];
}
