/** What apply makes of Hippius. */
import { applies } from '../../../sync/properties/apply.ts';
import { hippius } from './subject.ts';

applies(hippius);
