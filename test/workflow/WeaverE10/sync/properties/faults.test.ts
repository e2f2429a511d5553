/** Run after run on a failing Weaver E10. */
import { survivesFaults } from '../../../sync/properties/faults.ts';
import { weaverE10 } from './subject.ts';

survivesFaults(weaverE10);
