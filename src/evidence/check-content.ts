import type { Text } from '../conversation/message.ts';
import type { Sent } from '../conversation/sent.ts';
import { checkArchive } from './check-archive.ts';
import { checkImage } from './check-image.ts';
import { extensionOf, fits, FORMATS, formatOf } from './formats.ts';
import type { FormatName } from './formats.ts';
import { LARGEST_FILE, LARGEST_VIDEO, megabytes, MOST_PIXELS } from './limits.ts';

/** Why something is no evidence, as a sentence that says what to do. */
export class Refused extends Error {
  readonly text: Text;

  constructor(reason: string, params: NonNullable<Text['params']> = {}) {
    super(`refused: ${reason}`);
    this.name = 'Refused';
    this.text = { key: `evidence.refused.${reason}`, params };
  }
}

/** Why so many bytes are too many. */
export const tooLarge = (isVideo: boolean): Refused =>
  isVideo
    ? new Refused('longVideo', { megabytes: megabytes(LARGEST_VIDEO) })
    : new Refused('tooLarge', { megabytes: megabytes(LARGEST_FILE) });

/** Whether something is sent as a video: those may weigh more. */
export const isVideo = ({ kind, name = '' }: Pick<Sent, 'kind' | 'name'>): boolean =>
  kind === 'video' || [...FORMATS.mp4.extensions, ...FORMATS.mov.extensions].some((one) => one === extensionOf(name));

/** The most bytes it is fetched of. */
export const largestOf = (sent: Sent): number => (isVideo(sent) ? LARGEST_VIDEO : LARGEST_FILE);

/** @throws Refused when LINE says beforehand that it is too large: that costs no download */
export function checkStatedSize(sent: Sent): void {
  if ((sent.size ?? 0) > largestOf(sent)) throw tooLarge(isVideo(sent));
}

/**
 * What the first bytes are; of a Word or Excel file no more than that it is a zip file.
 * @throws Refused when that is not taken, or not what the name says
 */
export function checkHead(head: Uint8Array, name: string | undefined): FormatName {
  const format = formatOf(head);
  if (format === null) throw refusedKind(name);
  const mayBe: FormatName[] = format === 'zip' ? ['zip', 'docx', 'xlsx'] : [format];
  if (name !== undefined && !mayBe.some((one) => fits(name, one)))
    throw new Refused('disguised', { extension: extensionOf(name) });
  return format;
}

/** Whether all of it has to be looked at; of the rest the first bytes tell enough. */
export const isLookedInto = (format: FormatName): boolean => format === 'zip' || FORMATS[format].kind === 'image';

/**
 * Looks at the whole of a picture or an archive.
 * @throws Refused
 */
export async function checkWhole(
  bytes: Uint8Array,
  format: FormatName,
  name: string | undefined,
): Promise<{ format: FormatName; thumbnail?: Uint8Array }> {
  if (format === 'zip') {
    const found = await checkArchive(bytes);
    if (typeof found !== 'string') throw new Refused(found.problem);
    if (name !== undefined && !fits(name, found)) throw new Refused('disguised', { extension: extensionOf(name) });
    return { format: found };
  }
  const found = await checkImage(bytes);
  if ('problem' in found) {
    throw found.problem === 'pixels'
      ? new Refused('pixels', { megapixels: MOST_PIXELS / 1_000_000 })
      : new Refused('brokenImage');
  }
  return { format, thumbnail: found.thumbnail };
}

/** What is not taken is said by its ending where people know it by that. */
function refusedKind(name: string | undefined): Refused {
  const extension = name === undefined ? '' : extensionOf(name);
  if (extension === 'heic' || extension === 'heif') return new Refused('heic');
  if (
    extension === '' ||
    Object.values(FORMATS).some(({ extensions }) => (extensions as readonly string[]).includes(extension))
  ) {
    return extension === '' ? new Refused('unknown') : new Refused('disguised', { extension });
  }
  return new Refused('kind', { extension });
}
