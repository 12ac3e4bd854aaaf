import sharp from 'sharp';
import { MOST_PIXELS, THUMBNAIL_EDGE } from './limits.ts';

// Pictures come one after the other, and what was looked at is not looked at again.
sharp.concurrency(1);
sharp.cache(false);

/**
 * Decodes a picture. Returns a thumbnail as it is to be held, as JPEG without anything else that stood in the file: where it
 * was taken, say.
 */
export async function checkImage(
  bytes: Uint8Array,
): Promise<{ thumbnail: Uint8Array } | { problem: 'broken' | 'pixels' }> {
  try {
    const picture = sharp(bytes, { limitInputPixels: false, failOn: 'error' });
    const { width, height } = await picture.metadata();
    if (width * height > MOST_PIXELS) return { problem: 'pixels' };
    const thumbnail = await picture
      .autoOrient()
      .resize(THUMBNAIL_EDGE, THUMBNAIL_EDGE, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .jpeg({ quality: 75 })
      .toBuffer();
    return { thumbnail };
  } catch {
    return { problem: 'broken' };
  }
}
