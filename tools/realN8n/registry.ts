import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { localCertificate } from '../certificate';
import { connectProxy } from '../connectProxy';
import type { CleanUp } from './cleanUp';
import type { N8nInstallation } from './install';
import { freePorts } from './ports';
import type { Report } from './progress';
import { runNpm } from './run';
import { startService } from './service';
import { newFolder } from './userFolder';
import { installVerdaccio } from './verdaccio';

/** A registry on this machine that is npm's for one n8n. It begins empty, and knows no other. */
export interface Registry {
	/** For that n8n: the way to this registry, and to nothing else outside of this machine. */
	env: NodeJS.ProcessEnv;
	/** Publishes a tarball, or what a folder would be packed as. @throws with npm's last lines */
	publish(path: string): Promise<void>;
}

/**
 * Starts Verdaccio as npm's registry. n8n and the npm that it starts find it as they find npm's own behind a company's proxy: the proxy
 * leads that one name to Verdaccio, whose certificate they trust.
 */
export async function startRegistry(
	{ node }: N8nInstallation,
	cleanUp: CleanUp,
	report?: Report,
): Promise<Registry> {
	const verdaccio = await installVerdaccio(report);
	const folder = newFolder('npm-registry-', cleanUp);
	const [port] = await freePorts(1);
	const npmsOwn = await defaultRegistry(folder);
	const { key, cert } = await localCertificate(npmsOwn.hostname);
	const file = fileIn(folder);
	const certificate = file('certificate.pem', cert);
	const config = {
		storage: join(folder, 'packages'),
		https: { key: file('key.pem', key), cert: certificate },
		packages: { '**': { access: '$all', publish: '$all' } },
		web: { enable: false },
		log: { type: 'stdout', format: 'pretty', level: 'warn' },
	};
	const local = `127.0.0.1:${port}`;
	// JSON is YAML.
	const options = [
		'--config',
		file('config.yaml', JSON.stringify(config)),
		'--listen',
		`https://${local}`,
	];
	await startService(node, [verdaccio, ...options], { cwd: folder }, 'http address', cleanUp);

	const proxy = await connectProxy((name) => (name === npmsOwn.hostname ? port : undefined));
	cleanUp.add(proxy.close);
	const npm = {
		// The first is for n8n, which asks for versions itself; the second for npm, which this machine may have told to trust others.
		NODE_EXTRA_CA_CERTS: certificate,
		npm_config_cafile: certificate,
		// This machine's settings and its copies of other versions are left out.
		npm_config_userconfig: file('npmrc', ''),
		npm_config_cache: join(folder, 'cache'),
		npm_config_update_notifier: 'false',
	};
	return {
		env: {
			...npm,
			npm_config_registry: npmsOwn.origin,
			HTTPS_PROXY: proxy.url,
			https_proxy: proxy.url,
		},
		publish: async (path) => {
			// npm does not publish without a token; Verdaccio lets everybody in.
			const flags = [
				`--registry=https://${local}`,
				`--//${local}/:_authToken=none`,
				'--ignore-scripts',
			];
			const { ok, lastLines } = await runNpm(['publish', path, ...flags], {
				cwd: folder,
				env: npm,
			});
			if (!ok) throw new Error(`${lastLines}\n\n${path} could not be published.`);
		},
	};
}

const fileIn = (folder: string) => (name: string, content: string) => {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
};

/**
 * The registry that npm takes where nobody has set one, as n8n does: it takes another one only with a licence
 * (community-packages.service, `getNpmRegistry`).
 */
async function defaultRegistry(folder: string): Promise<URL> {
	const file = fileIn(folder);
	const env = {
		npm_config_userconfig: file('npmrc', ''),
		npm_config_globalconfig: file('global-npmrc', ''),
		// `npm run` hands its own on.
		npm_config_registry: undefined,
	};
	const { ok, output, lastLines } = await runNpm(['config', 'get', 'registry'], {
		cwd: folder,
		env,
	});
	if (!ok) throw new Error(`${lastLines}\n\nnpm does not tell its registry.`);
	return new URL(output.trim());
}
