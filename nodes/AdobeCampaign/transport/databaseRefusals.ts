import type { ErrorRow } from './refusalTable';

/**
 * PostgreSQL's own words, which come behind Campaign's code (Adobe, "Limitations" of v8: "PGS-220000 PostgreSQL error:
 * ERROR:  duplicate key value ..."). What it says first counts, before any name or value that it quotes: nobody's data
 * decides what kind of error it is.
 */
const database = (words: RegExp) =>
	new RegExp(`(?:PGS-\\d+|PostgreSQL error)[^"'()«„“&]*?(?:${words.source})`);

const PASSES = 'This passes by itself: run it again';

/**
 * What Campaign's database can refuse; the first row that fits counts. The words are PostgreSQL's own. Adobe prints them for a
 * duplicate key and for a comparison of two types ("Limitations" of v8; tips for workflows of Campaign Standard, KT-13256);
 * that all others come in the same way is inferred.
 */
export const DATABASE_ROWS: ErrorRow[] = [
	{
		kind: 'databaseBusy',
		says: database(
			/deadlock detected|could not serialize|could not obtain lock|due to (?:lock timeout|conflict with recovery)|tuple (?:concurrently|to be locked)/,
		),
		message: "Campaign's database was busy with the same records",
		advice: `${PASSES}. If it happens often, lower 'Max Concurrency' in Options.`,
		cause: 'temporarily-unavailable',
	},
	{
		kind: 'databaseTimeout',
		says: database(/canceling statement/),
		message: "Campaign's database took too long",
		advice: `${PASSES}. If a list always ends like this, ask for less: lower 'Page Size' in Options, or choose another 'Filter By'.`,
		cause: 'temporarily-unavailable',
	},
	{
		kind: 'databaseUnavailable',
		says: database(
			/too many (?:clients|connections)|connection slots|terminating connection|closed the connection|connection (?:to server|not open)|no connection|could not (?:connect|receive|send|translate|fork)|SSL |timeout expired|database system is|read-only transaction/,
		),
		message: "Campaign's database is not available at the moment",
		advice: `${PASSES} later. After a 'Create' look first whether the profile exists.`,
		cause: 'temporarily-unavailable',
	},
	{
		kind: 'databaseFull',
		says: database(
			/out of (?:shared )?memory|could not (?:extend|write|resize|create file)|temporary file size/,
		),
		message: "Campaign's database has no room left",
		advice:
			'No change to this workflow helps: tell your Campaign administrator, or the support of Adobe.',
	},
	{
		kind: 'duplicate',
		says: new RegExp(
			`${database(/duplicate key|conflicting key/).source}|with the same key '|^(?![^]*(?:PGS-|PostgreSQL))[^]*(?:already exists|duplicate key)`,
		),
		message: 'Another profile already has this key',
		advice:
			"A value in 'Fields' must be unique in this instance, and another profile has it. Find that profile by the value and update it: 'Create or Update' looks only for its 'Match Value'.",
	},
	{
		kind: 'valueTooLong',
		says: database(/value too long|string is too long|index row (?:size|requires)/),
		message: 'A value is longer than its field',
		advice: "Shorten it in 'Fields'. The words of Adobe below may say how many characters fit.",
	},
	{
		kind: 'characterRefused',
		says: database(
			/invalid byte sequence|character with byte sequence|unsupported Unicode|invalid Unicode|null character/,
		),
		message: 'A value has a character that Campaign cannot store',
		advice:
			"Remove it from 'Fields', 'Match Value' or what 'Filter By' looks for. Often it cannot be seen (0x00), or the text was read in another encoding.",
	},
	{
		kind: 'valueMissing',
		says: database(/null value in column "{1,2}(\w+)/),
		message: "Campaign's database needs a value for '{name}'",
		advice:
			"Fill it in under 'Fields'. This is the name of a column: a letter for the type, then the field, as 'semail' for the e-mail.",
	},
	{
		kind: 'valueOutOfRange',
		says: database(/out of range|field overflow|ERROR:\s+(?:value )?"[^]*" is out of range/),
		message: 'A number or a date is too large or too small for its field',
		advice: "Check numbers and dates in 'Fields', 'Match Value' or 'Filter Parameters'.",
	},
	{
		kind: 'valueUnreadable',
		says: database(
			/invalid input|malformed|invalid value|time zone "|operator does not exist|column "[^"]*" is of type/,
		),
		message: 'A value is not of the kind that its field holds',
		advice: "Check numbers, dates and switches in 'Fields', 'Match Value' or 'Filter Parameters'.",
	},
	{
		kind: 'linkBroken',
		says: database(/insert or update on table/),
		message: 'A value refers to a record that Campaign does not have',
		advice:
			"Check links in 'Fields': the record may have been deleted, or the key is another instance's.",
	},
	{
		kind: 'stillNeeded',
		says: database(/update or delete on table/),
		message: 'Other records of Campaign still refer to this profile',
		advice:
			"Remove them in Campaign first, or leave this profile out. Check also that 'Profile' is the one you mean.",
	},
	{
		kind: 'ruleBroken',
		says: database(/new row for relation|violates check|no partition of relation/),
		message: "A value breaks a rule of Campaign's database",
		advice: "Check 'Fields'. The words of Adobe below may name the rule.",
	},
	{
		kind: 'databaseRefused',
		says: /PGS-\d|PostgreSQL error/,
		message: "Campaign's database refused the request",
		advice:
			"The words of Adobe below tell more. Check 'Profile', 'Match Value' or 'Filter By', and each value in 'Fields'; if they are right, show these words to your Campaign administrator.",
	},
];
