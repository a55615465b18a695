import type { Dialect } from '../settings';
import { isExtended, type Endpoint, type Field } from './field';

interface Shown {
	all: readonly Field[];
	printed: readonly Field[];
}

/** The attributes of one kind of record, by dialect and endpoint; in ASCII order, as in every published answer. */
export class FieldTable {
	private readonly fields: readonly Field[];
	private readonly byName = new Map<string, Field>();
	/** The fields that some endpoint prints, or that are stored without being shown; looked up for each value of a seed. */
	private readonly printable = new Map<string, Field>();
	private readonly shown = new Map<string, Shown>();
	private readonly owning = new Map<string, readonly Field[]>();

	constructor(fields: readonly Field[]) {
		this.fields = [...fields].sort((a, b) => (sortName(a) < sortName(b) ? -1 : 1));
		for (const field of this.fields) {
			if (!this.byName.has(field.name)) this.byName.set(field.name, field);
			if (!field.metadataOnly && !this.printable.has(field.name)) {
				this.printable.set(field.name, field);
			}
		}
	}

	/** The attributes that metadata lists. */
	all(dialect: Dialect, endpoint: Endpoint): readonly Field[] {
		return this.shownAt(dialect, endpoint).all;
	}

	/** The attributes that a record is printed with. */
	printed(dialect: Dialect, endpoint: Endpoint): readonly Field[] {
		return this.shownAt(dialect, endpoint).printed;
	}

	find(dialect: Dialect, endpoint: Endpoint, name: string): Field | undefined {
		return this.all(dialect, endpoint).find((field) => field.name === name);
	}

	/** The attribute of this name, wherever it is shown. */
	named(name: string): Field | undefined {
		return this.byName.get(name);
	}

	/** The links to an owner of this kind. */
	owners(kind: string): readonly Field[] {
		const known = this.owning.get(kind);
		if (known) return known;
		const made = this.fields.filter(({ isOwner, target }) => isOwner && target === kind);
		this.owning.set(kind, made);
		return made;
	}

	/** All links that a record may hold. */
	links(): readonly Field[] {
		return this.fields.filter(({ type, metadataOnly }) => type === 'link' && !metadataOnly);
	}

	/** The links without which a record is hidden. */
	required(): readonly Field[] {
		return this.links().filter(({ isRequired }) => isRequired);
	}

	/** An attribute that some endpoint of some dialect prints, or that is stored without being shown. */
	printedAnywhere(name: string): Field | undefined {
		return this.printable.get(name);
	}

	private shownAt(dialect: Dialect, endpoint: Endpoint): Shown {
		const name = `${dialect}/${endpoint}`;
		const known = this.shown.get(name);
		if (known) return known;
		const all = this.fields.filter((field) => isShown(field, dialect, endpoint));
		const made = { all, printed: all.filter((field) => !field.metadataOnly) };
		this.shown.set(name, made);
		return made;
	}
}

/** Inferred: PKey comes before attributes of custom resources in capital letters, too. */
function sortName({ name }: Field): string {
	return name === 'PKey' ? '' : name;
}

function isShown(field: Field, dialect: Dialect, endpoint: Endpoint): boolean {
	if (field.internal || (field.only && field.only !== dialect)) return false;
	if (isExtended(endpoint) || !field.extOnly) return true;
	return field.extOnly === 'v8' && dialect === 'standard';
}
