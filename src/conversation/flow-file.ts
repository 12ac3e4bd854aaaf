import { readCheckedYaml } from '../checked-yaml.ts';
import type { CheckedFile, FilePath, FileProblem } from '../checked-yaml.ts';
import { allowedKeys, flowSchema } from './flow.ts';
import type { Flow } from './flow.ts';

/** A flow with the places its parts were written at. */
export interface FlowFile extends Pick<CheckedFile<Flow>, 'file' | 'locate'> {
  flow: Flow;
}

/** Reads one flow file. Never throws: everything wrong with it comes back, each with its place. */
export function readFlowFile(file: string, text: string): { ok: FlowFile } | { problems: FileProblem[] } {
  const read = readCheckedYaml(file, text, flowSchema, (path, has) => allowedKeys(partOf(path, has)));
  if ('problems' in read) return read;
  const { value, locate } = read.ok;
  return { ok: { file, flow: value, locate } };
}

/** The list that a part of the file stands in. */
function partOf(path: FilePath, has: (path: FilePath) => boolean): Parameters<typeof allowedKeys>[0] {
  const list = path.findLast((part) => typeof part === 'string');
  if (list === 'options' || list === 'suggestions') return list;
  if (list !== 'steps') return undefined;
  return has([...path, 'each']) ? 'each' : 'steps';
}
