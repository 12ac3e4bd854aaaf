import type { Archive } from './unzip.ts';
import { brokenFile } from './unzip.ts';
import { walkXml } from './markup.ts';

/** The main part of an Office file and those it refers to. */
export interface OfficePackage {
  /** Name of the main part, e.g. `word/document.xml`. */
  main: string;
  /** Content of a part; parts outside the file are never looked for. @throws AppError `import-broken-file` when it is missing */
  part(name: string): Uint8Array;
  /** Names of the parts that the main part refers to, by reference id. */
  byId: ReadonlyMap<string, string>;
  /** Content of the first part of a kind (`styles`, `sharedStrings`) that the main part refers to; `null`: it refers to none. */
  ofKind(kind: string): Uint8Array | null;
}

/**
 * Follows the references from the start of an Office file; `null` when it is another kind of zip file.
 * @throws AppError as `openArchive` and `walkXml` do
 */
export function openPackage(archive: Archive): OfficePackage | null {
  const main = references(archive, '').find(({ kind }) => kind === 'officeDocument')?.target;
  if (main === undefined) return null;
  const referred = references(archive, main);
  const part = (name: string): Uint8Array => {
    const content = archive.read(name);
    if (content === null) throw brokenFile();
    return content;
  };
  return {
    main,
    part,
    byId: new Map(referred.map(({ id, target }) => [id, target])),
    ofKind: (kind) => {
      const found = referred.find((reference) => reference.kind === kind);
      return found === undefined ? null : part(found.target);
    },
  };
}

interface Reference {
  id: string;
  kind: string;
  target: string;
}

function references(archive: Archive, part: string): Reference[] {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const content = archive.read(`${folder}_rels/${part.slice(folder.length)}.rels`);
  const found: Reference[] = [];
  if (content === null) return found;
  walkXml(content, {
    open: (name, { Id = '', Type = '', Target = '', TargetMode }) => {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      const target = pathOf(Target, folder);
      found.push({ id: Id, kind: Type.slice(Type.lastIndexOf('/') + 1), target });
    },
  });
  return found;
}

/** The name of the part that a reference means: `..` and a leading `/` are resolved, and only the path counts. */
function pathOf(target: string, folder: string): string {
  try {
    return decodeURIComponent(new URL(target, `zip:///${folder}`).pathname.slice(1));
  } catch (cause) {
    throw brokenFile(cause);
  }
}
