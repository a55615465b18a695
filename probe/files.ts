import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { Refused } from './connection';
import { readReport, type Report } from './report';

/** npm runs in the package's folder, and says where it was called. */
const HERE = process.env.INIT_CWD ?? process.cwd();

/** Where the report goes: found out before anything is asked. @throws Refused for a place that cannot be written to */
export function whereTo(given: string | undefined): string {
	const out = given === undefined ? freeName() : resolve(HERE, given);
	try {
		accessSync(existsSync(out) ? out : dirname(out), constants.W_OK);
		if (existsSync(out) && !statSync(out).isFile()) throw new Error('It is not a file.');
	} catch {
		throw new Refused(`The report cannot be written to ${out}. See --out.`);
	}
	return out;
}

function freeName(): string {
	const day = new Date().toISOString().slice(0, 10);
	for (let number = 1; ; number += 1) {
		const file = resolve(HERE, `campaign-probe-${day}${number > 1 ? `-${number}` : ''}.json`);
		if (!existsSync(file)) return file;
	}
}

/** @throws Refused for a file that is not a report */
export function reportIn(file: string): Report {
	try {
		return readReport(readFileSync(resolve(HERE, file), 'utf8'));
	} catch (error) {
		throw new Refused(`${file}: ${(error as Error).message}`);
	}
}
