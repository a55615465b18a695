/** A form of n8n's, opened in a browser that only does what its page's script does. */
export interface OpenForm {
	/** What the page says above the fields, in them, and after a submission that went well. */
	page: string;
	/** @returns whether the page would say that it went well */
	submit(answers: FormAnswers): Promise<boolean>;
}

/** By label; the ticked boxes of "Checkboxes" as a list. */
type FormAnswers = Record<string, string | string[]>;

/**
 * Opens a form at its production URL.
 *
 * @throws when there is no such form, e.g. because its workflow is not active
 */
export async function openForm(url: string): Promise<OpenForm> {
	const response = await fetch(url);
	const page = await response.text();
	if (!response.ok) throw new Error(`${url} answers ${response.status}.`);
	return {
		page,
		submit: async (answers) => {
			const body = new FormData();
			for (const [label, answer] of Object.entries(answers)) {
				const value = Array.isArray(answer) ? JSON.stringify(answer) : answer;
				body.append(fieldNamed(label, page), value);
			}
			return (await fetch(url, { method: 'POST', body })).ok;
		},
	};
}

/** n8n numbers the fields as they stand on the page. */
function fieldNamed(label: string, page: string): string {
	const labels = [...page.matchAll(/<label class='form-label[^>]*>([^<]*)</g)].map(
		([, text]) => text,
	);
	if (!labels.includes(label)) throw new Error(`The form asks for ${labels.join(', ')}.`);
	return `field-${labels.indexOf(label)}`;
}
