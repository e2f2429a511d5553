// The two further jobs of npm start, into Hippius and Weaver E10: which nodes of a workflow send records, what identifies a record of
// each, which rows are wrong, and where the platforms show what they hold.

import type {
	HippiusState,
	TestPlatform,
	WeaverE10State,
	YunzhijiaState,
} from '../test/platforms/index.ts';

export interface Platforms {
	hippius: TestPlatform<HippiusState>;
	yunzhijia: TestPlatform<YunzhijiaState>;
	weaverE10: TestPlatform<WeaverE10State>;
}

export interface Job {
	name: string;
	/** In workflows/. */
	file: string;
	/** By node, in their order. */
	steps: Record<string, Step>;
	/** What says which rows are wrong. */
	wrongRowsAreIn: string;
	/** What is to be known of a second run. */
	again?: string;
}

export interface Step {
	/** The column that identifies a record, and the one that tells people who or what it is. */
	key: string;
	name?: string;
	/** Keys of the rows that must be rejected. */
	wrong: string[];
	/** Records that the platform holds. */
	held: (platforms: Platforms) => number;
}

const NIGHTLY_ROSTER: Job = {
	name: 'Nightly roster',
	file: 'nightly-roster.json',
	steps: {
		Departments: {
			key: 'unitCode',
			name: 'unitName',
			wrong: ['rd0302', 'MK04'],
			held: ({ hippius }) => hippius.state.departments.size,
		},
		Positions: {
			key: 'positionCode',
			name: 'positionName',
			wrong: ['P059', 'P060'],
			held: ({ hippius }) => hippius.state.positions.size,
		},
		Employees: {
			key: 'employeeNum',
			name: 'name',
			wrong: ['XQ0057', 'XQ0133', 'XQ0218', 'XQ0301'],
			held: ({ hippius }) => hippius.state.employees.size,
		},
		Shares: {
			key: 'sourceId',
			wrong: ['909347971208522940'],
			held: ({ weaverE10 }) => weaverE10.state.shares.size,
		},
	},
	wrongRowsAreIn: 'demo/roster/README.md',
	again: 'Hippius takes two requests for a record that exists: create, then update.',
};

/** The number of entries that fit. */
const count = <Entry>(held: Map<string, Entry>, fits: (entry: Entry) => boolean) =>
	[...held.values()].filter(fits).length;

const MOVEMENTS: Job = {
	name: 'HR joiner, mover, leaver',
	file: 'hr-joiner-mover-leaver.json',
	steps: {
		Subcompanies: {
			key: 'code',
			name: 'name',
			wrong: [],
			held: ({ weaverE10 }) => weaverE10.state.subcompanies.size,
		},
		Departments: {
			key: 'code',
			name: 'name',
			wrong: [],
			held: ({ weaverE10 }) => weaverE10.state.departments.size,
		},
		Positions: {
			key: 'code',
			name: 'name',
			wrong: [],
			held: ({ weaverE10 }) => weaverE10.state.positions.size,
		},
		'Joiners and Movers': {
			key: 'job_num',
			name: 'username',
			// The first has no job number.
			wrong: ['', 'XQ0703', 'XQ0704'],
			held: ({ weaverE10 }) => weaverE10.state.employees.size,
		},
		'Part-Time Posts': {
			key: 'key',
			wrong: [],
			held: ({ weaverE10 }) => weaverE10.state.partTimePosts.size,
		},
		'External Contacts': {
			key: 'username',
			wrong: [],
			held: ({ weaverE10 }) => weaverE10.state.externalContacts.size,
		},
		Shares: {
			key: 'username',
			wrong: [],
			held: ({ weaverE10 }) => weaverE10.state.shares.size,
		},
		Leavers: {
			key: 'job_num',
			wrong: ['XQ0999'],
			held: ({ weaverE10 }) => count(weaverE10.state.employees, ({ status }) => status === '6'),
		},
		'Sealed Departments': {
			key: 'code',
			wrong: [],
			held: ({ weaverE10 }) => count(weaverE10.state.departments, ({ status }) => status === '0'),
		},
	},
	wrongRowsAreIn: 'the note What Went Wrong of the workflow',
};

export const JOBS: Job[] = [NIGHTLY_ROSTER, MOVEMENTS];

/** What each step of the job left on the platforms. */
export const heldAfter = ({ steps }: Job, platforms: Platforms): Record<string, number> =>
	Object.fromEntries(Object.entries(steps).map(([node, { held }]) => [node, held(platforms)]));

/** How many requests the platforms saw while a node ran, those for a token not counted. */
export function requestsBetween(platforms: Platforms, from: number, until: number): number {
	return Object.values(platforms)
		.flatMap(({ requests, tokenRequests }: TestPlatform<object>) => {
			const forTokens = new Set(tokenRequests());
			return requests.filter((request) => !forTokens.has(request));
		})
		.filter(({ at }) => from <= at && at <= until).length;
}
