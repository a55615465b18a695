import { parseJson } from './exactJson';
import type { NextFault } from './faults';
import { json, type Answer } from './http';
import type { KeyRing } from './store/keys';

const FOREIGN = 'https://elsewhere.example';

/** The answer with its `next` as the fault has it. Other answers than a page with a next one stay as they are. */
export function withOtherNext(answer: Answer, fault: NextFault, keys: KeyRing): Answer {
	if (answer.status !== 200) return answer;
	const { next, ...rest } = parseJson(answer.body) as { next?: { href: string } };
	if (!next) return answer;
	if (fault === 'gone') return json(200, rest);
	return json(200, { ...rest, next: { href: otherHref(next.href, fault, keys) } });
}

function otherHref(href: string, fault: Exclude<NextFault, 'gone'>, keys: KeyRing): string {
	const [path, token] = href.split('_lineStart=');
	switch (fault) {
		case 'circle':
			return path.slice(0, -1);
		case 'relative':
			return href.slice(href.indexOf('/campaign/') + '/campaign'.length);
		case 'foreign':
			return FOREIGN + new URL(href).pathname + new URL(href).search;
		case 'overlap':
			return `${path}_lineStart=${keys.issuePage((keys.readPage(token) ?? 1) - 1)}`;
	}
}
