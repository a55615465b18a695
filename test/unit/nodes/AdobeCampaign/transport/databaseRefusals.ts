import type { PrintedRefusal } from './printedRefusals';

/** Campaign's code with what PostgreSQL says behind it. Nothing else is told to a client, so nothing else has a name. */
const says = (words: string) => `PGS-220000 PostgreSQL error: ${words}`;

/** The kinds that are over when the same is sent again later. */
export const PASSING_KINDS = ['databaseBusy', 'databaseTimeout', 'databaseUnavailable'];

/** Texts without a value: all of them is shown. */
const WITHOUT_VALUES: Record<string, string[]> = {
	databaseBusy: [
		'ERROR:  deadlock detected\nDETAIL:  Process 8412 waits for ShareLock on transaction 7731; blocked by process 8413.\nProcess 8413 waits for ShareLock on transaction 7730; blocked by process 8412.\nHINT:  See server log for query details.',
		'ERROR: deadlock detected',
		'ERROR:  could not serialize access due to concurrent update',
		'ERROR:  could not serialize access due to read/write dependencies among transactions',
		'ERROR:  canceling statement due to lock timeout',
		'ERROR:  canceling statement due to conflict with recovery',
		'ERROR:  could not obtain lock on row in relation "nmsrecipient"',
		'ERROR:  tuple concurrently updated',
		'ERROR:  tuple to be locked was already moved to another partition due to concurrent update',
	],
	databaseTimeout: [
		'ERROR:  canceling statement due to statement timeout',
		'ERROR:  canceling statement due to user request',
	],
	databaseUnavailable: [
		'FATAL:  sorry, too many clients already',
		'FATAL:  too many connections for role "neolane"',
		'FATAL:  too many connections for database "campaign"',
		'FATAL:  remaining connection slots are reserved for non-replication superuser connections',
		'FATAL:  terminating connection due to administrator command',
		'FATAL:  terminating connection due to idle-in-transaction timeout',
		'WARNING:  terminating connection because of crash of another server process',
		'server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.',
		'could not connect to server: Connection refused',
		'could not receive data from server: Connection timed out',
		'could not translate host name to address: Name or service not known',
		'SSL connection has been closed unexpectedly',
		'SSL SYSCALL error: EOF detected',
		'no connection to the server',
		'connection not open',
		'could not send data to server: Broken pipe',
		'FATAL:  could not fork new process for connection: Cannot allocate memory',
		'timeout expired',
		'FATAL:  the database system is starting up',
		'FATAL:  the database system is shutting down',
		'FATAL:  the database system is in recovery mode',
		'ERROR:  cannot execute UPDATE in a read-only transaction',
	],
	databaseFull: [
		'ERROR:  out of memory\nDETAIL:  Failed on request of size 1048576 in memory context PortalContext.',
		'ERROR:  out of shared memory\nHINT:  You might need to increase max_locks_per_transaction.',
		'ERROR:  could not write block 12 of temporary file: No space left on device',
		'ERROR:  temporary file size exceeds temp_file_limit (1048576kB)',
	],
	valueTooLong: [
		'ERROR:  value too long for type character varying(30)',
		'ERROR:  value too long for type character(2)',
		'ERROR:  string is too long for tsvector (1048600 bytes, max 1048575 bytes)',
		'ERROR:  index row requires 12000 bytes, maximum size is 8191',
		'ERROR:  index row size 2816 exceeds btree version 4 maximum 2704 for index "nmsrecipient_email"\nHINT:  Values larger than 1/3 of a buffer page cannot be indexed.',
	],
	characterRefused: [
		'ERROR:  invalid byte sequence for encoding "UTF8": 0x00',
		'ERROR:  unsupported Unicode escape sequence',
		'ERROR:  invalid Unicode surrogate pair',
		'ERROR:  null character not permitted',
	],
	valueMissing: [
		'ERROR:  null value in column "semail" violates not-null constraint',
		'ERROR:  null value in column "semail" of relation "nmsrecipient" violates not-null constraint',
	],
	valueOutOfRange: [
		'ERROR:  integer out of range',
		'ERROR:  smallint out of range',
		'ERROR:  bigint out of range',
		'ERROR:  numeric field overflow\nDETAIL:  A field with precision 5, scale 2 must round to an absolute value less than 10^3.',
		'ERROR:  value out of range: overflow',
		'ERROR:  timestamp out of range',
	],
	valueUnreadable: [
		// Adobe, tips for workflows of Campaign Standard (KT-13256)
		'ERROR: operator does not exist: character varying = bigint',
		'ERROR:  column "ipoints" is of type integer but expression is of type character varying',
	],
	linkBroken: [
		'ERROR:  insert or update on table "nmsrecipient" violates foreign key constraint "nmsrecipient_orgunitid"',
	],
	stillNeeded: [
		'ERROR:  update or delete on table "nmsrecipient" violates foreign key constraint "cusorder_recipientid" on table "cusorder"',
	],
	ruleBroken: [
		'ERROR:  new row for relation "nmsrecipient" violates check constraint "nmsrecipient_points"',
		'ERROR:  new row violates check option for view',
		'ERROR:  value for domain points violates check constraint "points_check"',
	],
	databaseRefused: [
		'ERROR:  division by zero',
		'ERROR:  permission denied for table nmsrecipient',
		'ERROR:  relation "cusprofile" does not exist',
		'ERROR:  relation "cusprofile" already exists',
		'ERROR:  column "scusold" does not exist',
		'ERROR:  schema "neolane" does not exist',
		'ERROR:  current transaction is aborted, commands ignored until end of transaction block',
		'ERROR:  cached plan must not change result type',
	],
};

const withoutValues = Object.entries(WITHOUT_VALUES).flatMap(([kind, texts]) =>
	texts.map((words) => ({ kind, name: words.split('\n')[0], status: 500, body: says(words) })),
);

/** How PostgreSQL quotes a value: what it says then, and what of it is shown. */
export interface QuotingForm {
	kind: string;
	quote: (value: string) => string;
	shown: string;
}

const form = (kind: string, quote: (value: string) => string, shown: string): QuotingForm => ({
	kind,
	quote: (value) => says(quote(value)),
	shown: says(shown),
});

const DUPLICATE =
	'ERROR:  duplicate key value violates unique constraint "nmsrecipient_email" DETAIL:  Key (semail)';
const NOT_NULL =
	'ERROR:  null value in column "sexternalid" of relation "nmsrecipient" violates not-null constraint';
const CHECK =
	'ERROR:  new row for relation "nmsrecipient" violates check constraint "nmsrecipient_points"';
const FOREIGN =
	'ERROR:  insert or update on table "nmsrecipient" violates foreign key constraint "nmsrecipient_country" DETAIL:  Key (scountry)';
const REFERENCED =
	'ERROR:  update or delete on table "nmsrecipient" violates foreign key constraint "cusorder_email" on table "cusorder" DETAIL:  Key (semail)';
const EXCLUSION =
	'ERROR:  conflicting key value violates exclusion constraint "cuscard_period" DETAIL:  Key (scard, tsperiod)';

/** The ways in which PostgreSQL quotes a value: as it is, whatever brackets, quotation marks and line breaks it has. */
export const QUOTING_FORMS: QuotingForm[] = [
	form(
		'duplicate',
		(value) => `${DUPLICATE}=(${value}) already exists.`,
		`${DUPLICATE}=(...) already exists.`,
	),
	// As Adobe prints it in another place (Campaign v7, connector with Campaign Standard).
	form(
		'duplicate',
		(value) => `${DUPLICATE} = (${value}) already exists.`,
		`${DUPLICATE} = (...) already exists.`,
	),
	form(
		'duplicate',
		(value) => `${DUPLICATE}=(${value}) already exists.\nCONTEXT:  SQL statement "${value}"`,
		`${DUPLICATE}=(...) already exists.`,
	),
	form(
		'duplicate',
		(value) => `${EXCLUSION}=(C, ${value}) conflicts with existing key (a, b)=(C, ${value}).`,
		`${EXCLUSION}=(...) conflicts with existing key`,
	),
	form(
		'linkBroken',
		(value) => `${FOREIGN}=(${value}) is not present in table "nmscountry".`,
		`${FOREIGN}=(...) is not present in table "nmscountry".`,
	),
	form(
		'stillNeeded',
		(value) => `${REFERENCED}=(${value}) is still referenced from table "cusorder".`,
		`${REFERENCED}=(...) is still referenced from table "cusorder".`,
	),
	...[' ', '\n'].flatMap((gap) => [
		form(
			'valueMissing',
			(value) =>
				`${NOT_NULL}${gap}DETAIL:  Failing row contains (812, ${value}, null, 1975-02-01).`,
			`${NOT_NULL}${gap}DETAIL:  Failing row contains (...)`,
		),
		form(
			'ruleBroken',
			(value) => `${CHECK}${gap}DETAIL:  Failing row contains (${value}).`,
			`${CHECK}${gap}DETAIL:  Failing row contains (...)`,
		),
	]),
	form(
		'ruleBroken',
		(value) =>
			`ERROR:  no partition of relation "nmsrecipient" found for row DETAIL:  Partition key of the failing row contains (semail) = (${value}).`,
		'ERROR:  no partition of relation "nmsrecipient" found for row DETAIL:  ...',
	),
	...[
		'integer',
		'type integer',
		'type bigint',
		'type numeric',
		'type boolean',
		'type uuid',
		'type timestamp with time zone',
	].map((type) =>
		form(
			'valueUnreadable',
			(value) => `ERROR:  invalid input syntax for ${type}: "${value}"`,
			`ERROR:  invalid input syntax for ${type}: "..."`,
		),
	),
	form(
		'valueUnreadable',
		(value) =>
			`ERROR:  invalid input syntax for type integer: "${value}"\nLINE 1: UPDATE NmsRecipient SET iPoints = '${value}'\n                                        ^`,
		'ERROR:  invalid input syntax for type integer: "..."',
	),
	form(
		'valueUnreadable',
		(value) =>
			`ERROR:  invalid input syntax for type json DETAIL:  Token "${value}" is invalid. CONTEXT:  JSON data, line 1: ${value}`,
		'ERROR:  invalid input syntax for type json DETAIL:  ...',
	),
	form(
		'valueUnreadable',
		(value) => `ERROR:  invalid input value for enum gender: "${value}"`,
		'ERROR:  invalid input value for enum gender: "..."',
	),
	form(
		'valueUnreadable',
		(value) => `ERROR:  invalid value "${value}" for "MM"\nDETAIL:  Value must be an integer.`,
		'ERROR:  invalid value "..."',
	),
	form(
		'valueUnreadable',
		(value) => `ERROR:  malformed array literal: "${value}"`,
		'ERROR:  malformed array literal: "..."',
	),
	form(
		'valueUnreadable',
		(value) => `ERROR:  time zone "${value}" not recognized`,
		'ERROR:  time zone "..." not recognized',
	),
	form(
		'valueOutOfRange',
		(value) => `ERROR:  value "${value}" is out of range for type integer`,
		'ERROR:  value "..." is out of range for type integer',
	),
	form(
		'valueOutOfRange',
		(value) => `ERROR:  "${value}" is out of range for type double precision`,
		'ERROR:  "..." is out of range for type double precision',
	),
	form(
		'valueOutOfRange',
		(value) =>
			`ERROR:  date/time field value out of range: "${value}"\nHINT:  Perhaps you need a different "datestyle" setting.`,
		'ERROR:  date/time field value out of range: "..."',
	),
	form(
		'databaseRefused',
		(value) => `ERROR:  syntax error at or near "${value}"`,
		'ERROR:  syntax error at or near "..."',
	),
	form(
		'databaseRefused',
		(value) =>
			`ERROR:  unterminated quoted string at or near "'${value}"\nLINE 1: SELECT iRecipientId FROM NmsRecipient WHERE sLastName = '${value}`,
		'ERROR:  unterminated quoted string at or near "..."',
	),
	form(
		'databaseRefused',
		(value) => `ERROR:  relation "cusprofile" does not exist\nLINE 1: SELECT '${value}'`,
		'ERROR:  relation "cusprofile" does not exist\nLINE 1: ...',
	),
	// Campaign Standard, release notes (CAMP-46536)
	form(
		'databaseRefused',
		(value) =>
			`ERROR: table ""cusprofile"" does not exist and WDB-200001 SQL statement 'UPDATE NmsRecipient SET sLastName = '${value}'' could not be executed.`,
		`ERROR: table ""cusprofile"" does not exist and WDB-200001 SQL statement '...'`,
	),
	...['STATEMENT', 'QUERY', 'CONTEXT', 'DETAIL'].map((heading) =>
		form(
			'databaseTimeout',
			(value) =>
				`ERROR:  canceling statement due to statement timeout ${heading}:  UPDATE NmsRecipient SET sLastName = '${value}'`,
			`ERROR:  canceling statement due to statement timeout ${heading}:  ...`,
		),
	),
	...[
		(value: string) => `unnamed portal with parameters: $1 = '${value}', $2 = NULL`,
		(value: string) => `parameters: $1 = '${value}'`,
		(value: string) => `COPY nmsrecipient, line 1, column slastname: "${value}"`,
	].map((context) =>
		form(
			'databaseTimeout',
			(value) =>
				`ERROR:  canceling statement due to statement timeout\nCONTEXT:  ${context(value)}`,
			'ERROR:  canceling statement due to statement timeout\nCONTEXT:  ...',
		),
	),
	form(
		'databaseTimeout',
		(value) =>
			`ERROR:  canceling statement due to statement timeout, parameters: $1 = '${value}', $2 = NULL`,
		'ERROR:  canceling statement due to statement timeout, parameters: $1 =...',
	),
	form(
		'databaseBusy',
		(value) =>
			`ERROR:  deadlock detected DETAIL:  Process 1 waits for ShareLock on transaction 2; blocked by process 3. Process 1: UPDATE NmsRecipient SET sLastName = '${value}'`,
		'ERROR:  deadlock detected DETAIL:  Process 1 waits for ShareLock on transaction 2; blocked by process 3. Process 1: ...',
	),
	form(
		'databaseUnavailable',
		(value) =>
			`connection to server at "${value}", port 5432 failed: FATAL:  password authentication failed`,
		'connection to server at "..."',
	),
	...[
		'could not extend file',
		'could not write to file',
		'could not create file',
		'could not resize shared memory segment',
	].map((words) =>
		form(
			'databaseFull',
			(value) => `ERROR:  ${words} "base/${value}": No space left on device`,
			`ERROR:  ${words} "..."`,
		),
	),
	// Another language of the server
	form(
		'databaseRefused',
		(value) => `ERREUR:  syntaxe en entrée invalide pour le type integer : « ${value} »`,
		'ERREUR:  ...',
	),
	form(
		'databaseRefused',
		(value) => `ERROR:  syntaxe en entrée invalide pour le type integer : « ${value} »`,
		'ERROR:  syntaxe en entrée invalide pour le type integer : «...',
	),
	form(
		'databaseRefused',
		(value) => `ERROR:  ungültige Eingabesyntax für Typ integer: „${value}“`,
		'ERROR:  ungültige Eingabesyntax für Typ integer: „...',
	),
	// Quoted once more on the way
	form(
		'databaseRefused',
		(value) => `ERROR:  nobody knows this &quot;${value}&quot;`,
		'ERROR:  nobody knows this &quot;...',
	),
];

/** What Campaign says before it hands on the words of its database (Adobe, "Limitations" of v8). */
export const withCampaignsOwn = (value: string) =>
	`A 'Profile' with the same key '${value}' already exists. ${QUOTING_FORMS[0].quote(value)}`;

const withValues = QUOTING_FORMS.map(({ kind, quote, shown }) => ({
	kind,
	name: shown.split('\n')[0],
	status: 500,
	body: quote('Dakota'),
	shown,
}));

/** Words of PostgreSQL as Campaign hands them on: every kind that can come of reading and writing profiles. */
export const DATABASE_REFUSALS: PrintedRefusal[] = [
	...withoutValues,
	...withValues,
	{
		kind: 'duplicate',
		name: "Campaign's own words for a duplicate",
		status: 500,
		body: "A 'Profile' with the same key 'Dakota' already exists.",
		shown: "A 'Profile' with the same key '...' already exists.",
	},
	{
		kind: 'duplicate',
		name: 'the same before words in another language',
		status: 500,
		body: `A 'Profile' with the same key 'Dakota' already exists. ${says('ERREUR:  la valeur existe')}`,
		shown: `A 'Profile' with the same key '...' already exists. ${says('ERREUR:  ...')}`,
	},
	{
		kind: 'duplicate',
		name: 'an older text, without a code',
		status: 500,
		body: 'PostgreSQL error: ERROR:  duplicate key violates unique constraint "nmsrecipient_id"Impossible to save document of type \'Recipients (nms:recipient)\'',
	},
	{
		kind: 'characterRefused',
		name: 'bytes of a value',
		status: 500,
		body: says(
			'ERROR:  character with byte sequence 0x44 0x61 0x6b in encoding "UTF8" has no equivalent in encoding "LATIN1"',
		),
		shown: says(
			'ERROR:  character with byte sequence 0x.. 0x.. 0x.. in encoding "UTF8" has no equivalent in encoding "LATIN1"',
		),
	},
	{
		kind: 'valueMissing',
		name: 'the column that needs a value',
		status: 500,
		body: says(NOT_NULL),
		named: "'sexternalid'",
	},
];
