import type { Field } from '../../../shared/contract';
import { byId, digitIds, ids } from '../../fields';

const several = 'Which group';
const from = 'searchGroups';
const filter = 'Weaver can’t list its groups: type an ID to see which group it is';

/** Where ids go out as text. */
export const groups = byId('groupIds', 'Group (群组)', several, { read: ids, from, filter });
/** Where they go out as numbers. */
export const numberedGroups = byId('groupIds', 'Group (群组)', several, {
	read: digitIds,
	from,
	filter,
});

export const oneGroup = byId('id', 'Group (群组)', 'Which group', { from, filter });

/** The group that all members of a request belong to. */
export const group: Field = { ...oneGroup, requestWide: true };

export const members = byId('empIds', 'Employee (人员)', 'Who joins or leaves the group', {
	read: ids,
	from: 'searchEmployees',
});

export const sourceId: Field = {
	...byId('sourceId', 'Group (群组)', 'Which group', { from, filter }),
	requestWide: true,
};

/** The only values that the document has for them; numbers 29 and 31. */
export const SCOPE = { permissionId: 'channel_share', permissionType: 1, sourceType: 1 };
