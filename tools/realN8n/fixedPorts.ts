import { isFree } from './ports';

/** n8n's own usual ports, and that of `npm run sandbox`: people know them. Tests take free ones. */
export const PORTS = { n8n: 5678, broker: 5679, sandbox: 8070 };

const USED_FOR = { n8n: 'n8n', broker: "n8n's task runners", sandbox: 'the sandbox' };

/** @throws Error that names every taken port and what to do */
export async function requireFreePorts(): Promise<void> {
	const taken: string[] = [];
	for (const name of Object.keys(PORTS) as Array<keyof typeof PORTS>) {
		if (!(await isFree(PORTS[name]))) taken.push(`${PORTS[name]} (for ${USED_FOR[name]})`);
	}
	if (taken.length === 0) return;
	throw new Error(
		`Another program listens on port ${taken.join(' and ')}.\n` +
			'Stop it and run the command again. It may be an n8n or a sandbox that still runs.',
	);
}
