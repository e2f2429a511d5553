/** Yunzhijia, failing at random. */
import { survivesFaults } from '../../../sync/properties/faults.ts';
import { yunzhijia } from './subject.ts';

survivesFaults(yunzhijia);
