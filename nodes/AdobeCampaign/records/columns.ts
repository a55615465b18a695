import { forComparison } from './clean';
import type { RecordField } from './metadata';
import type { RecordKind } from './kind';

/** A name for comparison: without capitals, blanks, `-`, `_` and other signs, which people write in different ways. */
const simple = (name: string) => forComparison(name).replace(/[^\p{L}\p{M}\p{N}]/gu, '');

/** Shorter names begin or end too many others. */
const SHORTEST_LIKE = 5;

/** One letter more, less, other, or two of them in the wrong order. */
function isSlip(one: string, other: string): boolean {
	if (Math.abs(one.length - other.length) > 1) return false;
	let start = 0;
	while (start < one.length && one[start] === other[start]) start += 1;
	let end = 0;
	const rest = Math.min(one.length, other.length) - start;
	while (end < rest && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
	const [left, right] = [one, other].map((word) => word.slice(start, word.length - end));
	const isSwapped = left.length === 2 && right === `${left[1]}${left[0]}`;
	return isSwapped || (left.length <= 1 && right.length <= 1);
}

function isLike(one: string, other: string): boolean {
	const [short, long] = one.length <= other.length ? [one, other] : [other, one];
	if (short.length < SHORTEST_LIKE) return false;
	return long.startsWith(short) || long.endsWith(short) || isSlip(short, long);
}

/** The names of a part of an element without the element's own: "city" of "Location: City". */
const partsOf = ({ id, label }: Pick<RecordField, 'id' | 'label'>): Set<string> =>
	new Set(
		id.includes('.') ? [id, label].map((name) => simple(name.split(/\.|: /).pop() ?? '')) : [],
	);

/**
 * Which field a column of a table stands for. People's tables have the labels of the screen, in their own spelling, and a BOM
 * before the first header; Campaign's API names come first. A name that fits several fields counts as unknown.
 */
export class Columns {
	private readonly byId = new Map<string, RecordField>();
	private readonly bySimpleId = new Map<string, RecordField | undefined>();
	private readonly byLabel = new Map<string, RecordField | undefined>();
	/** By the names of parts of elements. */
	private readonly byPart = new Map<string, RecordField | undefined>();
	private readonly found = new Map<string, RecordField | undefined>();
	private readonly similar = new Map<string, RecordField | undefined>();

	constructor(
		readonly fields: RecordField[],
		private readonly kind: RecordKind,
	) {
		const add = (names: Map<string, RecordField | undefined>, name: string, field: RecordField) =>
			names.set(name, names.has(name) ? undefined : field);
		for (const field of fields) {
			this.byId.set(field.id, field);
			add(this.bySimpleId, simple(field.id), field);
			for (const label of new Set([field.label, field.label.replace(/ \(PKey\)$/, '')])) {
				if (simple(label) !== '') add(this.byLabel, simple(label), field);
			}
			for (const part of partsOf(field)) add(this.byPart, part, field);
		}
	}

	get isEmpty(): boolean {
		return this.fields.length === 0;
	}

	/** The field with exactly this API name. */
	get(id: string): RecordField | undefined {
		return this.byId.get(id);
	}

	/** The field that a column names. Campaign's own `created` does not stand for a company's `CREATED`. */
	fieldOf(column: string): RecordField | undefined {
		if (!this.found.has(column)) {
			const name = simple(column);
			const others = this.kind.computed.test(column)
				? []
				: [this.bySimpleId, this.byLabel, this.byPart];
			this.found.set(
				column,
				this.byId.get(column) ?? others.find((names) => names.has(name))?.get(name),
			);
		}
		return this.found.get(column);
	}

	/** A field that a column looks like without naming it. The name of a computed field is not a misspelling. */
	fieldLike(column: string): RecordField | undefined {
		if (!this.similar.has(column)) {
			const name = simple(column);
			const like = ({ id, label }: RecordField) =>
				[simple(id), simple(label), ...partsOf({ id, label })].some((other) => isLike(name, other));
			this.similar.set(
				column,
				this.kind.computed.test(column) ? undefined : this.fields.find(like),
			);
		}
		return this.similar.get(column);
	}
}
