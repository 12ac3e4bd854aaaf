import type { ChatMessage, JsonObject } from './model.ts';
import type { LinePlatform } from './platform.ts';
import type { Talk } from './talk.ts';

export interface MediaOptions {
  fileName?: string;
  contentType?: string;
  durationMs?: number;
  /** What LINE says a file weighs, where that is not what it is. Bytes. */
  statedSize?: number;
  /** Content is still being prepared (202) until `platform.media` says `ready`. */
  preparing?: boolean;
}

export type MediaType = 'image' | 'video' | 'audio' | 'file';

/** Photos, films, sounds, files, stickers and places that people send. */
export class Media {
  readonly #platform: LinePlatform;
  readonly #talk: Talk;

  constructor(platform: LinePlatform, talk: Talk) {
    this.#platform = platform;
    this.#talk = talk;
  }

  /** Sends one photo, film, sound or file; its bytes are served by the content API. */
  sendMedia(userId: string, chatId: string, type: MediaType, bytes: Buffer, options: MediaOptions = {}): ChatMessage {
    return this.#send(userId, chatId, type, bytes, options);
  }

  /** Sends several photos at once: one event for each, tied by an imageSet. */
  sendImages(userId: string, chatId: string, photos: readonly Buffer[], options: MediaOptions = {}): ChatMessage[] {
    const id = this.#platform.random.hex(20).toUpperCase();
    return photos.map((bytes, index) =>
      this.#send(userId, chatId, 'image', bytes, options, {
        imageSet: { id, index: index + 1, total: photos.length },
      }),
    );
  }

  sendSticker(
    userId: string,
    chatId: string,
    sticker: { packageId?: string; stickerId?: string; keywords?: string[] } = {},
  ): ChatMessage {
    return this.#talk.speak(userId, chatId, {
      type: 'sticker',
      packageId: '446',
      stickerId: '1988',
      stickerResourceType: 'STATIC',
      ...sticker,
    });
  }

  sendLocation(
    userId: string,
    chatId: string,
    place: { latitude: number; longitude: number; title?: string; address?: string },
  ): ChatMessage {
    return this.#talk.speak(userId, chatId, { type: 'location', ...place }, { quotable: false });
  }

  #send(
    userId: string,
    chatId: string,
    type: MediaType,
    bytes: Buffer,
    options: MediaOptions,
    extra: JsonObject = {},
  ): ChatMessage {
    const provider = { contentProvider: { type: 'line' } };
    const content: Record<MediaType, JsonObject> = {
      image: { ...provider, ...extra },
      video: { ...provider, duration: options.durationMs ?? 1000 },
      audio: { ...provider, duration: options.durationMs ?? 1000 },
      file: { fileName: options.fileName ?? 'file.bin', fileSize: options.statedSize ?? bytes.length },
    };
    const quotable = type === 'image' || type === 'video';
    // The bytes are in place before the webhook leaves (it leaves after this tick).
    const message = this.#talk.speak(userId, chatId, { type, ...content[type] }, { quotable });
    this.#platform.media.set(message.id, {
      bytes,
      contentType: options.contentType ?? CONTENT_TYPES[type],
      state: options.preparing ? 'preparing' : 'ready',
    });
    return message;
  }
}

const CONTENT_TYPES: Record<MediaType, string> = {
  image: 'image/jpeg',
  video: 'video/mp4',
  audio: 'audio/x-m4a',
  file: 'application/octet-stream',
};
