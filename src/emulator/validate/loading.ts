import type { Answer } from '../answer.ts';
import type { JsonObject } from '../model.ts';
import { badRequest } from './request.ts';

/** LINE's answer to a wrong request for the loading animation: 1:1 chats only, 5–60 s in steps of 5. */
export function checkLoading(body: JsonObject): Answer | undefined {
  const seconds = body['loadingSeconds'] ?? 20;
  if (!/^U[0-9a-f]{32}$/.test(String(body['chatId']))) {
    return badRequest([{ path: ['chatId'], message: 'The property is invalid' }]);
  }
  if (typeof seconds === 'number' && seconds >= 5 && seconds <= 60 && seconds % 5 === 0) return undefined;
  return badRequest([{ path: ['loadingSeconds'], message: 'Must be a multiple of 5 between 5 and 60' }]);
}
