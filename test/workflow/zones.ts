import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '..', '..');

/** Long enough for a busy machine to start n8n's engine, short enough to end what is stuck. */
const LONGEST_RUN_MS = 120_000;

const script = (moment: string, timezone: string) => `
	const { startHarness } = require('./test/workflow/harness');
	const { amy, by, update, values } = require('./test/workflow/parameters');
	(async () => {
		const harness = await startHarness();
		const run = await harness.runNode({
			timezone: ${JSON.stringify(timezone)},
			items: [{ json: { birthDate: new Date(${JSON.stringify(moment)}) } }],
			parameters: update(by('email', amy.email), values({ birthDate: '={{ $json.birthDate }}' })),
		});
		const [{ body } = {}] = run.requests.filter(({ method }) => method === 'PATCH');
		console.log(JSON.stringify(body ? JSON.parse(body).birthDate : run.error.description));
		await harness.close();
		process.exit(0);
	})();
`;

/**
 * Updates a birthday with a Date, as a database's driver returns it, in an n8n whose process has another time zone. It needs
 * a process of its own, since Jest does not let a test change the time zone.
 *
 * @returns the day that is sent, or the description of the error
 */
export async function birthdaySentFrom(processZone: string, moment: string, timezone: string) {
	const { stdout } = await promisify(execFile)(
		process.execPath,
		['--require', 'tsx/cjs', '--eval', script(moment, timezone)],
		{ cwd: ROOT, timeout: LONGEST_RUN_MS, env: { ...process.env, TZ: processZone } },
	);
	const last = stdout.trim().split('\n').pop() ?? '';
	return JSON.parse(last) as string;
}
