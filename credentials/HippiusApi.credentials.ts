import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

import { signedInToken, signIn, signInFields } from '../nodes/shared/client/sign-in';
import { hippiusToken, type HippiusCredential } from '../nodes/Hippius/token';

const IN_QUERY = '$credentials.signInPlacement === "query"';
const ASKED =
	'("grant_type=client_credentials&client_id=" + encodeURIComponent($credentials.corpId) + "&client_secret=" + encodeURIComponent($credentials.corpSecret))';

export class HippiusApi implements ICredentialType {
	name = 'hippiusApi';

	displayName = 'Hippius API';

	icon = {
		light: 'file:../nodes/Hippius/hippius.svg',
		dark: 'file:../nodes/Hippius/hippius.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-orgsync/n8n-nodes-orgsync/blob/main/docs/hippius.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL (接口地址)',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://hips.example.com',
			description:
				'Address of your Hippius gateway (基地址), the part in front of /hipspfm and /oauth. Every customer has one of their own.',
		},
		{
			displayName: 'Corp ID (企业ID)',
			name: 'corpId',
			type: 'string',
			default: '',
			required: true,
			hint: 'From 企业管理 → 企业信息 in the Hippius console',
		},
		{
			displayName: 'Corp Secret (企业密钥)',
			name: 'corpSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'From the same page as the Corp ID',
		},
		{
			displayName: 'Edition (版本)',
			name: 'edition',
			type: 'options',
			options: [
				{ name: 'Classic (经典版)', value: 'classic' },
				{ name: '0.3.3 and Later (0.3.3 及以上)', value: 'v033' },
			],
			default: 'classic',
			hint: 'Decides which codes are valid, and whether departments can be moved, translated and deleted. Ask your Hippius administrator for the version of hippius-platform.',
		},
		{
			displayName: 'Token Placement (令牌位置)',
			name: 'authPlacement',
			type: 'options',
			options: [
				{ name: 'Query (access_token)', value: 'query' },
				{ name: 'Header (Authorization)', value: 'header' },
			],
			default: 'query',
			description:
				'Where the token travels. The vendor documents the query; the header keeps it out of access logs.',
		},
		{
			displayName: 'Sign-In Placement (登录参数位置)',
			name: 'signInPlacement',
			type: 'options',
			options: [
				{ name: 'Form', value: 'form' },
				{ name: 'Query', value: 'query' },
			],
			default: 'form',
			description:
				'Where Corp ID and Corp Secret travel when a token is asked for. The vendor’s page prints the query; the form keeps the secret out of access logs. Choose Query only if Form is refused.',
		},
		...signInFields,
	];

	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		const { httpRequest } = this.helpers;
		return { ...(await signIn(hippiusToken, credentials as HippiusCredential, httpRequest)) };
	}

	authenticate: IAuthenticate = async (credentials, request) => {
		const token = signedInToken(hippiusToken, credentials as HippiusCredential, request);
		return credentials.authPlacement === 'header'
			? { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } }
			: { ...request, qs: { ...request.qs, access_token: token } };
	};

	// Hippius has no query that needs the token. That the token can be had is what there is to
	// test; n8n demands a request besides, so this asks for the token once more.
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "")}}',
			url: `=/oauth/oauth/token{{${IN_QUERY} ? "?" + ${ASKED} : ""}}`,
			method: 'POST',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			body: `={{${IN_QUERY} ? "" : ${ASKED}}}`,
			skipSslCertificateValidation: '={{$credentials.ignoreSslIssues}}',
			disableFollowRedirect: true,
		},
	};
}
