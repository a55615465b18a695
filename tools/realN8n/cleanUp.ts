/** Steps that undo something. They run once, the last one first. */
export class CleanUp {
	private readonly steps: Array<() => Promise<void> | void> = [];

	add(step: () => Promise<void> | void): void {
		this.steps.push(step);
	}

	async run(): Promise<void> {
		for (const step of this.steps.splice(0).reverse()) await step();
	}
}
