/** What the tests with Hippius share: runs against a platform of their own, and their traffic. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { expect, onTestFinished } from 'vitest';
import type {
	HippiusDepartment,
	HippiusEmployee,
	HippiusOptions,
	HippiusPosition,
	HippiusState,
	RecordedRequest,
} from '../../platforms/index.ts';
import { startHippius } from '../../platforms/index.ts';
import { engine, fromItem } from '../engine/cases.ts';
import type { CredentialData } from '../engine/credentials.ts';
import type { NodeUnderTest, RunOptions } from '../engine/engine.ts';

export const EDITIONS = ['classic', 'v033'] as const;

/** Both editions with both places for the token. */
export const SETTINGS = [
	{ edition: 'classic', authPlacement: 'query' },
	{ edition: 'classic', authPlacement: 'header' },
	{ edition: 'v033', authPlacement: 'query' },
	{ edition: 'v033', authPlacement: 'header' },
] as const;

const department = {
	...fromItem('unitCode', 'unitName', 'orderSeq'),
	additionalFields: fromItem('parentUnitCode', '_tls'),
};
const position = fromItem('positionCode', 'positionName', 'unitCode', 'orderSeq');
const lists = {
	listMode: 'incoming',
	propertyInfoDTOSMode: 'incoming',
	...fromItem('list', 'propertyInfoDTOS'),
};
const employee = {
	...fromItem('name', 'employeeNum', 'gender', 'status'),
	...lists,
	additionalFields: fromItem('mobile', 'email'),
};

/** Every parameter of every operation, each from the field of the same name. */
export const PARAMETERS: Record<string, Record<string, INodeParameters>> = {
	department: {
		create: department,
		upsert: department,
		update: {
			...fromItem('unitCode', 'unitName'),
			additionalFields: fromItem('orderSeq', 'parentUnitCode', '_tls'),
		},
		delete: fromItem('unitCode'),
	},
	position: {
		create: position,
		upsert: position,
		update: {
			...fromItem('positionCode', 'positionName'),
			additionalFields: fromItem('orderSeq'),
		},
	},
	employee: {
		create: employee,
		upsert: employee,
		update: {
			...fromItem('employeeNum'),
			...lists,
			additionalFields: fromItem('name', 'gender', 'status', 'mobile', 'email'),
		},
	},
};

interface Setting extends HippiusOptions {
	authPlacement?: 'query' | 'header';
}

type More = Partial<NodeUnderTest> & Omit<RunOptions, 'items'>;

export type Hippius = Awaited<ReturnType<typeof startRuns>>;

/** The collection Options of a run. */
export const withOptions = (options: INodeParameters) => ({ parameters: { options } });

/** A platform for the test at hand; it has never given out a token. */
export async function startRuns({ authPlacement = 'query', ...options }: Setting = {}) {
	const platform = await startHippius(options);
	onTestFinished(platform.stop);
	const credential: CredentialData = { ...(platform.credential as CredentialData), authPlacement };
	return {
		...platform,
		credential,
		/**
		 * Runs one operation with all its parameters from the items, unless others are given;
		 * failed items go to the error output.
		 */
		async run(
			resource: string,
			operation: string,
			items: RunOptions['items'],
			{ credentials = { hippiusApi: credential }, cancelAfter, parameters, ...node }: More = {},
		) {
			return await engine.run({
				node: {
					type: 'hippius',
					onError: 'continueErrorOutput',
					...node,
					parameters: {
						resource,
						operation,
						...PARAMETERS[resource][operation],
						...parameters,
					},
				},
				items,
				credentials,
				cancelAfter,
			});
		},
		/** The node as the tool of an agent whose item has the name 研发. */
		asTool: async (node: NodeUnderTest, calls: IDataObject[]) =>
			await engine.runAsTool({
				node,
				calls,
				items: [{ name: '研发' }],
				credentials: { hippiusApi: credential },
			}),
	};
}

/** What arrived, token requests left out: `METHOD /path below the prefix` and the body. */
export const traffic = ({ requestsTo }: Pick<Hippius, 'requestsTo'>) =>
	requestsTo('').map(({ method, path, body }) => [`${method} ${below(path)}`, body]);

export const below = (path: string) => path.replace('/hipspfm/hippius/v1/sync', '');

/** One token request, and every other one as the document wants it. */
export function expectWire({ tokenRequests, requestsTo, credential }: Hippius): void {
	expect(tokenRequests().map(tokenWire)).toEqual([
		{
			method: 'POST',
			query: {},
			type: 'application/x-www-form-urlencoded',
			body: {
				grant_type: 'client_credentials',
				client_id: credential.corpId,
				client_secret: credential.corpSecret,
			},
		},
	]);
	const { access_token } = JSON.parse(tokenRequests()[0].answer!) as IDataObject;
	const inHeader = credential.authPlacement === 'header';
	for (const { query, headers, rawBody } of requestsTo('')) {
		expect(query).toEqual(inHeader ? {} : { access_token });
		expect(headers.authorization).toBe(inHeader ? `Bearer ${String(access_token)}` : undefined);
		expect(headers['content-type']).toBe('application/json');
		expect(headers['content-length']).toBe(String(Buffer.byteLength(rawBody)));
	}
}

const tokenWire = ({ method, query, headers, body }: RecordedRequest) => ({
	method,
	query,
	type: headers['content-type'],
	body,
});

type Row<Kind extends keyof HippiusState> =
	HippiusState[Kind] extends Map<string, infer Value> ? Value : never;

/** What the platform holds, in the order in which it came. */
export const rows = <Kind extends keyof HippiusState>(
	{ state }: { state: HippiusState },
	kind: Kind,
) => [...state[kind].values()] as Array<Row<Kind>>;

/** Options that fill the state with these rows, for a start. */
export const seed = (
	departments: HippiusDepartment[],
	positions: HippiusPosition[] = [],
	employees: HippiusEmployee[] = [],
) => ({
	seed(state: HippiusState) {
		for (const row of departments) state.departments.set(row.unitCode, row);
		for (const row of positions) state.positions.set(row.positionCode, row);
		for (const row of employees) state.employees.set(row.employeeNum, row);
	},
});

/** So many departments, for tests that are not about departments. */
export const departments = (length: number) =>
	Array.from({ length }, (_, at) => ({
		unitCode: `D${at}`,
		unitName: `部门${at}`,
		orderSeq: String(at),
	}));

/** The codes of departments in the order in which they arrived. */
export const codesSent = ({ requestsTo }: Pick<Hippius, 'requestsTo'>) =>
	requestsTo('').map(({ body }) => (body as HippiusDepartment).unitCode);

/** Calls back as soon as a request has arrived, before it is answered. */
export function onArrival({ requests }: Pick<Hippius, 'requests'>, arrived: () => void): void {
	const push = requests.push.bind(requests);
	requests.push = (...more) => {
		const length = push(...more);
		arrived();
		return length;
	};
}

/** Settles when so many requests have arrived, those for a token left out. */
export const arrivalOf = (count: number, hippius: Pick<Hippius, 'requests' | 'requestsTo'>) =>
	new Promise<void>((resolve) => {
		onArrival(hippius, () => {
			if (hippius.requestsTo('').length >= count) resolve();
		});
	});
