import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { inDoubt, inputError, type NodeError } from '../../n8n/errors';
import {
	declaredFields,
	readDeclaredForm,
	readDeclaredValues,
	type DeclaredParameter,
} from '../../parameters/declaredValues';
import type { StoredFields } from '../../parameters/fields';
import { optionsOf } from '../../parameters/options';
import { checkedName, readBoolean } from '../../parameters/readers';
import { readWaitAtMost, waitAtMostOption } from '../../parameters/waiting';
import { toDeclared } from '../../records/declared';
import type { Item } from '../../records/item';
import { onceAnExecution } from '../../records/once';
import type { GivenFields } from '../../records/values';
import type { CampaignRecord } from '../../transport/types';
import type { Operation } from '../resource';
import { readWorkflow, readWorkflowKey, recordKeyOf, stateOf, workflowField } from './chosen';
import { sendCommand, START, waitFor } from './command';
import { noteSignal, refuseTooSoon, signalNamed } from './cooldown';
import { SIGNAL, WORKFLOW } from './kind';
import { chooseSignal, findSignal, type Activity } from './signals';

const SIGNAL_LABEL = 'Signal Name or ID';

const signalField: INodeProperties = {
	displayName: SIGNAL_LABEL,
	name: 'signal',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getSignals', loadOptionsDependsOn: ['workflow'] },
	default: '',
	description:
		'The External Signal activity to trigger, needed where the workflow has several. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const sourceField: INodeProperties = {
	displayName: 'Source',
	name: 'source',
	type: 'string',
	required: true,
	default: 'n8n',
	description: "Who triggers the signal, as the workflow's log in Campaign shows it",
};

const PARAMETERS: DeclaredParameter = {
	name: 'parameters',
	label: 'Parameters',
	choice: { name: 'specifyParameters', json: 'parametersJson' },
	mapperMethod: 'mapParameters',
	dependsOn: ['workflow', 'signal'],
	word: { singular: 'parameter', plural: 'parameters' },
	description:
		'The values for the parameters that the External Signal activity declares: all of them, and no others. Empty text, 0 and false are values.',
};

const startIfStoppedOption: INodeProperties = {
	displayName: 'Start If Stopped',
	name: 'startIfStopped',
	type: 'boolean',
	// On as soon as it is added.
	default: true,
	description: 'Whether to start the workflow before the signal when it is stopped',
};

/** The most that a signal may have, in bytes (Adobe, "Triggering a signal activity"). */
const MOST_BYTES = 64 * 1024;

const STOPPED = 'stopped';

interface TriggerInput {
	key: string;
	/** Empty for the only one. */
	signal: string;
	source: string;
	parameters: GivenFields;
	startsIfStopped: boolean;
	/** Milliseconds. */
	waitMs: number;
}

interface Shared {
	stored?: StoredFields;
	waitMs: number;
}

/** What is POSTed. @throws NodeOperationError for parameters that are not those of the declaration, or too many bytes */
async function bodyOf(
	item: Item,
	{ parameters: fields }: Activity,
	{ source, parameters: given }: TriggerInput,
): Promise<IDataObject> {
	const { label } = PARAMETERS;
	const { values, missing } = await toDeclared(item, given, {
		fields,
		label,
		owner: 'signal',
		word: PARAMETERS.word.singular,
	});
	if (missing.length > 0) {
		const names = missing.map((name) => `'${name}'`).join(', ');
		throw item.refuse(
			`${names} in '${label}' ${missing.length > 1 ? 'have' : 'has'} no value`,
			'Nothing was sent. Campaign takes a signal only with all parameters that it declares. For a text an empty one is a value ({{ "" }} as an expression); a number, a date and a switch need one of their own.',
		);
	}
	const body = { source, parameters: values };
	const bytes = new TextEncoder().encode(JSON.stringify(body)).length;
	if (bytes <= MOST_BYTES) return body;
	throw item.refuse(
		'The signal is too large',
		`Nothing was sent. Campaign takes ${MOST_BYTES} bytes, and this one has ${bytes}. Shorten 'Parameters', or hand the data over as a file and its name as a parameter.`,
	);
}

/** Starts the workflow, waits until it runs, and reads it again: its signals may have addresses only then. */
async function started(item: Item, { key, waitMs }: TriggerInput): Promise<CampaignRecord> {
	await sendCommand(item, key, START);
	const { last, isReached } = await waitFor(item, key, START, waitMs);
	if (isReached) return last;
	throw item.client.error({
		message: 'The workflow was told to start, but was not seen running',
		description: `No signal was sent. Its state is '${stateOf(last)}'. It may not have begun yet (set 'Wait at Most' in Options higher), or has ended again: look at it in Campaign.`,
	});
}

/** POSTs once. @throws NodeApiError also when it is not known whether the signal was triggered */
async function send(
	{ client }: Item,
	href: string,
	body: IDataObject,
	note: () => void,
): Promise<unknown> {
	const ofSignals = client.of(SIGNAL);
	// There is nothing to look at: a workflow does not show the signals it got.
	const look = async () => {
		note();
		return await Promise.resolve(undefined);
	};
	// Known of the answer is that it is JSON (docs/adobe-campaign-api.md, section 14).
	const { answer } = await ofSignals.post(
		ofSignals.ownUrl(href),
		body,
		(said) => ({ answer: said }),
		look,
	);
	note();
	if (typeof answer !== 'string') return answer;
	throw ofSignals.error({
		message: "Campaign's answer does not say whether the signal was triggered",
		description: String(SIGNAL.uncertain),
	});
}

/** Triggers the signal for one item, in a running workflow or in one that is started for it. */
async function triggered(item: Item, input: TriggerInput): Promise<IDataObject> {
	const { key, signal: name, parameters } = input;
	const { zone } = parameters.form;
	refuseTooSoon(item, [signalNamed(key, name)], zone);
	const found = await readWorkflow(item, key);
	const isStopped = stateOf(found) === STOPPED;
	if (isStopped && !input.startsIfStopped) {
		throw item.refuse(
			'The workflow is stopped, and only a running one takes a signal',
			"Nothing was sent. Start it in Campaign or with 'Start', or switch on 'Start If Stopped' in Options.",
		);
	}
	// What is wrong is told before anything is started, as far as Campaign tells what is declared.
	const known = findSignal(found, name);
	const checked = known?.parameters && (await bodyOf(item, known, input));
	const trigger = async (workflow: CampaignRecord): Promise<IDataObject> => {
		const signal = chooseSignal(item, workflow, name);
		const names = [key, workflow.PKey, workflow.name ?? key].map((one) =>
			signalNamed(one, signal.id),
		);
		refuseTooSoon(item, names, zone);
		const body = checked ?? (await bodyOf(item, signal, input));
		const note = () => noteSignal(item, [signalNamed(key, name), ...names]);
		const answer = await send(item, signal.href, body, note);
		return {
			triggered: true,
			workflow: key,
			signal: signal.id,
			...body,
			startedWorkflow: isStopped,
			...(isAnswer(answer) && { answer }),
		};
	};
	if (!isStopped) return await trigger(found);
	const running = await started(item, input);
	return await trigger(running).catch(
		async (error: NodeError) =>
			await Promise.reject<IDataObject>(inDoubt(error, 'The workflow was started for this item.')),
	);
}

/** One GET and one POST. For a workflow that is started first: one POST more, and one GET a look. */
export const triggerSignal: Operation<TriggerInput, Shared> = {
	value: 'triggerSignal',
	name: 'Trigger Signal',
	action: 'Trigger signal of workflow',
	description: 'Let a running workflow of Campaign go on at an External Signal activity',
	toolDescription:
		'Trigger signal of workflow in Adobe Campaign: lets one running workflow go on that waits for a signal, with values for the parameters that the signal declares. A signal can be triggered once in ten minutes: do not repeat it.',
	properties: [
		workflowField,
		signalField,
		sourceField,
		...declaredFields(PARAMETERS),
		optionsOf([
			startIfStoppedOption,
			waitAtMostOption("the workflow to run, where 'Start If Stopped' had to start it"),
		]),
	],

	readShared: (context) => ({
		stored: readDeclaredForm(context, WORKFLOW, PARAMETERS),
		waitMs: readWaitAtMost(context),
	}),

	read: (context, itemIndex, { stored, waitMs }) => {
		const key = readWorkflowKey(context, itemIndex);
		const signal = context.getNodeParameter('signal', itemIndex, '') as unknown;
		const given = context.getNodeParameter('source', itemIndex, 'n8n') as unknown;
		const source = checkedName(context, itemIndex, 'Source', given);
		if (source === '') {
			throw inputError(context, itemIndex, {
				message: "'Source' is empty",
				description: 'Nothing was sent. Campaign wants to know who triggers a signal, such as n8n.',
			});
		}
		return {
			key,
			signal: checkedName(context, itemIndex, SIGNAL_LABEL, signal),
			source,
			parameters: readDeclaredValues(context, itemIndex, PARAMETERS, WORKFLOW, stored),
			startsIfStopped: readBoolean(
				context,
				itemIndex,
				'options.startIfStopped',
				'Start If Stopped',
			),
			waitMs,
		};
	},

	recordKey: ({ key }) => recordKeyOf(key),

	run: async (item, input) =>
		await onceAnExecution(
			item,
			async () => await triggered(item, input),
			// Parameters may be personal.
			({ triggered: done, workflow, signal, source, startedWorkflow }) => ({
				...{ triggered: done, workflow, signal, source, startedWorkflow },
			}),
		),
};

/** Whether there is more in Campaign's answer than that it took the signal. */
const isAnswer = (answer: unknown): answer is IDataObject =>
	typeof answer === 'object' && answer !== null && Object.keys(answer).length > 0;
