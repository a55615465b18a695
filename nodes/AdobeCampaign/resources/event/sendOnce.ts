import type { IDataObject } from 'n8n-workflow';

import { elapsed } from '../../n8n/wait';
import { isSameName } from '../../records/clean';
import { momentOf } from '../../records/compare';
import type { Item } from '../../records/item';
import { pagesFrom, PAGE_SIZE } from '../../records/list';
import { recordIn } from '../../transport/bodies';
import type { CampaignRecord } from '../../transport/types';
import { EXTERNAL_IDS } from './externalIds';
import { toBeSent } from './kind';

/**
 * A message in the event's list that is older than this, in milliseconds, is not the one whose answer was lost. Campaign tells when
 * it was made by its own clock; n8n's may be wrong by less, and where it is not, the message counts as unclear.
 */
const RECENT_MS = 60 * 60_000;

/** The message in the event's own list: a new one that has its keys; undefined when there is none, or several. */
async function findSent(item: Item, body: IDataObject): Promise<CampaignRecord | undefined> {
	const keys = EXTERNAL_IDS.filter((name) => body[name]);
	if (!body.email || keys.length === 0) return undefined;
	const { client } = item;
	const filter = { name: 'byEmail', parameters: { email: String(body.email) } };
	const found: CampaignRecord[] = [];
	for await (const page of pagesFrom(client, client.urls.list(filter, { lineCount: PAGE_SIZE }))) {
		found.push(
			...page.content.filter(
				(row) =>
					isSameName(row.email, body.email) &&
					keys.every((name) => row[name] === body[name]) &&
					!(Date.now() - momentOf(row.created) > RECENT_MS),
			),
		);
	}
	const { sentAt } = item.instance;
	const [message, ...others] = found.filter(({ PKey }) => !sentAt.has(String(PKey)));
	if (!message || others.length > 0) return undefined;
	// At once: another item whose answer was lost, too, must not take it for its own.
	sentAt.set(String(message.PKey), elapsed());
	item.hint('The answer to a message was lost, but Campaign lists it: it was sent once');
	return message;
}

/** What is known of a message that was sent. */
interface Sent extends IDataObject {
	PKey: string;
	status: string;
}

/** POSTs a message that no earlier try of the execution has sent. @throws NodeApiError, also when it may have been sent */
async function post(item: Item, body: IDataObject): Promise<Sent> {
	const { client, run, index } = item;
	const url = client.urls.collection();
	const content = [url, body];
	const earlier = run.earlierTries?.find(index, content);
	if (earlier === 'unclear') {
		throw item.refuse(
			'An earlier try of this execution may have sent this message',
			'Nothing was sent now. Look into the messages of the event in Campaign before you send it again.',
		);
	}
	if (earlier) {
		item.hint('The message was sent by an earlier try of this execution, and not again');
		return earlier as Sent;
	}
	const look = async () => {
		run.earlierTries?.add(index, content, 'unclear');
		return await findSent(item, body);
	};
	const { PKey, status } = await client.of(toBeSent(item.kind)).post(url, body, recordIn, look);
	const sent: Sent = { PKey: String(PKey), status: String(status ?? '') };
	item.instance.sentAt.set(sent.PKey, elapsed());
	run.earlierTries?.add(index, content, sent);
	return sent;
}

/**
 * Sends a message, once in an execution: a second request is a second message to a customer. A model may call its tool twice at the
 * same moment, so the same calls of a tool wait for each other.
 *
 * @throws NodeApiError, also when it may have been sent
 */
export const sendOnce = async (item: Item, body: IDataObject): Promise<Sent> =>
	item.run.isTool
		? await item.client.inTurn(JSON.stringify(body), async () => await post(item, body))
		: await post(item, body);
