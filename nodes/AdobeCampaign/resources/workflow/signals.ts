import type { Item } from '../../records/item';
import { textOf, writableFields, type RecordField } from '../../records/metadata';
import { simplify } from '../../records/output';
import { isObject } from '../../transport/bodies';
import type { CampaignRecord, MetadataEntry } from '../../transport/types';
import { stateOf } from './chosen';
import { WORKFLOW } from './kind';

/** An activity of a workflow, as far as a signal needs to know it. */
export interface Activity {
	id: string;
	/** Where the signal is POSTed. It may be there only while the workflow runs. */
	href?: string;
	/** What the signal declares. Absent where the instance does not tell it: Campaign v8 does not (Adobe, "Limitations" of v8). */
	parameters?: RecordField[];
}

const objectIn = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});

/** A name with its type. Adobe does not print the shape: a map of names, or a list of objects with one. */
function declaredIn(declared: unknown): Array<[string, unknown]> | undefined {
	if (Array.isArray(declared)) return declared.map((one) => [textOf(objectIn(one).name), one]);
	return isObject(declared) ? Object.entries(declared) : undefined;
}

/** The types are string, number, boolean and date/time (Adobe, "Declaring the parameters of an external signal"). */
function entryOf(declared: unknown): MetadataEntry {
	const { type, label } = objectIn(declared);
	return { type: textOf(type ?? declared).replace(/\W/g, ''), label: textOf(label) };
}

function activityOf(id: string, told: unknown): Activity {
	const { trigger, parameters } = objectIn(told);
	const { href, parameters: ofTrigger } = objectIn(trigger);
	const declared = declaredIn(parameters ?? ofTrigger)?.filter(([name]) => name !== '');
	return {
		id,
		...(textOf(href) !== '' && { href: textOf(href) }),
		...(declared && {
			parameters: writableFields(
				Object.fromEntries(declared.map(([name, one]) => [name, entryOf(one)])),
				WORKFLOW,
			),
		}),
	};
}

function activitiesIn({ activities }: CampaignRecord): Activity[] {
	const byId = objectIn(objectIn(activities).activity);
	return Object.entries(byId).map(([id, told]) => activityOf(id, told));
}

const isSignal = ({ href, parameters }: Activity) => href !== undefined || parameters !== undefined;

/** The activities that wait for a signal; all of them where Campaign does not tell which do, as it may of one that is stopped. */
export function signalsIn(workflow: CampaignRecord): Activity[] {
	const activities = activitiesIn(workflow);
	const signals = activities.filter(isSignal);
	return signals.length > 0 ? signals : activities;
}

/** The signal that is meant; without a name the only one. Undefined when that is not clear, or not told. */
export function findSignal(workflow: CampaignRecord, name: string): Activity | undefined {
	if (name !== '') return activitiesIn(workflow).find(({ id }) => id === name);
	const signals = activitiesIn(workflow).filter(isSignal);
	return signals.length === 1 ? signals[0] : undefined;
}

const MOST_NAMES = 20;

const namesOf = (activities: Activity[]) =>
	activities
		.slice(0, MOST_NAMES)
		.map(({ id }) => id)
		.join(', ');

/** The signal that is meant, with the address to trigger it. @throws NodeOperationError naming those that there are */
export function chooseSignal(
	item: Item,
	workflow: CampaignRecord,
	name: string,
): Activity & { href: string } {
	const signals = signalsIn(workflow);
	const found = findSignal(workflow, name);
	if (found?.href !== undefined) return { ...found, href: found.href };
	if (name === '' && signals.filter(isSignal).length > 1) {
		throw item.refuse(
			"The workflow has several signals, and 'Signal Name or ID' is empty",
			`Nothing was sent. Choose one: ${namesOf(signals)}.`,
		);
	}
	if (name !== '' && !found && signals.length > 0) {
		throw item.refuse(
			"The workflow has no activity of the name in 'Signal Name or ID'",
			`Nothing was sent. Choose one: ${namesOf(signals)}.`,
		);
	}
	throw item.refuse(
		'The workflow has no signal that can be triggered now',
		`Nothing was sent. Its state is '${stateOf(workflow)}'. It must be running, and needs an External Signal activity: check 'Workflow' and 'Signal Name or ID'.`,
	);
}

/** A workflow as most people want it: its simple fields, and the signals it waits for. */
export const flat = (workflow: CampaignRecord): CampaignRecord => ({
	...simplify(workflow, WORKFLOW),
	signals: activitiesIn(workflow)
		.filter(isSignal)
		.map(({ id }) => id),
});
