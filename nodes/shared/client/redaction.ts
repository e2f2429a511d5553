/** Texts without secrets: whatever the platform echoes, nobody reads it in an error or a log. */
import type { Failure } from './failure';

/** A text with secrets taken out of it, in plain and as they stand in a URL or form. */
export function withoutSecrets(text: string, secrets: string[]): string {
	const forms = secrets
		.filter(Boolean)
		.flatMap((secret) => [
			secret,
			encodeURIComponent(secret),
			new URLSearchParams([['', secret]]).toString().slice(1),
		]);
	return forms.reduce((kept, form) => kept.replaceAll(form, '•••'), text);
}

export const redacted = (failure: Failure, secrets: string[]): Failure =>
	failure.with({ message: withoutSecrets(failure.message, secrets) });
