/** No secret and no personal data in what a trigger keeps, logs and throws. */
import { NodeApiError } from 'n8n-workflow';

import { API_KEY, STATIC_TOKEN, type Fault } from '../../../sandbox/server';
import { BY_FILTER, BY_ORDER } from '../../waysToAsk';
import { MODES, Poller } from '../poller';
import { tooMany } from '../requests';
import { useHarness } from '../suite';

const { harness, control } = useHarness();

const PERSON = {
	email: 'private-person@example.com',
	firstName: 'Xaviera',
	lastName: 'Quillfeather',
	phone: '+33140205050',
};

const FORBIDDEN = [...Object.values(PERSON), 'Dakota', 'amy.dakota', API_KEY, STATIC_TOKEN];

const ECHO = `Authorization: Bearer ${STATIC_TOKEN} X-Api-Key: ${API_KEY} key (semail)=(${PERSON.email})`;

const FAULTS: Fault[] = [
	{ respond: { status: 500, body: ECHO } },
	{ respond: { status: 400, body: ECHO } },
	{ times: 9, drop: 'beforeWrite' },
	{ times: 100_000, respond: tooMany(0) },
];

describe.each(MODES)('A trigger in mode %s of n8n', (mode) => {
	it.each([
		['by order', BY_ORDER],
		['by filter', BY_FILTER],
	])('keeps, logs and throws no secret and nothing of a person, %s', async (_, askBy) => {
		const organization = `privacy-${mode}-${askBy.askBy}`;
		const one = new Poller(harness, {
			mode,
			credentials: harness.credentials(organization, 'accessToken'),
			parameters: {
				event: 'both',
				...askBy,
				options: { fieldsToWatch: ['email', 'lastName', 'phone'] },
			},
			budgetMs: 1000,
		});
		const told: unknown[] = [];
		for (const fault of FAULTS) {
			control(organization).faults([fault]);
			const failing = await one.activate().catch((error: Error) => error);
			if (failing instanceof NodeApiError) told.push(failing);
			control(organization).faults([]);
		}
		await one.activate();
		control(organization).put(PERSON);
		expect(await one.poll()).toEqual([expect.objectContaining({ email: PERSON.email })]);
		for (const fault of FAULTS) {
			control(organization).faults([fault]);
			told.push(await one.poll().catch((error: Error) => error));
			control(organization).faults([]);
		}
		expect(told.filter((thrown) => thrown instanceof NodeApiError).length).toBeGreaterThanOrEqual(
			FAULTS.length,
		);

		const texts = told.map((error) => {
			const { message, description, stack } = error as Error & { description?: string };
			return [message, description, stack, JSON.stringify(error)];
		});
		const all = JSON.stringify([one.stored, [...one.cursors], one.log, texts]);
		expect(all.length).toBeGreaterThan(500);
		for (const part of FORBIDDEN) expect(all).not.toContain(part);
	});
});
