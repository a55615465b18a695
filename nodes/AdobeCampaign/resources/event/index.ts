import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { undefinedIfKind } from '../../n8n/errors';
import { openEditorItem } from '../../parameters/editorLists';
import { emptyForm, toFormField } from '../../parameters/fields';
import type { Resource } from '../resource';
import { isEventId, isMessageCenter, itemOfEvent, messageCenterIn } from './eventName';
import { get } from './get.operation';
import { EVENT } from './kind';
import { send } from './send.operation';

/** The fields of the event that is chosen in the form. What an expression gives is not known there: n8n would fail on it. */
async function mapContext(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const [eventId, center] = ['eventId', 'messageCenter'].map((name) =>
		String(this.getCurrentNodeParameter(name) ?? '').trim(),
	);
	if (!isEventId(eventId)) {
		return emptyForm(
			"Enter the 'Event ID' first. When an expression gives it, choose 'Using JSON'.",
		);
	}
	if (!isMessageCenter(center)) {
		return emptyForm("Choose 'Using JSON' when an expression gives the 'Message Center'.");
	}
	const messageCenter = messageCenterIn(center);
	const item = itemOfEvent(await openEditorItem(this, EVENT), { eventId, messageCenter });
	const fields = await undefinedIfKind(['notFound', 'addressUnknown'], item.fields());
	if (!fields)
		return emptyForm(
			"Campaign does not tell the fields of this event. Check 'Event ID'; if it is right, choose 'Using JSON'.",
		);
	if (fields.length === 0)
		return emptyForm('This event has no fields: there is nothing to fill in.');
	return { fields: fields.map(toFormField) };
}

/** Messages that something a customer did sets off, such as an order (Adobe, "Managing transactional messages"). */
export const event: Resource = {
	value: 'event',
	name: 'Transactional Event',
	properties: [],
	operations: [get, send],
	defaultOperation: 'get',
	kindOf: () => EVENT,
	methods: { resourceMapping: { mapContext } },
};
