/** What the tests of the Weaver E10 test platform share: a seeded company, and calls to it. */
import { onTestFinished } from 'vitest';
import { parseJson, startWeaverE10 } from '../index.ts';
import type { WeaverE10Options, WeaverE10State } from '../index.ts';
import { form, jsonBody, read } from '../http.ts';
import type { Fields } from '../http.ts';

const id = (n: number) => `9754109811234567${String(n).padStart(3, '0')}`;
/** The root, a department and one below it, a position, a person in service and one who left. */
export const [ROOT, SALES, NORTH, SELLER, WANG, LI] = [1, 2, 3, 4, 5, 6].map(id);
export const FIRST_ID = '9754109811000000001';
/** What an id becomes in a JavaScript number. */
export const rounded = (value: string) => String(BigInt(Number(value)));

const field = (fieldId: string) => ({ fieldId, componentKey: 'Text', formId: '1', name: fieldId });

export function seed(state: WeaverE10State) {
	const { subcompanies, departments, positions, employees } = state;
	subcompanies.set(ROOT, { id: ROOT, name: '总部', code: 'HQ', parent: '0', status: '1' });
	departments.set(SALES, { id: SALES, name: '销售', code: 'S', parent: ROOT, status: '1' });
	departments.set(NORTH, { id: NORTH, name: '华北', code: 'SN', parent: SALES, status: '0' });
	positions.set(SELLER, { id: SELLER, name: '销售员', code: 'P1', department: SALES });
	const wang = { username: '王五', job_num: 'A1', mobile: '138', department: NORTH };
	employees.set(WANG, { id: WANG, status: 'normal', position: SELLER, ...wang });
	employees.set(LI, { id: LI, username: '李四', job_num: 'A2', status: '6', department: SALES });
	state.basicFields.push(field('9001'));
	state.departmentFields.push(field('9002'));
	state.subcompanyFields.push(field('9003'));
}

/** A company of the test's own; `call` gives the answer's envelope, `rows` its data. */
export async function startCompany({ seed: more, ...options }: WeaverE10Options = {}) {
	const platform = await startWeaverE10({
		...options,
		seed(state) {
			seed(state);
			more?.(state);
		},
	});
	onTestFinished(platform.stop);
	const { url, credential } = platform;
	const query = form({ corpid: credential.corpId, response_type: 'code', state: 'a1' });
	const { json } = await read(await fetch(`${url}/oauth2/authorize?${query}`));
	const body = form({
		app_key: credential.appKey,
		app_secret: credential.appSecret,
		grant_type: 'authorization_code',
		code: json.code,
	});
	const token = await read(await fetch(`${url}/oauth2/access_token`, { method: 'POST', body }));
	const access_token = token.json.accessToken;

	const call = async (name: string, body: Fields = {}) => {
		const path = name.startsWith('/') ? name : `/api/hrm/restful/${name}`;
		const answer = await read(await fetch(url + path, jsonBody('POST', { ...body, access_token })));
		// Ids that leave as numbers come as bigint.
		const json = answer.json.message || answer.json.code ? parseJson(answer.text) : {};
		const { message, code, msg, data } = json as typeof answer.json;
		return {
			...answer,
			ok: ['0', '200'].includes(message?.errcode ?? code),
			reason: message?.errmsg ?? msg,
			data,
		};
	};
	return {
		...platform,
		call,
		rows: async (name: string, body?: Fields) => (await call(name, body)).data,
	};
}
