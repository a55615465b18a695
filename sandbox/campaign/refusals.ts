import type { Organization } from '../organization';
import type { Dialect } from '../settings';

/** A refusal by the Campaign server: thrown where it is noticed, framed in router.ts. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly text: string,
	) {
		super(text);
	}
}

/** Campaign needed longer than the gateway waits: the gateway answers 504 instead. */
export class TooSlow extends Error {}

const SENTENCE = 'An error has occurred - please contact your administrator.';
const RST = `RST-360011 ${SENTENCE}`;

/** The names of a kind of record that Campaign prints in its texts. */
export interface SchemaNames {
	/** "profile" */
	path: string;
	/** In the plural: "Profiles". */
	label: string;
	/** As an element of a path: "Profile". */
	document: string;
	/** "nms:recipient" */
	schema: string;
}

/** Refusals that name no kind of record. */
export function refusalsOfAnyKind(dialect: Dialect) {
	const v8 = dialect === 'v8';
	return {
		/** Anything that no page describes. */
		generic: new Refusal(500, v8 ? SENTENCE : RST),

		/** Adobe's client, end-to-end test of updateCustomResource, which sends this text as a body. Inferred: status, first line, and that v8 hides it. */
		notJson: (text: string) =>
			new Refusal(500, v8 ? SENTENCE : `${RST}\n'${text}' is not a valid constant.`),

		/** SDK issues 16 and 51, support article KA-14384. Inferred: v8's first line. */
		unknownResource: new Refusal(404, `${v8 ? SENTENCE : RST}\nError rc=-2003`),
	};
}

/** v8, for an endpoint that it does not have; the line is in "Limitations", below another one. `path` is below /campaign/. */
export function unsupportedEndpoint(path: string): Refusal {
	return new Refusal(404, `Unsupported endpoint. (endpoint=rest/${path})`);
}

/**
 * The texts of both dialects. Campaign Standard: as printed in Adobe, Campaign v8 API, 'Limitations' (which sets both
 * side by side), 'Troubleshooting' of Campaign Standard API, support articles KA-19396 and KA-14384, and Adobe's SDK
 * tests. v8 hides most details behind one sentence. Where a line break goes is partly Inferred: the pages reflow.
 */
export function refusals(dialect: Dialect, kind: SchemaNames) {
	const v8 = dialect === 'v8';
	const { path: name, document, schema } = kind;
	const { generic, unknownResource } = refusalsOfAnyKind(dialect);
	const notValid = (field: string) =>
		`'${field}' property is not valid for the '${name}' resource.`;
	const unparsable = (attribute: string, expression: string) => [
		`'${attribute}' attribute unknown (see definition of '${kind.label} (${schema})' schema).`,
		`XTK-170036 Unable to parse expression '${expression}'.`,
	];
	const unparsableKey = (key: string) => {
		const id = key.replace(/^@/, '');
		return new Refusal(500, unparsable(id, `@id = @${id}`).join('\n'));
	};
	const detailed = (...lines: string[]) => (v8 ? generic : new Refusal(500, lines.join('\n')));

	return {
		generic,
		unknownResource,

		/** "Limitations", invalid PKey in the URI. `key` as it stands in the URL, `path` below /campaign/. */
		malformedKeyInUrl: (key: string, path: string) =>
			v8
				? new Refusal(
						404,
						`Unable to decrypt PKey. (PKey=${key})\nUnsupported endpoint. (endpoint=rest/${path})`,
					)
				: unparsableKey(key),

		/** "Limitations", invalid PKey in the body. */
		malformedKeyInBody: (key: string) =>
			v8 ? new Refusal(404, `Unable to decrypt PKey. (PKey=${key})`) : unparsableKey(key),

		/** "Limitations", raw key that does not exist. Inferred: the same for the PKey of a deleted profile. */
		notFound: (key: string) => {
			const cause = `Unable to find document with path '${document}' from key '${key}:0' (document with schema '${name}' and name '${key}')`;
			return new Refusal(404, v8 ? cause : `${RST}\n${cause}`);
		},

		/** "Limitations", raw key in the body that does not exist. */
		notLinkable: (resource: string, key: string) => {
			const path = resource[0].toUpperCase() + resource.slice(1);
			const cause = `Unable to find document with path '${path}' from key '${key}' (document with schema '${resource}' and name '${key}')`;
			return new Refusal(404, v8 ? cause : `${RST}\n${cause}`);
		},

		/** "Limitations", key in the URI against key in the body. Adobe prints an en dash in this line. */
		inconsistentKey: (from: string, to: string) =>
			detailed(
				RST,
				`RST-360012 Inconsistent operation on resource '${name}' – Cannot update key '${from}' to '${to}'.`,
			),

		/** "Limitations", unique key that exists already. Inferred: the names of constraint and column. */
		duplicate: (value: string, column: string) =>
			detailed(
				`A '${document}' with the same key '${value}' already exists.`,
				`PGS-220000 PostgreSQL error: ERROR:  duplicate key value violates unique constraint "${schema.replace(':', '')}_${column}" DETAIL:  Key (s${column})=(${value}) already exists.`,
			),

		/** "Limitations", invalid enumeration value. */
		notInEnumeration: (value: string, field: string) =>
			detailed(
				RST,
				`The value '${value}' is not valid for the '${schema}:${field}' enumeration of the '@${field}' field`,
			),

		/** Campaign Standard API, 'Troubleshooting' (a hidden note), two lines. Inferred: v8 hides it. */
		readOnly: (field: string) =>
			detailed(`Cannot update the '${field}' property that is read-only`, notValid(field)),

		/** "Limitations", PATCH of location in v8. Inferred: the same words for any unknown property. */
		unknownProperty: (field: string) => new Refusal(500, notValid(field)),

		/** Support article KA-19396: an unknown filter is taken for a key. Inferred: v8 hides it. */
		unknownFilter: (filter: string) =>
			detailed(
				RST,
				`BAS-010040 Cannot convert '${filter}' (text type) to 32-bit integer type (bAS-010011 Invalid data).`,
			),

		/** Published by a customer: text in a one-byte field. Inferred: the other types, and that v8 hides it. */
		wrongType: (value: string, type: string) =>
			detailed(
				`BAS-010040 Cannot convert '${value}' (type text) to ${type} type (bAS-010011 Invalid value).`,
			),

		/** Inferred: sorting by a field that is unknown or not sortable fails as an unknown key does. */
		unknownOrder: (expression: string) => detailed(...unparsable(expression, expression)),
	};
}

export type Refusals = ReturnType<typeof refusals>;

/** The refusals for the kind of record that a call concerns. */
export function refusalsOf(call: { organization: Organization; kind: SchemaNames }): Refusals {
	return refusals(call.organization.settings.dialect, call.kind);
}
