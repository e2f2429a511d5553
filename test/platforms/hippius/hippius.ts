/**
 * Hippius (海马汇) as a test platform, editions classic and v033, after docs/vendors/hippius.md and
 * docs/vendors/hippius.md, section 3. `[not known]` marks where neither says: there the platform is tolerant, or
 * answers with the nearest documented code, and no test should build on it.
 */
import { anyOf, filled, listOf, mapOf, matching, oneOf, record, text } from '../checks.ts';
import type { Check } from '../checks.ts';
import { isRefused, tookEffect } from '../effects.ts';
import { contentType, json } from '../exchange.ts';
import type { Answer, RecordedRequest } from '../exchange.ts';
import { slidingMinute, startPlatform, tokenBook } from '../server.ts';
import type { CommonOptions, Endpoint, TestPlatform } from '../server.ts';

export interface HippiusOptions extends CommonOptions<HippiusState> {
	edition?: 'classic' | 'v033';
	/** Failures carry exception, trace and throwable, as on a development environment. */
	development?: boolean;
	/** "Frequent calls are blocked", says the page; the number is ours. Default 30. */
	tokenRequestsPerMinute?: number;
	/**
	 * [not known] what becomes of a department's positions, which nothing can delete: by default
	 * they keep it from being deleted; so they go with it, unless somebody who is there has one.
	 */
	positionsGoAlong?: boolean;
	/** [not known] whether a department that is used can be deleted. Default: it is refused. */
	deletesUsed?: boolean;
}

/** Rows as they were sent, merged by updates. */
export interface HippiusState {
	departments: Map<string, HippiusDepartment>;
	positions: Map<string, HippiusPosition>;
	employees: Map<string, HippiusEmployee>;
}

export interface HippiusDepartment {
	unitCode: string;
	unitName: string;
	orderSeq: string;
	parentUnitCode?: string;
	_tls?: { unitName: Record<string, string> };
}

export interface HippiusPosition {
	positionCode: string;
	positionName: string;
	unitCode: string;
	orderSeq: string;
}

export interface HippiusEmployee {
	employeeNum: string;
	name: string;
	gender: string;
	status: string;
	list: HippiusAssignment[];
	mobile?: string;
	email?: string;
	propertyInfoDTOS?: Array<{ propertyName: string; infoName: string }>;
}

export interface HippiusAssignment {
	unitCode: string;
	positionCode: string;
	primaryPositionFlag: string;
}

const CORP_ID = 'hippius-test-corp';
// With characters that must be encoded, in a query as in a form.
const CORP_SECRET = 'hippius+test&secret=50%';
const TOKEN_PATH = '/oauth/oauth/token';
const SYNC = '/hipspfm/hippius/v1/sync';

const FAILURES = {
	'error.code_repeat': '编码重复',
	'error.dept_not_exists': '部门不存在',
	'error.position_not_exists': '岗位不存在',
	'error.data_invalid': '数据校验不通过',
	'error.data_not_exists': '数据不存在',
	'error.error': '程序出现错误，请联系管理员',
	// Of HZERO: to be tried once more.
	'error.optimistic_lock': '记录不存在或版本不一致',
	'error.serverBusy': '服务器繁忙，请稍后重试',
};
type Failure = keyof typeof FAILURES;

const GATEWAY = {
	PERMISSION_ACCESS_TOKEN_NULL: [401, 'error.permission.accessTokenNull'],
	PERMISSION_ACCESS_TOKEN_INVALID: [401, 'error.permission.accessTokenInvalid'],
	PERMISSION_ACCESS_TOKEN_EXPIRED: [401, 'error.permission.accessTokenExpired'],
	PERMISSION_MISMATCH: [403, 'error.permission.mismatch'],
	RATE_LIMIT_NOT_PASS: [403, 'error.visit.frequent'],
	PERMISSION_SERVICE_ROUTE: [503, 'error.permission.routeNotFound'],
} as const;

function gateway(refusal: keyof typeof GATEWAY): Answer {
	const [status, code] = GATEWAY[refusal];
	const members = `<status>${refusal}</status><code>${code}</code><message>${code}</message>`;
	return { status, type: 'application/xml;charset=UTF-8', body: `<oauth>${members}</oauth>` };
}

const codePattern = { classic: /^[A-Z0-9]+$/, v033: /^[A-Z0-9][A-Z0-9\-_./]*$/ };
// Every scalar is a string in the vendor's samples, numbers included.
const order = matching(/^-?\d+$/);
const gender = oneOf('0', '1');
const status = oneOf('ON', 'TRIAL', 'INTERNSHIP', 'LEAVE');
// [not known] which languages besides zh_CN and en_US.
const translations = record({ unitName: mapOf(/^[a-z]{2}_[A-Z]{2}$/, filled) });
const properties = listOf(record({ propertyName: filled, infoName: text }));

interface Operation<Row> {
	row: Check;
	/** Changes the state, or says why not. */
	run: (row: Row, state: HippiusState) => Failure | undefined;
}

// Only declares that a row which passed the check has this type.
const operation = <Row>(row: Check, run: Operation<Row>['run']) =>
	({ row, run }) as Operation<unknown>;

/** `METHOD path` below the prefix → the fields it takes and what it does. */
function operations(
	edition: 'classic' | 'v033',
	{ positionsGoAlong = false, deletesUsed = false }: HippiusOptions,
): Record<string, Operation<unknown>> {
	const newer = edition === 'v033';
	const code = matching(codePattern[edition]);
	// [not known] what an empty parent means: taken as none.
	const parent = anyOf(oneOf(''), code);
	const moving: Record<string, Check> = newer ? { parentUnitCode: parent, _tls: translations } : {};
	const assignments = listOf(
		record({ unitCode: code, positionCode: code, primaryPositionFlag: gender }),
		1,
	);
	const person = { mobile: text, email: text, propertyInfoDTOS: properties };
	const named = { name: filled, gender, status, list: assignments };
	const repeats = (map: Map<string, unknown>, key: string) => !newer && map.has(key);

	return {
		'POST /dept/create': operation<HippiusDepartment>(
			record(
				{ unitCode: code, unitName: filled, orderSeq: order },
				{ parentUnitCode: parent, ...moving },
			),
			(row, state) =>
				repeats(state.departments, row.unitCode) ? 'error.code_repeat' : saveDepartment(row, state),
		),
		'PUT /dept/update': operation<HippiusDepartment>(
			record({ unitCode: code, unitName: filled }, { orderSeq: order, ...moving }),
			(row, state) =>
				state.departments.has(row.unitCode) ? saveDepartment(row, state) : 'error.dept_not_exists',
		),
		// Removed in the newer edition.
		...(!newer && {
			'DELETE /dept/delete': operation<HippiusDepartment>(
				record({ unitCode: code }),
				positionsGoAlong
					? deleteWithPositions
					: (row, state) => deleteDepartment(row, state, deletesUsed),
			),
		}),
		'POST /position/create': operation<HippiusPosition>(
			record({ positionCode: code, positionName: filled, unitCode: code, orderSeq: order }),
			(row, state) => {
				if (repeats(state.positions, row.positionCode)) return 'error.code_repeat';
				// The page's own sample of a failure here is error.data_invalid, without its cause.
				if (!state.departments.has(row.unitCode)) return 'error.dept_not_exists';
				return merge(state.positions, row.positionCode, row);
			},
		),
		'PUT /position/update': operation<HippiusPosition>(
			record({ positionCode: code, positionName: filled }, { orderSeq: order }),
			(row, state) =>
				state.positions.has(row.positionCode)
					? merge(state.positions, row.positionCode, row)
					: 'error.position_not_exists',
		),
		'POST /employee/create': operation<HippiusEmployee>(
			record({ employeeNum: code, ...named }, person),
			(row, state) =>
				repeats(state.employees, row.employeeNum) ? 'error.code_repeat' : saveEmployee(row, state),
		),
		'PUT /employee/update': operation<HippiusEmployee>(
			// [not known] whether "" clears a value: accepted for the texts, kept as sent.
			record({ employeeNum: code }, { ...named, name: text, ...person }),
			(row, state) =>
				state.employees.has(row.employeeNum)
					? saveEmployee(row, state)
					: // [not known]; the page's sample shows code_repeat, a slip.
						'error.data_not_exists',
		),
	};
}

function merge<Row>(map: Map<string, Row>, key: string, row: Row): undefined {
	map.set(key, { ...map.get(key), ...row });
}

function saveDepartment(row: HippiusDepartment, state: HippiusState): Failure | undefined {
	for (let above = row.parentUnitCode; above; ) {
		const department = state.departments.get(above);
		if (!department) return 'error.dept_not_exists';
		if (above === row.unitCode) return 'error.data_invalid';
		above = department.parentUnitCode;
	}
	return merge(state.departments, row.unitCode, row);
}

function deleteDepartment(
	{ unitCode }: HippiusDepartment,
	state: HippiusState,
	deletesUsed: boolean,
) {
	if (!state.departments.has(unitCode)) return 'error.dept_not_exists';
	// [not known] what happens to what is below it; refused, so that nothing is left dangling.
	// People are covered: whoever is assigned here holds one of its positions.
	const inUse =
		[...state.departments.values()].some((other) => other.parentUnitCode === unitCode) ||
		[...state.positions.values()].some((position) => position.unitCode === unitCode);
	if (inUse && !deletesUsed) return 'error.data_invalid';
	state.departments.delete(unitCode);
	return undefined;
}

function deleteWithPositions(row: HippiusDepartment, state: HippiusState) {
	const { departments, positions, employees } = state;
	const isThere = [...employees.values()].some(
		({ status, list }) =>
			status !== 'LEAVE' && list.some(({ unitCode }) => unitCode === row.unitCode),
	);
	const inUse = [...departments.values()].some((other) => other.parentUnitCode === row.unitCode);
	if (isThere || inUse) return 'error.data_invalid';
	for (const [code, { unitCode }] of positions)
		if (unitCode === row.unitCode) positions.delete(code);
	return deleteDepartment(row, state, false);
}

/** A list replaces all assignments, propertyInfoDTOS too ([not known]); absent ones stay. */
function saveEmployee(row: HippiusEmployee, state: HippiusState): Failure | undefined {
	for (const { unitCode, positionCode } of row.list ?? []) {
		if (!state.departments.has(unitCode)) return 'error.dept_not_exists';
		const position = state.positions.get(positionCode);
		if (!position) return 'error.position_not_exists';
		if (position.unitCode !== unitCode) return 'error.data_invalid';
	}
	const primaries = row.list?.filter((entry) => entry.primaryPositionFlag === '1').length ?? 1;
	if (primaries !== 1) return 'error.data_invalid';
	return merge(state.employees, row.employeeNum, row);
}

export async function startHippius(
	options: HippiusOptions = {},
): Promise<TestPlatform<HippiusState>> {
	const { edition = 'classic', development = false, now = Date.now } = options;
	const tokens = tokenBook(options, 3600, now);
	const tokenCalls = slidingMinute(options.tokenRequestsPerMinute ?? 30, now);

	const failure = (code: Failure, complaint?: string): Answer => {
		const hidden = { exception: 'HzeroException', trace: ['at io.hippius'], throwable: code };
		const body = { failed: true, code, message: FAILURES[code], type: 'warn' };
		return { ...json(development ? { ...body, ...hidden } : body), complaint };
	};

	function token(request: RecordedRequest): Answer {
		if (!tokenCalls.admits('token')) return gateway('RATE_LIMIT_NOT_PASS');
		// Query or form; a JSON body is not seen.
		const isForm = contentType(request) === 'application/x-www-form-urlencoded';
		const form = isForm ? (request.body as Record<string, string>) : {};
		const { grant_type, client_id, client_secret } = { ...request.query, ...form };
		if (grant_type !== 'client_credentials') {
			const description = `Unsupported grant type: ${grant_type}`;
			const error = { error: 'unsupported_grant_type', error_description: description };
			return json(error, 400);
		}
		if (client_id !== CORP_ID || client_secret !== CORP_SECRET) {
			const description = 'Bad client credentials';
			return json({ error: 'invalid_client', error_description: description }, 401);
		}
		const { token: access_token, seconds: expires_in } = tokens.repeatOrIssue();
		return json({ access_token, token_type: 'bearer', expires_in, scope: 'default' });
	}

	function refuseToken({ query, headers }: RecordedRequest): Answer | undefined {
		const bearer = headers.authorization?.match(/^Bearer (.+)$/i)?.[1];
		const sent = query.access_token ?? bearer;
		if (!sent) return gateway('PERMISSION_ACCESS_TOKEN_NULL');
		const twice = query.access_token !== undefined && headers.authorization !== undefined;
		const standing = twice ? 'unknown' : tokens.check(sent);
		if (standing === 'expired') return gateway('PERMISSION_ACCESS_TOKEN_EXPIRED');
		return standing === 'unknown' ? gateway('PERMISSION_ACCESS_TOKEN_INVALID') : undefined;
	}

	const endpoint =
		({ row, run }: Operation<unknown>): Endpoint<HippiusState> =>
		(request, state) => {
			const refused = refuseToken(request);
			if (refused) return refused;
			// [not known] what another content type gets; HZERO's catch-all code is the nearest.
			if (contentType(request) !== 'application/json') {
				return failure('error.error', 'content type must be application/json');
			}
			const complaint = row(request.body) ?? record({}, { access_token: text })(request.query);
			if (complaint) return failure('error.data_invalid', complaint);
			const code = isRefused(request.body) ? 'error.data_invalid' : run(request.body, state);
			if (code) return failure(code);
			tookEffect(request.body);
			return json({ failed: false, code: 'success', message: '成功' });
		};

	return startPlatform<HippiusState>(
		{
			createState: () => ({
				departments: new Map(),
				positions: new Map(),
				employees: new Map(),
			}),
			endpoints: {
				[`POST ${TOKEN_PATH}`]: token,
				...Object.fromEntries(
					Object.entries(operations(edition, options)).map(([key, entry]) => [
						key.replace(' ', ` ${SYNC}`),
						endpoint(entry),
					]),
				),
			},
			// [not known] what an unknown path below a right prefix gets: as an interface without
			// permission.
			unknownPath: (path) =>
				gateway(
					/^\/(oauth|hipspfm)\//.test(path) ? 'PERMISSION_MISMATCH' : 'PERMISSION_SERVICE_ROUTE',
				),
			tokenPaths: [TOKEN_PATH],
			tokens,
			tokenRejected: gateway('PERMISSION_ACCESS_TOKEN_EXPIRED'),
			slowDown: gateway('RATE_LIMIT_NOT_PASS'),
			refusal: (code = 'error.data_invalid') => failure(code as Failure),
			credential: (baseUrl) => ({
				baseUrl,
				corpId: CORP_ID,
				corpSecret: CORP_SECRET,
				edition,
				authPlacement: 'query',
			}),
			forget: tokenCalls.clear,
		},
		options,
	);
}
