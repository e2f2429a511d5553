/** What the resource mapper of each wide row offers: the known columns, and the tenant's own. */
import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { connected, shownInEditor } from '../shared/editor';
import { asFailure } from '../shared/failure';
import { mapperField, type Columns } from '../shared/mapper';
import type { Endpoint } from '../shared/platform';
import { ownColumns } from './columns';
import { weaverE10 } from './platform';
import { resources } from './resources';

type Method = (this: ILoadOptionsFunctions) => Promise<ResourceMapperFields>;

/**
 * An app that is not allowed to read the tenant's own fields still has the known ones.
 * @throws NodeApiError, which the editor shows, when the platform is out of reach
 */
const columnsOf = ({ list, own }: Columns): Method =>
	async function () {
		const further = own ? ownColumns(own.member, await asked(this, own.endpoint)) : [];
		return { fields: [...list, ...further].map(mapperField) };
	};

async function asked(context: ILoadOptionsFunctions, endpoint: Endpoint): Promise<unknown> {
	try {
		const call = await connected(context, weaverE10);
		return (await call(endpoint, {}, { repeatable: true })).data;
	} catch (error) {
		const failure = asFailure(error);
		const isAboutThisInterface = failure.platformCode !== undefined && !failure.ofCredential;
		if (failure.kind === 'no' && isAboutThisInterface) return [];
		throw shownInEditor(context, failure);
	}
}

/** By the names that the columns give as their `method`. */
export const resourceMapping: Record<string, Method> = Object.fromEntries(
	resources
		.flatMap(({ operations }) => operations)
		.flatMap(({ columns }) => (columns ? [[columns.method, columnsOf(columns)]] : [])),
);
