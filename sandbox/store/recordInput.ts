import { printJson, wholeNumber, type Scalar } from '../exactJson';
import type { Field } from './field';
import type { KeyRing } from './keys';
import type { RecordInput, StoredKind } from './storedKind';
import type { RecordContent } from './storedRecord';

/**
 * A record as given, in stored form: without any policy, checking only the names. Its PKey is left out.
 * @throws Error that names an attribute that does not exist, or a link without a record
 */
export function readInput(kind: StoredKind, keys: KeyRing, input: RecordInput): RecordContent {
	const values: Record<string, Scalar> = {};
	const links: Record<string, number> = {};
	for (const [name, value] of Object.entries(input)) {
		if (value === undefined || name === 'PKey') continue;
		const field = kind.fields.printedAnywhere(name);
		if (!field) throw new Error(`${kind.label} have no attribute "${name}".`);
		if (field.type === 'link') {
			if (value !== null) links[name] = linkedId(field, keys, value);
		} else if (field.isDocument) {
			values[name] = printJson(value);
		} else if (field.parts) {
			Object.assign(values, withPrefix(name, value));
		} else {
			values[name] = field.resType === 'int64' ? wholeNumber(String(value)) : (value as Scalar);
		}
	}
	return { values, links };
}

function linkedId({ name, target = '' }: Field, keys: KeyRing, value: unknown): number {
	const key = (value as { PKey?: unknown } | null)?.PKey;
	const linked = keys.read(target, String(key));
	if (!linked) {
		throw new Error(`"${name}" wants { "PKey": "..." } of a record of ${keys.organization}.`);
	}
	return linked.id;
}

function withPrefix(name: string, value: unknown): Record<string, Scalar> {
	const parts = Object.entries((value ?? {}) as Record<string, Scalar>);
	return Object.fromEntries(parts.map(([part, content]) => [`${name}.${part}`, content]));
}
