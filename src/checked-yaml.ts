import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { z } from 'zod';

/** Something wrong in a file people write, where they find it. */
export interface FileProblem {
  file: string;
  line: number;
  column: number;
  reason: string;
}

/** A part of a file by its path, like `['steps', 2, 'when']`. */
export type FilePath = readonly (string | number)[];

/** What was read, and where each part of it was written. */
export interface CheckedFile<Value> {
  file: string;
  value: Value;
  locate: (path: FilePath) => { line: number; column: number };
}

/**
 * Reads a YAML file by a schema. Never throws: everything wrong with it comes back, each with its place.
 * @param allowedKeys the keys that may stand in the map at a path, for whoever wrote one that may not
 */
export function readCheckedYaml<Value>(
  file: string,
  text: string,
  schema: z.ZodType<Value>,
  allowedKeys: (path: FilePath, has: (path: FilePath) => boolean) => readonly string[],
): { ok: CheckedFile<Value> } | { problems: FileProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map((error) => ({ file, ...at(error.pos[0]), reason: firstLine(error.message) })),
    };
  }
  const locate = (path: FilePath) => at(offsetOf(document, path));
  const parsed = schema.safeParse(toJs(document));
  if (parsed.success) return { ok: { file, value: parsed.data, locate } };
  return {
    problems: parsed.error.issues.flatMap(leaves).flatMap((issue): FileProblem[] => {
      const path = issue.path.filter((part) => typeof part !== 'symbol');
      const place = path.join('.') || 'file';
      if (issue.code !== 'unrecognized_keys') {
        return [{ file, ...locate(path), reason: `${place}: ${issue.message}` }];
      }
      const allowed = allowedKeys(path, (inner) => document.hasIn(inner)).join(', ');
      return issue.keys.map((key) => ({
        file,
        ...at(offsetOfKey(document, path, key)),
        reason: `${place}: unknown key "${key}"; keys: ${allowed}`,
      }));
    }),
  };
}

/** A problem as a line that editors can jump to. */
export const problemLine = ({ file, line, column, reason }: FileProblem): string =>
  `${file}:${line}:${column}: ${reason}`;

/** A document with too many aliases refuses to become data; then there is nothing to read. */
function toJs(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 });
  } catch {
    return null;
  }
}

type Issue = z.core.$ZodIssue;

/** A step is either a plain one or one of a list: of the two readings, the one that fails later says more. */
function leaves(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const readings = issue.errors.map((errors) => errors.flatMap((inner) => leaves(inner)));
  const best = readings.toSorted((a, b) => a.length - b.length || depth(b) - depth(a))[0] ?? [];
  return best.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map(({ path }) => path.length));

/** The offset of a path's node, or of the nearest one above it that exists. */
function offsetOf(document: Document, path: FilePath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (hasRange(node)) return node.range[0];
  }
  return 0;
}

/** The offset of a key in the map at a path. */
function offsetOfKey(document: Document, path: FilePath, key: string): number {
  const map: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key) : undefined;
  return hasRange(pair?.key) ? pair.key.range[0] : offsetOf(document, path);
}

const hasRange = (node: unknown): node is { range: [number, number, number] } =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);

const firstLine = (message: string) => message.split('\n')[0] ?? message;
