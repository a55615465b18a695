/** The node as the tool of an AI agent. */
import type { INode, INodeParameters } from 'n8n-workflow';

import type { Fault } from '../../../sandbox/server';
import { callToolOf } from '../agent';
import {
	amy,
	by,
	get,
	getSubscriptions,
	nobody,
	subscribe,
	to,
	unsubscribe,
	update,
	values,
} from '../parameters';
import { useHarness } from '../suite';

const { harness, control, amyIn } = useHarness();

/** Lets the model call the node. */
async function callTool(
	organization: string,
	parameters: INodeParameters,
	given: Record<string, string>,
	onError?: INode['onError'],
) {
	const { answers, read } = await callToolOf(
		harness,
		{ organization, parameters: { resource: 'profile', ...parameters }, onError },
		[given],
	);
	return { answer: answers[0], read };
}

const profileFromModel = by('email', "={{ $fromAI('Profile', 'The e-mail', 'string') }}");

const failWith = (organization: string, fault: Fault) => control(organization).faults([fault]);

describe('The answer of the tool', () => {
	it('is the simplified profile for Get', async () => {
		const { answer } = await callTool('tool-get', get(profileFromModel), { Profile: amy.email });

		expect(answer).toEqual([expect.objectContaining({ firstName: 'Amy', email: amy.email })]);
		expect(Object.keys((answer as object[])[0]).length).toBeLessThanOrEqual(10);
	});

	it('is the simplified profile with the fields that were sent for Update', async () => {
		const { answer } = await callTool(
			'tool-update',
			update(
				profileFromModel,
				values({ fax: "={{ $fromAI('Fax') }}", 'location.city': 'Oslo', phone: '1' }),
			),
			{ Profile: amy.email, Fax: '5' },
		);

		const [profile] = answer as object[];
		expect(profile).toMatchObject({
			email: amy.email,
			firstName: 'Amy',
			fax: '5',
			phone: '1',
			'location.city': 'Oslo',
		});
		expect(Object.keys(profile).length).toBeLessThanOrEqual(12);
	});

	it('has the report of Add Confirmation Report', async () => {
		const { answer } = await callTool(
			'tool-report',
			update(profileFromModel, values({ phone: '1' }), { options: { confirmationReport: true } }),
			{ Profile: amy.email },
		);

		expect(answer).toEqual([
			expect.objectContaining({ confirmation: expect.objectContaining({ status: 'applied' }) }),
		]);
	});

	it('is short, too, when nothing had to be written', async () => {
		const options = { options: { onlyChanged: true } };
		const { answer } = await callTool(
			'tool-unchanged',
			update(profileFromModel, values({ firstName: 'Amy' }), options),
			{ Profile: amy.email },
		);

		expect(answer).toEqual([expect.objectContaining({ updated: false, firstName: 'Amy' })]);
		expect(Object.keys((answer as object[])[0]).length).toBeLessThanOrEqual(11);
	});

	it('only proposes a change when Dry Run is on', async () => {
		const { answer } = await callTool(
			'tool-propose',
			update(profileFromModel, values({ phone: "={{ $fromAI('Phone') }}" }), {
				options: { dryRun: true },
			}),
			{ Profile: amy.email, Phone: '1' },
		);

		expect(answer).toEqual([
			{
				dryRun: true,
				email: amy.email,
				firstName: 'Amy',
				lastName: 'Dakota',
				fields: [{ field: 'phone', now: '3301020300', wouldBe: '1', changes: true }],
				PKey: expect.stringMatching(/^@/) as string,
			},
		]);
		const methods = control('tool-propose').requests();
		expect(methods.map(({ method }) => method)).toEqual(['GET']);
	});
});

describe('The tool for subscriptions', () => {
	const given = { Profile: amy.email, Service: 'spring trial' };
	const pair = [profileFromModel, to('name', "={{ $fromAI('Service', 'Its name') }}")];

	it('answers in short what Subscribe has done, by the words of the model', async () => {
		const organization = 'tool-subscribe';
		for (const alreadySubscribed of [false, true]) {
			const { answer, read } = await callTool(organization, subscribe(...pair), given);

			expect(read).toMatch(/^Subscribe profile to service in Adobe Campaign/);
			expect(answer).toEqual([
				expect.objectContaining({
					...{ alreadySubscribed, optedOut: [], serviceName: 'SVC3', email: amy.email },
					serviceLabel: 'Spring Trial',
				}),
			]);
			const nested = Object.values((answer as object[])[0]).filter(
				(value) => typeof value === 'object' && !Array.isArray(value),
			);
			expect(nested).toEqual([]);
		}
		expect(control(organization).records('subscription')).toHaveLength(3);
	});

	it('answers what Unsubscribe has done, and lists subscriptions', async () => {
		const organization = 'tool-unsubscribe';
		const garden = { Profile: amy.email, Service: 'Garden News' };

		const ended = await callTool(organization, unsubscribe(...pair), garden);
		const left = await callTool(organization, getSubscriptions(profileFromModel), garden);

		expect(ended.read).toMatch(/^Unsubscribe profile from service in Adobe Campaign/);
		expect(ended.answer).toEqual([
			expect.objectContaining({ unsubscribed: true, wasSubscribed: true }),
		]);
		expect(left.read).toMatch(/^Get many subscriptions in Adobe Campaign/);
		expect(left.answer).toEqual([expect.objectContaining({ serviceName: 'SVC2' })]);
	});

	it('answers with an error in one line, with what to do', async () => {
		const { answer } = await callTool('tool-no-service', subscribe(...pair), {
			...given,
			Service: 'Nothing',
		});

		expect(answer).toEqual({
			error: expect.stringMatching(
				/^No service has this name or label\. Nothing was done\. Check 'Service'/,
			) as string,
		});
		expect((answer as { error: string }).error).not.toContain('\n');
	});
});

describe('A field that the model fills in', () => {
	const ask = (key: string) => `={{ $fromAI('${key}') }}`;
	const fields = values({
		phone: ask('phone'),
		firstName: ask('firstName'),
		birthDate: ask('birthDate'),
		gender: ask('gender'),
	});

	// n8n makes each of them required, so the model must send something.
	it.each<[string, INodeParameters]>([
		['', {}],
		['', { options: { emptyValues: 'clear' } }],
		[' ', {}],
	])('is left alone when the model sends an empty value (%j, %j)', async (nothing, options) => {
		const organization = 'tool-empty';
		control(organization).reset();

		const { answer } = await callTool(organization, update(profileFromModel, fields, options), {
			Profile: amy.email,
			phone: '3399',
			firstName: nothing,
			birthDate: nothing,
			gender: nothing,
		});

		expect(answer).toEqual([expect.objectContaining({ phone: '3399', firstName: 'Amy' })]);
		expect(amyIn(organization)).toMatchObject({
			firstName: 'Amy',
			birthDate: '1985-08-17',
			gender: 'female',
		});
	});

	it('is emptied by the word [clear], which the description of the tool explains', async () => {
		const organization = 'tool-clear';
		const { read } = await callTool(organization, update(profileFromModel, fields), {
			Profile: amy.email,
			phone: '[clear]',
			firstName: '',
			birthDate: '[clear]',
			gender: '',
		});

		expect(read).toMatch(/^Update profile in Adobe Campaign.*\[clear\]/);
		expect(amyIn(organization)).toMatchObject({ phone: '', birthDate: '', firstName: 'Amy' });
	});

	it('is an error when all values are empty', async () => {
		const { answer } = await callTool('tool-nothing', update(profileFromModel, fields), {
			Profile: amy.email,
			phone: '',
			firstName: '',
			birthDate: '',
			gender: '',
		});

		expect(answer).toEqual({
			error: expect.stringMatching(/^There is nothing to store\..*\[clear\]/) as string,
		});
	});

	it.each(['count', 'get', 'getAll', 'getHistory', 'delete'])(
		'is not mentioned in the description of %s',
		async (operation) => {
			const { read } = await callTool(
				'tool-reads',
				{ ...get(profileFromModel), operation, filterBy: 'none', returnAll: false, limit: 1 },
				{ Profile: amy.email },
			);

			expect(read).not.toContain('[clear]');
			expect(read).toMatch(/profiles? in Adobe Campaign/);
		},
	);
});

describe('The error of the tool is in one line, with what to do:', () => {
	it.each([
		[
			'a wrong Profile',
			get(by('id', '={{ $fromAI("Profile") }}')),
			'Amy Dakota',
			/^'Profile' is neither a PKey nor an e-mail\. A PKey starts with @.*A name will not do\.$/,
		],
		[
			'no profile found',
			get(profileFromModel),
			nobody,
			/^No profile has this e-mail\. Check the e-mail in 'Profile'\.$/,
		],
		[
			'several profiles found',
			get(profileFromModel),
			'twins@example.com',
			/^2 profiles have this e-mail\. Nothing was done.*'From list'.*: @/,
		],
		[
			'a refusal of Campaign',
			get(by('id', '={{ $fromAI("Profile") }}')),
			'@abc',
			/^This Campaign instance has no such PKey\. Check 'Profile'.*Adobe says: .*HTTP status 500/,
		],
		[
			'a value that cannot be stored',
			update(profileFromModel, values({ blackList: '={{ "perhaps" }}' }, [])),
			amy.email,
			/^The value of 'No longer contact \(by any channel\)' in 'Fields' cannot be stored\. True or false is needed/,
		],
	])('%s', async (_case, parameters, Profile, message) => {
		const { answer } = await callTool('tool-errors', parameters, { Profile });

		expect(answer).toEqual({ error: expect.stringMatching(message) as string });
		expect((answer as { error: string }).error).not.toContain('\n');
	});

	it('a value that was not stored', async () => {
		failWith('tool-lost', { method: 'PATCH', discardWrite: true });

		const { answer } = await callTool(
			'tool-lost',
			update(profileFromModel, values({ phone: '1' })),
			{
				Profile: amy.email,
			},
		);

		expect(answer).toEqual({
			error: expect.stringMatching(
				/^Campaign accepted the update, but did not store 'phone' as sent\. 'phone' \(phone\): sent .*stored/,
			) as string,
		});
	});

	it('a change that cannot be read back', async () => {
		failWith('tool-unread', {
			method: 'GET',
			skip: 1,
			respond: { status: 404, body: 'Unable to find document with path' },
		});

		const { answer } = await callTool(
			'tool-unread',
			update(profileFromModel, values({ phone: '1' })),
			{ Profile: amy.email },
		);

		expect(answer).toEqual({
			error: expect.stringMatching(
				/^The change was accepted, but .* The profile was not found\. Check 'Profile'/,
			) as string,
		});
	});

	it('with On Error = Continue, too', async () => {
		const { answer } = await callTool(
			'tool-continue',
			get(profileFromModel),
			{ Profile: nobody },
			'continueRegularOutput',
		);

		expect(answer).toEqual([
			{
				Profile: nobody,
				error: "No profile has this e-mail. Check the e-mail in 'Profile'.",
			},
		]);
	});
});

it('Outside of an agent the node outputs the whole profile, and the advice is in the description of the error', async () => {
	const parameters = update(by('email', amy.email), values({ phone: '1' }));
	const { items } = await harness.runNode({ organization: 'no-tool', parameters });
	const { error } = await harness.runNode({
		organization: 'no-tool',
		parameters: get(by('email', nobody)),
	});

	expect(items[0].json).toHaveProperty('cryptedId');
	expect(error?.message).toBe('No profile has this e-mail');
	expect(error?.description).toBe("Check the e-mail in 'Profile'.");
});
