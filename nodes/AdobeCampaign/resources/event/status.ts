import type { NodeApiError } from 'n8n-workflow';

import type { Item } from '../../records/item';
import { hasOwn } from '../../records/metadata';
import { watch } from '../../records/watch';
import { recordIn } from '../../transport/bodies';
import type { CampaignRecord } from '../../transport/types';

/** Final statuses in which nobody has got the message, and why that is (Adobe, "Event status"). */
const NOT_SENT: Record<string, string> = {
	ignored:
		'Campaign does not write to this address: it is in quarantine, or the profile is on the denylist.',
	routingFailed:
		"The event's message is not published, or was paused or unpublished. Publish it in Campaign.",
	tooOld: "It was too late: its expiration was over before Campaign's turn came.",
	deliveryFailed: 'Campaign could not deliver it. The logs of the transactional message say why.',
	targetingFailed:
		'Campaign could not find or enrich the profile that the event is about. Check the targeting of the event.',
};

const SENT = 'processed';

const isNotSent = (status: string) => hasOwn(NOT_SENT, status);

const isFinal = (status: string) => status === SENT || isNotSent(status);

export const statusOf = ({ status }: CampaignRecord) => String(status ?? '');

/**
 * Watches what becomes of a message. It was accepted, and must not look as if it was not: what goes wrong while it is watched is
 * a hint.
 *
 * @param maxMs milliseconds
 * @returns the event as it was seen last; undefined when it could not be read
 */
export async function watchStatus(
	item: Item,
	url: string,
	maxMs: number,
): Promise<CampaignRecord | undefined> {
	const { client } = item;
	const look = async () => await client.get(url, recordIn, '', true);
	const seen = await watch(item, maxMs, look, (event) => isFinal(statusOf(event))).catch(
		(error: NodeApiError) => {
			item.hint(
				`The message was accepted, but its status could not be read: ${error.message.replace(/ \[item \d+\]$/, '')}`,
			);
			return undefined;
		},
	);
	if (seen && !seen.isReached) {
		item.hint(
			`The message was accepted, and is still '${statusOf(seen.last)}' after ${maxMs / 1000} seconds. Look again later with Get.`,
		);
	}
	return seen?.last;
}

/** @throws NodeOperationError for a message that nobody has got */
export function refuseUnsent(item: Item, status: string, PKey: string): void {
	if (!isNotSent(status)) return;
	throw item.refuse(
		`The message was not sent: its status is '${status}'`,
		`${NOT_SENT[status]} Campaign has stored it, so do not send it again before that is settled. Its PKey: ${PKey}`,
	);
}
