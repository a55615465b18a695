import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

import { folder, LOOK } from './screenshots';

/** How wide the pictures are made, in pixels: as wide as a README shows them. */
const WIDTH = 960;

/** An animated picture of a journey for the pages, one image for each step that a person would look at. */
export class Film {
	private readonly images: Buffer[] = [];
	private readonly times: number[] = [];

	constructor(private readonly page: Page) {}

	/** Takes the next image, when UPDATE_SCREENSHOTS is set. @param ms how long it is shown */
	async show(ms: number): Promise<void> {
		if (!process.env.UPDATE_SCREENSHOTS) return;
		await this.page.mouse.move(0, 0);
		const shot = await this.page.screenshot(LOOK);
		this.images.push(await sharp(shot).resize({ width: WIDTH }).png().toBuffer());
		this.times.push(ms);
	}

	/** Writes it to docs/images. */
	async save(name: string): Promise<void> {
		if (this.images.length === 0) return;
		await sharp(this.images, { join: { animated: true } })
			.gif({ delay: this.times, loop: 0, colours: 64, dither: 0, effort: 10 })
			.toFile(join(folder, `${name}.gif`));
	}
}
