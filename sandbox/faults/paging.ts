import { parseJson } from '../exactJson';
import type { NextFault } from './fault';
import { json, type Answer } from '../http';
import type { KeyRing } from '../store/keys';

const FOREIGN = 'https://elsewhere.example';

interface Page {
	content: unknown[];
	next?: { href: string };
}

/** So that no two links of a list are the same. */
let links = 0;

/** The answer with its `next` as the fault has it. Other answers than a page with a next one stay as they are. */
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
