/** What happened and what to do in one line: n8n's table shows a line break as the two characters it is written with. */
export const inOneLine = (message: string, description?: string | null) =>
	[message, description]
		.filter(Boolean)
		.join('. ')
		.replace(/\s*\n\s*/g, ' ');
