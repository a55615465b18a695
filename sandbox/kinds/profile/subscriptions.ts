import { hrefTo } from '../../campaign/call';
import type { KindCall } from '../../campaign/kind';
import { refusalsOf } from '../../campaign/refusals';
import { json, type Answer } from '../../http';

/** `<profile's href>/subscriptions/`: an empty list, because the sandbox has no services to subscribe to. */
export function answerSubscriptions(call: KindCall, key: string): Answer {
	const { keys, store } = call.organization;
	const content = keys.read('profile/subscriptions', key);
	if (!content) throw refusalsOf(call).malformedKeyInUrl(key, call.path);
	if (!store.table('profile').get(content.id)) throw refusalsOf(call).notFound(key);
	if (call.method !== 'GET') throw refusalsOf(call).generic;
	return json(200, {
		content: [],
		count: { href: hrefTo(call, `profile/${key}/subscriptions//_count`), value: 0 },
		serverSidePagination: true,
	});
}
