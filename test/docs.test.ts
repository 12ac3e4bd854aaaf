import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { DEFAULTS } from '../src/config.ts';
import { folders } from '../src/folders.ts';
import { readLocales } from '../src/locale-files.ts';
import type { LocaleWords } from '../src/conversation/words.ts';

const GUIDE = 'docs/coordinator-guide.th.md';
const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];
const DEPLOYED = ['compose.yaml', 'deploy/Caddyfile', 'deploy/nong-sujarit.service'];

/** A piece of a document that stands as code, or the target of a link. */
interface Piece {
  file: string;
  line: number;
  kind: 'span' | 'block' | 'link';
  text: string;
}

/** Code spans and links line by line, and the lines of code blocks. */
function piecesOf(file: string): Piece[] {
  let inBlock = false;
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text, index): Piece[] => {
      const at = { file, line: index + 1 };
      if (/^\s*```/.test(text)) {
        inBlock = !inBlock;
        return [];
      }
      if (inBlock) return [{ ...at, kind: 'block', text }];
      const spans = [...text.matchAll(/(`+)(.+?)\1/g)].map(([, , code = '']) => code.trim());
      const links = [...text.replaceAll(/(`+).+?\1/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to);
      return [
        ...spans.map((span): Piece => ({ ...at, kind: 'span', text: span })),
        ...links.map((link): Piece => ({ ...at, kind: 'link', text: link })),
      ];
    });
}
const pieces = DOCUMENTS.flatMap(piecesOf);
const code = pieces.filter(({ kind }) => kind !== 'link');
const spans = pieces.filter(({ kind }) => kind === 'span');

/** Where something stands and what is missing, for what `missing` names of a piece. */
const told = (of: readonly Piece[], missing: (piece: Piece) => readonly string[]): string[] =>
  of.flatMap((piece) => missing(piece).map((what) => `${piece.file}:${piece.line}: ${what}`));
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, first = '']) => first);

const LEFT_OUT = new Set(['node_modules', 'dist', 'coverage', '.git', 'store', 'engine']);
/** Every file and folder of the project, folders with a slash at the end; of `data/` without what the program writes there. */
function treeOf(folder: string): string[] {
  return readdirSync(folder === '' ? '.' : folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}${entry.name}`;
    if (LEFT_OUT.has(entry.name) && (folder === '' || folder === 'data/')) return [];
    return entry.isDirectory() ? [`${path}/`, ...treeOf(`${path}/`)] : [path];
  });
}
const tree = treeOf('');
const names = new Set(tree.map((path) => basename(path)));

/** `locales/*` and `flows/<name>.yaml` stand for any one of them. */
const pattern = (path: string) =>
  new RegExp(
    `^${path
      .split(/(<[^>]+>|\*)/)
      .map((part) => (/^(?:<.+>|\*)$/.test(part) ? '[^/]+' : part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)))
      .join('')}/?$`,
  );
const isThere = (path: string) => {
  const bare = path.replace(/^\.\//, '').replace(/\/$/, '');
  // The README speaks of `app/deliver` for `src/app/deliver.ts`.
  return ['', 'src/'].some((root) =>
    ['', '.ts'].some((end) => {
      const wanted = pattern(`${root}${bare}${end}`);
      return tree.some((one) => wanted.test(one));
    }),
  );
};

const FILE = /^[\w<>*.-]+\.(?:ts|js|cjs|sh|md|json|ya?ml|csv|service)$/;
const TOP = new Set(tree.map((path) => path.split('/', 1)[0] ?? ''));
/** Whether a code span names a file of the project: with a folder of ours in front, or by an ending of ours. */
function namesFile(text: string): boolean {
  if (!/^[\w<>*./-]+$/.test(text) || text.startsWith('/')) return false;
  const [first = ''] = text.replace(/^\.\//, '').split('/');
  return FILE.test(text) || (text.includes('/') && (TOP.has(first) || existsSync(join('src', first))));
}

describe('the documents', () => {
  it('name files that exist', () => {
    const missing = told(spans, ({ text }) => {
      if (!namesFile(text)) return [];
      const there = text.includes('/') ? isThere(text) : names.has(text);
      return there ? [] : [`no file "${text}"`];
    });
    expect(missing).toEqual([]);
    expect(spans.filter(({ text }) => namesFile(text)).length).toBeGreaterThan(30);
  });

  it('link to files and headings that exist', () => {
    const links = pieces.filter(({ kind, text }) => kind === 'link' && !/^[a-z]+:/.test(text));
    const missing = told(links, ({ file, text }) => {
      const [path = '', anchor] = text.split('#');
      const target = path === '' ? file : join(dirname(file), path);
      if (!existsSync(target)) return [`no file "${text}"`];
      return anchor === undefined || anchorsOf(target).has(decodeURIComponent(anchor)) ? [] : [`no heading "${text}"`];
    });
    expect(missing).toEqual([]);
  });

  it('name scripts of npm that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    const missing = told(code, ({ text }) =>
      [...found(text, /\bnpm run (?:-s )?([\w:-]+)/g), ...found(text, /\bnpm (start|test)\b/g)]
        .filter((name) => !Object.hasOwn(scripts, name))
        .map((name) => `no script "${name}" in package.json`),
    );
    expect(missing).toEqual([]);
  });

  it('name commands of sujarit that exist', () => {
    const source = readFileSync('src/command-line/run-command.ts', 'utf8');
    const table = /const COMMANDS[^{]*\{([^}]*)\}/.exec(source)?.[1] ?? '';
    const commands = new Set(['help', ...found(table, /^\s*'?([\w-]+)'?[,:]/gm)]);
    expect(commands.size).toBeGreaterThan(6);
    const usage = JSON.stringify(readLocales(folders.locales).th['cli']);
    const missing = told(code, ({ text }) =>
      [...text.matchAll(/(?:(?<![-\w])sujarit|dist\/cli\.js)(?: --)? ([a-z][\w-]*)(?: ([a-z][\w-]*))?/g)].flatMap(
        ([, name = '', second = '']) => {
          if (!commands.has(name)) return [`no command "sujarit ${name}"`];
          const isWrong = name === 'reminders' && !usage.includes(`sujarit reminders ${second}`);
          return isWrong ? [`no command "sujarit reminders ${second}"`] : [];
        },
      ),
    );
    expect(missing).toEqual([]);
  });

  it('name settings that exist, and every setting', () => {
    const source = tree
      .filter((path) => /^(?:src|bench)\/.*\.ts$/.test(path))
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n');
    // What is written like a setting is one, or a constant of the code a recipe speaks of.
    const isKnown = (name: string) => Object.hasOwn(DEFAULTS, name) || new RegExp(`\\b${name}\\b`).test(source);
    const missing = told(code, ({ text }) =>
      [...found(text, /\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/g), ...found(text, /\b([A-Z][A-Z0-9_]+)=/g)]
        .filter((name) => !isKnown(name))
        .map((name) => `no setting "${name}" in src/config.ts`),
    );
    expect(missing).toEqual([]);
    const named = new Set(code.flatMap(({ text }) => found(text, /\b([A-Z][A-Z0-9_]*)\b/g)));
    expect(Object.keys(DEFAULTS).filter((name) => !named.has(name))).toEqual([]);
    const example = found(readFileSync('.env.example', 'utf8'), /^([A-Z_]+)=/gm);
    expect(Object.keys(DEFAULTS).filter((name) => !example.includes(name))).toEqual([]);
  });

  it('name metrics that exist', () => {
    const source = readFileSync('src/http/metrics.ts', 'utf8');
    const missing = told(code, ({ text }) =>
      found(text, /\b(sujarit_[a-z_]+)/g)
        .filter((name) => !source.includes(`'${name.replace(/(?<=_seconds)_(?:count|sum|bucket)$/, '')}'`))
        .map((name) => `no metric "${name}" in src/http/metrics.ts`),
    );
    expect(missing).toEqual([]);
  });

  it('name no folder of the machine they were written on', () => {
    const missing = DOCUMENTS.concat(DEPLOYED).flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((text, index) => (/\/(?:home|work|root|Users)\//.test(text) ? [`${file}:${index + 1}: ${text}`] : [])),
    );
    expect(missing).toEqual([]);
  });
});

/** The anchors a page has: its headings as GitHub names them, and those set by hand. */
function anchorsOf(file: string): Set<string> {
  const text = readFileSync(file, 'utf8');
  const headings = found(text, /^#{1,6} (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N} _-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
  return new Set([...headings, ...found(text, /<a id="([^"]+)"/g)]);
}

describe("the coordinator's guide", () => {
  const { words, ...sentences } = readLocales(folders.locales).th;
  const { command, control } = words as LocaleWords;
  const commands = Object.values(command).flat();
  const shown = new Set(textsOf(sentences));
  const BOT = `@${(sentences['bot'] as { name: string }).name}`;

  /** Whether the bot knows a word: typed alone, after its name, before more words, or as it stands on a button or in a message. */
  function isKnown(text: string): boolean {
    const said = text.startsWith(BOT) ? text.slice(BOT.length).trim() : text;
    if (said === '') return true;
    if ([...commands, ...Object.values(control).flat()].includes(said) || shown.has(said)) return true;
    return commands.some((word) => said.startsWith(`${word} `));
  }

  it('marks no word that the bot does not know', () => {
    const thai = spans.filter(({ file, text }) => file === GUIDE && /\p{Script=Thai}/u.test(text));
    // Says of itself that words are written like this.
    const words = thai.filter(({ text }) => text !== 'เขียนแบบนี้');
    const missing = told(words, ({ text }) => (isKnown(text) ? [] : [`the bot has no word "${text}"`]));
    expect(missing).toEqual([]);
    expect(words.length).toBeGreaterThan(50);
  });

  it('names every command', () => {
    const named = new Set(spans.flatMap(({ file, text }) => (file === GUIDE ? [text] : [])));
    const missing = Object.entries(command).filter(([, list]) => !list.some((word) => named.has(word)));
    expect(missing.map(([name]) => name)).toEqual([]);
  });
});

function textsOf(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(textsOf) : [];
}

describe('what is deployed', () => {
  const compose = parse(readFileSync('compose.yaml', 'utf8'), { merge: true }) as {
    services: Record<string, { environment?: Record<string, string>; secrets?: string[]; volumes?: string[] }>;
    secrets: Record<string, { file: string }>;
    volumes: Record<string, unknown>;
  };
  const unit = readFileSync('deploy/nong-sujarit.service', 'utf8');

  it('sets only settings that exist', () => {
    const names = [
      ...Object.keys(compose.services['bot']?.environment ?? {}),
      ...found(readFileSync('compose.yaml', 'utf8'), /(?<!\$)\$\{([A-Z_]+)/g),
      ...found(readFileSync('deploy/Caddyfile', 'utf8'), /\{\$([A-Z_]+)/g),
      ...found(unit, /^Environment=([A-Z_]+)=/gm).filter((name) => name !== 'NODE_ENV'),
    ];
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !Object.hasOwn(DEFAULTS, name))).toEqual([]);
  });

  it('has its secrets from files that are made or asked for, and gives each to who names it', () => {
    const made = found(readFileSync('deploy/make-secrets.sh', 'utf8'), /^(?:keep|ask) (\w+)/gm).toSorted();
    expect(Object.keys(compose.secrets).toSorted()).toEqual(made);
    for (const [name, { file }] of Object.entries(compose.secrets)) expect(file).toBe(`./deploy/secrets/${name}`);
    for (const { environment = {}, secrets = [] } of Object.values(compose.services)) {
      const read = Object.values(environment).flatMap((value) => found(value, /^\/run\/secrets\/(\w+)$/g));
      expect(read.filter((name) => !secrets.includes(name))).toEqual([]);
      expect(secrets.filter((name) => compose.secrets[name] === undefined)).toEqual([]);
    }
    const credentials = found(unit, /^LoadCredential=(\w+):/gm);
    expect(found(unit, /=%d\/(\w+)$/gm).toSorted()).toEqual(credentials.toSorted());
  });

  it('mounts files and volumes that exist', () => {
    const mounted = Object.values(compose.services).flatMap(({ volumes = [] }) =>
      volumes.map((one) => one.split(':')[0]),
    );
    const missing = mounted.filter((from = '') =>
      from.startsWith('./') ? !existsSync(from) : !Object.hasOwn(compose.volumes, from),
    );
    expect(missing).toEqual([]);
  });

  it('copies what the program reads into the image, and keeps nothing of the container writable but what is named', () => {
    const image = readFileSync('Dockerfile', 'utf8');
    for (const path of ['flows', 'locales', 'data', 'src/emulator/page']) {
      expect(image).toContain(`COPY ${path} ./${path}`);
    }
    expect(image).toContain('rm -rf node_modules/@0q');
    expect(image).toMatch(/^USER node$/m);
    expect(image).toMatch(/^CMD \["node", "dist\/main\.js"\]$/m);
    for (const service of Object.values(compose.services)) {
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], restart: 'unless-stopped' });
    }
  });
});
