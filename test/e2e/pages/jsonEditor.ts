import type { Locator } from 'playwright-core';

import type { Saves } from './saves';
import { untilSeen } from './untilSeen';

/** Replaces what the editor of a control holds. */
export async function pasteJson(control: Locator, json: unknown, saves: Saves): Promise<void> {
	const text = JSON.stringify(json);
	const editor = control.locator('.cm-content');
	const { keyboard } = control.page();
	await untilSeen(async (attempt) => {
		await editor.click(attempt);
		await keyboard.press('ControlOrMeta+a');
		// At once, as a paste does: during typing the editor adds closing brackets.
		await keyboard.insertText(text);
	}, saves.of(text));
}
