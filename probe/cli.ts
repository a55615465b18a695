/**
 * `npm run probe`: asks a live Adobe Campaign what it does where Adobe's documents are silent, and writes a report that is safe to
 * publish (docs/probe.md).
 */
import { Command, Option } from 'commander';
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';

import { version } from '../package.json';
import { originIn } from './address';
import { Refused, Stopped } from './connection';
import { credentials } from './credentials';
import { reportIn, whereTo } from './files';
import { endsOf } from './interruption';
import { budgetOf, type Plan, writes } from './plan';
import { reportOf } from './report';
import { run, type Run } from './run';
import { LeftByUser, screenFor } from './screen';
import { conclusionsOf, differencesOf, tableOf } from './tables';
import { LAST_NAME } from './testProfile';
import { SCOPE, TOKEN_URL } from './token';

interface Options {
	baseUrl: string;
	organization?: string;
	out?: string;
	withTestProfile?: boolean;
	secondProfile?: boolean;
	yes?: boolean;
	service?: string;
	event?: string;
	messageCenter?: string;
	workflow?: string;
	signal?: string;
	resume?: string;
	pause: string;
	tokenUrl: string;
	scope: string;
}

const INTERRUPTED = 130;

const program = new Command('npm run probe --')
	.description(
		"Asks a live Adobe Campaign what it does where Adobe's documents are silent, and writes a report that is safe to publish.",
	)
	.usage('--organization <name> [options]')
	.option('--organization <name>', 'as in the address: https://mc.adobe.io/<name>/campaign')
	.option('--base-url <url>', 'where the API is', 'https://mc.adobe.io')
	.option('--out <file>', 'where the report goes (default: a new file here)')
	.option('--with-test-profile', 'make one invented profile, work on it alone, and delete it')
	.option('--second-profile', 'with it: a second one with the same e-mail, for a moment')
	.option(
		'--service <name>',
		'subscribe the profile to this service (default: one that sends no message, if there is one)',
	)
	.option('--event <EVTid>', 'ask about this event; with the profile, send it one')
	.option(
		'--message-center <name>',
		'the name after "mc" in the address of events, where it is another one',
	)
	.option('--workflow <id>', 'read this workflow; best one that is stopped and has a signal')
	.option('--signal <workflow/activity>', 'send this signal, twice; the workflow goes on')
	.option('--resume <workflow>', 'send "resume" to this workflow, which must be running')
	.option('--yes', 'do not ask before something is written')
	.option('--pause <ms>', 'time between two requests', '250')
	.addOption(new Option('--token-url <url>').default(TOKEN_URL, "Adobe's"))
	.addOption(new Option('--scope <scopes>').default(SCOPE, 'those of Campaign'))
	.addHelpText(
		'after',
		`
Credentials are never arguments. They come from the environment, or are asked for:
  CAMPAIGN_API_KEY and CAMPAIGN_ACCESS_TOKEN, or CAMPAIGN_CLIENT_ID and CAMPAIGN_CLIENT_SECRET`,
	)
	.action((options: Options) => probe(options));

program
	.command('compare')
	.description('list the questions that reports answer differently')
	.argument('<reports...>', 'two files or more')
	.action(compare);

async function probe(options: Options): Promise<void> {
	refuseBlanks(options);
	const out = whereTo(options.out);
	const intention = planOf(options);
	const place = accessOf(options);
	console.log(
		`At most ${budgetOf(intention)} requests to ${place.organization}, one at a time. ${
			writes(intention) ? 'Nothing is written before you are asked.' : 'Nothing is written.'
		}`,
	);
	const access = { ...place, ...(await credentials(options)) };
	const plan = { ...intention, access };
	const ends = endsOf(process);
	const screen = screenFor(options.yes === true, ends.interruption);
	const done = await run(plan, screen, ends);
	tellLeftovers(done);
	const isWithProfile = done.mayWrite && plan.withTestProfile;
	if (done.refused) {
		process.exitCode = 1;
		console.error(`${done.refused.message} No report was written.`);
		return;
	}
	if (done.isInterrupted) {
		if (isWithProfile && done.leftovers.length === 0) console.error('Everything was deleted.');
		console.error('No report was written.');
		// A profile that is left counts more.
		process.exitCode ??= INTERRUPTED;
		return;
	}
	const report = reportOf(done.answers, {
		date: new Date().toISOString().slice(0, 10),
		probe: version,
		mode: isWithProfile ? 'test profile' : done.mayWrite ? 'no test profile' : 'read-only',
		requests: done.requests,
		usualMs: median(done.times),
	});
	console.log(`${tableOf(report)}\n${conclusionsOf(report)}`);
	writeFileSync(out, `${JSON.stringify(report, null, '\t')}\n`);
	console.log(`${done.requests} requests. The report, which has no data of yours in it: ${out}`);
	console.log(`To make the sandbox behave so: npm run sandbox -- --like ${out}`);
}

function tellLeftovers({ leftovers }: Run): void {
	if (leftovers.length === 0) return;
	process.exitCode = 1;
	console.error(
		`An invented profile was not deleted, as far as is known. Delete it in Campaign; its last name is "${LAST_NAME}":`,
	);
	for (const left of leftovers) console.error(`  ${left}`);
}

const median = (times: readonly number[]) =>
	[...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];

/** As of a variable of the shell that is not set: it would mean something else, such as any service. */
function refuseBlanks(options: Options): void {
	const values = options as unknown as Readonly<Record<string, unknown>>;
	const blank = program.options.find((option) => values[option.attributeName()] === '');
	if (blank) throw new Refused(`${blank.long} is empty.`);
}

function planOf(options: Options): Omit<Plan, 'access'> {
	const { service, event, messageCenter, workflow, resume, signal, pause } = options;
	if (options.secondProfile && !options.withTestProfile) {
		throw new Refused('--second-profile needs --with-test-profile.');
	}
	if (!/^\d{1,6}$/.test(pause)) throw new Refused('--pause is a number of milliseconds.');
	return {
		named: { service, event, messageCenter, workflow, resume, signal: signalOf(signal) },
		withTestProfile: options.withTestProfile === true,
		withSecondProfile: options.secondProfile === true,
		pauseMs: Number(pause),
	};
}

function accessOf({ baseUrl, organization }: Options) {
	if (!organization) {
		throw new Refused(
			'Say which organization: --organization <name>, as in the address of its API.',
		);
	}
	return { baseUrl: originIn(baseUrl, '--base-url'), organization };
}

function signalOf(given: string | undefined): Plan['named']['signal'] {
	if (given === undefined) return undefined;
	const [workflow, activity, ...more] = given.split('/');
	if (!workflow || !activity || more.length > 0) {
		throw new Refused('--signal is a workflow and an activity, such as WKF12/signal1.');
	}
	return { workflow, activity };
}

function compare(files: string[]): void {
	if (files.length < 2) throw new Refused('To compare takes two reports or more.');
	const reports = files.map((file) => ({ name: basename(file), report: reportIn(file) }));
	console.log(differencesOf(reports) ?? 'These instances answer all questions alike.');
}

program.parseAsync().catch((error: unknown) => {
	const isLeft = error instanceof LeftByUser || error instanceof Stopped;
	console.error(isLeft ? 'Ended. Nothing was written.' : (error as Error).message);
	process.exitCode = isLeft ? INTERRUPTED : 1;
});
