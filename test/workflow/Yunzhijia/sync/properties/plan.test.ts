/** What a plan for Yunzhijia says. */
import { plans } from '../../../sync/properties/plan.ts';
import { yunzhijia } from './subject.ts';

plans(yunzhijia);
