import { adobeClientFor } from './adobeClientFor';
import { PRINTED_SIGNAL } from './examples/workflows';

const { client, control, organizationWith } = adobeClientFor('adobe-client-workflows');

interface WorkflowBody {
	PKey: string;
	state: string;
	activities: { activity: Record<string, { trigger?: { href: string } }> };
}

type Sdk = Awaited<ReturnType<typeof client>>;

const workflowOf = async (sdk: Sdk, id: string) => (await sdk.getWorkflow(id)).body as WorkflowBody;
const triggerOf = async (sdk: Sdk, activity: string) =>
	String((await workflowOf(sdk, 'weekly_digest')).activities.activity[activity].trigger?.href);

describe.each(['standard', 'v8'] as const)("Adobe's client and workflows of %s", (dialect) => {
	it('reads a workflow by its ID and by its PKey', async () => {
		const sdk = await client({ organization: organizationWith({ dialect }) });
		const workflow = await workflowOf(sdk, 'weekly_digest');

		expect(workflow.state).toBe('started');
		expect(await workflowOf(sdk, workflow.PKey)).toEqual(workflow);
		await expect(sdk.getWorkflow('WKF99')).rejects.toThrow(
			/404 - Not Found.*Unable to find document with path 'Workflow'/,
		);
	});

	it('controls a workflow, in capital letters too', async () => {
		const organization = organizationWith({ dialect, commandDelayMs: 0 });
		const sdk = await client({ organization });
		for (const [command, state] of [
			['start', 'started'],
			['PAUSE', 'paused'],
			['resume', 'started'],
			['stop', 'stopped'],
		]) {
			const answer = await sdk.controlWorkflow('WKF1', command);
			expect(answer).toMatchObject({ ok: true, status: 201, body: {} });
			expect((await workflowOf(sdk, 'WKF1')).state).toBe(state);
		}
		await expect(sdk.controlWorkflow('WKF99', 'start')).rejects.toThrow(/404 - Not Found/);
	});

	it('triggers a signal, and gets the text of one that is too soon as payload', async () => {
		const organization = organizationWith({ dialect });
		const sdk = await client({ organization });
		const signal = { source: 'API', parameters: { audience: 'a', count: 1, test: true } };
		const href = await triggerOf(sdk, 'urgent');

		expect(await sdk.triggerSignalActivity(href, signal)).toEqual({});
		expect(control(organization).records('signal')).toMatchObject([signal]);
		expect(await sdk.triggerSignalActivity(href, signal)).toEqual({
			payload: expect.stringMatching(/^T/) as string,
		});
	});
});

it("Adobe's client takes the refusal of a signal for an answer (issue 85)", async () => {
	const organization = organizationWith();
	const sdk = await client({ organization });
	const answer = await sdk.triggerSignalActivity(await triggerOf(sdk, 'signal1'), PRINTED_SIGNAL);

	expect(answer).toEqual({
		payload: expect.stringContaining("parameter isn't defined in signal activity.") as string,
	});
	expect(control(organization).records('signal')).toEqual([]);
});
