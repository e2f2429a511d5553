/** All endpoints of the Weaver E10 test platform whose path is known, by that path. */
import { externalOperations } from './weaverE10External.ts';
import { groupOperations } from './weaverE10Groups.ts';
import { jobOperations } from './weaverE10Jobs.ts';
import { matrixOperations } from './weaverE10Matrix.ts';
import { organisationOperations } from './weaverE10Organisation.ts';
import { peopleOperations } from './weaverE10People.ts';
import { shareOperations } from './weaverE10Shares.ts';
import type { WeaverE10Operations } from './weaverE10State.ts';

export { unknownPathOperations } from './weaverE10Organisation.ts';

export const weaverE10Operations: WeaverE10Operations = {
	...peopleOperations,
	...organisationOperations,
	...jobOperations,
	...matrixOperations,
	...groupOperations,
	...externalOperations,
	...shareOperations,
};
