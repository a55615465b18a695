/** A quotation mark, also as JSON and XML have it. PostgreSQL in another language has its own. */
const QUOTE = '(?:\\\\?"{1,2}|&quot;|[«„“])';

/** Where PostgreSQL has its say. */
const DATABASE =
	/PGS-\d|PostgreSQL|(?:ERROR|FATAL|PANIC|DETAIL|CONTEXT|STATEMENT|QUERY):|SQL statement ['"]|row contains|\)\s*=\s*\(/;

/** What PostgreSQL calls by its kind before it quotes it is a name; anything else that it quotes may be a value. */
const NAME = `\\b(?:column|constraint|database|encoding|index|relation|role|schema|table) ${QUOTE}[\\w$.]+${QUOTE}`;

/** The details that hold a key, which is found by itself, or nobody's data. */
const HARMLESS_DETAIL =
	'DETAIL:\\s+(?:Key \\(|Failing row|Process \\d+ waits|A field with precision \\d|Failed on request of size)';

const VALUE = [
	'\\)\\s*=\\s*\\(',
	'row contains\\s*\\(?',
	// A section, such as CONTEXT: or STATEMENT:, by its heading.
	`(?<![A-ZÀ-Þ])(?!(?:ERROR|FATAL|PANIC|WARNING):|${HARMLESS_DETAIL})[A-ZÀ-Þ]{5,} ?:\\s*`,
	'LINE \\d+:\\s*',
	'Process \\d+:\\s*',
	'\\$\\d+ ?=',
	// Campaign's WDB-200001, which repeats the statement (release notes of Campaign Standard, CAMP-46536).
	"SQL statement '",
	QUOTE,
].join('|');

/** The words behind a value. They hold nobody's data: who was quoted before them does not matter. */
const BEHIND =
	/[)"] (?:already exists|conflicts with existing key|is (?:not present in|still referenced from) table "\w+"|is out of range(?: for type (?:smallint|integer|bigint|numeric|real|double precision))?|not recognized)\.?/g;

const NAME_OR_VALUE = new RegExp(`${NAME}|(?<value>${VALUE})`, 'g');

const CLOSING: Record<string, string> = { '(': ')', '"': '"', "'": "'" };

/**
 * PostgreSQL quotes values as they are: their brackets, quotation marks and line breaks look like the end of the quoting. So
 * nothing of what it says is left from the first value on, but the words that it puts behind one.
 */
function withoutStoredValues(text: string): string {
	const start = text.search(DATABASE);
	if (start < 0) return text;
	const quoted = [...text.slice(start).matchAll(NAME_OR_VALUE)];
	const first = quoted.find(({ groups }) => groups?.value !== undefined);
	const end = first ? start + first.index + first[0].length : text.length;
	// The bytes of a character that cannot be stored.
	const shown = text.slice(0, end).replace(/\b0x(?!00)[0-9a-f]{2}\b/gi, '0x..');
	if (!first) return shown;
	const behind = text.slice(end).match(BEHIND)?.pop();
	return `${shown}...${behind ?? CLOSING[shown.slice(-1)] ?? ''}`;
}

/**
 * A filter in "Cannot convert 'byUuid' (text type) to 32-bit integer type": Campaign takes one that it does not know for a key
 * (Adobe support article KA-19396). A name that an administrator typed may begin with a small letter, as any value may; then
 * the number must be as long as a key's. 64 bits are inferred.
 */
export const UNKNOWN_FILTER = "by[A-Z]\\w*|by\\w{2,}(?=' [^']{0,40}\\b(?:32|64)\\b)";

const UNCONVERTED = new RegExp(`(Cannot convert )'(?!(?:${UNKNOWN_FILTER})' ).*?'(?= \\()`, 'gs');

/** Campaign quotes what it was sent, such as "Cannot convert 'Amy' (text type)". */
const withoutSentValues = (text: string) =>
	text
		.replace(/(same key )'.*?(?:'(?= already exists\.?\s*(?:PGS-\d|$))|$)/gs, "$1'...'")
		.replace(UNCONVERTED, "$1'...'")
		.replace(/(The value )'.*?'(?= is not valid)/gs, "$1'...'")
		.replace(/((?:same|from|update) key |\bto |and name )'.*?'(?=[ .)]|$)/gms, "$1'...'");

/** Names of properties and filters, codes and PKeys are left as they are, since they are what helps. */
export const withoutPersonalData = (text: string) =>
	withoutStoredValues(withoutSentValues(text))
		.replace(/[^\s'"<>()=:,;@]{1,64}(@|%40)[^\s'"<>()=:,;@]{1,255}/g, (match) =>
			match.includes('.') ? '(e-mail)' : match,
		)
		.replace(/\b(Bearer\s+)\S+/gi, '$1...')
		.replace(/\beyJ[\w-]+\.[\w.-]+/g, '(token)');
