import { isOfKind } from '../../../../../nodes/AdobeCampaign/n8n/errors';
import { Run } from '../../../../../nodes/AdobeCampaign/n8n/run';
import { PROFILE } from '../../../../../nodes/AdobeCampaign/resources/profile/kind';
import { ItemErrors } from '../../../../../nodes/AdobeCampaign/transport/itemErrors';
import { Session } from '../../../../../nodes/AdobeCampaign/transport/session';
import { NO_ANSWER, type Answer } from '../../../../../nodes/AdobeCampaign/transport/types';
import { scene } from '../campaign';
import { editorContextOf } from '../context';

const MINUTE = 60_000;
const BUSY: Answer = { status: 429, headers: {}, body: '' };
const LOST: Answer = { ...NO_ANSWER, network: 'connection', networkCode: 'ECONNRESET' };
const LATE: Answer = { ...NO_ANSWER, network: 'timeout' };
const REFUSED: Answer = { status: 500, headers: {}, body: 'Bad token-1 for Dakota' };

function errorsOf({ minutes = 5, seconds = 60, items = 1, itemIndex = 0 } = {}) {
	const limits = { timeoutMs: seconds * 1000, maxWaitMs: minutes * MINUTE };
	const { session } = scene({}, { limits, items: Array.from({ length: items }, () => ({})) });
	const hidden = [...session.connection.secrets];
	return { session, hidden, errors: new ItemErrors(session, PROFILE, itemIndex, hidden) };
}

describe('A refusal', () => {
	it('has the preface, then the advice, in lines of their own', () => {
		const { errors } = errorsOf();
		const { message, description, httpCode } = errors.refusal(REFUSED, 'Look first.');

		expect(message).toBe('Campaign refused the request');
		expect(description).toMatch(/^Look first\.\nCampaign's own words below/);
		expect(httpCode).toBe('500');
	});

	it('names the item of several', () => {
		const { errors } = errorsOf({ items: 3, itemIndex: 2 });
		const error = errors.refusal(REFUSED);

		expect(error.message).toBe('Campaign refused the request [item 2]');
		expect(error.context.itemIndex).toBe(2);
	});

	it('does not quote the token, nor what was sent', () => {
		const { errors, hidden } = errorsOf();
		expect(errors.refusal(REFUSED).description).toContain('Dakota');

		hidden.push('Dakota');
		const { description } = errors.refusal(REFUSED);
		expect(description).toContain('Adobe says: Bad');
		expect(description).not.toMatch(/token-1|Dakota/);
	});

	it('has a kind for code', () => {
		const { errors } = errorsOf();

		expect(isOfKind(errors.refusal(BUSY), ['rateLimited'])).toBe(true);
	});
});

describe('Timeout', () => {
	it.each([
		[60, LATE, "Campaign took longer than 'Timeout' in Options allows (60 seconds)."],
		[1, LATE, "Campaign took longer than 'Timeout' in Options allows (1 second)."],
		[
			2.5,
			{ ...LATE, isFromTokenService: true as const },
			"The token service took longer than 'Timeout' in Options allows (2.5 seconds).",
		],
	])('of %s seconds is named when it was over', (seconds, answer, line) => {
		const { errors } = errorsOf({ seconds });

		expect(errors.refusal(answer).description?.split('\n')).toContain(line);
	});

	it('is not named for another answer', () => {
		const { errors } = errorsOf();

		expect(errors.refusal(LOST).description).not.toContain("'Timeout'");
	});
});

describe('Give Up After', () => {
	it.each([
		[5, '5 minutes'],
		[1, '1 minute'],
		[0.5, '0.5 minutes'],
		[0, '0 minutes'],
	])('of %s minutes is named when Campaign stays busy', (minutes, words) => {
		const { errors } = errorsOf({ minutes });
		const line = `Campaign is busy for longer than 'Give Up After' in Options allows (${words}).`;

		expect(errors.finalRefusal(BUSY, '', 'read').description?.split('\n')).toContain(line);
	});

	it('is not named when the tries were used up before', () => {
		const { errors } = errorsOf();

		expect(errors.finalRefusal(LOST, '', 'read').description).not.toContain('Give Up After');
	});

	it('is not named in a list of the editor, which has limits of its own', () => {
		const { session } = errorsOf();
		const run = new Run(editorContextOf());
		const inEditor = new Session(run, session.connection, session.limits);
		const editor = new ItemErrors(inEditor, PROFILE, 0, []);

		expect(editor.finalRefusal(BUSY, '', 'read').description).not.toContain("'Give Up After'");
		expect(editor.refusal(LATE).description).not.toContain("'Timeout'");
	});
});

describe('A request that was not sent', () => {
	it('because the run has ended fails with what ended it', () => {
		const { errors, session } = errorsOf({ items: 2, itemIndex: 1 });
		session.ending = { answer: { status: 401, headers: {}, body: '' }, purpose: 'read' };

		expect(errors.unsent('Before.')).toMatchObject({
			message: 'The access token is wrong or has expired [item 1]',
			description: expect.stringMatching(/^Before\.\n/),
		});
	});

	it('because of the Stop button says so', () => {
		const { errors } = errorsOf();

		expect(errors.unsent('Before.')).toMatchObject({
			message: 'The run was stopped',
			description: 'Before.\nNothing was sent for this item after that.',
		});
	});

	it('because all requests had to wait says that it can be run again', () => {
		const { errors } = errorsOf();

		expect(errors.neverSent('')).toMatchObject({
			message: 'Campaign is too busy for this item',
			description: 'Nothing was sent for this item after that. Run it again later.',
		});
	});
});
