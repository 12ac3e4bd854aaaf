import { boxStyle, buttonStyle, iconStyle, pictureStyle, placedStyle, textStyle, WIDTHS } from './flex-style.js';
import { el } from './dom.js';
import { picture } from './picture.js';

/** A Flex message: one bubble, or several side by side. */
export function flexMessage(message, press) {
  const { contents } = message;
  if (contents.type === 'bubble') return bubble(contents, message.altText, press);
  const bubbles = contents.contents.map((item) => bubble(item, message.altText, press));
  return el('div', { class: 'carousel', role: 'group', 'aria-label': message.altText, tabindex: '0' }, bubbles);
}

function bubble(container, altText, press) {
  const blocks = ['header', 'hero', 'body', 'footer'].filter((name) => container[name]);
  const element = el(
    'div',
    {
      class: 'flex-bubble',
      role: 'group',
      'aria-label': altText,
      style: { width: `${WIDTHS[container.size ?? 'mega']}px` },
    },
    blocks.map((name, index) => block(name, container, index > 0, press)),
  );
  if (container.direction === 'rtl') element.dir = 'rtl';
  return tappable(element, container.action, press);
}

function block(name, container, follows, press) {
  const style = container.styles?.[name] ?? {};
  const padded = name === 'hero' ? container[name] : { ...PADDINGS[name], ...container[name] };
  return el(
    'div',
    {
      class: `flex-block ${name}`,
      style: {
        backgroundColor: style.backgroundColor ?? '',
        borderTop: style.separator && follows ? `1px solid ${style.separatorColor ?? '#d4d6da'}` : '',
      },
    },
    [component(padded, 'vertical', press)],
  );
}

const PADDINGS = {
  header: { paddingAll: '20px' },
  body: { paddingAll: '20px' },
  footer: { paddingAll: '10px' },
};

/** One component inside a box of this layout. */
function component(node, layout, press) {
  const placed = placedStyle(node, layout);
  switch (node.type) {
    case 'box': {
      const children = node.contents.map((child) => component(child, node.layout, press));
      const box = el(
        'div',
        { class: `flex-box ${node.layout}`, style: { ...placed, ...boxStyle(node, layout) } },
        children,
      );
      spaced(node, children);
      return tappable(box, node.action, press);
    }
    case 'text':
      return tappable(words(node, placed), node.action, press);
    case 'button':
      return el('button', {
        type: 'button',
        class: `flex-button ${node.style ?? 'link'} ${node.height ?? 'md'}`,
        text: node.action.label,
        style: { ...placed, ...buttonStyle(node) },
        on: {
          click: (event) => {
            event.stopPropagation();
            void press(node.action);
          },
        },
      });
    case 'separator':
      return el('div', { class: `flex-separator ${layout}`, style: { ...placed, backgroundColor: node.color ?? '' } });
    case 'image':
    case 'video':
      return tappable(framed(node, placed), node.action, press);
    case 'icon':
      return picture(node.url, { className: 'flex-icon', style: { ...placed, ...iconStyle(node) } });
    default:
      return el('div', { class: 'flex-filler', style: placed });
  }
}

/** Space between components: a component's own margin goes before the box's spacing. */
function spaced(node, children) {
  if (!node.spacing) return;
  const { margin } = placedStyle({ margin: node.spacing }, node.layout, 'keep');
  const side = node.layout === 'vertical' ? 'marginTop' : 'marginInlineStart';
  children.forEach((child, index) => {
    if (index > 0 && !node.contents[index].margin) child.style[side] = margin;
  });
  if (children[0] && !node.contents[0].margin) children[0].style[side] = '0';
}

function words(node, placed) {
  const spans = node.contents ?? [];
  const element = el('p', {
    class: node.wrap ? 'flex-text wrap' : 'flex-text',
    style: { ...placed, ...textStyle(node) },
  });
  if (spans.length === 0) element.textContent = node.text;
  else element.append(...spans.map((span) => el('span', { text: span.text, style: textStyle(span, true) })));
  return element;
}

/** A picture in its frame; of a film, its first picture. */
function framed(node, placed) {
  const { frame, image } = pictureStyle(node);
  return el('div', { class: 'flex-picture', style: { ...placed, ...frame } }, [
    picture(node.url && node.type === 'image' ? node.url : node.previewUrl, { style: image }),
  ]);
}

function tappable(element, action, press) {
  if (!action) return element;
  element.classList.add('tappable');
  // A button holds no other buttons: a card around some is tapped only.
  const isButton = element.querySelector('button, [role="button"]') === null;
  if (isButton) {
    element.tabIndex = 0;
    element.setAttribute('role', 'button');
    if (action.label) element.setAttribute('aria-label', action.label);
  }
  const tap = (event) => {
    event.stopPropagation();
    void press(action);
  };
  element.addEventListener('click', tap);
  element.addEventListener('keydown', (event) => {
    if (!isButton || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    tap(event);
  });
  return element;
}
