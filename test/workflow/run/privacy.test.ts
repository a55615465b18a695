/** No secret and no personal data in errors, hints and logs. */
import { LoggerProxy } from 'n8n-workflow';

import { API_KEY, CLIENT_SECRET, type Fault, STATIC_TOKEN } from '../../../sandbox/server';
import { nodeConsole } from '../built';
import { amy, by, get, update, values } from '../parameters';
import { useHarness } from '../suite';

const { harness, control } = useHarness();

const logged: unknown[][] = [];

beforeAll(() => {
	const log = (...parts: unknown[]) => void logged.push(parts);
	LoggerProxy.init({ debug: log, info: log, warn: log, error: log });
	for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
		for (const one of [console, nodeConsole]) jest.spyOn(one, method).mockImplementation(log);
	}
});

afterAll(() => {
	jest.restoreAllMocks();
	const silent = () => {};
	LoggerProxy.init({ debug: silent, info: silent, warn: silent, error: silent });
});

const phone = '+33140205050';
const lastName = 'Dakota-Lafayette';
const personal = [amy.email, phone, lastName, lastName.toUpperCase(), '987654321', 'Saint-Denis'];
const secrets = [API_KEY, CLIENT_SECRET, STATIC_TOKEN];

/** Answers that repeat what was sent, as those of Campaign, PostgreSQL, proxies and debug pages do. */
const echoes: Array<[string, Fault[]]> = [
	['lost update', [{ method: 'PATCH', discardWrite: true }]],
	['lost connection', [{ method: 'PATCH', times: 9, drop: 'beforeWrite' }]],
	[
		'duplicate key',
		[
			{
				method: 'PATCH',
				respond: {
					status: 500,
					body: `A 'Profile' with the same key '${amy.email}' already exists.\nPGS-220000 PostgreSQL error: ERROR:  duplicate key value violates unique constraint "x" DETAIL:  Key (slastname)=(${lastName}) already exists.`,
				},
			},
		],
	],
	[
		'wrong type',
		[
			{
				method: 'PATCH',
				respond: {
					status: 500,
					body: `BAS-010040 Cannot convert '${lastName}' (type text) to integer (8 bit) type (bAS-010011 Invalid value).`,
				},
			},
		],
	],
	[
		'wrong choice',
		[
			{
				method: 'PATCH',
				respond: {
					status: 500,
					body: `RST-360011 An error has occurred.\nThe value '${lastName}' is not valid for the 'nms:recipient:gender' enumeration of the '@gender' field`,
				},
			},
		],
	],
	[
		'request shown by a proxy',
		[
			{
				method: 'PATCH',
				respond: {
					status: 400,
					body: `Authorization: Bearer ${STATIC_TOKEN}\nX-Api-Key: ${API_KEY}\n${amy.email}`,
				},
			},
		],
	],
	[
		'unknown words',
		[
			{
				method: 'PATCH',
				respond: {
					status: 500,
					body: `Refused ${lastName.toUpperCase()} at ${phone} with 987654321 in Saint-Denis of ${amy.email}`,
				},
			},
		],
	],
	['expired token', [{ expireTokens: true }]],
];

describe.each(['accessToken', 'oAuth2'] as const)('With the %s credential', (authentication) => {
	it.each(echoes)(
		'no secret and no personal data is in the error, the hints or the log: %s',
		async (name, faults) => {
			const organization = `${name.replace(/ /g, '-')}-${authentication.toLowerCase()}`;
			control(organization).faults(faults);
			logged.length = 0;

			const run = await harness.runNode({
				organization,
				authentication,
				items: [
					{ email: amy.email, phone, lastName, points: 987654321, city: 'Saint-Denis' },
					{ email: 'nobody@example.com' },
				],
				parameters: update(
					by('email', '={{ $json.email }}'),
					// Expressions, since n8n logs a failing node's own parameters.
					values({
						phone: '={{ $json.phone }}',
						lastName: '={{ $json.lastName }}',
						externalId: '={{ $json.points }}',
						'location.city': '={{ $json.city }}',
					}),
				),
			});

			const told = JSON.stringify([run.error, run.hints, logged]);
			for (const value of [...personal, ...secrets]) expect(told).not.toContain(value);
			expect(run.error).toBeDefined();
		},
	);
});

it('An error does not repeat the custom key that was searched for', async () => {
	const { error } = await harness.runNode({
		organization: 'unknown-key',
		parameters: get(by('customKey', '+33140205050'), { endpoint: 'profileAndServicesExt' }),
	});

	expect(error?.message).toBe('The profile was not found');
	expect(error?.description).not.toContain('33140205050');
});

it('An error does not show a token that was pasted with "Bearer"', async () => {
	control('pasted-token').faults([{ respond: { status: 400, body: `token=${STATIC_TOKEN}` } }]);

	const { error } = await harness.runNode({
		organization: 'pasted-token',
		credentials: harness.credentials('pasted-token', 'accessToken', {
			accessToken: `Bearer ${STATIC_TOKEN}`,
		}),
		parameters: get(by('email', amy.email)),
	});

	expect(error?.description).not.toContain(STATIC_TOKEN);
});

it('An error does not repeat an unknown e-mail', async () => {
	const { error } = await harness.runNode({
		organization: 'unknown-email',
		parameters: get(by('email', 'nobody.at.all@example.com')),
	});

	expect(JSON.stringify([error?.message, error?.description])).not.toContain('nobody.at.all');
});
