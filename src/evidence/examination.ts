import { createHash } from 'node:crypto';
import type { EvidenceKind } from '../reporting/evidence.ts';
import type { Sent } from '../conversation/sent.ts';
import { checkHead, checkWhole, isLookedInto, Refused, tooLarge } from './check-content.ts';
import { FORMATS, HEAD_LENGTH } from './formats.ts';
import type { FormatName } from './formats.ts';
import { LARGEST_FILE } from './limits.ts';

/** What is known of a content once all of it has passed and was found good. */
export interface Examined {
  kind: EvidenceKind;
  mediaType: string;
  /** Bytes. */
  size: number;
  sha256: string;
  /** JPEG, of a picture. */
  thumbnail?: Uint8Array;
}

/**
 * Looks at a content while it passes on its way to the store. Only what has to be looked at as a whole (a picture, an archive)
 * is held in memory; a video or a PDF never is.
 */
export class Examination {
  readonly #name: string | undefined;
  readonly #hash = createHash('sha256');
  #size = 0;
  #held: Uint8Array[] = [];
  #format: FormatName | undefined;
  #found: Examined | undefined;

  constructor({ name }: Pick<Sent, 'name'>) {
    this.#name = name;
  }

  /**
   * Hands the bytes on.
   * @throws Refused as soon as it shows that they are no evidence, at the latest before they end
   */
  async *pass(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const part of bytes) {
      this.#take(part);
      yield part;
    }
    if (this.#size === 0) throw new Refused('empty');
    this.#found = await this.#examine(this.#begin());
  }

  /** @throws Error when not all has passed */
  found(): Examined {
    if (this.#found === undefined) throw new Error('the content has not passed yet');
    return this.#found;
  }

  #take(part: Uint8Array): void {
    this.#hash.update(part);
    this.#size += part.length;
    if (this.#format === undefined || isLookedInto(this.#format)) this.#held.push(part);
    if (this.#size >= HEAD_LENGTH) this.#begin();
    const isFilm = this.#format !== undefined && FORMATS[this.#format].kind === 'video';
    if (!isFilm && this.#size > LARGEST_FILE) throw tooLarge(false);
  }

  /** The first bytes tell what it is. */
  #begin(): FormatName {
    if (this.#format !== undefined) return this.#format;
    this.#format = checkHead(Buffer.concat(this.#held), this.#name);
    if (!isLookedInto(this.#format)) this.#held = [];
    return this.#format;
  }

  async #examine(told: FormatName): Promise<Examined> {
    const { format, thumbnail } = isLookedInto(told)
      ? await checkWhole(Buffer.concat(this.#held), told, this.#name)
      : { format: told };
    this.#held = [];
    const { kind, mediaType } = FORMATS[format];
    return {
      kind,
      mediaType,
      size: this.#size,
      sha256: this.#hash.digest('hex'),
      ...(thumbnail === undefined ? {} : { thumbnail }),
    };
  }
}
