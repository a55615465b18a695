import { isObject, readObject } from '../../campaign/call';
import { toStored } from '../../campaign/convert';
import type { KindCall } from '../../campaign/kind';
import { Refusal, refusalsOf } from '../../campaign/refusals';
import { printJson } from '../../exactJson';
import { answer, json, type Answer } from '../../http';
import type { StoredRecord } from '../../store/storedRecord';
import { serverTime, timestamp } from '../../store/timestamp';
import type { Parameters, SignalActivity } from '../workflow/activities';
import { STARTED, stateOf } from '../workflow/states';

/** 'Triggering a signal activity': the size of the body, and the pause until the next signal. */
const LONGEST_BODY = 64 * 1024;

/**
 * `POST <trigger.href>`: 201 with JSON, as a client of a live instance demands. Inferred: its content, the order of the checks, and what
 * a workflow that does not run, a body without a source and one that is too long are answered.
 */
export function sendSignal(
	call: KindCall,
	workflow: StoredRecord,
	{ id, parameters: declared }: SignalActivity,
): Answer {
	const { store, settings } = call.organization;
	if (stateOf(workflow) !== STARTED || call.body.length > LONGEST_BODY) {
		throw refusalsOf(call).generic;
	}
	const { source, parameters = {} } = readObject(call);
	if (typeof source !== 'string' || source === '' || !isObject(parameters)) {
		throw refusalsOf(call).generic;
	}
	// Inferred: v8, which does not list parameters, takes any.
	if (settings.dialect === 'standard') checkParameters(call, parameters, declared);
	const table = store.table('signal');
	const cold = Date.now() - settings.signalCooldownSeconds * 1000;
	const isCooling = ({ values, links }: StoredRecord) =>
		links.workflow === workflow.id && values.activity === id && Number(values.receivedAt) > cold;
	if (table.find(isCooling)) return coolingDown(id, settings.signalCooldownStatus);
	const now = timestamp(serverTime(settings));
	table.insert({
		values: {
			activity: id,
			source,
			parameters: printJson(parameters),
			created: now,
			lastModified: now,
			receivedAt: Date.now(),
		},
		links: { workflow: workflow.id },
	});
	return json(201, {});
}

/** Issue 85 of Adobe's client: text that begins with "T". Inferred: the rest of it. */
function coolingDown(activity: string, status: number): Answer {
	const text = `Trigger of activity '${activity}' has been called in the last 10 minutes.`;
	return answer(status, 'text/plain;charset=utf-8', text);
}

/** Names and number of parameters are those of the declaration ('Declaring the parameters of an external signal'). */
function checkParameters(
	call: KindCall,
	sent: Readonly<Record<string, unknown>>,
	declared: Parameters,
): void {
	// Inferred: a parameter that was not sent gets the same text, which the page prints for one that is not declared.
	const wrong =
		Object.keys(sent).find((name) => !Object.hasOwn(declared, name)) ??
		Object.keys(declared).find((name) => !Object.hasOwn(sent, name));
	if (wrong !== undefined) {
		throw notTriggered(call, `'${wrong}' parameter isn't defined in signal activity.`);
	}
	for (const [name, { type }] of Object.entries(declared)) checkType(call, name, sent[name], type);
}

/** The page sends every value as text, so a text that can be read as the type passes. Inferred: the text for one that cannot. */
function checkType(
	call: KindCall,
	name: string,
	value: unknown,
	type: Parameters[string]['type'],
): void {
	try {
		const field = { name, label: name, type, resType: type === 'number' ? 'double' : undefined };
		toStored(field, value, call.organization.settings, refusalsOf(call));
	} catch (error) {
		throw error instanceof Refusal ? notTriggered(call, error.text) : error;
	}
}

const EXPRESSION = 'HandleTrigger(@name, $(source), $({parameters}))';

/** The same page, for a parameter that is not declared. */
function notTriggered(call: KindCall, cause: string): Refusal {
	return new Refusal(
		500,
		[
			refusalsOf(call).generic.text,
			cause,
			`XTK-170006 Unable to parse expression '${EXPRESSION}'.`,
			`RST-360000 Error while assessing '${EXPRESSION}' expression ('xtk:workflow:execution/activities/signal/trigger' resource)`,
		].join('\n'),
	);
}
