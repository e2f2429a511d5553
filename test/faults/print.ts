/** The matrix as text: a row for each fault, then what is wrong, by fault and rule. */
import { OUTCOMES } from './judge.ts';
import type { Result } from './wire.ts';

export const RULES: Record<number, string> = {
	1: 'each item leaves exactly once, and an error counts the records',
	2: 'what is done is there',
	3: 'of what is rejected or not sent nothing is there',
	4: 'unknown is only what nobody can know',
	5: 'nothing is written twice that is not documented as harmless',
	6: 'an outage ends the sending',
	7: 'no secret is told',
	8: 'what is not whole changes nothing',
	9: 'nobody goes who is to stay',
	10: 'when the fault has ended it comes to rest: nothing is missing, nothing twice',
};
const EXAMPLES = 10;

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);

/** @param all show all wrong cells, not only examples */
export function printed(results: Result[], skipped: Map<string, number>, all: boolean): string {
	const byFault = Map.groupBy(results, ({ fault }) => fault);
	const width = Math.max(...[...byFault.keys()].map((name) => name.length));
	const line = (name: string, columns: Array<string | number>) =>
		[name.padEnd(width), ...columns.map((each) => String(each).padStart(9))].join('');
	const rules = Object.keys(RULES).map(Number);
	const row = (name: string, those: Result[]) => {
		const broken = (rule: number) =>
			those.filter(({ complaints }) => complaints.some((each) => each.rule === rule)).length;
		return line(name, [
			those.length,
			those.filter(({ struck }) => !struck).length,
			skipped.get(name) ?? 0,
			...OUTCOMES.map((outcome) => sum(those.map(({ said }) => said[outcome]))),
			those.filter(({ complaints }) => complaints.length > 0).length,
			...rules.map(broken),
		]);
	};
	const head = line('fault', [
		...['cells', 'idle', 'skipped', ...OUTCOMES, 'wrong', ...rules.map((rule) => `rule ${rule}`)],
	]);
	return [
		head,
		...[...byFault].map(([name, those]) => row(name, those)),
		row('all', results),
		'',
		...[...byFault].flatMap(([name, those]) => wrongOf(name, those, all)),
		...rules.map((rule) => `rule ${rule}: ${RULES[rule]}`),
		'',
	].join('\n');
}

/** One in full, the others by what is wrong of their first record. */
function wrongOf(fault: string, results: Result[], all: boolean): string[] {
	const wrong = results.filter(({ complaints }) => complaints.length > 0);
	const byRule = Map.groupBy(wrong, ({ complaints }) => complaints[0].rule);
	return [...byRule].flatMap(([rule, those]) => {
		const of = Map.groupBy(those, ({ name }) => name.split(' | ')[0].split(' → ')[0]);
		const operations = [...of].map(([name, cells]) => `${name} × ${cells.length}`).join(', ');
		const [first, ...others] = those;
		return [
			`== ${fault}: rule ${rule} (${RULES[rule]}), ${those.length} cells`,
			`   ${operations}`,
			...shown(first, true),
			...others.slice(0, all ? undefined : EXAMPLES - 1).flatMap((each) => shown(each, all)),
			'',
		];
	});
}

function shown({ name, complaints, story }: Result, inFull: boolean): string[] {
	const lines = complaints.map(({ rule, text, records }) => {
		const of = records ? ` (record ${records.join(', ')})` : '';
		return `    rule ${rule}: ${text}${of}`;
	});
	const more = lines.length > 1 ? [`    and ${lines.length - 1} more`] : [];
	return inFull ? [`  ${name}`, ...lines, `      ${story}`] : [`  ${name}`, lines[0], ...more];
}
