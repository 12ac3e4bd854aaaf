import type { RichMenu } from './rich-menu.ts';

/** The picture of a menu as PNG. Its few colours make it a fraction of the megabyte that LINE takes. */
export async function drawMenu({ picture }: Pick<RichMenu, 'picture'>): Promise<Uint8Array> {
  // Loaded when it is needed: a bot that draws nothing has no use for it.
  const { default: sharp } = await import('sharp');
  return sharp(Buffer.from(picture)).png({ palette: true, colours: 128, dither: 0, effort: 1 }).toBuffer();
}
