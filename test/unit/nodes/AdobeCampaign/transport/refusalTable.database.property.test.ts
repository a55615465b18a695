import fc from 'fast-check';

import { decodeBody } from '../../../../../nodes/AdobeCampaign/transport/bodies';
import { explain } from '../../../../../nodes/AdobeCampaign/transport/explain';
import { QUOTING_FORMS, withCampaignsOwn } from './databaseRefusals';

const MARK = 'Zweigstelle';

/** What looks like the end of the quoting, or like the beginning of something else. */
const PIECES = [
	...[')', '(', '"', "'", '\\', '»', '“', '\n', '\r\n', ' ', ', ', '=', '.', ')=(', '$1 = '],
	...[') already exists.', '" is out of range for type integer', "' could not be executed."],
	...["' already exists", '" not recognized', ') is not present in table "nmscountry".'],
	...['table "x"', 'column "x"', 'DETAIL:  ', 'ERROR:  ', 'HINT:  ', 'CONTEXT:  ', "' (type text)"],
	...[
		"' is not valid",
		' to ',
		'Key (',
		'Unable to find document',
		"'phone' property is not valid",
	],
	...['attribute unknown', 'deadlock detected', 'rc=-2003', 'duplicate key', 'BAS-010040', 'by'],
];

const values = fc
	.tuple(
		fc.array(fc.constantFrom(MARK, ...PIECES), { maxLength: 8 }),
		fc.array(fc.oneof(fc.constantFrom(MARK, ...PIECES), fc.string({ maxLength: 4 })), {
			maxLength: 8,
		}),
	)
	.map(([before, after]) => [...before, MARK, ...after].join(''));

/** A text as Campaign sends it: as it is, quoted, or somewhere in JSON. */
const framings = fc.constantFrom(
	(text: string) => text,
	(text: string) => JSON.stringify(text),
	(text: string) => JSON.stringify({ message: text }),
	(text: string) => JSON.stringify({ fault: { text } }),
);

const explained = (body: string) =>
	explain({ status: 500, headers: {}, body: decodeBody(body) }, { authentication: 'oAuth2' });

/** As in every property test: more runs for a night are `PROPERTY_RUNS=10000 npm run test:unit -- property`. */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 1000);

const check = <T>(arbitrary: fc.Arbitrary<T>, predicate: (value: T) => void) =>
	fc.assert(fc.property(arbitrary, predicate), { seed: 7, numRuns });

const quotes = [...QUOTING_FORMS.map(({ quote }) => quote), withCampaignsOwn];

test('a value that the database quotes is never told, whatever it looks like', () => {
	check(fc.tuple(fc.constantFrom(...quotes), values, framings), ([quote, value, frame]) =>
		expect(JSON.stringify(explained(frame(quote(value))))).not.toContain(MARK),
	);
});

test('a value that the database quotes does not decide what kind of error it is', () => {
	check(fc.tuple(fc.constantFrom(...QUOTING_FORMS), values), ([{ kind, quote }, value]) =>
		expect(explained(quote(value)).kind).toBe(kind),
	);
});

test('a value that is too long to be read to its end is not told either', () => {
	for (const quote of quotes) {
		const long = `${MARK} `.repeat(1000);
		expect(JSON.stringify(explained(quote(long)))).not.toContain(MARK);
	}
});
