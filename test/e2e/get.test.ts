import { journey } from './journey';
import { campaignNode, setScene, trigger } from './scene';

const simplified = [
	'email',
	'firstName',
	'lastName',
	'phone',
	'mobilePhone',
	'birthDate',
	'preferredLanguage',
	'blackListEmail',
	'lastModified',
	'PKey',
];

journey(
	'get: a profile is picked from the list by typing a name, or found by its e-mail',
	async ({ canvas, details }) => {
		const scene = await setScene('acme-get');
		const workflow = await scene.workflow(trigger(), campaignNode(await scene.credential()));
		await canvas.open(workflow.id);
		await canvas.openNode('Campaign');

		const { profile, output } = details;
		const found = await profile.pick('winf', 'Tobin Winfield');
		expect(found.sort()).toEqual([
			'Tara Winfield (twins@example.com)',
			'Tobin Winfield (twins@example.com)',
		]);
		await details.execute();
		const [tobin] = await output.rows();
		expect(Object.keys(tobin)).toEqual(simplified);
		expect(tobin).toMatchObject({ firstName: 'Tobin', lastName: 'Winfield' });

		await profile.enter('By Email', 'amy.dakota@example.com');
		await details.toggle('simplify');
		await details.execute();
		await output.panel().getByText('salutation').waitFor();
		const [amy] = await output.rows();
		expect(amy).toMatchObject({ firstName: 'Amy', gender: 'female', domain: 'example.com' });
		expect(Object.keys(amy).length).toBeGreaterThan(simplified.length);

		await profile.enter('By Email', 'twins@example.com');
		await details.execute();
		expect((await output.error()).message).toContain('e-mail');
	},
);
