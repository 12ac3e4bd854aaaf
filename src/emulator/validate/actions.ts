import { about, both, graphemes, list, object, oneOf, problem, shaped, text, variants } from './rule.ts';
import type { Rule, Shape } from './rule.ts';

/** What is asked of an action where it stands. */
export interface ActionPlace {
  /** Longest label, graphemes. */
  label: number;
  labelRequired: boolean;
  /** Kinds of actions that only this place allows. */
  also?: readonly string[];
}

/** A link: `http`, `https`, `line` or `tel`, at most 1000 UTF-16 units. */
export const link: Rule = both(text(1000), shaped(/^(https?:\/\/|line:\/\/|tel:)\S+$/i, 'invalid uri scheme'));

/** The address of an image or film: https, at most 2000 UTF-16 units. What this machine serves itself the simulator shows too. */
export const mediaUrl: Rule = both(
  text(2000),
  shaped(/^(?:https:\/\/|http:\/\/(?:127\.0\.0\.1|localhost)[:/])\S+$/i, 'invalid uri scheme'),
);

/** An action object: what a button or quick reply does. */
export function action(place: ActionPlace): Rule {
  const label = text(place.label, graphemes, place.labelRequired ? 1 : 0);
  const rule = (type: string): Rule => {
    const { required = {}, optional = {} } = SHAPES[type] ?? {};
    const shape = place.labelRequired
      ? { required: { label, ...required }, optional }
      : { required, optional: { label, ...optional } };
    return both(object(shape), type === 'postback' ? oneText : () => []);
  };
  const allowed = ['postback', 'message', 'uri', 'datetimepicker', 'clipboard', ...(place.also ?? [])];
  return variants(Object.fromEntries(allowed.map((type) => [type, rule(type)])));
}

const data = text(300);
const spoken = text(300, graphemes);

const SHAPES: Record<string, Shape> = {
  postback: {
    required: { data },
    optional: {
      displayText: spoken,
      text: spoken,
      inputOption: oneOf('closeRichMenu', 'openRichMenu', 'openKeyboard', 'openVoice'),
      fillInText: spoken,
    },
  },
  message: { required: { text: spoken } },
  uri: { required: { uri: link }, optional: { altUri: object({ required: { desktop: link } }) } },
  datetimepicker: {
    required: { data, mode: oneOf('date', 'time', 'datetime') },
    optional: { initial: text(16), max: text(16), min: text(16) },
  },
  clipboard: { required: { clipboardText: text(1000) } },
  richmenuswitch: { required: { richMenuAliasId: text(32), data } },
};

/** What a postback shows is said once; a prepared text needs the keyboard. */
const oneText: Rule = about((value, path) => [
  ...(value['text'] !== undefined && value['displayText'] !== undefined
    ? problem([...path, 'text'], 'text and displayText cannot be used together')
    : []),
  ...(value['fillInText'] !== undefined && value['inputOption'] !== 'openKeyboard'
    ? problem([...path, 'fillInText'], 'Can only be used with inputOption openKeyboard')
    : []),
]);

/** A tap that needs no label: on a box, a text, an image. */
export const tap: Rule = action({ label: 40, labelRequired: false });

/** The quick replies under a message: 1–13, each with a label of at most 20 graphemes. */
export const quickReply: Rule = object({
  required: {
    items: list(
      object({
        required: {
          type: oneOf('action'),
          action: action({ label: 20, labelRequired: true, also: ['camera', 'cameraRoll', 'location'] }),
        },
        optional: { imageUrl: mediaUrl },
      }),
      1,
      13,
    ),
  },
});
