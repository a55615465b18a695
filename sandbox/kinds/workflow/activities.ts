import { hrefTo } from '../../campaign/call';
import type { KindCall, View } from '../../campaign/kind';
import { pathOf } from '../../campaign/owners';
import { refusalsOf } from '../../campaign/refusals';
import { recordReference } from '../../campaign/serialize';
import type { Settings } from '../../settings';
import type { StoredRecord } from '../../store/storedRecord';
import { STARTED, stateOf } from './states';

/** The types that 'Declaring the parameters of an external signal' names. Inferred: "datetime" for its "date/time". */
type ParameterType = 'string' | 'number' | 'boolean' | 'datetime';

export type Parameters = Readonly<Record<string, { type: ParameterType }>>;

/** An activity as it is stored. One with parameters, be it none, is a signal activity. */
interface Activity {
	parameters?: Parameters;
}

export interface SignalActivity {
	id: string;
	parameters: Parameters;
}

/** The scope of the keys of activities. */
export const ACTIVITY_KEYS = 'workflow/activity';

/**
 * `activities` of a workflow. Campaign Standard API, 'Triggering a signal activity', prints `activity.<id>.trigger.href`. Inferred: where
 * the parameters stand, and that other activities print nothing.
 */
export function activitiesOf(workflow: StoredRecord, view: View) {
	const activity = entriesOf(workflow).map(([id, { parameters }], index) => [
		id,
		parameters === undefined ? {} : signalOf(workflow, view, parameters, index),
	]);
	return { activity: Object.fromEntries(activity) as Record<string, unknown> };
}

function signalOf(workflow: StoredRecord, view: View, parameters: Parameters, index: number) {
	const { keys, settings } = view.organization;
	const isTriggered = settings.triggerShown === 'always' || stateOf(workflow) === STARTED;
	const { PKey } = recordReference(view, workflow);
	const key = keys.issue(ACTIVITY_KEYS, workflow.id, index);
	const href = hrefTo(view, `${pathOf(view)}/${PKey}/activities/activity/${key}/trigger/`);
	return { ...declared(parameters, settings), ...(isTriggered ? { trigger: { href } } : {}) };
}

function declared(parameters: Parameters, { dialect, signalParameters }: Settings) {
	const byDialect = dialect === 'v8' ? 'hidden' : 'map';
	const shape = signalParameters === 'byDialect' ? byDialect : signalParameters;
	if (shape === 'hidden') return {};
	if (shape === 'map') return { parameters };
	return { parameters: Object.entries(parameters).map(([name, more]) => ({ name, ...more })) };
}

/** The signal activity of a key in an address. @throws Refusal for any other key */
export function signalActivity(
	call: KindCall,
	workflow: StoredRecord,
	key: string,
): SignalActivity {
	const content = call.organization.keys.read(ACTIVITY_KEYS, key);
	if (content?.id !== workflow.id) throw refusalsOf(call).malformedKeyInUrl(key, call.path);
	const [id, activity] = entriesOf(workflow)[content.version] ?? [];
	if (id === undefined || !activity?.parameters) throw refusalsOf(call).notFound(key);
	return { id, parameters: activity.parameters };
}

function entriesOf({ values }: StoredRecord): Array<[string, Activity]> {
	const stored = JSON.parse(String(values.activities || '{}')) as {
		activity?: Record<string, Activity>;
	};
	return Object.entries(stored.activity ?? {});
}
