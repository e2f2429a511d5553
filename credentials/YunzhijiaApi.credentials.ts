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
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://www.yunzhijia.com',
			required: true,
			description: 'Change it only for a private deployment: the part in front of /gateway',
		},
		{
			displayName: 'EID',
			name: 'eid',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 10109',
			description: 'ID of the team (团队ID, eid)',
		},
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Address-book key from 管理中心 → 系统设置 → 系统集成 → 通讯录同步. The read-only key is enough for queries; writes need the editable one, which is for paying teams and switches off manual editing in the console.',
		},
		{
			displayName: 'Callback Token',
			name: 'callbackToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for the trigger: the token that you entered for address-book callbacks in the console',
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
