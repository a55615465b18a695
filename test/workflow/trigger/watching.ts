import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { Poller, type Mode } from '../poller';

import type { useHarness } from '../suite';

type Suite = ReturnType<typeof useHarness>;
type Control = ReturnType<Suite['control']>;

const NOON = Date.UTC(2026, 10, 25, 12);

/** An instant as Campaign prints it. @param seconds after noon, when each history begins */
export const instant = (seconds: number) =>
	new Date(NOON + seconds * 1000).toISOString().replace('T', ' ');

const MINUTE = 60;

/** For tests in which the time goes on by itself. */
export function usePollers({ harness, control }: Suite) {
	let people = 0;
	return {
		/** A trigger that has not begun; it waits for what is created. */
		trigger: (
			mode: Mode,
			organization: string,
			parameters: INodeParameters,
			budgetMs?: number,
		): Poller =>
			new Poller(harness, {
				mode,
				credentials: harness.credentials(organization, 'accessToken'),
				parameters: { event: 'created', ...parameters },
				budgetMs,
			}),
		/** A new profile. @returns its e-mail */
		newcomer: (organization: string): string => {
			people += 1;
			const email = `newcomer-${people}@example.com`;
			control(organization).put({ email });
			return email;
		},
	};
}

/** An organization whose clock stands until it is moved, and a trigger that watches it. */
export class Watching {
	readonly trigger: Poller;
	readonly control: Control;
	private seconds = 0;

	constructor(
		private readonly suite: Suite,
		private readonly organization: string,
		parameters: INodeParameters,
		{
			settings = {},
			mode = 'memory',
		}: { settings?: Parameters<Control['reset']>[0]; mode?: Mode } = {},
	) {
		this.control = suite.control(organization);
		this.control.reset({ now: instant(0), ...settings });
		this.trigger = this.beside(parameters, mode);
	}

	/** Another trigger for the same organization. */
	beside(parameters: INodeParameters, mode?: Mode): Poller {
		const { harness } = this.suite;
		return new Poller(harness, {
			...(mode && { mode }),
			// n8n polls a node once at a time: a poll that is late must not stand in the way of the next test.
			workflowId: this.organization,
			credentials: harness.credentials(this.organization, 'accessToken'),
			parameters: { simplify: false, ...parameters },
		});
	}

	/** What the clock shows. */
	get now() {
		return instant(this.seconds);
	}

	/** Lets time pass. */
	later(seconds = MINUTE): void {
		this.seconds += seconds;
		this.control.change({ now: this.now });
	}

	/** A new profile, as of now. @returns its PKey */
	create(email: string, values: IDataObject = {}): string {
		const { now } = this;
		return this.control.put({ email, created: now, lastModified: now, ...values }).PKey;
	}

	/** Changes a profile, as of now. */
	update(PKey: string, values: IDataObject = { phone: this.now }): void {
		this.control.put({ PKey, lastModified: this.now, ...values });
	}

	/** The e-mails that one poll puts out, or null; with the event before it where the output has one. */
	async poll(): Promise<string[] | null> {
		return emails(await this.trigger.poll());
	}
}

const emailOf = ({ event, email }: IDataObject) =>
	event === undefined ? String(email) : `${String(event)} ${String(email)}`;

export const emails = (output: IDataObject[] | null) => output && output.map(emailOf);

/** The error of a promise that must fail, in one line. The message of a refused activation repeats what to do. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
	const error = await promise.then(
		() => undefined,
		(thrown: unknown) => thrown as Error & { description?: string },
	);
	if (!error) throw new Error('It did not fail.');
	const { message, description = '' } = error;
	return `${message.replace(`. ${description}`, '')} | ${description}`;
}
