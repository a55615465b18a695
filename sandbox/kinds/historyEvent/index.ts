import type { Kind, KindCall } from '../../campaign/kind';
import { ownerRecord } from '../../campaign/owners';
import { answer, type Answer } from '../../http';
import { FieldTable } from '../../store/fieldTable';
import { timestamp } from '../../store/timestamp';
import { collection, link, readOnly, stamp, text } from '../fields';

const MIRROR_PAGE = 'mirrorPage';

/**
 * The events of marketing history: messages (`broadLog`) and changes of subscriptions (`subHisto`). Attributes: Campaign Standard
 * API, 'Interacting with marketing history', and its version of 2019 for `metadata`, which print a message. Inferred: a change of a
 * subscription has the same ones, labels, types and lengths.
 */
export const historyEvent: Kind = {
	path: 'historyEvent',
	label: 'Events',
	document: 'Event',
	schema: 'nms:historyEvent',
	help: 'Events of marketing history',
	endpoints: () => ['profileAndServices', 'profileAndServicesExt'],
	only: 'standard',
	isNested: true,
	isJournal: true,
	readOnly: true,
	fields: new FieldTable([
		text('PKey', 'Main resource ID', 255, readOnly),
		text('category', 'Category', 32, readOnly),
		stamp('date', 'Date', { sortable: true }),
		text('href', 'Address of the event', 255, readOnly),
		text('label', 'Label', 255, readOnly),
		text('metadata', 'Resource', 64, readOnly),
		collection(MIRROR_PAGE, 'Mirror page', 'mirrorPage'),
		text('type', 'Type', 32, readOnly),
		link('profile', 'Profile', 'profile', { internal: true, isOwner: true }),
		stamp('created', 'Created', { internal: true }),
		stamp('lastModified', 'Last modified', { internal: true }),
	]),
	filters: () => ({}),
	answer: (call, [key, name, ...rest]) =>
		call.method === 'GET' && name === MIRROR_PAGE && rest.length === 0
			? mirrorPage(call, key)
			: undefined,
	seed: () => [],
	newValues: () => ({
		category: 'email',
		date: timestamp(),
		label: 'Send via email',
		metadata: 'broadLog',
		type: 'outbound',
	}),
};

/** Inferred: that the address of a message's mirror page gives a page, and that a change of a subscription has none. */
function mirrorPage(call: KindCall, key: string): Answer | undefined {
	const { values } = ownerRecord(call, key, { name: MIRROR_PAGE });
	if (values.metadata !== 'broadLog') return undefined;
	const label = String(values.label).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	return answer(200, 'text/html;charset=utf-8', `<!doctype html><title>${label}</title>`);
}
