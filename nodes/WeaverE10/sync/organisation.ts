/** Reading subcompanies and departments: docs/vendors/weaver-e10.md, no. 14. */
import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../shared/contract';
import type { Kind, Reference } from '../../shared/contract/sync';
import { queryOrg } from '../resources/organization/getAll';
import type { WeaverE10Credential } from '../token';
import { allRows, listingOf } from './read';

type Reads = Required<Pick<Kind<WeaverE10Credential>, 'read' | 'readFormer'>>;

/** Rows do not say of which type they are, nor whether they are sealed: which query finds them does. */
export function readsOf(type: 'subcompany' | 'department', references: Reference[]): Reads {
	const ask = async (call: Call, more: IDataObject = {}) =>
		await allRows(call, queryOrg, { typeList: [type], ...more });
	return {
		async read(call, { columns }) {
			const rows = await ask(call);
			const listing = listingOf(rows, columns, { references, stateOf: () => 'active' });
			// A department always stands below something.
			return type === 'subcompany' ? { ...listing, root: { id: '0', name: '' } } : listing;
		},
		async readFormer(call, { columns }, isSought) {
			const rows = await ask(call, { containDisableOrg: true });
			const { records } = listingOf(rows, columns, { references, stateOf: () => 'left' });
			return records.filter(({ values }) => isSought(values));
		},
	};
}
