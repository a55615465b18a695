import { eventually } from './eventually';
import { journey } from './journey';
import { campaignNode, setScene, trigger } from './scene';
import { pictureForReadme } from './screenshots';

const zoe = 'zoe.brannstrom@example.com';

journey(
	'subscribe: the action is found, a service picked, and the profile is subscribed once; unsubscribe ends that',
	async ({ page, canvas, nodePanel, details }) => {
		const scene = await setScene('acme-subscribe');
		const credential = await scene.credential();
		const before = await scene.records('subscription');
		await canvas.openNew();
		await nodePanel.openFirst();
		await nodePanel.search('manual', 'Manual Trigger');
		await nodePanel.choose('Manual Trigger');
		await nodePanel.open();
		await nodePanel.search('adobe', 'Adobe Campaign Profile');
		await nodePanel.choose('Adobe Campaign Profile');
		await nodePanel.choose('Subscribe profile to service');

		const { profile, service, output } = details;
		await details.chooseCredential(credential.name);
		await profile.enter('By Email', zoe);
		expect(await service.pick('news', 'Garden News (SVC1)')).toEqual(['Garden News (SVC1)']);
		await details.execute();
		expect(await output.rows()).toEqual([
			expect.objectContaining({
				alreadySubscribed: 'false',
				serviceName: 'SVC1',
				service: expect.stringContaining('label:Garden News') as unknown,
				subscriber: expect.stringContaining(`email:${zoe}`) as unknown,
			}),
		]);
		await output.showSchema();
		await pictureForReadme(page, 'subscribe');

		await details.execute();
		await eventually(async () =>
			expect(await output.rows()).toEqual([expect.objectContaining({ alreadySubscribed: 'true' })]),
		);
		const made = (await scene.records('subscription')).filter(isNew);
		expect(made).toMatchObject([{ service: { name: 'SVC1' }, subscriber: { email: zoe } }]);

		await details.choose('operation', 'Unsubscribe');
		expect([await profile.shown(), await service.shown()]).toEqual([zoe, 'Garden News (SVC1)']);
		await details.execute();
		await eventually(async () =>
			expect(await output.rows()).toEqual([
				expect.objectContaining({ unsubscribed: 'true', wasSubscribed: 'true' }),
			]),
		);
		expect(await scene.records('subscription')).toEqual(before);

		function isNew({ PKey }: { PKey: string }) {
			return !before.some((subscription) => subscription.PKey === PKey);
		}
	},
);

journey(
	'subscribe: a profile that has opted out is subscribed, and the output says that it gets no e-mail',
	async ({ canvas, details }) => {
		const scene = await setScene('acme-opted-out');
		const email = 'olga.optout@example.com';
		await scene.put({ email, firstName: 'Olga', blackListEmail: true });
		const node = campaignNode(await scene.credential(), {
			resource: 'subscription',
			operation: 'subscribe',
			profile: { __rl: true, mode: 'email', value: email },
			service: { __rl: true, mode: 'name', value: 'Garden News' },
		});
		await canvas.open((await scene.workflow(trigger(), node)).id);
		await canvas.openNode('Campaign');

		const { output } = details;
		await details.execute();
		await output.hint('Profiles have opted out').waitFor();
		expect(await output.rows()).toEqual([
			expect.objectContaining({
				alreadySubscribed: 'false',
				optedOut: expect.stringContaining('email') as unknown,
			}),
		]);
		expect(await scene.profile(email)).toMatchObject({ blackListEmail: true });
		expect(await scene.records('subscription')).toContainEqual(
			expect.objectContaining({ subscriber: expect.objectContaining({ email }) as unknown }),
		);
	},
);
