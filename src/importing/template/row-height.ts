import type { Feature } from 'write-excel-file/node';
import {
  getOrderOfSiblings,
  getSelfClosingTagMarkup,
  insertElementMarkupAccordingToOrderOfSiblings,
} from 'write-excel-file/utility';
import type { FileContent } from './drop-downs.ts';

/** Gives rows without a height of their own one in points; they still grow with what is typed into them. */
export const rowHeight = (points: number): Feature<FileContent> => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml) =>
          insertElementMarkupAccordingToOrderOfSiblings(
            xml,
            getSelfClosingTagMarkup('sheetFormatPr', { defaultRowHeight: points }),
            getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? [],
            'worksheet',
          ),
      },
    },
  },
});
