import { wholeNumber } from '../exactJson';
import type { Settings } from '../settings';
import type { Field } from '../store/field';

/**
 * A number as its field stores it, by storage type: `double` with decimals, `int64` with every digit, any other type without
 * decimals. Undefined for a text that is not a number, and for a number that the field cannot hold.
 */
export function toNumber(
	text: string,
	{ resType }: Field,
	{ numberPrecision }: Settings,
): number | bigint | undefined {
	if (resType === 'int64' && /^-?\d+$/.test(text)) return toInt64(text);
	const sent = Number(text);
	const number = resType === 'double' ? rounded(sent, numberPrecision) : Math.trunc(sent);
	return Number.isFinite(number) ? number : undefined;
}

/** Inferred: a number that 64 bits cannot hold is refused. */
function toInt64(digits: string): number | bigint | undefined {
	return BigInt.asIntN(64, BigInt(digits)) === BigInt(digits) ? wholeNumber(digits) : undefined;
}

function rounded(number: number, precision: Settings['numberPrecision']): number {
	return precision === 'single' ? Math.fround(number) : number;
}
