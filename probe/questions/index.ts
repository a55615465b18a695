import type { Question } from '../question';
import * as changes from './changes';
import * as created from './created';
import * as events from './events';
import * as filters from './filters';
import * as lists from './lists';
import * as metadata from './metadata';
import * as record from './record';
import * as resources from './resources';
import * as subscriptions from './subscriptions';
import * as values from './values';
import * as workflows from './workflows';

/**
 * All questions, in the order in which they are asked: some use what those before them have found. Of two that find the same setting the
 * later one counts.
 */
export const QUESTIONS: readonly Question[] = [
	record.malformedKey,
	record.oneRecord,
	record.digitsAsKey,
	record.slashInKey,
	record.unknownNames,
	metadata.metadata,
	metadata.subscriptionFilters,
	lists.list,
	lists.forcedPages,
	lists.pages,
	lists.order,
	filters.nobody,
	filters.dateFilter,
	resources.resourceLists,
	resources.units,
	resources.templates,
	resources.collectionKey,
	resources.workflowList,
	resources.unknownEvent,
	events.eventMetadata,
	workflows.workflow,
	created.create,
	created.visible,
	created.emailMatch,
	created.fromFilter,
	values.personName,
	values.apostrophe,
	values.phone,
	values.longText,
	values.numberPrecision,
	values.instantPrecision,
	changes.emptyChange,
	changes.clearing,
	changes.wrongValues,
	changes.location,
	subscriptions.subscribe,
	subscriptions.emptySubscribe,
	events.sendEvent,
	created.secondProfile,
	created.deleted,
	workflows.signal,
	workflows.resume,
];
