/** What shows that something was done, as a person sent it. */
export const EVIDENCE_KINDS = ['image', 'video', 'document', 'archive', 'link', 'location'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];
