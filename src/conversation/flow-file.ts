import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import type { z } from 'zod';
import { allowedKeys, flowSchema } from './flow.ts';
import type { Flow } from './flow.ts';

/** Something wrong in a flow file, where a person finds it. */
export interface FlowProblem {
  file: string;
  line: number;
  column: number;
  reason: string;
}

/** A flow with the places its parts were written at. */
export interface FlowFile {
  file: string;
  flow: Flow;
  /** The place of a part by its path, like `['steps', 2, 'when']`. */
  locate(path: readonly (string | number)[]): { line: number; column: number };
}

/** Reads one flow file. Never throws: everything wrong with it comes back, each with its place. */
export function readFlowFile(file: string, text: string): { ok: FlowFile } | { problems: FlowProblem[] } {
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
  const locate = (path: readonly (string | number)[]) => at(offsetOf(document, path));
  const parsed = flowSchema.safeParse(toJs(document));
  if (parsed.success) return { ok: { file, flow: parsed.data, locate } };
  return {
    problems: parsed.error.issues.flatMap(leaves).flatMap((issue): FlowProblem[] => {
      const path = issue.path.filter((part) => typeof part !== 'symbol');
      const place = path.join('.') || 'file';
      if (issue.code !== 'unrecognized_keys') {
        return [{ file, ...locate(path), reason: `${place}: ${issue.message}` }];
      }
      const allowed = allowedKeys(partOf(document, path)).join(', ');
      return issue.keys.map((key) => ({
        file,
        ...at(offsetOfKey(document, path, key)),
        reason: `${place}: unknown key "${key}"; keys: ${allowed}`,
      }));
    }),
  };
}

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
function offsetOf(document: Document, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (hasRange(node)) return node.range[0];
  }
  return 0;
}

/** The list that a part of the file stands in. */
function partOf(document: Document, path: readonly (string | number)[]): Parameters<typeof allowedKeys>[0] {
  const list = path.findLast((part) => typeof part === 'string');
  if (list === 'options' || list === 'suggestions') return list;
  if (list !== 'steps') return undefined;
  return document.hasIn([...path, 'each']) ? 'each' : 'steps';
}

/** The offset of a key in the map at a path. */
function offsetOfKey(document: Document, path: readonly (string | number)[], key: string): number {
  const map: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key) : undefined;
  return hasRange(pair?.key) ? pair.key.range[0] : offsetOf(document, path);
}

const hasRange = (node: unknown): node is { range: [number, number, number] } =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);

const firstLine = (message: string) => message.split('\n')[0] ?? message;
