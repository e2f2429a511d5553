/** What the resource mapper of each wide row offers: the known columns, and the tenant's own. */
import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { connected, shownInEditor } from '../shared/editor';
import { asFailure } from '../shared/failure';
import { mapperField, type Column, type Columns } from '../shared/mapper';
import type { Endpoint } from '../shared/platform';
import { ownColumns } from './columns';
import { weaverE10 } from './platform';
import { departmentColumns } from './resources/department/columns';
import { virtualPeopleColumns } from './resources/dimension/columns';
import { employeeColumns, USER_INFO } from './resources/employee/columns';
import { listBasicField } from './resources/employee/getFields';
import {
	companyColumns,
	contactColumns,
	externalDepartmentColumns,
} from './resources/external/columns';
import { matrixColumns } from './resources/matrix/columns';
import { positionColumns } from './resources/position/columns';
import { OWN_FIELDS, subcompanyColumns } from './resources/subcompany/columns';
import { listSubcompanyField } from './resources/subcompany/getFields';

type Method = (this: ILoadOptionsFunctions) => Promise<ResourceMapperFields>;

const fields = (list: Array<Omit<Column, 'read'>>): ResourceMapperFields => ({
	fields: list.map(mapperField),
});

const fixed =
	({ list }: Columns): Method =>
	async () =>
		fields(list);

/**
 * An app that is not allowed to read the tenant's own fields still has the known ones.
 * @throws NodeApiError, which the editor shows, when the platform is out of reach
 */
const withOwn = ({ list }: Columns, endpoint: Endpoint, member: string): Method =>
	async function () {
		const { data } = await asked(this, endpoint);
		return fields([...list, ...ownColumns(member, data)]);
	};

async function asked(context: ILoadOptionsFunctions, endpoint: Endpoint) {
	try {
		const call = await connected(context, weaverE10);
		return await call(endpoint, {}, { repeatable: true });
	} catch (error) {
		const failure = asFailure(error);
		const isAboutThisInterface = failure.platformCode !== undefined && !failure.ofCredential;
		if (failure.kind === 'no' && isAboutThisInterface) return { data: [] };
		throw shownInEditor(context, failure);
	}
}

/** By the names that the columns give as their `method`. */
export const resourceMapping: Record<string, Method> = {
	[employeeColumns.method]: withOwn(employeeColumns, listBasicField, USER_INFO),
	[subcompanyColumns.method]: withOwn(subcompanyColumns, listSubcompanyField, OWN_FIELDS),
	[departmentColumns.method]: fixed(departmentColumns),
	[positionColumns.method]: fixed(positionColumns),
	[matrixColumns.method]: fixed(matrixColumns),
	[contactColumns.method]: fixed(contactColumns),
	[companyColumns.method]: fixed(companyColumns),
	[externalDepartmentColumns.method]: fixed(externalDepartmentColumns),
	[virtualPeopleColumns.method]: fixed(virtualPeopleColumns),
};
