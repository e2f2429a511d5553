/** What messages call a field: by its label in the form, and by its name on the wire. */
import type { Credential, Operation } from '../contract';

export type LabelOf = (field: string) => string;

/** Of an operation's fields: `orgId` → “Department (部门, orgId)”. Others keep their name. */
export function labelsOf<C extends Credential>(operation: Operation<C>): LabelOf {
	const { required, optional = [], requestFields = [], columns } = operation;
	const labels = new Map([
		...(columns?.list ?? []).map(({ id, displayName }) => [id, displayName] as const),
		...[...required, ...optional, ...requestFields].map(
			({ parameter }) => [parameter.name, parameter.displayName] as const,
		),
	]);
	return (field) => {
		const label = labels.get(field);
		return label === undefined ? field : labelled(label, field);
	};
}

/** “Job Number (工号)”, `jobNo` → “Job Number (工号, jobNo)”; “Email” says its name itself. */
function labelled(label: string, name: string): string {
	if (label.toLowerCase().replaceAll(' ', '') === name.toLowerCase()) return label;
	return label.endsWith(')') ? `${label.slice(0, -1)}, ${name})` : `${label} (${name})`;
}
