import { filetypename } from 'magic-bytes.js';
import type { EvidenceKind } from '../reporting/evidence.ts';

/** A format evidence may have; what is in no list here is refused. */
export interface Format {
  kind: Exclude<EvidenceKind, 'link' | 'location'>;
  mediaType: string;
  /** The first is given to what has none. */
  extensions: readonly string[];
}

export const FORMATS = {
  jpg: { kind: 'image', mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  png: { kind: 'image', mediaType: 'image/png', extensions: ['png'] },
  webp: { kind: 'image', mediaType: 'image/webp', extensions: ['webp'] },
  mp4: { kind: 'video', mediaType: 'video/mp4', extensions: ['mp4', 'm4v', '3gp'] },
  mov: { kind: 'video', mediaType: 'video/quicktime', extensions: ['mov'] },
  pdf: { kind: 'document', mediaType: 'application/pdf', extensions: ['pdf'] },
  docx: {
    kind: 'document',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['docx'],
  },
  xlsx: {
    kind: 'document',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extensions: ['xlsx'],
  },
  zip: { kind: 'archive', mediaType: 'application/zip', extensions: ['zip'] },
} as const satisfies Record<string, Format>;
export type FormatName = keyof typeof FORMATS;

/** Bytes from which a format is told. */
export const HEAD_LENGTH = 64;

/**
 * What the first bytes are, whatever the name says; `null`: nothing that is taken. Word and Excel files begin as any `zip`
 * does: `checkArchive` tells them.
 */
export function formatOf(head: Uint8Array): FormatName | null {
  const found = filetypename([...head.subarray(0, HEAD_LENGTH)]);
  return TOLD.find((name) => found.includes(name)) ?? null;
}

const TOLD: readonly FormatName[] = ['jpg', 'png', 'webp', 'mp4', 'mov', 'pdf', 'zip'];

/** The ending of a file's name in small letters; '': it has none. */
export const extensionOf = (name: string): string => /\.([^.\s/\\]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** Whether a name may stand for a format: pictures and videos may have each other's endings, the rest only their own. */
export function fits(name: string, format: FormatName): boolean {
  const extension = extensionOf(name);
  if (extension === '') return true;
  const { kind } = FORMATS[format];
  const among =
    kind === 'image' || kind === 'video'
      ? Object.values(FORMATS).filter((one) => one.kind === kind)
      : [FORMATS[format]];
  return among.some(({ extensions }) => (extensions as readonly string[]).includes(extension));
}
