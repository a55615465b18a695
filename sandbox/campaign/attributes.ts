import type { Field } from '../store/field';
import type { View } from './kind';

type Asked = Pick<View, 'kind' | 'organization' | 'endpoint'>;

/** The attributes of a kind at an endpoint of this instance, as metadata lists them. */
export function attributesOf({ kind, organization, endpoint }: Asked): readonly Field[] {
	const { settings } = organization;
	const lacking = kind.lacks?.(settings) ?? [];
	const all = kind.fields.all(settings.dialect, endpoint);
	return lacking.length === 0 ? all : all.filter(({ name }) => !lacking.includes(name));
}

/** The attribute of this name. */
export function attributeOf(asked: Asked, name: string): Field | undefined {
	return attributesOf(asked).find((field) => field.name === name);
}
