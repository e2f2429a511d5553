/** What a sync may touch: the departments that it is for, and what must never go. */
import type { Credential } from '../contract';
import { Invalid } from '../input/invalid';
import { keyOf, plainText, upwards } from './directory';
import { isOne } from './refer';
import type { Directory, Entity, SyncOptions } from '../contract/sync';

export interface Scope<C extends Credential> {
	/** Whether a record stands within it, now or after the run. */
	holds(entity: Entity<C>, side: 'now' | 'then'): boolean;
	isProtected(entity: Entity<C>): boolean;
}

/** @throws Invalid when a department of the scope is nowhere */
export function scopeOf<C extends Credential>(
	{ scope, protected: keys }: SyncOptions,
	directory: Directory<C>,
): Scope<C> {
	const tops = new Set(scope.flatMap((name) => named(name, directory)));
	const patterns = keys.map(patternOf);
	return {
		holds(entity, side) {
			if (scope.length === 0) return true;
			for (const each of upwards(homeOf(entity, side), side)) if (tops.has(each)) return true;
			return false;
		},
		isProtected(entity) {
			const { kind, target } = entity;
			const names = [
				keyOf(entity),
				...(kind.match?.columns ?? []).map((id) => plainText(target?.values[id])),
			];
			return patterns.some((pattern) => names.some((name) => name !== '' && pattern.test(name)));
		},
	};
}

/** Where a record stands: itself in a tree, else what it is in. */
export function homeOf<C extends Credential>(
	entity: Entity<C>,
	side: 'now' | 'then',
): Entity<C> | undefined {
	const { tree } = entity.kind;
	if (tree) return entity;
	const home = entity.kind.references.find(({ isHome }) => isHome);
	return home && entity[side][home.name];
}

function named<C extends Credential>(name: string, directory: Directory<C>): Array<Entity<C>> {
	for (const view of directory.kinds.values())
		for (const column of view.kind.tree?.knownBy ?? []) {
			const found = view.find(column, name);
			if (found.length > 1 && !isOne(found, column))
				throw new Invalid(
					`names “${name}”, which ${found.length} ${view.kind.called.many} have: give a code or an ID`,
					'scope.departments',
				);
			if (found.length) return found;
		}
	throw new Invalid(
		`names “${name}”, but there is no department with this path, code or ID, neither on the platform nor in the source`,
		'scope.departments',
	);
}

/** `*` stands for anything. */
const patternOf = (text: string): RegExp =>
	new RegExp(`^${text.trim().split('*').map(literally).join('.*')}$`, 'iu');

const literally = (text: string): string => text.replace(/[.+?^${}()|[\]\\/]/g, '\\$&');
