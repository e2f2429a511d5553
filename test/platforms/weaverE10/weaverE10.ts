/**
 * Weaver E10 (泛微) as a test platform: token, envelopes and the gateway's rules, after
 * docs/vendors/weaver-e10.md. `[not known]` marks where it says nothing: there the platform is tolerant,
 * or answers with a code or text of our own, and no test should build on it.
 */
import { randomBytes } from 'node:crypto';
import { filled, isObject, matching, oneOf, record, text } from '../checks.ts';
import { contentType, json, page } from '../exchange.ts';
import type { Answer, RecordedRequest } from '../exchange.ts';
import { startPlatform, tokenBook } from '../server.ts';
import type { CommonOptions, Endpoint, TestPlatform } from '../server.ts';
import { unknownPathOperations, weaverE10Operations } from './operations.ts';
import { Refusal, createState } from './state.ts';
import type { SyncRows, WeaverE10Operation, WeaverE10State } from './state.ts';

export interface WeaverE10Options extends CommonOptions<WeaverE10State> {
	/** The app has passed the review. Default true. */
	approved?: boolean;
	/** Names of the interfaces that were added to the app. Default all. */
	authorisedInterfaces?: string[];
	/** Static headers that the gateway in front demands. */
	extraHeaders?: Record<string, string>;
	/** Where the endpoints are whose path the document does not have. */
	unknownPaths?: Partial<Record<keyof typeof unknownPathOperations, string>>;
	/** How the rows of a sync are answered at first; `state.syncRows` changes it. Default all. */
	syncRows?: SyncRows;
	/** How a rejected token (200007) is told; seen in all three ways. Default nested. */
	tokenRejection?: keyof typeof TOKEN_REJECTIONS;
}

const CORP_ID = '4e8f1f7c9a2b4d6e';
const APP_KEY = 'weaver-test-app';
// With characters that a form must encode.
const APP_SECRET = 'weaver+test&secret=50%';
const AUTHORIZE_PATH = '/oauth2/authorize';
const TOKEN_PATH = '/oauth2/access_token';
const RESTFUL = '/api/hrm/restful/';
// [not known] both.
const UNKNOWN_PATHS = {
	sealDepartments: `${RESTFUL}disableDepartment`,
	departmentFields: `${RESTFUL}listDepartmentField`,
};
const CODE_LASTS_MS = 10 * 60_000;

const SUCCESS = { errcode: '0', errmsg: 'success' };
// [not known] the codes of all other failures.
const OTHER = '500';

const failure = (errcode: string, errmsg: string) => json({ errcode, errmsg });
const nested = (errcode: string, errmsg: string, status?: number) =>
	json({ message: { errcode, errmsg } }, status);

const TOKEN_REJECTIONS = {
	nested: nested('200007', 'access_token无效或已过期'),
	topLevel: failure('200007', 'access_token无效或已过期'),
	http401: nested('200007', 'access_token无效或已过期', 401),
};

/** Endpoint family → its envelope for success and failure. */
const ENVELOPES = {
	organisation: {
		succeed: (data: unknown) => json({ message: SUCCESS, data }),
		fail: (errmsg: string) => nested(OTHER, errmsg),
	},
	group: {
		succeed: (data: unknown) => json({ code: '200', msg: 'success', status: true, data }),
		fail: (msg: string) => json({ code: OTHER, msg, status: false }),
	},
};

/** [not known] whether an empty body will do where an endpoint has no parameters: it does. */
function jsonMembers(request: RecordedRequest): Record<string, unknown> | undefined {
	if (request.rawBody === '') return {};
	const isJson = contentType(request) === 'application/json';
	return isJson && isObject(request.body) ? request.body : undefined;
}

export async function startWeaverE10(
	options: WeaverE10Options = {},
): Promise<TestPlatform<WeaverE10State>> {
	const { approved = true, authorisedInterfaces, extraHeaders = {}, now = Date.now } = options;
	const tokens = tokenBook(options, 7200, now);
	const tokenRejected = TOKEN_REJECTIONS[options.tokenRejection ?? 'nested'];
	/** Code → end of its validity; a code that was used is gone. */
	const codes = new Map<string, number>();

	const authorizeQuery = record({
		corpid: filled,
		response_type: oneOf('code'),
		state: matching(/^[A-Za-z0-9]+$/),
	});

	function authorize({ query }: RecordedRequest): Answer {
		const complaint = authorizeQuery(query);
		if (complaint) return failure(OTHER, `参数错误: ${complaint}`);
		if (query.corpid !== CORP_ID) return failure(OTHER, 'corpid不存在');
		const code = randomBytes(16).toString('hex');
		codes.set(code, now() + CODE_LASTS_MS);
		return json({ ...SUCCESS, code });
	}

	const tokenForm = record({
		app_key: filled,
		app_secret: filled,
		grant_type: oneOf('authorization_code'),
		code: filled,
	});

	function token(request: RecordedRequest): Answer {
		if (contentType(request) !== 'application/x-www-form-urlencoded') {
			return failure('-1', '系统繁忙');
		}
		const form = request.body as Record<string, string>;
		const complaint = tokenForm(form) ?? record({})(request.query);
		if (complaint) return failure(OTHER, `参数错误: ${complaint}`);
		if (form.app_key !== APP_KEY || form.app_secret !== APP_SECRET) {
			return failure('200005', 'app_key或app_secret错误');
		}
		if (!approved) return failure(OTHER, '应用未审核通过');
		const end = codes.get(form.code) ?? 0;
		codes.delete(form.code);
		if (end <= now()) return failure('200004', 'code无效或已使用');
		// [not known] whether a new token ends the older one: it does not.
		const { token: accessToken, seconds: expires_in } = tokens.issue();
		const refreshToken = randomBytes(16).toString('hex');
		// The vendor sends both spellings.
		return json({ ...SUCCESS, accessToken, acessToken: accessToken, refreshToken, expires_in });
	}

	/** The token is a member of the JSON body or of the query; a header is not looked at. */
	function business(
		name: string,
		{ body, run, envelope = 'organisation' }: WeaverE10Operation<unknown>,
	): Endpoint<WeaverE10State> {
		const { succeed, fail } = ENVELOPES[envelope];
		return (request, state) => {
			const members = jsonMembers(request);
			const { access_token = request.query.access_token, ...rest } = members ?? {};
			if (tokens.check(access_token) !== 'valid') return tokenRejected;
			if (authorisedInterfaces && !authorisedInterfaces.includes(name)) {
				return failure(OTHER, `应用未授权接口${name}`);
			}
			const complaint = members
				? (body(rest, state) ?? record({}, { access_token: text })(request.query))
				: 'the body must be a JSON object';
			if (complaint) return fail(`参数错误: ${complaint}`);
			try {
				return succeed(run(rest, state));
			} catch (error) {
				if (error instanceof Refusal) return fail(error.message);
				throw error;
			}
		};
	}

	const endpoints: Record<string, Endpoint<WeaverE10State>> = {
		[`GET ${AUTHORIZE_PATH}`]: authorize,
		[`POST ${TOKEN_PATH}`]: token,
	};
	const paths = { ...UNKNOWN_PATHS, ...options.unknownPaths };
	const serve = (path: string, entry: WeaverE10Operation<unknown>) => {
		endpoints[`POST ${path}`] = business(path.replace(RESTFUL, ''), entry);
	};
	for (const [name, entry] of Object.entries(weaverE10Operations)) serve(RESTFUL + name, entry);
	serve(paths.sealDepartments, unknownPathOperations.sealDepartments);
	serve(paths.departmentFields, unknownPathOperations.departmentFields);

	const behindGateway =
		(endpoint: Endpoint<WeaverE10State>): Endpoint<WeaverE10State> =>
		(request, state) => {
			const lacking = Object.entries(extraHeaders).some(
				([header, value]) => request.headers[header.toLowerCase()] !== value,
			);
			return lacking ? page(403, '403 Forbidden') : endpoint(request, state);
		};

	return startPlatform<WeaverE10State>(
		{
			createState: () => createState(options.syncRows),
			endpoints: Object.fromEntries(
				Object.entries(endpoints).map(([key, endpoint]) => [key, behindGateway(endpoint)]),
			),
			unknownPath: () => page(404, '404 Not Found'),
			tokenPaths: [AUTHORIZE_PATH, TOKEN_PATH],
			tokens,
			tokenRejected,
			slowDown: page(429, '429 Too Many Requests'),
			refusal: (code = OTHER) => nested(code, '数据校验不通过'),
			credential: (baseUrl) => ({
				baseUrl,
				corpId: CORP_ID,
				appKey: APP_KEY,
				appSecret: APP_SECRET,
				authPlacement: 'body',
				extraHeaders: JSON.stringify(extraHeaders),
			}),
			forget: () => codes.clear(),
		},
		options,
	);
}
