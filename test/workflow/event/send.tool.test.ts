/** Send as the tool of an AI agent, whose model may call it again. */
import type { IDataObject } from 'n8n-workflow';

import { callToolOf } from '../agent';
import { orderEvent, send } from '../parameters';
import { useHarness } from '../suite';
import { emailOf, node, POSTS } from './messages';

const { harness, control } = useHarness();

const ask = (key: string, kind = 'string') => `={{ $fromAI('${key}', '', '${kind}') }}`;

const call = async (organization: string, given: IDataObject[], atOnce = false, more = {}) =>
	await callToolOf(
		harness,
		{
			organization,
			node,
			parameters: send({ email: ask('email'), contextJson: ask('context', 'json') }, more),
			atOnce,
		},
		given,
	);

const message = (number: number) => ({
	email: emailOf(number),
	context: { firstName: 'Ines', orderNumber: `O-${number}`, total: 3 },
});

/** To whom messages were sent, sorted. */
const sentTo = (organization: string) =>
	control(organization)
		.commits()
		.map(({ values }) => String(values.email))
		.sort();

describe.each(['tool', 'tool-v8'])('The tool that sends, in %s,', (organization) => {
	beforeEach(() => control(organization).reset());

	it('says to the model that each call is a message', async () => {
		const { answers, read } = await call(organization, [message(1)]);

		expect(read).toMatch(/^Send transactional event in Adobe Campaign: .*Never call it twice/);
		expect(answers).toEqual([
			[expect.objectContaining({ status: 'pending', eventId: orderEvent, channel: 'email' })],
		]);
		expect(JSON.stringify(answers)).not.toMatch(/customer-1|Ines/);
	});

	it('sends each message once when the model repeats a call', async () => {
		const { answers } = await call(organization, [1, 2, 1, 1].map(message));

		expect(sentTo(organization)).toEqual([emailOf(1), emailOf(2)]);
		expect(answers[2]).toEqual(answers[0]);
		expect(answers[3]).toEqual(answers[0]);
		expect(answers[1]).not.toEqual(answers[0]);
	});

	it('sends it once when the model calls several times at the same moment', async () => {
		const { answers } = await call(organization, [1, 1, 2, 1].map(message), true);

		expect(sentTo(organization)).toEqual([emailOf(1), emailOf(2)]);
		expect(answers[1]).toEqual(answers[0]);
	});

	it('does not send again what may have been sent', async () => {
		control(organization).faults([{ ...POSTS, times: 5, drop: 'afterWrite' }]);

		const { answers } = await call(organization, [1, 1].map(message));

		expect(sentTo(organization)).toEqual([emailOf(1)]);
		expect(answers[0]).toEqual({
			error: expect.stringContaining('may have been sent: do not send it again') as string,
		});
		expect(answers[1]).toEqual({
			error: expect.stringMatching(
				/^An earlier try .* may have sent this message\. Nothing/,
			) as string,
		});
		expect(JSON.stringify(answers)).not.toContain('\\n');
	});

	it('sends what was refused when it is called again', async () => {
		control(organization).faults([{ ...POSTS, respond: { status: 500, body: 'RST-360000 no' } }]);

		const { answers } = await call(organization, [1, 1].map(message));

		expect(answers[0]).toEqual({
			error: expect.stringContaining(
				'Campaign refused the message, and nothing was sent for it',
			) as string,
		});
		expect(answers[1]).toEqual([expect.objectContaining({ status: 'pending' })]);
		expect(sentTo(organization)).toEqual([emailOf(1)]);
	});

	it('sends another message of the same model when a value differs', async () => {
		await call(organization, [message(1), { ...message(1), context: { firstName: 'Ada' } }]);

		expect(sentTo(organization)).toEqual([emailOf(1), emailOf(1)]);
	});
});
