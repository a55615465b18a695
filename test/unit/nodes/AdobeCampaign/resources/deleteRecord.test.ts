import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { deleteRecord } from '../../../../../nodes/AdobeCampaign/resources/deleteRecord';
import { GONE, ok, shortenPauses, type Script } from '../campaign';
import { open, readOf, TEXTS, TICKET, ticketChooser } from './ticketScene';

shortenPauses();

const NOTICE: INodeProperties = {
	displayName: 'Its seat is deleted, too',
	name: 'notice',
	type: 'notice',
	default: '',
};

const remove = deleteRecord(ticketChooser, TICKET, TEXTS, [NOTICE]);

async function run(script: Script, ticket: string, options: IDataObject = {}) {
	const { item, asked, hints } = open(script);
	const output = await remove.run(item, readOf(remove, { ticket, options }));
	return { output, asked, hints: hints() };
}

const SEVEN = { PKey: '@7', number: 'T-7', seat: '12 A' };

/** What is the same for any kind; the rest is tested with profiles. */
describe('Delete of any kind', () => {
	it('has its texts, its locator, what it says before, and speaks of the kind', () => {
		expect(remove).toMatchObject({ value: 'delete', name: 'Delete', ...TEXTS });
		expect(remove.properties.map(({ name }) => name)).toEqual(['ticket', 'notice', 'options']);
		const said = JSON.stringify(remove.properties);
		expect(said).toContain('Whether to only read the ticket');
		expect(said).not.toContain('profile');
	});

	it('by PKey is one request', async () => {
		const { output, asked, hints } = await run({ 'DELETE cusTicket/@7': ok({}) }, '@7');

		expect(output).toEqual({ deleted: true, PKey: '@7' });
		expect(asked).toEqual(['DELETE cusTicket/@7']);
		expect(hints).toEqual(['The ticket was deleted in Campaign for good, without a dry run']);
	});

	it('chosen in another way is read first, and deleted by its PKey', async () => {
		const script = { 'GET cusTicket/T-7': ok(SEVEN), 'DELETE cusTicket/@7': ok({}) };

		expect((await run(script, 'T-7')).asked).toEqual(['GET cusTicket/T-7', 'DELETE cusTicket/@7']);
	});

	it.each(['@7', 'T-7'])('with Dry Run only reads, once: %s', async (ticket) => {
		const script = { [`GET cusTicket/${ticket}`]: ok(SEVEN) };
		const { output, asked } = await run(script, ticket, { dryRun: true });

		expect(output).toEqual({ deleted: false, dryRun: true, PKey: '@7', number: 'T-7' });
		expect(asked).toHaveLength(1);
	});

	it('refuses a record without a PKey in the words of the kind', async () => {
		const failing = run({ 'GET cusTicket/T-7': ok({ ...SEVEN, PKey: 'T-7' }) }, 'T-7');

		await expect(failing).rejects.toMatchObject({
			message: 'Campaign returned a ticket without a PKey',
			description: "Nothing was done. Choose 'Ticket' 'By ID'.",
		});
	});

	it('that is gone is told, with the PKey where that was chosen', async () => {
		const ignore = { ifNotFound: 'ignore' };
		const gone = { 'DELETE cusTicket/@7': GONE, 'GET cusTicket/T-7': GONE };

		expect((await run(gone, '@7', ignore)).output).toMatchObject({ PKey: '@7', alreadyGone: true });
		expect((await run(gone, 'T-7', ignore)).output).toMatchObject({
			PKey: null,
			alreadyGone: true,
		});
	});
});
