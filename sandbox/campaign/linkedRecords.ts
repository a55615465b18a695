import { json, type Answer } from '../http';
import { hrefTo } from './call';
import type { Kind, KindCall, LinkedRecord, LinkTarget, View } from './kind';
import { refusalsOf } from './refusals';

const CREATED = '2024-01-01 08:00:00.000Z';

/** The resource of this name that links of the kind lead to, where the dialect has it. */
export function findLinkTarget(
	{ kind, organization }: Pick<View, 'kind' | 'organization'>,
	name: string,
): LinkTarget | undefined {
	const { dialect } = organization.settings;
	return kind.linkTargets?.find(
		(target) => target.name === name && (target.dialect ?? dialect) === dialect,
	);
}

/** The kind of this name that links of the kind lead to; a link target of the same name goes first. */
export function findLinkedKind(
	view: Pick<View, 'kind' | 'kinds' | 'organization'>,
	name: string,
): Kind | undefined {
	if (findLinkTarget(view, name)) return undefined;
	return view.kinds.find(({ path }) => path === name);
}

/** The list of a link target, or one of its records; both are read only. */
export function answerLinked(call: KindCall, target: LinkTarget, key: string | undefined): Answer {
	if (call.method !== 'GET') throw refusalsOf(call).generic;
	if (key === undefined) {
		const content = target
			.records(call.organization.store)
			.map((record) => recordObject(call, target, record));
		return json(200, { content, serverSidePagination: true });
	}
	const known = call.organization.keys.read(target.name, key);
	const record = target.records(call.organization.store).find(({ id }) => id === known?.id);
	if (!record) throw refusalsOf(call).malformedKeyInUrl(key, call.path);
	return json(200, recordObject(call, target, record));
}

function recordObject(call: KindCall, target: LinkTarget, record: LinkedRecord) {
	const { id, label, name } = record;
	const PKey = call.organization.keys.shown(target.name, id);
	return {
		PKey,
		created: CREATED,
		desc: '',
		href: hrefTo(call, `${target.name}/${PKey}`),
		label,
		lastModified: CREATED,
		name,
		title: `${label} (${name})`,
	};
}
