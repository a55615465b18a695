import type { IDataObject } from 'n8n-workflow';

import { uncomputedProblem } from './clean';
import { Columns } from './columns';
import type { Item } from './item';
import type { RecordField } from './metadata';
import { mappedByColumn, sourceOf, type GivenFields, type Mapped } from './values';
import { toBody, toWire, type SentField, type WireValue } from './wire';

/** The names and types that somebody has declared in Campaign, such as the fields of an event. */
export interface Declaration {
	/** Undefined where the instance does not tell them. */
	fields?: RecordField[];
	/** The parameter that has the values, on the screen. */
	label: string;
	/** What they are declared for, in messages: "event". */
	owner: string;
	/** What one of them is called there: "field". */
	word: string;
}

/** Values under their declared names, and the names that have none. */
export interface DeclaredValues {
	values: IDataObject;
	missing: string[];
}

/** A value that cannot be sent, and why. */
interface Problem {
	name: string;
	problem: string;
}

const MOST_NAMES = 20;

function unknownName(
	name: string,
	{ fields, owner, word }: Pick<Declaration, 'owner' | 'word'> & { fields: Columns },
): Problem {
	const like = fields.fieldOf(name) ?? fields.fieldLike(name);
	const names = fields.fields.slice(0, MOST_NAMES).map(({ id }) => id);
	const advice = like
		? `Did you mean '${like.id}'?`
		: names.length > 0
			? `It has: ${names.join(', ')}.`
			: 'It has none.';
	return { name, problem: `The ${owner} has no such ${word}. ${advice}` };
}

/** A value of a field that nothing is known of: as it is, unless it is an expression that was not computed. */
function asGiven({ name, value }: Mapped): Problem | { value: unknown } {
	const problem = typeof value === 'string' ? uncomputedProblem(value) : undefined;
	return problem ? { name, problem } : { value };
}

/**
 * The values of one item under the names of a declaration. Unlike the fields of a record, all of them are sent: an empty text, 0
 * and false are values, since the other side may want each name. A number or a date that is blank counts as missing.
 *
 * @throws NodeOperationError that names each value that the declaration does not have or cannot take; nothing was sent
 */
export async function toDeclared(
	item: Item,
	given: GivenFields,
	{ fields, label, owner, word }: Declaration,
): Promise<DeclaredValues> {
	const { form } = given;
	const columns = fields ? new Columns(fields, item.kind) : form.columns;
	const isKnown = fields !== undefined || !columns.isEmpty;
	const isAutomatic = form.mapping === 'automatic';
	if (isAutomatic && !isKnown) {
		throw item.refuse(
			`Campaign does not tell what '${label}' takes`,
			"Nothing was sent. Choose 'Map Each Column Manually', or 'Using JSON' above it.",
		);
	}
	const mapped = isAutomatic
		? await mappedByColumn(item, { ...given, form: { ...form, columns } })
		: given.values;
	const sent: SentField[] = [];
	const unknown: IDataObject = {};
	const problems: Problem[] = [];
	for (const one of mapped as Mapped[]) {
		const field = one.field ?? columns.get(one.name);
		if (!field && isKnown) {
			problems.push(unknownName(one.name, { fields: columns, owner, word }));
			continue;
		}
		const converted = field
			? toWire(field, one.value, {
					record: owner,
					zone: form.zone,
					clearsEmpty: false,
					keepsEmpty: true,
					source: sourceOf(one, form),
				})
			: asGiven(one);
		if (converted && 'problem' in converted) {
			problems.push({ name: one.name, problem: converted.problem });
		} else if (converted && field) {
			sent.push({ ...field, value: converted.value as WireValue });
		} else if (converted) {
			unknown[one.name] = converted.value as IDataObject[string];
		}
	}
	refuseUnfit(item, label, problems);
	const missing = isKnown
		? columns.fields.map(({ id }) => id).filter((id) => !sent.some((field) => field.id === id))
		: [];
	return { values: { ...unknown, ...toBody(sent) }, missing };
}

function refuseUnfit(item: Item, label: string, problems: Problem[]): void {
	if (problems.length === 0) return;
	const names = problems.map(({ name }) => `'${name}'`).join(', ');
	const lines =
		problems.length === 1
			? problems.map(({ problem }) => problem)
			: problems.map(({ name, problem }) => `'${name}': ${problem}`);
	throw item.refuse(
		`The value${problems.length > 1 ? 's' : ''} of ${names} in '${label}' cannot be sent`,
		['Nothing was sent.', ...lines].join('\n'),
	);
}
