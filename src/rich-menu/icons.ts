import type { Command } from '../conversation/flow.ts';

/** Things a menu may hold. */
export type MenuCommand = Extract<
  Command,
  'report' | 'pending' | 'summary' | 'remind' | 'documents' | 'invite' | 'register' | 'language' | 'help'
>;

/** What stands above each word, drawn in lines on a field of 48 by 48. */
export const ICONS: Record<MenuCommand, string> = {
  report:
    '<path d="M18 9h-5a3 3 0 0 0-3 3v27a3 3 0 0 0 3 3h22a3 3 0 0 0 3-3V12a3 3 0 0 0-3-3h-5"/><rect x="18" y="5" width="12" height="8" rx="2.5"/><path d="m17 27 5.5 5.5L32 22"/>',
  pending: '<circle cx="24" cy="24" r="18"/><path d="M24 13v11l8 5"/>',
  summary: '<path d="M7 41h34"/><path d="M13 34V24"/><path d="M24 34V9"/><path d="M35 34V17"/>',
  remind:
    '<path d="M12 34V22a12 12 0 0 1 24 0v12"/><path d="M8 34h32"/><path d="M20 40a4 4 0 0 0 8 0"/><path d="M24 10V6"/>',
  documents:
    '<path d="M28 6H14a3 3 0 0 0-3 3v30a3 3 0 0 0 3 3h20a3 3 0 0 0 3-3V15Z"/><path d="M28 6v9h9"/><path d="M18 24h12"/><path d="M18 32h12"/>',
  invite:
    '<circle cx="19" cy="16" r="8"/><path d="M5 41c0-8 6-13 14-13 4 0 7.5 1.2 10 3.5"/><path d="M36 30v12"/><path d="M30 36h12"/>',
  register:
    '<rect x="5" y="10" width="38" height="28" rx="4"/><circle cx="16" cy="21" r="4.5"/><path d="M9 32c1-4 4-6 7-6s6 2 7 6"/><path d="M29 20h8"/><path d="M29 28h8"/>',
  language:
    '<circle cx="24" cy="24" r="18"/><path d="M6 24h36"/><path d="M24 6c6 5 9 11 9 18s-3 13-9 18c-6-5-9-11-9-18s3-13 9-18Z"/>',
  help: '<circle cx="24" cy="24" r="18"/><path d="M18.5 19a5.5 5.5 0 1 1 8.5 4.600c-2 1.3-3 2.4-3 4.9"/><path d="M24 34.500v.1"/>',
};
