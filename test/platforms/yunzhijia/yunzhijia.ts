/**
 * Yunzhijia (云之家) as a test platform: token, part-time jobs, departments, persons and leaders,
 * after docs/vendors/yunzhijia.md sections 1 to 6 and docs/vendors/yunzhijia.md, section 3. `[not known]` marks where neither
 * says: there the platform is tolerant, or answers with a number or text of our own, and no test
 * should build on it.
 */
import { filled, record, text, tryJson, whole } from '../checks.ts';
import { contentType, json, page } from '../exchange.ts';
import type { Answer, RecordedRequest } from '../exchange.ts';
import { startPlatform, tokenBook } from '../server.ts';
import type { CommonOptions, Endpoint, TestPlatform } from '../server.ts';
import { departments } from './departments.ts';
import { leaders } from './leaders.ts';
import { partTimeJobs } from './partTimeJobs.ts';
import { people } from './people.ts';
import { emptyState } from './state.ts';
import type { YunzhijiaEdition, YunzhijiaOperation, YunzhijiaState } from './state.ts';

export interface YunzhijiaOptions extends CommonOptions<YunzhijiaState> {
	/** Default newer. */
	edition?: YunzhijiaEdition;
	/** The secret is a read-only key: writes are refused with 10000401. */
	readOnlyKey?: boolean;
}

/** The member `data` of a business request, parsed. */
export const dataOf = ({ body }: RecordedRequest) =>
	tryJson((body as Record<string, string> | undefined)?.data);

const EID = '10205';
// With characters that a form must encode.
const SECRET = 'yunzhijia+test&secret=50%';
const CALLBACK_TOKEN = 'yunzhijia-test-callback';
const TOKEN_PATH = '/gateway/oauth2/token/getAccessToken';
const OPEN = '/gateway/openimport/open/';
const TIMESTAMP_TOLERANCE_MS = 3 * 60_000;

const AUTHENTICATION_FAILED = 10000401;
const TOO_FREQUENT = 10000429;
// [not known] the numbers of all other refusals.
const REFUSED = 10000400;

const failure = (errorCode: number, error: string) =>
	json({ success: false, error, errorCode, data: null });
const success = (data: unknown, errorCode = 100) =>
	json({ success: true, error: null, errorCode, data });

export async function startYunzhijia(
	options: YunzhijiaOptions = {},
): Promise<TestPlatform<YunzhijiaState>> {
	const { edition = 'newer', readOnlyKey = false, now = Date.now } = options;
	const tokens = tokenBook(options, 7200, now);
	const nonces = new Set<string>();

	const tokenFields = record({ eid: text, secret: text, timestamp: whole(), scope: text });

	function token({ body }: RecordedRequest): Answer {
		const complaint = tokenFields(body);
		if (complaint) return failure(REFUSED, `参数错误: ${complaint}`);
		const { eid, secret, timestamp, scope } = body as Record<string, unknown>;
		const age = Math.abs(now() - Number(timestamp));
		if (!/^\d{13}$/.test(String(timestamp)) || age > TIMESTAMP_TOLERANCE_MS) {
			return failure(REFUSED, 'timestamp无效或已过期');
		}
		if (eid !== EID || secret !== SECRET || scope !== 'resGroupSecret') {
			return failure(AUTHENTICATION_FAILED, '认证失败: eid, secret或scope错误');
		}
		const { token: accessToken, seconds: expireIn } = tokens.repeatOrIssue();
		// Made from the token, so that a repeated call returns the same one.
		const refreshToken = [...accessToken].reverse().join('');
		return success({ accessToken, expireIn, refreshToken }, 0);
	}

	const envelope = record({ eid: filled, data: filled }, { nonce: filled });

	function refuseEnvelope(request: RecordedRequest, write: boolean): Answer | undefined {
		const { query } = request;
		if (tokens.check(query.accessToken) !== 'valid' || (write && readOnlyKey)) {
			return failure(AUTHENTICATION_FAILED, '认证失败');
		}
		const isForm = contentType(request) === 'application/x-www-form-urlencoded';
		const form = isForm ? (request.body as Record<string, string>) : {};
		const complaint = record({ accessToken: text })(query) ?? envelope(form);
		if (complaint) return failure(REFUSED, `参数错误: ${complaint}`);
		if (form.eid !== EID) return failure(REFUSED, 'eid与accessToken不匹配');
		if (form.nonce === undefined) return undefined;
		if (form.nonce.length > 16) return failure(REFUSED, 'nonce不能超过16个字符');
		if (nonces.has(form.nonce)) return failure(REFUSED, '重复请求: nonce已使用');
		nonces.add(form.nonce);
		return undefined;
	}

	const endpoint =
		(entry: YunzhijiaOperation<unknown>): Endpoint<YunzhijiaState> =>
		(request, state) => {
			const refused = refuseEnvelope(request, entry.write);
			if (refused) return refused;
			const { refuse = (error) => failure(REFUSED, error), succeed = success } = entry;
			const data = dataOf(request);
			const complaint = entry.data(data);
			if (complaint) return refuse(`data格式错误: ${complaint}`);
			const refusal = entry.refusal?.(data, state);
			if (refusal) return refuse(refusal);
			return succeed(entry.run(data, state, now()));
		};

	const operations = { ...partTimeJobs(edition), ...departments(), ...people(), ...leaders() };

	return startPlatform<YunzhijiaState>(
		{
			createState: emptyState,
			endpoints: {
				[`POST ${TOKEN_PATH}`]: token,
				...Object.fromEntries(
					Object.entries(operations).map(([path, entry]) => [
						`POST ${OPEN}${path}`,
						endpoint(entry),
					]),
				),
			},
			unknownPath: () => page(404, '404 Not Found'),
			tokenPaths: [TOKEN_PATH],
			tokens,
			tokenRejected: failure(AUTHENTICATION_FAILED, '认证失败'),
			slowDown: failure(TOO_FREQUENT, '请求过于频繁'),
			refusal: (code = String(REFUSED)) => failure(Number(code), '操作失败'),
			credential: (baseUrl) => ({
				baseUrl,
				eid: EID,
				secret: SECRET,
				callbackToken: CALLBACK_TOKEN,
			}),
			forget: () => nonces.clear(),
		},
		options,
	);
}
