/** Departments in step: docs/vendors/yunzhijia.md, section 4. */
import type { IDataObject } from 'n8n-workflow';

import type { Directory, Entity, Kind, KindView, PlanItem, Task } from '../../shared/contract/sync';
import { Invalid } from '../../shared/input/invalid';
import { idOf, pathOf, plainText } from '../../shared/sync/directory';
import { getAllDepartments } from '../directory';
import { create } from '../resources/department/create';
import { del } from '../resources/department/delete';
import { move } from '../resources/department/move';
import { setWeights } from '../resources/department/setWeights';
import { update } from '../resources/department/update';
import type { YunzhijiaCredential } from '../token';
import { column, pointer, WEIGHTS } from './columns';
import { PHASE } from './phases';
import { shapeDepartments, SEPARATOR } from './shape';

export const department: Kind<YunzhijiaCredential> = {
	value: 'department',
	name: 'Departments',
	chinese: '部门',
	called: { one: 'department', many: 'departments' },
	columns: [
		pointer('orgId', 'ID', ['部门ID']),
		pointer('department', 'Long Name', ['部门长名称', '部门路径', '部门全称', '部门']),
		pointer('code', 'Code', ['部门编码', '部门编号', '部门代码']),
		pointer('parentCode', 'Parent Code', [
			'上级部门编码',
			'上级部门编号',
			'上级编码',
			'父部门编码',
			'上级部门',
			'上级部门名称',
		]),
		column('name', 'Name', ['部门名称', '名称'], { isRequired: true }),
		column('weights', 'Weights', ['排序', '排序码', '权重'], WEIGHTS),
	],
	references: [],
	match: { columns: ['orgId', 'department'], preset: ['orgId', 'department'] },
	idColumn: 'orgId',
	keyColumns: ['orgId'],
	alike: [['name']],
	tree: {
		place: 'department',
		placedBy: ['code', 'name'],
		separator: SEPARATOR,
		shape: shapeDepartments,
	},
	holds: { kind: 'person', reference: 'department' },
	missing: ['remove'],
	// Only a removal has to know who would be left without a department.
	reads: ({ missing }) => (missing === 'remove' ? ['person'] : []),

	async read(call) {
		const rows = await getAllDepartments(call);
		const root = rootOf(rows);
		return {
			root,
			records: rows
				.filter(({ id }) => id !== root.id)
				.map(({ id, name, parentId, weights, department: path }) => ({
					id: String(id),
					state: 'active',
					values: { orgId: String(id), name, parent: String(parentId), weights, department: path },
				})),
		};
	},

	explain(by, value, directory) {
		if (by !== 'department') return undefined;
		const company = directory.view('department').root?.name;
		if (company && (value === company || value.startsWith(company + SEPARATOR)))
			return `it begins with the name of the company, ${company}: leave that out`;
		const whole = endsOf(directory.view('department')).get(value);
		return whole !== undefined
			? `give the whole path, such as ${whole}`
			: 'neither on the platform nor under Departments. A long name has all levels, joined by one backslash';
	},

	tasks,
};

const knownEnds = new WeakMap<object, Map<string, string>>();

/** End of a path → the first path that ends so. Made once: every row may give its place so. */
function endsOf(view: KindView<YunzhijiaCredential>): Map<string, string> {
	const known = knownEnds.get(view);
	if (known) return known;
	const ends = new Map<string, string>();
	for (const path of view.entities.map(pathOf))
		for (let at = path.indexOf(SEPARATOR); at >= 0; at = path.indexOf(SEPARATOR, at + 1)) {
			const end = path.slice(at + SEPARATOR.length);
			if (!ends.has(end)) ends.set(end, path);
		}
	knownEnds.set(view, ends);
	return ends;
}

/** The company, which has no parent; where the list lacks it, what its first level is below. */
function rootOf(rows: IDataObject[]): { id: string; name: string } {
	const ids = new Set(rows.map(({ id }) => String(id)));
	const root = rows.find(({ parentId }) => plainText(parentId) === '');
	if (root) return { id: String(root.id), name: plainText(root.name) };
	const first = rows.find(({ parentId }) => !ids.has(String(parentId)));
	return { id: plainText(first?.parentId), name: '' };
}

function tasks(
	{ entity, action, changes }: PlanItem<YunzhijiaCredential>,
	directory: Directory<YunzhijiaCredential>,
) {
	const found: Array<Task<YunzhijiaCredential>> = [];
	const orgId = () => idOf(entity);
	const has = (field: string) => changes.some((change) => change.field === field);
	const weights = entity.source?.values.weights;
	if (action === 'remove')
		found.push({ operation: del, phase: PHASE.departmentsGo, values: () => ({ orgId: orgId() }) });
	if (action === 'create') {
		const values = () => ({ department: pathOf(entity), weights });
		found.push({ operation: create, phase: PHASE.departments, values });
	}
	if (has('parent') && action !== 'create') {
		const values = () => ({ orgId: orgId(), moveToOrgId: parentId(entity, directory) });
		found.push({ operation: move, phase: PHASE.departments, values });
	}
	if (has('name') && action !== 'create') {
		const values = () => ({ orgId: orgId(), todepartment: entity.source?.values.name });
		found.push({ operation: update, phase: PHASE.departments, values });
	}
	if (has('weights') && action !== 'create') {
		const values = () => ({ orgId: orgId(), weights });
		found.push({ operation: setWeights, phase: PHASE.departments, values });
	}
	return found;
}

/** Of what it is to stand below; the first level is below the company. */
function parentId(
	{ then }: Entity<YunzhijiaCredential>,
	directory: Directory<YunzhijiaCredential>,
): string {
	const id = then.parent ? idOf(then.parent) : directory.view('department').root?.id;
	if (id) return id;
	throw new Invalid('is not known: Yunzhijia did not say its ID', 'moveToOrgId');
}
