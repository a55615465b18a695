import { readObject } from '../../campaign/call';
import type { Kind, KindCall } from '../../campaign/kind';
import { findRecord } from '../../campaign/recordKeys';
import { refusalsOf } from '../../campaign/refusals';
import { answerOneRecord } from '../../campaign/singleRecord';
import { empty, json, type Answer } from '../../http';
import { sendSignal } from '../signal/send';
import { ACTIVITY_KEYS, activitiesOf, signalActivity } from './activities';
import { WORKFLOW_FIELDS } from './fields';
import { firstWorkflows } from './seed';
import { commanded, isCommand, logicalStatusOf, stateOf, withStateAsPut } from './states';

/**
 * What runs on Campaign's side, found by the ID on its screens or by the PKey (issue 11 of Adobe's client, whose trigger address has
 * keys of 135 and 177 characters). Inferred: no list, no metadata, and no change but by commands.
 */
export const workflow: Kind = {
	path: 'workflow',
	inUrls: 'execution',
	label: 'Workflows',
	document: 'Workflow',
	schema: 'xtk:workflow',
	help: 'Workflows',
	endpoints: () => ['workflow'],
	isDescribed: () => false,
	readOnly: true,
	changesByItself: true,
	keyLengths: { workflow: 135, [ACTIVITY_KEYS]: 177 },
	fields: WORKFLOW_FIELDS,
	filters: () => ({}),
	seed: firstWorkflows,
	put: withStateAsPut,
	rawKey: () => 'name',
	computed: {
		activities: (one, _keys, view) => activitiesOf(one, view),
		logicalStatus: (one) => logicalStatusOf(one),
		state: (one) => stateOf(one),
		title: ({ values }) => `${String(values.label ?? '')} (${String(values.name ?? '')})`,
	},
	answer(call, [key, ...rest]) {
		const [first, second, activity = '', last] = rest;
		if (key !== undefined && rest.length === 0) return answerOneRecord(call, key);
		if (key !== undefined && rest.length === 1 && first === 'commands') return command(call, key);
		const isTrigger = first === 'activities' && second === 'activity' && last === 'trigger';
		if (key === undefined || !isTrigger || rest.length > 4) throw refusalsOf(call).unknownResource;
		if (call.method !== 'POST') throw refusalsOf(call).generic;
		const found = findRecord(call, key);
		return sendSignal(call, found, signalActivity(call, found, activity));
	},
};

/** `POST <workflow>/commands`. Inferred: status (setting commandStatus) and body, and the text for another method. */
function command(call: KindCall, key: string): Answer {
	const { settings, store } = call.organization;
	const found = findRecord(call, key);
	const { method } = call.method === 'POST' ? readObject(call) : {};
	if (!isCommand(method)) throw refusalsOf(call).generic;
	const values = { ...found.values, ...commanded(found, method, settings) };
	store.table(call.kind.path).replace({ ...found, values });
	return settings.commandStatus === 204 ? empty(204) : json(settings.commandStatus, {});
}
