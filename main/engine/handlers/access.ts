import { fail } from '../../domain/outcome.ts';
import { procedures } from '../doors/procedures.ts';
import { valueOr } from '../doors/settle.ts';
import type { Services } from '../services.ts';

export const accessHandlers = ({ invite }: Services) => ({
  invite: procedures.access.invite.handler(({ input }) => invite()?.(input.role) ?? valueOr(nothingListens)),
});

const nothingListens = fail('wrong_state', {
  thing: 'The station',
  expected: 'one that other screens can reach',
  received: 'one that listens nowhere',
  remedy: 'Start the browser host to let other screens in.',
});
