import { isObject } from '../../campaign/call';
import { toStored } from '../../campaign/convert';
import type { KindCall } from '../../campaign/kind';
import { Refusal, refusalsOf } from '../../campaign/refusals';
import { printJson } from '../../exactJson';
import type { Field } from '../../store/field';

type Context = Record<string, unknown>;

/**
 * `ctx` as it is stored: as it was sent. Inferred: Campaign Standard drops a name that the event does not have, v8 keeps it, and both
 * refuse a value that its attribute cannot take.
 */
export function readContext(call: KindCall, ctx: Context, fields: readonly Field[]): Context {
	const keepsAll = call.organization.settings.dialect === 'v8';
	const kept = Object.entries(ctx).flatMap(([name, value]) => {
		const field = fields.find((one) => one.name === name);
		if (!field) return keepsAll ? [[name, value]] : [];
		return [[name, field.parts ? readRows(call, value, field.parts) : checked(call, field, value)]];
	});
	return Object.fromEntries(kept) as Context;
}

/** The rows of a collection. Inferred: anything but a list of objects is refused. */
function readRows(call: KindCall, value: unknown, parts: readonly Field[]): Context[] {
	if (!Array.isArray(value) || !value.every(isObject)) {
		throw refused(call, refusalsOf(call).wrongType(printJson(value), 'collection'));
	}
	return value.map((row) => readContext(call, row, parts));
}

function checked(call: KindCall, field: Field, value: unknown): unknown {
	try {
		toStored(field, value, call.organization.settings, refusalsOf(call));
		return value;
	} catch (error) {
		throw error instanceof Refusal ? refused(call, error) : error;
	}
}

/** Inferred: the sentence of Campaign Standard, before what is wrong. */
function refused(call: KindCall, { text }: Refusal): Refusal {
	const { generic } = refusalsOf(call);
	return text === generic.text ? generic : new Refusal(500, `${generic.text}\n${text}`);
}

/** `ctx` with nothing in it: "" for a number, too, and no rows, as captured. */
export function blankContext(fields: readonly Field[]): Context {
	const blanks = fields.map(({ name, type }) => [name, type === 'collection' ? [] : '']);
	return Object.fromEntries(blanks) as Context;
}
