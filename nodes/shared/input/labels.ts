/** What messages call the fields of an operation: by the label in the form and the name on the wire. */
import type { Credential, Operation } from '../contract';

export interface Labels {
	/** `orgId` → “Department (部门, orgId)”. What is no field of the operation keeps its name. */
	of(this: void, field: string): string;
	/** The field that a text of the platform speaks of, by its name or the vendor's term, if one. */
	spokenOf(text: string): string | undefined;
}

export function labelsOf<C extends Credential>(operation: Operation<C>): Labels {
	const { required, optional = [], requestFields = [], columns } = operation;
	const fields = [
		...(columns?.list ?? []).map(({ id, displayName }) => ({ name: id, label: displayName })),
		...[...required, ...optional, ...requestFields].map(({ parameter }) => ({
			name: parameter.name,
			label: parameter.displayName,
		})),
	];
	const of = (name: string) => {
		const field = fields.find((each) => each.name === name);
		return field ? labelled(field.label, name) : name;
	};
	return {
		of,
		spokenOf(text) {
			const words = [...text.matchAll(/\w+/g)].map(([word]) => word);
			const isSaid = ({ name, label }: (typeof fields)[number]) => {
				const term = termIn(label);
				return words.includes(name) || (term !== undefined && text.includes(term));
			};
			const named = fields.filter(isSaid).map(({ name }) => name);
			return new Set(named).size === 1 ? of(named[0]) : undefined;
		},
	};
}

/** “Job Number (工号)”, `jobNo` → “Job Number (工号, jobNo)”; “Email” says its name itself, as columns do. */
export function labelled(label: string, name: string): string {
	if (label.endsWith(`, ${name})`)) return label;
	if (label.toLowerCase().replaceAll(' ', '') === name.toLowerCase()) return label;
	return label.endsWith(')') ? `${label.slice(0, -1)}, ${name})` : `${label} (${name})`;
}

/** The Chinese of a label. */
const termIn = (label: string): string | undefined => /\((\p{Script=Han}+)/u.exec(label)?.[1];
