/** All endpoints of the Weaver E10 test platform whose path is known, by that path. */
import { externalOperations } from './external.ts';
import { groupOperations } from './groups.ts';
import { jobOperations } from './jobs.ts';
import { matrixOperations } from './matrix.ts';
import { organisationOperations } from './organisation.ts';
import { peopleOperations } from './people.ts';
import { shareOperations } from './shares.ts';
import type { WeaverE10Operations } from './state.ts';

export { unknownPathOperations } from './organisation.ts';

export const weaverE10Operations: WeaverE10Operations = {
	...peopleOperations,
	...organisationOperations,
	...jobOperations,
	...matrixOperations,
	...groupOperations,
	...externalOperations,
	...shareOperations,
};
