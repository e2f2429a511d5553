/** What apply makes of Weaver E10. */
import { applies } from '../../../sync/properties/apply.ts';
import { weaverE10 } from './subject.ts';

applies(weaverE10);
