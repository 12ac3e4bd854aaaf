import { ROLES } from '../reporting/model.ts';
import type { Effect } from '../conversation/effects.ts';
import type { Message, Text } from '../conversation/message.ts';
import { tryDocumentChange } from './change-documents.ts';
import { hashCode } from './codes.ts';
import { goOnHere, leaveBehind } from './elsewhere.ts';
import { ensureOrganisation } from './organisation-named.ts';
import { applyHandover, eraseHandedOver, takeOver } from './handover.ts';
import type { HandoverParts } from './handover.ts';
import { tellMember } from './notices.ts';
import { tellOfOrphans } from './presence.ts';
import type { PresenceParts } from './presence.ts';
import type { FactReader } from './read-facts.ts';
import { pausesOf, remindNow, unitsOf } from './remind.ts';
import type { Reopen } from './reopen.ts';
import type { Debt, Source } from './store-port.ts';

/** What effects are applied to. */
export type EffectParts = Pick<
  FactReader,
  'store' | 'reminders' | 'organisations' | 'uploads' | 'evidence' | 'documents'
> &
  HandoverParts &
  PresenceParts & {
    reopen: Reopen;
  };

/**
 * Pays what an event's pure call left owed. Every effect is keyed by the event, so doing it twice equals doing it once.
 * @returns what is to be said: the messages of the conversation, or why an effect was refused at the last moment
 */
export async function applyEffects(parts: EffectParts, debt: Debt): Promise<Message[]> {
  const said: Message[] = [];
  for (const effect of debt.effects) {
    if (effect.type === 'say') {
      said.push(...effect.messages);
      continue;
    }
    const came = await apply(parts, debt, effect);
    if (Array.isArray(came)) said.push(...came);
    else if (came !== null && 'instead' in came) return came.instead;
    else if (came !== null) return [{ kind: 'text', text: came }];
  }
  return said;
}

/** Why it was refused, what is to be said of it or instead of everything else, or nothing. */
type Applied = Text | Message[] | { instead: Message[] } | null;

async function apply(parts: EffectParts, debt: Debt, effect: Exclude<Effect, { type: 'say' }>): Promise<Applied> {
  const { store } = parts;
  const event = debt.occasion;
  const lineUserId = event.userId ?? '';
  const { organisationId, member } = debt;
  const source: Source = {
    eventId: event.id,
    by: member?.name ?? '',
    at: event.timestamp,
    ...(member === undefined ? {} : { memberId: member.id }),
  };
  switch (effect.type) {
    case 'redeemInvitation': {
      const opened = await store.invitations.redeem(effect.invitationId, lineUserId, event.timestamp);
      if (opened === null) return { key: 'register.refused' };
      const { organisationId: joined, handover, ...rest } = opened;
      const known = await store.members.byLineUser(lineUserId);
      // Another code adds to what a member may do: an office must not lose its coordinator by one.
      const role = ROLES.find((one) => one === rest.role || (known?.organisationId === joined && one === known.role));
      // An import may have forgotten it: nobody belonged to it then.
      if (rest.unit !== undefined) await store.units.ensure(joined, [{ name: rest.unit, aliases: [] }]);
      const person = { lineUserId, name: effect.name, locale: effect.locale, ...rest, role: role ?? rest.role };
      const made = await store.members.join(joined, person);
      if (made === null) return { key: 'answers.code.alreadyMember' };
      await store.audit.note(joined, 'join', { ...source, by: made.name, memberId: made.id }, { role: made.role });
      return handover === undefined ? null : takeOver(parts, made, handover, debt, { ...source, memberId: made.id });
    }
    case 'registerCoordinator': {
      const named =
        effect.organisationName === undefined ? null : await ensureOrganisation(store, effect.organisationName);
      const target = effect.organisationId ?? named?.id ?? '';
      const known = await store.members.byLineUser(lineUserId);
      const free = (await store.organisations.withoutCoordinator()).some(({ id }) => id === target);
      if (!free && known?.organisationId !== target) return { key: 'register.refusedSetup' };
      const person = { lineUserId, name: effect.name, role: 'coordinator' as const, locale: effect.locale };
      const made = await store.members.join(target, person);
      if (made === null) return { key: 'answers.code.alreadyMember' };
      await store.audit.note(target, 'setUp', { ...source, by: made.name, memberId: made.id }, {});
      return null;
    }
    case 'eraseMessage':
      await store.uploads.drop(effect.messageId);
      await store.evidence.eraseMessage(effect.messageId, source.at);
      if (organisationId === undefined) return null;
      await eraseHandedOver(parts, organisationId, effect.messageId, debt);
      if (await store.reports.eraseMessage(organisationId, effect.messageId, source)) {
        await store.audit.note(organisationId, 'unsent', source, {});
      }
      return null;
    case 'goOnHere':
      await goOnHere(parts, event, lineUserId, effect.chatId, effect.runs);
      return null;
    case 'leaveBehind':
      await leaveBehind(parts, event, [lineUserId]);
      return null;
    case 'setLocale':
      await store.members.setLocale(lineUserId, effect.locale);
      return null;
    default:
      // Everything below belongs to the organisation the conversation was about.
      return organisationId === undefined ? null : applyWithin(parts, organisationId, debt, source, effect);
  }
}

type OwnEffect = Exclude<
  Effect,
  {
    type:
      'say' | 'redeemInvitation' | 'registerCoordinator' | 'setLocale' | 'eraseMessage' | 'goOnHere' | 'leaveBehind';
  }
>;

async function applyWithin(
  parts: EffectParts,
  organisationId: string,
  debt: Debt,
  source: Source,
  effect: OwnEffect,
): Promise<Applied> {
  const { store, reminders, organisations, uploads, evidence, documents, reopen } = parts;
  const event = debt.occasion;
  switch (effect.type) {
    case 'saveReport': {
      const { planId, measureId, round, report, messages, basis, run } = effect;
      const target = { planId, measureId, round };
      const isSaved = await organisations.save(organisationId, target, () =>
        store.reports.save(
          organisationId,
          target,
          report,
          { ...source, ...(messages === undefined ? {} : { messages }) },
          basis,
        ),
      );
      return isSaved || run === undefined ? null : { instead: await reopen(debt, run) };
    }
    case 'review': {
      const { planId, measureId, round, verdict, reporter } = effect;
      const isKept = await organisations.save(organisationId, { planId, measureId, round }, () =>
        store.reports.review(organisationId, { measureId, round }, verdict, source),
      );
      if (!isKept) {
        const { comment } = verdict;
        if (comment === undefined) return { key: 'review.refused' };
        return { key: 'review.refusedComment', params: { comment } };
      }
      if (reporter !== undefined) {
        const note = { key: `notice-returned-${source.eventId}`, text: reporter.notice, at: source.at };
        await tellMember(store, reminders, organisationId, reporter.id, note);
      }
      return null;
    }
    case 'attachEvidence':
    case 'attachLink':
    case 'removeEvidence':
    case 'dropEvidence':
    case 'showEvidence': {
      if (debt.member === undefined) return null;
      const sender = { memberId: debt.member.id, chatId: event.chat.id };
      return evidence.apply(organisationId, effect, sender, source);
    }
    case 'createInvitation': {
      const { code, role, unit, uses, expiresAt } = effect;
      if (unit !== undefined) await store.units.ensure(organisationId, [{ name: unit, aliases: [] }]);
      await store.invitations.create(organisationId, {
        eventId: event.id,
        codeHash: hashCode(code),
        role,
        uses,
        expiresAt,
        by: source.by,
        ...(unit === undefined ? {} : { unit }),
      });
      await store.audit.note(organisationId, 'invite', source, { role, unit: unit ?? '', uses });
      return null;
    }
    case 'linkGroup': {
      if (!effect.linked) {
        await leaveBehind(parts, event);
        await store.groups.unlink(event.chat.id, organisationId);
      } else if (!(await store.groups.link(organisationId, event.chat.id, source.by, source.at))) {
        return { key: 'link.unchanged' };
      }
      await store.audit.note(organisationId, effect.linked ? 'linkGroup' : 'unlinkGroup', source, {});
      return null;
    }
    case 'importPlan': {
      const organisation = await store.organisations.byId(organisationId);
      const { uploadId, fiscalYear } = effect;
      const isStored = organisation !== null && (await uploads.store(organisation, uploadId, fiscalYear, source.at));
      if (!isStored) return { key: 'planFile.gone' };
      await store.audit.note(organisationId, 'importPlan', source, { upload: uploadId });
      return null;
    }
    case 'makeDocument':
      return documents.offer(organisationId, effect, source, event.chat.id);
    case 'explain': {
      const { planId, round, code, where, text } = effect;
      const explanation = { code, where, text, by: source.by, at: source.at };
      await store.roundNotes.explain(organisationId, { planId, round }, explanation);
      await store.audit.note(organisationId, 'explain', source, { plan: planId, code, where });
      return null;
    }
    case 'changeDocuments':
      return tryDocumentChange(store, organisationId, effect.change, source);
    case 'publish': {
      const came = await documents.publish(organisationId, effect, source);
      await store.audit.note(organisationId, effect.isPublic ? 'publish' : 'withdraw', source, { plan: effect.planId });
      return came;
    }
    case 'remindNow': {
      const organisation = await store.organisations.byId(organisationId);
      if (organisation === null || debt.member === undefined) return null;
      await remindNow({ store, organisations }, reminders, organisation, debt.member, {
        id: event.id,
        at: event.timestamp,
      });
      await store.audit.note(organisationId, 'remindNow', source, {});
      return null;
    }
    case 'restReminders': {
      if (debt.member === undefined) return null;
      if (effect.until === 0) await store.schedules.resume(organisationId, unitsOf(debt.member));
      else for (const pause of pausesOf(debt.member, effect.until)) await store.schedules.pause(organisationId, pause);
      await store.audit.note(organisationId, 'restReminders', source, { until: effect.until });
      return null;
    }
    case 'changeStage': {
      await store.schedules.changeStage(organisationId, effect.stage, effect.change);
      await store.audit.note(organisationId, 'changeStage', source, {
        stage: effect.stage,
        at: effect.change.off ? '' : effect.change.at,
      });
      return null;
    }
    case 'handOver':
      return applyHandover(parts, organisationId, effect, debt, source);
    case 'noteEdit':
      await store.audit.note(organisationId, 'messageEdited', source, {});
      return null;
    case 'removeMember': {
      await store.members.remove(organisationId, effect.memberId);
      await store.audit.note(organisationId, 'removeMember', source, { member: effect.memberId });
      const gone = await store.members.byId(organisationId, effect.memberId);
      const cause = { key: event.id, why: 'removed' as const, at: event.timestamp, actor: debt.member?.id ?? '' };
      return gone === null ? null : tellOfOrphans(parts, gone, cause);
    }
  }
}
