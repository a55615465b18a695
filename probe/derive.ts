import { defaultSettings, type Settings } from '../sandbox/settings';
import type { Question, SafeFacts } from './question';

/** The defaults that a report's settings differ from. */
const DEFAULTS = defaultSettings('');

/** The sandbox's settings that follow from facts: those that differ from its defaults. */
export function settingsFrom(
	questions: readonly Question[],
	facts: Readonly<Record<string, SafeFacts | undefined>>,
): Partial<Settings> {
	const found: Partial<Settings> = {};
	for (const one of questions) {
		const known = facts[one.id];
		if (known) Object.assign(found, one.settings(known));
	}
	const changed = Object.entries(byDialect(found)).filter(
		([name, value]) => value !== DEFAULTS[name as keyof Settings],
	);
	return Object.fromEntries(changed);
}

/** What both dialects do by themselves: Campaign v8 hides the parameters of signals, Standard shows a map. */
function byDialect({ signalParameters, ...found }: Partial<Settings>): Partial<Settings> {
	if (signalParameters === undefined) return found;
	const usual = found.dialect === 'v8' ? 'hidden' : 'map';
	return signalParameters === usual ? found : { ...found, signalParameters };
}
