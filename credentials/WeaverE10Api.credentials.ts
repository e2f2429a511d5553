import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

import { parseForSending } from '../nodes/shared/client/json';
import { signedInToken, signIn, signInFields } from '../nodes/shared/client/sign-in';
import { extraHeaders, weaverE10Token, type WeaverE10Credential } from '../nodes/WeaverE10/token';

const NOT_ACCEPTED =
	'Weaver gave a token, but does not accept it. Choose the other Token Placement, or check the Base URL.';

/** A gateway's header mostly holds a key, though its name does not say so. */
const MASKED = { password: true };

export class WeaverE10Api implements ICredentialType {
	name = 'weaverE10Api';

	displayName = 'Weaver E10 API';

	icon = {
		light: 'file:../nodes/WeaverE10/weaverE10.svg',
		dark: 'file:../nodes/WeaverE10/weaverE10.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-orgsync/n8n-nodes-orgsync/blob/main/docs/weaver-e10.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL (接口地址)',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.eteams.cn',
			required: true,
			description:
				'The part in front of /oauth2, prefix included: https://api.eteams.cn for the public cloud, https://your-e10-domain/papi/openapi for a private deployment',
		},
		{
			displayName: 'Corp ID (企业ID)',
			name: 'corpId',
			type: 'string',
			default: '',
			required: true,
			hint: 'From 开放平台 → 开发者资料: the corpid, not the tenantKey',
		},
		{
			displayName: 'App Key (应用 Key)',
			name: 'appKey',
			type: 'string',
			default: '',
			required: true,
			hint: 'Of an approved 通用型应用 with OAuth2.0 in 开放平台',
		},
		{
			displayName: 'App Secret (应用密钥)',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'From the same page as the App Key',
		},
		{
			displayName: 'Token Placement (令牌位置)',
			name: 'authPlacement',
			type: 'options',
			options: [
				{ name: 'Body (access_token)', value: 'body' },
				{ name: 'Query (access_token)', value: 'query' },
			],
			default: 'body',
			description: 'Where the token travels. The vendor’s current examples put it in the body.',
		},
		{
			displayName: 'Extra Headers (附加请求头, JSON)',
			name: 'extraHeaders',
			type: 'string',
			typeOptions: MASKED,
			default: '',
			placeholder: 'e.g. {"X-Gateway-Key": "…"}',
			description: 'Headers that your gateway demands on every request. Mostly empty.',
		},
		...signInFields,
	];

	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		const { httpRequest } = this.helpers;
		return { ...(await signIn(weaverE10Token, credentials as WeaverE10Credential, httpRequest)) };
	}

	authenticate: IAuthenticate = async (credentials, request) => {
		const token = signedInToken(weaverE10Token, credentials as WeaverE10Credential, request);
		const headers = { ...extraHeaders(credentials as WeaverE10Credential), ...request.headers };
		const inBody = credentials.authPlacement === 'body' && (request.method ?? 'GET') !== 'GET';
		if (!inBody) return { ...request, headers, qs: { ...request.qs, access_token: token } };
		const { body } = request;
		// The HTTP Request node gives JSON that was typed in as text.
		const given = (typeof body === 'string' ? parseForSending(body || '{}') : body) as object;
		const signed = { ...given, access_token: token };
		return {
			...request,
			headers,
			body: typeof body === 'string' ? JSON.stringify(signed) : signed,
		};
	};

	// The one query without parameters. An app that may not use it still has a valid credential,
	// so only a rejected token fails the test.
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "")}}',
			url: '/api/hrm/restful/listBasicField',
			method: 'POST',
			body: {},
			skipSslCertificateValidation: '={{$credentials.ignoreSslIssues}}',
			disableFollowRedirect: true,
		},
		rules: [
			{ type: 'responseCode', properties: { value: 401, message: NOT_ACCEPTED } },
			...['errcode', 'message.errcode', 'code'].map((key) => ({
				type: 'responseSuccessBody',
				properties: { key, value: '200007', message: NOT_ACCEPTED },
			})),
			// n8n's types want rules of one kind; its test goes through them one by one.
		] as ICredentialTestRequest['rules'],
	};
}
