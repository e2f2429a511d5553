/** Hippius in both editions: docs/vendors/hippius.md, sections 3 to 5. */
import type { HippiusState } from '../../platforms/index.ts';
import { startHippius } from '../../platforms/index.ts';
import { PARAMETERS } from '../../workflow/Hippius/runs.ts';
import type { Operation, Write } from '../operation.ts';
import { isOdd, key, operation, upTo } from '../operation.ts';

type Edition = 'classic' | 'v033';

const LIST = [{ unitCode: 'HQ', positionCode: 'BOSS', primaryPositionFlag: '1' }];

const RESOURCES = {
	department: {
		path: 'dept',
		held: 'departments',
		row: (n: number, name: string) => ({ unitCode: key(n), unitName: name, orderSeq: '1' }),
		nameIn: 'unitName',
	},
	position: {
		path: 'position',
		held: 'positions',
		row: (n: number, name: string) => ({
			...{ positionCode: key(n), positionName: name },
			...{ unitCode: 'HQ', orderSeq: '1' },
		}),
		nameIn: 'positionName',
	},
	employee: {
		path: 'employee',
		held: 'employees',
		row: (n: number, name: string) => ({
			...{ employeeNum: key(n), name, gender: '1', status: 'ON' },
			...{ mobile: '', email: '', propertyInfoDTOS: [], list: LIST },
		}),
		nameIn: 'name',
	},
} as const;
type Resource = keyof typeof RESOURCES;

function operationsOf(edition: Edition, resource: Resource): Operation[] {
	const { path, held, row, nameIn } = RESOURCES[resource];
	const newer = edition === 'v033';
	const create: Write = {
		path: `${path}/create`,
		// The classic edition refuses the second one, and that is documented to show the first.
		twice: 'harmless',
		answer: 'whole',
		...(!newer && { proof: 'error.code_repeat' }),
	};
	const update: Write = { path: `${path}/update`, twice: 'harmless', answer: 'whole' };
	const removal: Write = {
		...{ path: `${path}/delete`, twice: 'harmless', answer: 'whole' },
		proof: 'error.dept_not_exists',
	};

	/** @param isThere which records the platform has before */
	const make = (
		name: string,
		writes: Write[],
		isThere: (n: number) => boolean,
		more: Partial<Operation<HippiusState>> = {},
	) =>
		operation<HippiusState>({
			node: 'hippius',
			name: `${resource}.${name}`,
			variant: edition,
			start: async (at, count) =>
				await startHippius({
					...at,
					edition,
					seed(state) {
						const { departments, positions } = state;
						departments.set('HQ', { unitCode: 'HQ', unitName: '总部', orderSeq: '1' });
						const boss = { positionCode: 'BOSS', positionName: '总经理' };
						positions.set('BOSS', { ...boss, unitCode: 'HQ', orderSeq: '1' });
						for (const n of upTo(count).filter(isThere))
							(state[held] as Map<string, object>).set(key(n), row(n, `旧${key(n)}`));
					},
				}),
			parameters: PARAMETERS[resource][name],
			item: (n) => row(n, `新${key(n)}`),
			marks: (n) => [key(n)],
			holds: (n, state) =>
				(state[held].get(key(n)) as Record<string, unknown> | undefined)?.[nameIn] ===
				`新${key(n)}`,
			writes,
			batched: false,
			...more,
		});

	const all = () => true;
	const none = () => false;
	return [
		make('create', [create], none),
		make('update', [update], all),
		// Classic: one that is there is refused by create, and then updated.
		make('upsert', newer ? [create] : [create, { ...update, by: isOdd }], isOdd, { few: 4 }),
		...(resource === 'department' && !newer
			? [
					make('delete', [removal], all, {
						item: (n) => ({ unitCode: key(n) }),
						holds: (n, { departments }) => !departments.has(key(n)),
					}),
				]
			: []),
	];
}

export const HIPPIUS: Operation[] = (['classic', 'v033'] as const).flatMap((edition) =>
	(Object.keys(RESOURCES) as Resource[]).flatMap((resource) => operationsOf(edition, resource)),
);
