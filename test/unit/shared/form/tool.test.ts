/** What a node opens on in a workflow, and what as an agent's tool, when nothing is chosen. */
import { NodeHelpers, type INode, type INodeType } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { Hippius } from '../../../../nodes/Hippius/Hippius.node.ts';
import { WeaverE10 } from '../../../../nodes/WeaverE10/WeaverE10.node.ts';
import { Yunzhijia } from '../../../../nodes/Yunzhijia/Yunzhijia.node.ts';

/** n8n tells a tool by the name that it gives the description. */
const opensOn = ({ description }: INodeType, suffix: '' | 'Tool', chosen = {}) =>
	NodeHelpers.getNodeParameters(
		description.properties,
		chosen,
		true,
		false,
		{ name: 'Node', type: description.name, typeVersion: 1 } as INode,
		{ ...description, name: `${description.name}${suffix}` },
	);

it.each<[INodeType, inWorkflow: object, asTool: object]>([
	[
		new Yunzhijia(),
		{ resource: 'partTimeJob', operation: 'add' },
		{ resource: 'partTimeJob', operation: 'getAll', limit: 50 },
	],
	[new WeaverE10(), {}, { resource: 'employee', operation: 'getAll', simple: true, limit: 50 }],
	[new Hippius(), {}, {}],
])('$description.displayName', (node, inWorkflow, asTool) => {
	const plain = opensOn(node, '');
	expect(plain).toMatchObject(inWorkflow);
	expect(plain?.operation).not.toBe('getAll');
	expect(opensOn(node, 'Tool')).toMatchObject(asTool);
});

it('a saved list of people stays whole in a workflow', () => {
	const chosen = { resource: 'person', operation: 'getAll' };
	const node = new Yunzhijia();
	expect(opensOn(node, '', chosen)).toMatchObject({ simple: false });
	expect(opensOn(node, 'Tool', chosen)).toMatchObject({ simple: true });
});
