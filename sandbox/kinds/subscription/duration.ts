const DURATION =
	/^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** The instant after a duration like "P10D" (ISO 8601); undefined for a text that is not a duration, and for an empty one. */
export function afterDuration(start: Date, text: string): Date | undefined {
	const found = DURATION.exec(text);
	if (!found) return undefined;
	const [years, months, weeks, days, hours, minutes, seconds] = found
		.slice(1)
		.map((part) => Number(part ?? 0));
	const end = new Date(start);
	end.setUTCFullYear(end.getUTCFullYear() + years, end.getUTCMonth() + months);
	end.setUTCDate(end.getUTCDate() + weeks * 7 + days);
	end.setUTCHours(
		end.getUTCHours() + hours,
		end.getUTCMinutes() + minutes,
		end.getUTCSeconds() + seconds,
	);
	return end.getTime() === start.getTime() ? undefined : end;
}
