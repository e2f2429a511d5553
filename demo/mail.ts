// A mail server that keeps what it is sent, and reads it by the library that n8n itself has.

import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { SMTPServer } from 'smtp-server';

export interface Mail {
	from: string;
	to: string;
	subject: string;
	/** As people read it. */
	text: string;
	/** Empty where it is a text only. */
	html: string;
	/** Where its buttons and links lead to, by what stands on them. */
	links: Record<string, string>;
}

export interface MailServer {
	/** In the order in which they came. */
	mails: Mail[];
	/** What n8n's credential of the type `smtp` holds. */
	credential: Record<string, unknown>;
	stop: () => Promise<void>;
}

interface Parsed {
	from: { text: string };
	to: { text: string };
	subject: string;
	text?: string;
	html: string | false;
}

const { simpleParser } = createRequire(import.meta.url)('mailparser') as {
	simpleParser: (mail: Readable) => Promise<Parsed>;
};

const LINK = /<a href="([^"]+)"[^>]*>([^<]+)<\/a>/g;

/** What stands between the tags; a row of a table in a line, without the links. */
const textIn = (html: string) =>
	html
		.replace(/<head>[^]*<\/head>/, '')
		.replace(LINK, '')
		.replace(/<\/td>\s*<td>/g, ' | ')
		.replace(/<br\/>|<\/tr>/g, '\n')
		.replace(/<[^>]+>/g, '')
		.replace(/\n\s*\n/g, '\n\n')
		.trim();

/** @param told of each mail as it comes */
export async function startMailServer(told: (mail: Mail) => void = () => {}): Promise<MailServer> {
	const mails: Mail[] = [];
	const keep = async (stream: Readable) => {
		const { from, to, subject, text, html } = await simpleParser(stream);
		const said = html || '';
		const links = [...said.matchAll(LINK)].map(([, url, label]) => [label, url] as const);
		const mail: Mail = {
			from: from.text,
			to: to.text,
			subject,
			text: said ? textIn(said) : (text ?? ''),
			html: said,
			links: Object.fromEntries(links),
		};
		mails.push(mail);
		told(mail);
	};
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData: (stream, _session, taken) => void keep(stream).then(() => taken(), taken),
	});
	const { server: listening } = server;
	server.listen(0, '127.0.0.1');
	await once(listening, 'listening');
	const { port } = listening.address() as AddressInfo;
	return {
		mails,
		credential: {
			...{ host: '127.0.0.1', port, secure: false, disableStartTls: true },
			...{ user: '', password: '', hostName: '' },
		},
		stop: async () => await new Promise<void>((stopped) => server.close(stopped)),
	};
}
