// Writes what the package offers, and what its nodes send for parameters as they are saved now, to
// test/workflow/saved/<version>/: once for each version, before it is published.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { recordAll, recordCredentials } from '../test/workflow/saved/record.ts';
import { asText } from '../test/workflow/saved/saved.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const folder = `test/workflow/saved/${version}`;
const nodes = await recordAll();
mkdirSync(folder, { recursive: true });
for (const node of nodes) writeFileSync(`${folder}/${node.node}.json`, `${asText(node)}\n`);
writeFileSync(`${folder}/credentials.json`, `${asText(recordCredentials())}\n`);
