import type { TestBot } from '../support/bot.ts';

/** A person who sends what is no text; each act takes a second and returns what the bot then said in that chat. */
export function sending(test: TestBot, userId: string, chatId: string = userId) {
  const { emulator, clock } = test;
  const fromBot = () => emulator.visible(chatId).filter((message) => message.fromBot);
  const act = async (what: () => void): Promise<string> => {
    clock.advance(1_000);
    const seen = fromBot().length;
    what();
    await test.settled();
    return fromBot()
      .slice(seen)
      .map(({ text }) => text)
      .join('\n');
  };
  const mine = () => emulator.visible(chatId).filter(({ senderId }) => senderId === userId);
  return {
    id: userId,
    act,
    photo: (bytes: Buffer) => act(() => emulator.sendMedia(userId, chatId, 'image', bytes)),
    file: (fileName: string, bytes: Buffer, statedSize?: number) =>
      act(() =>
        emulator.sendMedia(userId, chatId, 'file', bytes, {
          fileName,
          ...(statedSize === undefined ? {} : { statedSize }),
        }),
      ),
    video: (bytes: Buffer) => act(() => emulator.sendMedia(userId, chatId, 'video', bytes)),
    place: (title: string) =>
      act(() => emulator.sendLocation(userId, chatId, { latitude: 13.75, longitude: 100.5, title })),
    photos: (bytes: readonly Buffer[]) => act(() => emulator.sendImages(userId, chatId, bytes)),
    /** The id of what this person sent last. */
    lastId: (): string => mine().at(-1)?.id ?? '',
    unsend: (id: string) => act(() => emulator.unsend(id)),
  };
}
