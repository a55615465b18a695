import { parseJson } from '../exactJson';
import type { NextFault } from './fault';
import { json, type Answer } from '../http';
import type { KeyRing } from '../store/keys';

const FOREIGN = 'https://elsewhere.example';

interface Page {
	content: unknown[];
	next?: { href: string };
}

/** Counts the links of "empty" and "repeat", so that no two of them are the same. */
let links = 0;

/** The page with its `next` as the fault makes it; any other answer unchanged. */
export function withOtherNext(answer: Answer, fault: NextFault, keys: KeyRing): Answer {
	if (answer.status !== 200) return answer;
	const page = parseJson(answer.body) as Page;
	const { next, ...rest } = page;
	if (!next) return answer;
	if (fault === 'gone') return json(200, rest);
	const content = fault === 'empty' ? [] : page.content;
	return json(200, { ...rest, content, next: { href: otherHref(next.href, fault, page, keys) } });
}

function otherHref(
	href: string,
	fault: Exclude<NextFault, 'gone'>,
	{ content }: Page,
	keys: KeyRing,
): string {
	const [path, token] = href.split('_lineStart=');
	const end = keys.readPage(token) ?? 1;
	switch (fault) {
		case 'circle':
			return path.slice(0, -1);
		case 'relative':
			return href.slice(href.indexOf('/campaign/') + '/campaign'.length);
		case 'foreign':
			return FOREIGN + new URL(href).pathname + new URL(href).search;
		case 'overlap':
			return `${path}_lineStart=${keys.issuePage(end - 1)}`;
		case 'empty':
		case 'repeat':
			return `${path}_lineStart=${keys.issuePage(end - content.length, (links += 1))}`;
	}
}
