/** What apply makes of Yunzhijia. */
import { applies } from '../../../sync/properties/apply.ts';
import { yunzhijia } from './subject.ts';

applies(yunzhijia);
