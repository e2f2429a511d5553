/** What slowed a run down: to n8n's log while it happens, and in one line when it ends. */
import type { Logger } from 'n8n-workflow';

import type { Failure } from '../client/failure';
import type { Observer } from '../contract';

export class Journal implements Observer {
	private readonly platform: string;
	private readonly logger: Logger;
	private retries = 0;
	private pauses = 0;
	private pausedMs = 0;
	private renewals = 0;
	private stops: string[] = [];

	/** @param platform as people call it */
	constructor(platform: string, logger: Logger) {
		this.platform = platform;
		this.logger = logger;
	}

	retrying(why: string, ms: number): void {
		this.retries++;
		this.logger.warn(`${this.platform}: ${why}. Sent again in ${inSeconds(ms)}`);
	}

	pausing(ms: number): void {
		this.pauses++;
		this.pausedMs += ms;
		this.logger.warn(`${this.platform} asks for patience: paused for ${inSeconds(ms)}`);
	}

	renewing(): void {
		this.renewals++;
		this.logger.info(`${this.platform} rejected the token: a new one is fetched`);
	}

	stopping({ message }: Failure): void {
		this.stops.push(message);
		this.logger.warn(`${this.platform}: nothing further is sent, because ${message}`);
	}

	/** One line for the person who looks at the run; undefined when nothing slowed it down. */
	hint(): string | undefined {
		const parts = [
			this.pauses &&
				`paused ${times(this.pauses)} for ${inSeconds(this.pausedMs)} because ${this.platform} asked for it`,
			this.retries && `sent ${this.retries === 1 ? 'a request' : `${this.retries} requests`} again`,
			this.renewals && `renewed the token ${times(this.renewals)}`,
			...this.stops.map((why) => `sent nothing further because: ${why}`),
		].filter(Boolean);
		return parts.length ? `This run was slowed down: ${parts.join('; ')}.` : undefined;
	}
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

const inSeconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;
