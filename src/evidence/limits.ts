/** What one piece of evidence may be at most. Bytes. */
export const LARGEST_FILE = 25 * 1024 * 1024;
export const LARGEST_VIDEO = 50 * 1024 * 1024;
/** Width times height: beyond it a picture takes hundreds of megabytes to look at. */
export const MOST_PIXELS = 64_000_000;
/** Longest edge of a thumbnail, pixels. */
export const THUMBNAIL_EDGE = 320;
/** UTF-16 units. */
export const LONGEST_NAME = 200;
export const LONGEST_LINK = 1_000;

const MEGABYTE = 1024 * 1024;
export const megabytes = (bytes: number): number => Math.round(bytes / MEGABYTE);
