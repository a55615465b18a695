import { NONE, type RecordKind } from '../../records/kind';
import { INVALID_KEY, MISSING_DOCUMENT } from '../../transport/refusalTable';
import { isSuccess } from '../../transport/retry';
import type { Answer, RefusalRow } from '../../transport/types';

/** One of Campaign's codes: with it a text is a refusal, whatever else it looks like. */
const CODE = /\b(?:RST|XTK|BAS|PGS)-\d/;

const textIn = ({ body }: Answer) => (typeof body === 'string' ? body : '');

/** A refusal with a status of success: Adobe's own client does not look at the status of a signal's answer. */
const isCodedSuccess = (answer: Answer) => isSuccess(answer) && CODE.test(textIn(answer));

/** Those that a gateway or a proxy answers with a text of its own. */
const OF_GATEWAY = [401, 403, 404, 407, 429];

/**
 * The pause of ten minutes after a signal (Adobe, "Triggering a signal activity"). Of its text is known that it begins with "T"
 * (issue 85 of Adobe's client), of its status nothing.
 */
const isCooldown = (answer: Answer) => {
	const { status } = answer;
	const mayBe =
		isSuccess(answer) || (status >= 400 && status <= 500 && !OF_GATEWAY.includes(status));
	return mayBe && /^["'\s]*T/.test(textIn(answer)) && !CODE.test(textIn(answer));
};

export const COOLDOWN = 'signalCooldown';

/** What requests for workflows are refused with in words of their own. */
const refusals: RefusalRow[] = [
	{
		kind: 'keyInvalid',
		says: INVALID_KEY,
		message: 'This Campaign instance has no workflow with this PKey',
		advice:
			"Check 'Workflow'. A PKey belongs to one instance and can change: enter the ID on the workflow's screen.",
	},
	{
		kind: 'notFound',
		says: MISSING_DOCUMENT,
		message: 'The workflow was not found',
		advice:
			"Check 'Workflow': it takes the ID on the workflow's screen, such as WKF12, not the label. The ID may have been changed there, or the workflow deleted.",
	},
	{
		kind: 'addressUnknown',
		says: /rc=-2003/,
		message: 'Campaign does not know this address of a workflow',
		advice:
			"Check 'Workflow', then 'Base URL' and 'Organization' in the credential. Your Campaign administrator knows whether workflows can be reached through the API.",
		cause: 'configuration-invalid',
	},
	{
		kind: 'campaignRefused',
		when: (answer, { isHtml }) => isCodedSuccess(answer) || (answer.status >= 400 && !isHtml),
		message: 'Campaign refused the request for the workflow',
		advice:
			"Campaign's own words below may say more. If they do not, look at the workflow in Campaign: it may have an error, or the account of the credentials may not run it.",
	},
];

/** What only signals are refused with. */
export const signalRefusals: RefusalRow[] = [
	{
		kind: COOLDOWN,
		when: isCooldown,
		message: 'Campaign takes no signal for this activity yet',
		advice:
			'The signal was not triggered. After a signal the same activity takes no other for ten minutes, and Campaign does not say how many are left: run the item again in ten minutes.',
	},
	{
		kind: 'signalParameterUnknown',
		says: /'([^']{1,64})' parameter isn't defined in signal activity/,
		message: "The signal has no parameter '{name}'",
		advice:
			"The signal was not triggered. 'Parameters' must have the parameters that the External Signal activity declares in Campaign: the same names, no more and no fewer.",
	},
	{
		kind: 'typeMismatch',
		says: /BAS-010040/,
		message: 'A parameter has another type than the signal declares',
		advice:
			"The signal was not triggered. Check numbers, dates and switches in 'Parameters' against the External Signal activity in Campaign.",
	},
	{
		kind: 'campaignRefused',
		when: (answer, { isHtml }) => isCodedSuccess(answer) || (answer.status >= 400 && !isHtml),
		message: 'Campaign refused the signal',
		advice:
			"The signal was not triggered. The workflow must be running: look at its state with 'Get'. Then check 'Parameters' against the External Signal activity in Campaign; Campaign v8 seldom tells what is wrong.",
	},
];

/** What runs on Campaign's side (Adobe, "Controlling a workflow"). */
export const WORKFLOW: RecordKind = {
	family: 'workflow',
	name: 'execution',
	one: 'workflow',
	many: 'workflows',
	locator: 'Workflow',
	refusals,
	isRefusal: isCodedSuccess,
	uncertain:
		"It is not known whether Campaign got the command. Look at the workflow's state with 'Get' before you send it again.",
	simple: [
		'PKey',
		'name',
		'label',
		'state',
		'logicalStatus',
		'nextProcessingDate',
		'created',
		'lastModified',
	],
	computed: NONE,
	writableLinks: NONE,
	parts: {},
	types: {},
	optOuts: NONE,
};

/** What a workflow waits for in an External Signal activity. */
export const SIGNAL: RecordKind = {
	...WORKFLOW,
	one: 'signal',
	many: 'signals',
	refusals: [...signalRefusals, ...refusals],
	isRefusal: (answer) => isCodedSuccess(answer) || isCooldown(answer),
	uncertain:
		'The signal may have been triggered: do not send it again before you have seen in Campaign that the workflow did not get it.',
};
