/** What the resource mapper of each wide row offers: the known columns, and the tenant's own. */
import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { asFailure } from '../shared/client/failure';
import type { Columns, Endpoint } from '../shared/contract';
import { mapperField } from '../shared/form/columns';
import { connected, shownInEditor } from '../shared/form/editor';
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
		const isAboutThisInterface =
			failure.facts.platformCode !== undefined && !failure.facts.ofCredential;
		if (failure.kind === 'refused' && isAboutThisInterface) return [];
		throw shownInEditor(context, failure);
	}
}

/** By the names that the columns give as their `method`. */
export const resourceMapping: Record<string, Method> = Object.fromEntries(
	resources
		.flatMap(({ operations }) => operations)
		.flatMap(({ columns }) => (columns ? [[columns.method, columnsOf(columns)]] : [])),
);
