import { count, type Figures, inSeconds } from './figures';
import { CONTENDERS, type Contender, LATENCY, type Server, SERVERS, SHOWN_SIZE } from './plan';

/** Contrast of each text and bar with its background is 4.5 or more. */
const themes = {
	light: { page: '#ffffff', text: '#1f2328', faint: '#59636e', ours: '#b3261e', other: '#59636e' },
	dark: { page: '#0d1117', text: '#e6edf3', faint: '#9198a1', ours: '#ff8a80', other: '#9198a1' },
};

type Theme = keyof typeof themes;

const WIDTH = 860;
const LEFT = 230;
const LONGEST = 400;
const ROW = 24;
const TITLE = 34;

interface Bar {
	contender: Contender;
	seconds: number;
	note: string;
	/** Too long for the picture, and computed, not measured. */
	isCut: boolean;
	/** Part of the work was not done: an outline only. */
	isPartial: boolean;
}

/** Time for 1,000 items, by server and contender. */
export function drawn(figures: Figures, theme: Theme): string {
	const colors = themes[theme];
	const groups = SERVERS.map((server) => ({ server, bars: barsOf(figures, server) }));
	const measured = groups.flatMap(({ bars }) => bars.filter(({ isCut }) => !isCut));
	const scale = LONGEST / Math.max(1, ...measured.map(({ seconds }) => seconds));
	let y = 44;
	const parts = groups.map(({ server, bars }) => {
		const title = text(
			16,
			(y += TITLE) - 12,
			server.label,
			`fill="${colors.text}" font-weight="600"`,
		);
		const rows = bars.map((bar) => row(bar, (y += ROW) - ROW, scale, colors));
		return [title, ...rows].join('\n');
	});
	const heading = `Time to update and read back ${count(SHOWN_SIZE)} profiles`;
	const legend = 'outline: failed on some of them';
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 16}" width="${WIDTH}" height="${y + 16}" role="img" font-family="system-ui, -apple-system, 'Segoe UI', sans-serif" font-size="13">
<title>${heading}</title>
<rect width="100%" height="100%" rx="8" fill="${colors.page}"/>
${text(16, 30, heading, `fill="${colors.text}" font-size="17" font-weight="600"`)}
${text(WIDTH - 16, 30, legend, `fill="${colors.faint}" text-anchor="end"`)}
${parts.join('\n')}
</svg>
`;
}

function barsOf(figures: Figures, server: Server): Bar[] {
	return CONTENDERS.flatMap((contender): Bar[] => {
		const result = figures.find(contender.name, server.admits, SHOWN_SIZE);
		if (contender.name === 'single') {
			const seconds = (SHOWN_SIZE * 2 * LATENCY) / 1000;
			const note = `${seconds} s and more`;
			return [{ contender, seconds, note, isCut: true, isPartial: false }];
		}
		if (!result) return [];
		const { seconds, failed } = result;
		const share = Math.round((100 * failed) / SHOWN_SIZE);
		const note = failed ? `${share}% failed` : inSeconds(seconds);
		return [{ contender, seconds, note, isCut: false, isPartial: failed > 0 }];
	});
}

function row(bar: Bar, y: number, scale: number, colors: (typeof themes)[Theme]): string {
	const { contender, seconds, note, isCut, isPartial } = bar;
	const isOurs = contender.name === 'auto' || contender.name === 'expressions';
	const color = isOurs ? colors.ours : colors.other;
	const length = Math.max(2, isCut ? LONGEST + 40 : seconds * scale).toFixed(1);
	const paint = isPartial
		? `fill="none" stroke="${color}" stroke-dasharray="4 3"`
		: `fill="${color}"`;
	// A gap in the bar: it is longer than drawn.
	const gap = `<path d="M${LEFT + LONGEST} ${y + 18}l8 -16h6l-8 16z" fill="${colors.page}"/>`;
	return [
		text(LEFT - 8, y + 14, contender.label, `fill="${colors.text}" text-anchor="end"`),
		`<rect x="${LEFT}" y="${y + 3}" width="${length}" height="14" rx="2" ${paint}/>`,
		isCut ? gap : '',
		text(LEFT + Number(length) + 8, y + 14, note, `fill="${isOurs ? colors.text : colors.faint}"`),
	].join('');
}

const text = (x: number, y: number, content: string, style: string) =>
	`<text x="${x}" y="${y}" ${style}>${content}</text>`;
