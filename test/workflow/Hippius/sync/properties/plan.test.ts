/** What a plan says of Hippius. */
import { plans } from '../../../sync/properties/plan.ts';
import { hippius } from './subject.ts';

plans(hippius);
