import {
	readWorkflowKey,
	recordKeyOf,
	stateOf,
	workflowKeyIn,
} from '../../../../../../nodes/AdobeCampaign/resources/workflow/chosen';
import { contextOf } from '../../context';

it.each([
	['WKF12', 'WKF12'],
	['weekly_digest', 'weekly_digest'],
	['Weekly digest & more #1', 'Weekly digest & more #1'],
	['@19K-a_b', '@19K-a_b'],
	// An address may be another instance's.
	['https://mc.adobe.io/acme/campaign/workflow/execution/@19K', undefined],
	['workflow/execution/WKF12', undefined],
	// Campaign might take a number for a key of its own, and another workflow has that.
	['12', undefined],
	['.', undefined],
	['..', undefined],
	['../profile/@p', undefined],
	['WKF12/commands', undefined],
	['a\\b', undefined],
	['https://mc.adobe.io/acme/campaign/profileAndServices/service/@s', undefined],
	['https://mc.adobe.io/acme/campaign/workflow/execution/12', undefined],
])('%s has the key %s', (text, key) => {
	expect(workflowKeyIn(text)).toBe(key);
});

const read = (workflow: unknown) =>
	readWorkflowKey(
		contextOf({ parameters: { workflow: '=value' }, expressions: { '=value': workflow } }),
		0,
	);

it("'Workflow' is read without the blanks around it", () => {
	expect(read(' WKF12\n')).toBe('WKF12');
});

it.each([
	['', "'Workflow' is empty"],
	[undefined, "'Workflow' is empty"],
	[null, "'Workflow' is empty"],
	['12', "'Workflow' is not the ID of a workflow"],
	['a/b', "'Workflow' is not the ID of a workflow"],
	['null', '\'Workflow\' has a word for "nothing" instead of a value'],
	[{ id: 1 }, "'Workflow' has no value that can be looked for"],
])("'Workflow' %j is refused: %s", (workflow, message) => {
	expect(() => read(workflow)).toThrow(message);
});

it('Items of one ID go in order, and so do an ID and a PKey, which may mean the same workflow', () => {
	expect(recordKeyOf('WKF12')).toEqual({ way: 'ID', key: 'WKF12' });
	expect(recordKeyOf('@w')).toEqual({ way: 'PKey', key: '@w' });
});

it('A state is passed through, whatever it is', () => {
	expect([{ state: 'edition' }, { state: 'stopped' }, { state: null }, {}].map(stateOf)).toEqual([
		'edition',
		'stopped',
		'',
		'',
	]);
});
