import type { Stream } from 'node:stream';
import type { Feature } from 'write-excel-file/node';
import {
  getClosingTagMarkup,
  getOpeningTagMarkup,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
  sanitizeTextContent,
} from 'write-excel-file/utility';

/** What the library takes for a part of a file. */
export type FileContent = Stream | Buffer | Blob;

/** Cells of a sheet in which a value is chosen from a list. */
export interface DropDown {
  sheet: string;
  /** The cells to fill in: `C5:C504`. */
  cells: string;
  /** The cells that hold the list: `'วิธีกรอก'!$D$4:$D$7`. Lists stand in cells, since one inside the rule ends at 255 characters. */
  list: string;
  /** Said when something else is typed; without it anything may be. At most 255 characters. */
  refusal?: string;
}

/** Puts drop-downs into the sheets of a workbook. */
export const dropDowns = (all: readonly DropDown[]): Feature<FileContent> => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml, { sheet }) => {
          const own = all.filter((one) => one.sheet === sheet);
          const order = getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? [];
          return own.length === 0
            ? xml
            : insertElementMarkupAccordingToOrderOfSiblings(xml, validations(own), order, 'worksheet');
        },
      },
    },
  },
});

const validations = (all: readonly DropDown[]): string =>
  getOpeningTagMarkup('dataValidations', { count: all.length }) +
  all.map(validation).join('') +
  getClosingTagMarkup('dataValidations');

const validation = ({ cells, list, refusal }: DropDown): string =>
  getOpeningTagMarkup('dataValidation', {
    type: 'list',
    allowBlank: 1,
    ...(refusal === undefined ? {} : { showErrorMessage: 1, error: refusal }),
    sqref: cells,
  }) +
  getOpeningTagMarkup('formula1') +
  sanitizeTextContent(list) +
  getClosingTagMarkup('formula1') +
  getClosingTagMarkup('dataValidation');
