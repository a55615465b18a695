/** Shapes, key names and key order are as published; names and keys are invented. */
const HOST = 'https://mc.adobe.io/acme/campaign/workflow/execution';

/**
 * Campaign Standard API, 'Triggering a signal activity': the printed parts of a workflow. Two clients of live instances (Pixadelic, and a
 * Drupal module of 2024) read `state` beside them, and `nextProcessingDate` is in the release notes of 2018.
 */
export const PRINTED_WORKFLOW = {
	PKey: '@workflow',
	activities: {
		activity: {
			signal1: { trigger: { href: `${HOST}/@workflow/activities/activity/@activity/trigger/` } },
		},
	},
	nextProcessingDate: '2026-11-26 06:00:00.000Z',
	state: 'started',
};

/** Issue 11 of Adobe's JavaScript client: how long the two keys of a trigger address are, with their @. */
export const TRIGGER_KEY_LENGTHS = [135, 177];

/** 'Triggering a signal activity': the printed body, in which every value is a text. */
export const PRINTED_SIGNAL = {
	source: 'API',
	parameters: {
		audience: 'audience',
		email: 'anna.varney@mail.com',
		template: '05',
		contentURL: 'http://www.adobe.com',
		test: 'true',
		segmentCode: 'my segment',
		attribute: '2019-04-03 08:17:19.100Z',
	},
};

/** The same page: the answer to a parameter that is not declared. */
export const UNDECLARED_PARAMETER = `RST-360011 An error has occurred - please contact your administrator.
'contentURL' parameter isn't defined in signal activity.
XTK-170006 Unable to parse expression 'HandleTrigger(@name, $(source), $({parameters}))'.
RST-360000 Error while assessing 'HandleTrigger(@name, $(source), $({parameters}))' expression ('xtk:workflow:execution/activities/signal/trigger' resource)`;
