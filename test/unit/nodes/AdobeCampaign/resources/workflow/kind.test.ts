import { SIGNAL, WORKFLOW } from '../../../../../../nodes/AdobeCampaign/resources/workflow/kind';
import { explain } from '../../../../../../nodes/AdobeCampaign/transport/explain';

const answer = (status: number, body: unknown) => ({ status, headers: {}, body });

const TOO_SOON = "Trigger of activity 'signal1' has been called in the last 10 minutes.";

const UNDECLARED = [
	'RST-360011 An error has occurred - please contact your administrator.',
	"'contentURL' parameter isn't defined in signal activity.",
	"XTK-170006 Unable to parse expression 'HandleTrigger(@name, $(source), $({parameters}))'.",
	"RST-360000 Error while assessing 'HandleTrigger()' expression",
].join('\n');

describe('The answer to a signal', () => {
	it.each([
		[200, TOO_SOON, true],
		[201, `  "${TOO_SOON}`, true],
		[400, TOO_SOON, true],
		[423, TOO_SOON, true],
		[500, TOO_SOON, true],
		// A gateway says such things in words of its own.
		[401, 'Token expired', false],
		[403, 'The key is unknown', false],
		[404, 'The page was not found', false],
		[429, 'Too many requests', false],
		[502, 'The server did not answer', false],
		[503, 'Try again', false],
		[302, 'This has moved', false],
		[0, 'T', false],
		[200, 'OK', false],
		[200, '', false],
		[201, {}, false],
		[200, '<html>T</html>', false],
		[500, 'This is XTK-170006', false],
	])('%i %j is the cooldown: %s', (status, body, isCooldown) => {
		const { kind } = explain(answer(status, body), { authentication: 'oAuth2', kind: SIGNAL });

		expect(kind === 'signalCooldown').toBe(isCooldown);
		expect(SIGNAL.isRefusal?.(answer(status, body))).toBe(isCooldown);
	});

	it.each(['RST-360011', 'XTK-170006', 'BAS-010040', 'PGS-220000'])(
		'of status 200 refuses with the code %s in it',
		(code) => {
			const refused = answer(200, `${code} Something is wrong`);
			const { kind, description } = explain(refused, { authentication: 'oAuth2', kind: SIGNAL });

			expect(SIGNAL.isRefusal?.(refused)).toBe(true);
			expect(kind).not.toBe('notCampaign');
			expect(description).toContain(`Adobe says: ${code}`);
		},
	);

	it.each([200, 500])('of status %i names a parameter that is not declared', (status) => {
		const told = explain(answer(status, UNDECLARED), { authentication: 'oAuth2', kind: SIGNAL });

		expect(told.kind).toBe('signalParameterUnknown');
		expect(told.message).toBe("The signal has no parameter 'contentURL'");
	});

	it.each([
		[500, 'An error has occurred', 'campaignRefused', 'Campaign refused the signal'],
		[
			500,
			"BAS-010040 Cannot convert 'x' (text type)",
			'typeMismatch',
			'A parameter has another type',
		],
	])('%i %j is told in words of signals', (status, body, kind, message) => {
		const told = explain(answer(status, body), { authentication: 'oAuth2', kind: SIGNAL });

		expect(told).toMatchObject({ kind, message: expect.stringContaining(message) as string });
		expect(told.description).toContain("'Parameters'");
	});
});

describe('The answer to a command', () => {
	it.each([
		[200, 'RST-360011 It failed', true],
		[200, TOO_SOON, false],
		[201, {}, false],
		[204, '', false],
		// A failure is read as such elsewhere.
		[500, 'RST-360011 It failed', false],
	])('%i %j refuses although it succeeds: %s', (status, body, refuses) => {
		expect(WORKFLOW.isRefusal?.(answer(status, body))).toBe(refuses);
	});
});

it.each([
	['Unable to find document with path', 'notFound'],
	['Unable to decrypt PKey. (PKey=@x)', 'keyInvalid'],
	['Error rc=-2003', 'addressUnknown'],
	['An error has occurred', 'campaignRefused'],
])('%s is explained in words of workflows', (body, kind) => {
	for (const one of [WORKFLOW, SIGNAL]) {
		const told = explain(answer(500, body), { authentication: 'accessToken', kind: one });

		expect(told.kind).toBe(kind);
		expect(`${told.message} ${told.description}`).not.toMatch(/'Fields'|Field Set|Filter|Match/);
	}
});

it('Simplify leaves at most ten fields, the list of signals among them', () => {
	expect(WORKFLOW.simple.length).toBeLessThan(10);
	expect(WORKFLOW.simple).toEqual(expect.arrayContaining(['PKey', 'state', 'nextProcessingDate']));
});

it('What may have been done is told in words of its own', () => {
	expect(WORKFLOW.uncertain).toContain("'Get'");
	expect(SIGNAL.uncertain).toContain('may have been triggered');
});
