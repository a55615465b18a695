import fc from 'fast-check';

/** What must not be in a message: a token, and values that were sent. */
export const HIDDEN = ['s3cr3t-t0ken.of/acme+1', 'Dakota-Smith', 'C-1001-ZZ', 'Zoë "Ace" O\'Neil'];

/** In Campaign's own words, which quote what they were sent. */
const QUOTES = [
	(said: string) => `DETAIL:  Key (slastname)=(${said}) already exists.`,
	(said: string) => `BAS-010040 Cannot convert '${said}' (type text) to integer (8 bit) type`,
	(said: string) => `The value '${said}' is not valid for the 'gender' enumeration`,
	(said: string) => `'${said}' property is not valid for the 'profile' resource.`,
	(said: string) => `Unable to find document with path 'Profile' from key '${said}'`,
	(said: string) => `A 'Profile' with the same key '${said}' already exists.`,
	(said: string) => `XTK-170036 Unable to parse expression '@id = ${said}'.`,
	(said: string) => `RST-360011 ${said}`,
	(said: string) => `<html>${said}</html>`,
	(said: string) => `Authorization: Bearer ${said}`,
];

const PERSONAL = [...HIDDEN, 'amy.dakota@example.com', "o'neil+news@mail.example.org"];

const words = fc.oneof(
	fc.string(),
	fc
		.tuple(fc.constantFrom(...QUOTES), fc.constantFrom(...PERSONAL))
		.map(([quote, said]) => quote(said)),
	fc
		.tuple(fc.string(), fc.constantFrom(...PERSONAL), fc.string())
		.map(([before, said, after]) => `${before} ${said} ${after}`),
);

/** Names that some reader looks for. */
const NAMES = [
	...['content', 'next', 'href', 'PKey', 'count', 'value', 'filters', 'location', '__proto__'],
	...['error_code', 'code', 'message', 'error', 'error_description'],
	...['label', 'type', 'resType', 'length', 'dataPolicy', 'readOnly', 'values', 'name', 'data'],
	...['email', 'cusPoints', 'orgUnit', 'age'],
];

const ordinary = fc.constantFrom<unknown[]>(
	...['item', 'link', 'collection', 'enumeration', 'string', 'datetime', 'smartCase', '@abc'],
	...['/profile/byEmail?email=$value&_lineCount=1', '50', '403023', '', 0, -1, 1e300, true, null],
);

/** JSON that nearly has one of Campaign's shapes. */
export const anyJson: fc.Arbitrary<unknown> = fc
	.letrec<{ node: unknown }>((tie) => ({
		node: fc.oneof(
			{ depthSize: 'medium', maxDepth: 5, withCrossShrink: true },
			ordinary,
			words,
			fc.jsonValue({ maxDepth: 1 }),
			fc.array(tie('node'), { maxLength: 4 }),
			fc.dictionary(fc.constantFrom(...NAMES), tie('node'), { maxKeys: 6, noNullPrototype: true }),
			fc.dictionary(fc.constantFrom(...NAMES), tie('node'), { maxKeys: 6, noNullPrototype: true }),
		),
	}))
	.node.map((json) => JSON.parse(JSON.stringify(json)) as unknown);

/** What may come as a body: JSON, JSON that was cut off, text, a page, nothing. */
export const anyBody: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 6, arbitrary: anyJson.map((json) => JSON.stringify(json)) },
	{
		weight: 1,
		arbitrary: fc
			.tuple(anyJson, fc.nat({ max: 80 }))
			.map(([json, end]) => (JSON.stringify(json) ?? '').slice(0, end)),
	},
	{ weight: 2, arbitrary: words },
	{ weight: 1, arbitrary: anyJson },
);
