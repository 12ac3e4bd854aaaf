import { link, mediaUrl, quickReply } from './actions.ts';
import { about, both, graphemes, list, numeric, object, problem, text, variants, whole } from './rule.ts';
import type { Rule, Shape } from './rule.ts';
import { template } from './template.ts';
import { substitutions } from './text-v2.ts';

const altText = text(1500);
const quoteToken = text(1000);

const common = {
  quickReply,
  sender: object({ optional: { name: text(20, graphemes), iconUrl: mediaUrl } }),
};

const message = ({ required = {}, optional = {} }: Shape): Rule =>
  object({ required, optional: { ...optional, ...common } });

/** Each LINE emoji of a text stands at a `$`. */
const emojis: Rule = about((value, path) => {
  const marks = Array.isArray(value['emojis']) ? value['emojis'] : [];
  return marks.flatMap((mark, at) => {
    const { index } = Object(mark) as Record<string, unknown>;
    const holds = typeof value['text'] === 'string' && value['text'].charAt(Number(index)) === '$';
    return holds ? [] : problem([...path, 'emojis', at, 'index'], 'Must point at a $ in the text');
  });
});

const emoji = object({ required: { index: whole(0), productId: text(100), emojiId: text(100) } });

const area = object({ required: { x: whole(0), y: whole(0), width: whole(0), height: whole(0) } });

const imagemap = message({
  required: {
    baseUrl: mediaUrl,
    altText,
    baseSize: object({ required: { width: whole(1040, 1040), height: whole(1) } }),
    actions: list(
      variants({
        uri: object({ required: { linkUri: link, area } }),
        message: object({ required: { text: text(400), area } }),
        clipboard: object({ required: { clipboardText: text(1000), area } }),
      }),
      1,
      50,
    ),
  },
});

/** One message of a request. What is inside a Flex message is looked at apart: LINE complains about it in another way. */
export const anyMessage: Rule = variants({
  text: both(message({ required: { text: text(5000) }, optional: { emojis: list(emoji, 0, 20), quoteToken } }), emojis),
  textV2: both(
    message({ required: { text: text(5000) }, optional: { substitution: object({}), quoteToken } }),
    substitutions,
  ),
  sticker: message({ required: { packageId: text(50), stickerId: text(50) }, optional: { quoteToken } }),
  image: message({ required: { originalContentUrl: mediaUrl, previewImageUrl: mediaUrl } }),
  video: message({
    required: { originalContentUrl: mediaUrl, previewImageUrl: mediaUrl },
    optional: { trackingId: text(100) },
  }),
  audio: message({ required: { originalContentUrl: mediaUrl, duration: whole(1) } }),
  location: message({
    required: {
      title: text(100, graphemes),
      address: text(100, graphemes),
      latitude: numeric(-90, 90),
      longitude: numeric(-180, 180),
    },
  }),
  imagemap,
  template: message({ required: { altText, template } }),
  flex: message({ required: { altText, contents: object({}) } }),
  coupon: message({ required: { couponId: text(100) }, optional: { deliveryTag: text(30) } }),
});
