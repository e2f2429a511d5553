/** Run after run on a failing Hippius. */
import { survivesFaults } from '../../../sync/properties/faults.ts';
import { hippius } from './subject.ts';

survivesFaults(hippius);
