import { FORMAT, VERSION } from '../probe/format';
import { readSettings, type Settings } from './settings';

/**
 * The settings with which the sandbox does what an instance did, out of a report of `npm run probe`.
 * @throws Error in words for any other file
 */
export function settingsLike(report: string): Partial<Settings> {
	const { format, version, dialect, settings } = parsed(report);
	if (format !== FORMAT) throw new Error('It is not a report of npm run probe.');
	if (version !== VERSION) {
		throw new Error(`It is a report of version ${String(version)}; this sandbox reads ${VERSION}.`);
	}
	// Whatever the organization's name ends in.
	const ofDialect = dialect === 'unknown' ? {} : { dialect };
	const like = { ...ofDialect, ...(settings as object) } as Partial<Settings>;
	readSettings('', like);
	return like;
}

function parsed(report: string): Readonly<Record<string, unknown>> {
	try {
		return Object(JSON.parse(report)) as Record<string, unknown>;
	} catch {
		throw new Error('It is not JSON.');
	}
}
