/** Finds the package under test, as `npm run pack` left it. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';

const PACKAGES = path.join(import.meta.dirname, '../../dist-package');

export async function packedTarball(): Promise<string> {
	const names = await readdir(PACKAGES).catch(() => []);
	const tarball = names.find((name) => name.endsWith('.tgz'));
	if (!tarball) throw new Error('There is no package to test: run "npm run pack" first');
	return path.join(PACKAGES, tarball);
}
