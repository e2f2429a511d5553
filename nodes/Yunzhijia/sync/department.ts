/** Departments in step: docs/vendors/yunzhijia.md, section 4. */
import type { IDataObject } from 'n8n-workflow';

import type { Directory, Entity, Kind, KindView, PlanItem, Task } from '../../shared/contract/sync';
import { Invalid } from '../../shared/input/invalid';
import { column, pointer } from '../../shared/sync/columns';
import { idOf, pathOf, plainText } from '../../shared/sync/directory';
import { getAllDepartments } from '../directory';
import { SEPARATOR } from '../longName';
import { create } from '../resources/department/create';
import { del } from '../resources/department/delete';
import { move } from '../resources/department/move';
import { setWeights } from '../resources/department/setWeights';
import { update } from '../resources/department/update';
import type { YunzhijiaCredential } from '../token';
import { WEIGHTS } from './columns';
import { PHASE } from './phases';
import { shapeDepartments } from './shape';

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
		knownBy: ['orgId', 'department', 'code'],
		path: { column: 'department', madeFrom: ['code', 'name'], separator: SEPARATOR },
	},
	shape: shapeDepartments,
	// With a department its part-time jobs are gone, too.
	holds: [
		{ kind: 'person', reference: 'department' },
		{ kind: 'partTimeJob', reference: 'department' },
	],
	missing: ['remove'],
	// Only a removal has to know who would be left without a department.
	reads: ({ mayGo }) => (mayGo ? ['person', 'partTimeJob'] : []),

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

type Item = PlanItem<YunzhijiaCredential>;
type Tasks = Array<Task<YunzhijiaCredential>>;

function tasks(
	{ entity, action, changes }: Item,
	directory: Directory<YunzhijiaCredential>,
): Tasks {
	const { source } = entity;
	const weights = source?.values.weights;
	const phase = PHASE.departments;
	const orgId = () => idOf(entity);
	if (action === 'remove')
		return [{ operation: del, phase: PHASE.departmentsGo, values: () => ({ orgId: orgId() }) }];
	if (action === 'create')
		return [{ operation: create, phase, values: () => ({ department: pathOf(entity), weights }) }];

	const ofChange = (field: string, task: Omit<Tasks[number], 'phase'>): Tasks =>
		changes.some((change) => change.field === field) ? [{ ...task, phase }] : [];
	const moves = ofChange('parent', {
		operation: move,
		values: () => ({ orgId: orgId(), moveToOrgId: parentId(entity, directory) }),
	});
	const renames = ofChange('name', {
		operation: update,
		values: () => ({ orgId: orgId(), todepartment: source?.values.name }),
	});
	const weighings = ofChange('weights', {
		operation: setWeights,
		values: () => ({ orgId: orgId(), weights }),
	});
	const meets = moves.length > 0 && meetsNamesake(entity, directory);
	const [first, ...rest] = meets ? [...renames, ...moves] : [...moves, ...renames];
	// One after the other, since a namesake may be in the way of one of the two.
	return [...(first ? [{ ...first, isFirst: true as const }] : []), ...rest, ...weighings];
}

/** Where it goes there is one that is called as it is now: it must be renamed before. */
const meetsNamesake = (
	{ target, then }: Entity<YunzhijiaCredential>,
	directory: Directory<YunzhijiaCredential>,
): boolean =>
	directory
		.view('department')
		.entities.some(
			(other) =>
				other.target !== undefined &&
				other.now.parent === then.parent &&
				other.target.values.name === target?.values.name,
		);

/** Of what it is to stand below; the first level is below the company. */
function parentId(
	{ then }: Entity<YunzhijiaCredential>,
	directory: Directory<YunzhijiaCredential>,
): string {
	const id = then.parent ? idOf(then.parent) : directory.view('department').root?.id;
	if (id) return id;
	throw new Invalid('is not known: Yunzhijia did not say its ID', 'moveToOrgId');
}
