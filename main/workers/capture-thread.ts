import { takeTurns } from '../../native/lib/take-turns.ts';

/** Entry of the capture thread. It was started by one that computes, and has its long turns until it says otherwise: frames do not wait. */
takeTurns(1);
await import('../capture/thread.ts');
