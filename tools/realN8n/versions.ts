/** What it takes to install and run one line of n8n. */
export interface Recipe {
	n8n: string;
	/** The Node that n8n runs on, a version of the npm package `node`; the machine's own Node does not matter. */
	node: string;
	overrides: Record<string, string>;
	npmFlags: string[];
	/** For running it. */
	env: Record<string, string>;
}

/** The newest n8n 2 whose parts are all published (2.41.3 exists, but some of its parts do not). */
export const DEFAULT_N8N = '2.41.1';
/** The last n8n 1, which people still run. */
export const LAST_N8N_1 = '1.123.81';

/**
 * How to install an n8n. Found by trying; each comment says what fails without the line.
 *
 * @throws when the version is not like "2.41.1", or is of a major version that was not tried
 */
export function recipeFor(n8n: string): Recipe {
	const major = /^([12])\.\d+\.\d+$/.exec(n8n)?.[1];
	if (major === '2') {
		return {
			n8n,
			// n8n's package.json asks for Node 24 or later.
			node: '24.x',
			// linkedom 0.18.15 depends on a package that some registries do not have.
			overrides: { linkedom: '0.18.12' },
			// n8n's packages have conflicting peer dependencies; pnpm, which n8n itself uses, installs them anyway.
			npmFlags: ['--legacy-peer-deps'],
			// n8n asks a server of its own for this list at every start, and no other switch stops that.
			env: { N8N_DISABLED_MODULES: 'mcp-registry' },
		};
	}
	if (major === '1') {
		return {
			n8n,
			node: '20.x',
			// n8n 1 names an archive on a web server as its xlsx; the last one in the registry will do.
			overrides: { linkedom: '0.18.12', xlsx: '0.18.5' },
			npmFlags: [],
			// The newer expression engine needs isolated-vm, which has no ready-made build for Node 20.
			env: { N8N_EXPRESSION_ENGINE: 'legacy' },
		};
	}
	throw new Error(
		`n8n "${n8n}" is not a version that can be installed here. Try ${DEFAULT_N8N} or ${LAST_N8N_1}.`,
	);
}
