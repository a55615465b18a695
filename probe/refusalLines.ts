import { z } from 'zod';

/**
 * Sentences of Adobe's that were published (docs/adobe-campaign-api.md 7), each with a name for the report. The beginning of a line
 * decides, since the rest names keys, fields and values.
 */
const SENTENCES = [
	[/^RST-360011 An error has occurred/, 'RST-360011 An error has occurred'],
	[/^An error has occurred - please contact/, 'An error has occurred'],
	[/^RST-360012 Inconsistent operation on resource/, 'RST-360012 Inconsistent operation'],
	[/^RST-360000 Error while assessing/, 'RST-360000 Error while assessing an expression'],
	[/^Error rc=-2003$/, 'Error rc=-2003'],
	[/^Unable to find document with path/, 'Unable to find document'],
	[/^Unable to decrypt PKey/, 'Unable to decrypt PKey'],
	[/^Unsupported endpoint/, 'Unsupported endpoint'],
	[/^'[^']*' attribute unknown \(see definition of/, 'attribute unknown'],
	[/^XTK-170036 Unable to parse expression/, 'XTK-170036 Unable to parse expression'],
	[/^XTK-170006 Unable to parse expression/, 'XTK-170006 Unable to parse expression'],
	[/^'[^']*' property is not valid for the/, 'property is not valid'],
	[/^Cannot update the '[^']*' property that is read-only/, 'property is read-only'],
	[/^The value '[^]*' is not valid for the '[^]*' enumeration/, 'value is not in the enumeration'],
	[/^BAS-010040 Cannot convert/, 'BAS-010040 Cannot convert'],
	[/^A '[^']*' with the same key/, 'the same key already exists'],
	[/^PGS-220000 PostgreSQL error: ERROR: +duplicate key/, 'PGS-220000 duplicate key'],
	[/^PGS-220000 PostgreSQL error/, 'PGS-220000 PostgreSQL error'],
	[/^'[^]*' is not a valid constant/, 'not a valid constant'],
	[/^'[^']*' parameter isn't defined in signal activity/, 'parameter is not defined in the signal'],
	[/^You do not have the rights needed/, 'You do not have the rights needed'],
	[/^Oops\. Something went wrong/, 'Oops. Something went wrong'],
	[/^Profile is not valid/, 'Profile is not valid'],
	[/^Oauth token is not valid/, 'Oauth token is not valid'],
	[/^(Too many requests|Service usage limit reached)/, 'Too many requests'],
	[/^Trigger\b/, 'Trigger ...'],
	[/^T/, 'a line that begins with T'],
	[/^(RST|XTK|BAS|PGS|SOP|SCR|ODB|WDB|CFG|NET|JST|INT)-\d/, 'another code of Campaign'],
] as const;

const UNKNOWN = 'another line';

type Line = (typeof SENTENCES)[number][1] | typeof UNKNOWN;

/** A line of a refusal, by the name of its sentence. */
export const refusalLines = () =>
	z.enum([UNKNOWN, ...SENTENCES.map(([, name]) => name)] as [Line, ...Line[]]).catch(UNKNOWN);

/** The names of the sentences that a text consists of. */
export function linesOf(text: string): Line[] {
	return text
		.split(/\r?\n/)
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.map((line) => SENTENCES.find(([pattern]) => pattern.test(line))?.[1] ?? UNKNOWN);
}
