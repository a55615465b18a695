/** What went wrong, by error; n8n's error classes have no place for it. Kinds are those of errors.ts. */
const kinds = new WeakMap<object, string>();

/** Refusals that mean that there is no such profile: a deleted one may be either (Adobe, "Limitations" of v8). */
const MISSING_KINDS = ['notFound', 'keyInvalid'];

/** Remembers what kind of refusal an error is. */
export function markKind<E extends object>(error: E, kind: string): E {
	kinds.set(error, kind);
	return error;
}

/** Whether an error is of one of these kinds. */
export const isOfKind = (error: object, wanted: string[]) =>
	wanted.includes(kinds.get(error) ?? '');

/** What was read, or undefined when there is no such profile. Every other error stays one. */
export const unlessMissing = async <T>(
	reading: Promise<T>,
	missing = MISSING_KINDS,
): Promise<T | undefined> =>
	await reading.catch(async (error: object) =>
		isOfKind(error, missing) ? undefined : await Promise.reject(error),
	);
