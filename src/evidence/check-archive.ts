import { AppError } from '../errors.ts';
import { openArchive } from '../importing/unzip.ts';
import type { Archive } from '../importing/unzip.ts';
import { extensionOf, formatOf } from './formats.ts';

/** Why an archive is refused. */
export type ArchiveProblem = 'bomb' | 'broken' | 'dangerous' | 'nested';

/** Endings of what a computer runs, and of pages that run scripts. */
const RUNS = new Set(
  'exe com bat cmd scr msi msp pif cpl dll sys js jse mjs vbs vbe wsf wsh hta ps1 psm1 jar lnk reg sh app apk html htm xhtml svg svgz docm xlsm pptm'.split(
    ' ',
  ),
);
const EXECUTABLES = [
  [0x4d, 0x5a],
  [0x7f, 0x45, 0x4c, 0x46],
];

/**
 * Looks into a zip file without keeping anything of it: what kind it is, and whether it can do harm. Every part is unpacked as
 * far as the list of parts says, one at a time, so that neither a bomb nor a list that lies gets through.
 */
export async function checkArchive(bytes: Uint8Array): Promise<'docx' | 'xlsx' | 'zip' | { problem: ArchiveProblem }> {
  try {
    const archive = openArchive(bytes);
    const format = kindOf(archive);
    for (const name of archive.names) {
      // Others have their turn between two parts.
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      const problem = checkPart(name, archive.read(name) ?? new Uint8Array(), format);
      if (problem !== null) return { problem };
    }
    return format;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { problem: error.code === 'import-unpacks-too-large' ? 'bomb' : 'broken' };
  }
}

function kindOf({ names }: Archive): 'docx' | 'xlsx' | 'zip' {
  if (!names.has('[Content_Types].xml')) return 'zip';
  if (names.has('word/document.xml')) return 'docx';
  return names.has('xl/workbook.xml') ? 'xlsx' : 'zip';
}

function checkPart(name: string, content: Uint8Array, within: 'docx' | 'xlsx' | 'zip'): ArchiveProblem | null {
  const extension = extensionOf(name);
  if (name.split('/').includes('..') || name.startsWith('/')) return 'dangerous';
  if (RUNS.has(extension) || name.endsWith('vbaProject.bin')) return 'dangerous';
  if (EXECUTABLES.some((magic) => magic.every((byte, index) => content[index] === byte))) return 'dangerous';
  if (formatOf(content) !== 'zip') return null;
  // Office files hold spreadsheets of their charts; an archive may hold Office files, of a size that is known, and no other archive.
  if (within === 'zip' && extension !== 'docx' && extension !== 'xlsx') return 'nested';
  openArchive(content);
  return null;
}
