/** All that the node offers; the first is what a new node shows. */
import { custom } from './custom';
import { department } from './department';
import { dimension } from './dimension';
import { employee } from './employee';
import { external } from './external';
import { group } from './group';
import { job } from './job';
import { matrix } from './matrix';
import { organization } from './organization';
import { position } from './position';
import { share } from './share';
import { subcompany } from './subcompany';

export const resources = [
	employee,
	department,
	subcompany,
	position,
	organization,
	matrix,
	job,
	group,
	share,
	external,
	dimension,
	custom,
];
