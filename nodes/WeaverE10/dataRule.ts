import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import type { Field } from '../shared/contract';
import { asInvalid, Invalid } from '../shared/input/invalid';
import { isUnset, object } from '../shared/input/readers';
import { choice } from './fields';

const BY_CODE = [
	{ name: 'Code (编码)', value: 'code' },
	{ name: 'ID', value: 'id' },
	{ name: 'Name (名称)', value: 'name' },
];

const byCode = (rule: string, label: string, what: string): Field =>
	choice(rule, label, `Which column says which ${what} is meant`, BY_CODE);

const RULES = {
	department: byCode('department', 'Department (部门)', 'department'),
	employee: choice(
		'employee',
		'Employee (人员)',
		'Which column says which employee is meant, superiors and assistants too',
		[
			{ name: 'Job Number (工号)', value: 'job_num' },
			{ name: 'ID', value: 'id' },
			{ name: 'Name (姓名)', value: 'username' },
		],
	),
	employeeScopeConfig: choice(
		'employeeScopeConfig',
		'Accounts (人员范围)',
		'Among which accounts employees are looked for',
		[
			{ name: 'Main Accounts Only (仅主账号)', value: 'onlyMainAccount' },
			{ name: 'Normal Accounts Only (仅正常账号)', value: 'onlyNormal' },
		],
	),
	organization: byCode('organization', 'Organization (组织)', 'department or subcompany'),
	position: byCode('position', 'Position (岗位)', 'position'),
	subcompany: byCode('subcompany', 'Subcompany (分部)', 'subcompany'),
};

export type Rule = keyof typeof RULES;

/**
 * The drop-downs of the rules that an interface has.
 * @param rules the first is the one that the rows themselves are looked up by
 * @param preset the rules that are there until the user changes them
 * @param required the rules without which the vendor refuses the request
 */
export const dataRule = (
	rules: Rule[],
	preset: Partial<Record<Rule, string>> = {},
	required: Rule[] = [],
): Field => ({
	parameter: {
		displayName: 'Match By (数据规则, dataRule)',
		name: 'dataRule',
		type: 'collection',
		placeholder: 'Add Rule',
		default: { ...preset },
		description:
			'Which columns say which row, department, superior and so on is meant. Rows that are found are updated, others are created. Without a rule for the rows themselves each run creates all of them again.',
		options: rules
			.map((rule) => RULES[rule].parameter)
			.toSorted((a, b) => (a.displayName < b.displayName ? -1 : 1)),
	},
	preset: Object.keys(preset).length > 0 || undefined,
	read(value) {
		const given = Object.entries(object(value) as Record<string, unknown>);
		const read: Partial<Record<Rule, unknown>> = {};
		for (const [name, by] of given) {
			const rule = rules.find((each) => each === name);
			if (!rule) throw new Invalid(`has no rule for “${name}”, only for ${rules.join(', ')}`);
			if (!isUnset(by) && by !== '') read[rule] = valueOf(rule, by);
			// Else rows that are there would be added once more.
			else if (rule === rules[0]) throw lacks(rule);
		}
		const missing = required.find((rule) => read[rule] === undefined);
		if (missing) throw lacks(missing);
		return Object.keys(read).length ? read : undefined;
	},
});

/**
 * The same choice for the rows themselves, at the top of the form. What Request Fields says besides
 * its preset goes before it, so that saved workflows go on as they were; the editor hides it then.
 */
export function matchBy(rule: Rule, preset: string): Field {
	const columns = RULES[rule].parameter.options as INodePropertyOptions[];
	const usual = columns.find(({ value }) => value === preset)!.name.replace(' (', ', ');
	const others = columns.map(({ value }) => value).filter((value) => value !== preset);
	const choices = [{ name: `Default (${usual.replace(')', '')})`, value: '' }, ...columns];
	return {
		parameter: {
			displayName: 'Match By (匹配字段)',
			name: 'matchBy',
			type: 'options',
			options: choices,
			default: '',
			description:
				'Which column tells whether a row is in Weaver already: if so it is updated, else it is created. Each row must have it. The default, and how departments, superiors and so on are found, is set under Request Fields.',
			displayOptions: { hide: { [`/requestFields.dataRule.${rule}`]: others } },
		},
		mayBeEmpty: true,
		requestWide: true,
		read: RULES[rule].read,
	};
}

/** Puts what was chosen at the top where it goes over the wire. */
export function useMatchBy(request: IDataObject, rule: Rule, preset: string): void {
	const { matchBy: chosen, dataRule: rules } = request;
	delete request.matchBy;
	const said = (rules as IDataObject | undefined)?.[rule] ?? preset;
	if (isUnset(chosen) || chosen === '' || said !== preset) return;
	request.dataRule = { ...(rules as IDataObject | undefined), [rule]: chosen };
	// What comes back is told apart by the same column.
	if (request.extKey === preset) request.extKey = chosen;
}

const lacks = (rule: Rule) =>
	new Invalid(`must say by which column the ${rule} is found (${rule})`);

function valueOf(rule: Rule, by: unknown): unknown {
	try {
		return RULES[rule].read!(by);
	} catch (error) {
		throw inRule(rule, asInvalid(error));
	}
}

const inRule = (rule: Rule, { message }: Invalid) => new Invalid(`for the ${rule} ${message}`);
