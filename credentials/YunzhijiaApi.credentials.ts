import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

import { signedInToken, signIn, signInFields } from '../nodes/shared/client/sign-in';
import { yunzhijiaToken, type YunzhijiaCredential } from '../nodes/Yunzhijia/token';

export class YunzhijiaApi implements ICredentialType {
	name = 'yunzhijiaApi';

	displayName = 'Yunzhijia API';

	icon = {
		light: 'file:../nodes/Yunzhijia/yunzhijia.svg',
		dark: 'file:../nodes/Yunzhijia/yunzhijia.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-orgsync/n8n-nodes-orgsync/blob/main/docs/yunzhijia.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL (接口地址)',
			name: 'baseUrl',
			type: 'string',
			default: 'https://www.yunzhijia.com',
			required: true,
			description: 'Change it only for a private deployment: the part in front of /gateway',
		},
		{
			displayName: 'EID (团队ID)',
			name: 'eid',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 10109',
			hint: 'ID of your team (eid). The administrator of the team knows it.',
		},
		{
			displayName: 'Secret (通讯录密钥)',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'From 管理中心 → 系统设置 → 系统集成 → 通讯录同步. The read-only key is enough for queries. Changes need the editable one: it is for paying teams, and while it is on nobody can edit the address book in the console.',
		},
		{
			displayName: 'Callback Token (回调 Token)',
			name: 'callbackToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Only for the Yunzhijia Trigger: choose one and enter the same under 通讯录同步 in the console, where the callback URL stands. Else leave it empty.',
		},
		...signInFields,
	];

	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		const { httpRequest } = this.helpers;
		return { ...(await signIn(yunzhijiaToken, credentials as YunzhijiaCredential, httpRequest)) };
	}

	authenticate: IAuthenticate = async (credentials, request) => ({
		...request,
		qs: {
			...request.qs,
			accessToken: signedInToken(yunzhijiaToken, credentials as YunzhijiaCredential, request),
		},
	});

	// The smallest query that both kinds of key may make.
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "")}}',
			url: '/gateway/openimport/open/company/queryPartTimeJobs',
			method: 'POST',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			body: '=eid={{encodeURIComponent($credentials.eid)}}&data={{encodeURIComponent(\'{"begin":0,"count":1}\')}}',
			skipSslCertificateValidation: '={{$credentials.ignoreSslIssues}}',
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'success',
					value: false,
					message:
						'Yunzhijia gave a token, but refused a query of the address book. Check that the secret is the address-book key of this team.',
				},
			},
		],
	};
}
