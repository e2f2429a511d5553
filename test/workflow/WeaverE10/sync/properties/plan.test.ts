/** What a plan says of Weaver E10. */
import { plans } from '../../../sync/properties/plan.ts';
import { weaverE10 } from './subject.ts';

plans(weaverE10);
