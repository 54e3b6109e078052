import {
  AVERROR_EACCES,
  AVERROR_EBUSY,
  AVERROR_ENODEV,
  AVERROR_ENOENT,
  AVERROR_EPERM,
  AVERROR_INVALIDDATA,
} from 'node-av/constants';
import { FFmpegError } from 'node-av/lib';

const words = new Map<number, string>([
  [AVERROR_EACCES, 'no permission to read it'],
  [AVERROR_EPERM, 'no permission to read it'],
  [AVERROR_EBUSY, 'one that another program uses'],
  [AVERROR_ENODEV, 'one that is not plugged in'],
  [AVERROR_ENOENT, 'nothing at this path'],
  [AVERROR_INVALIDDATA, 'bytes that are no sound'],
]);

/** FFmpeg's reason in words that can stand after "got"; it never carries a path. */
export const reasonOf = (code: number): string => words.get(code) ?? FFmpegError.strerror(code).toLowerCase();
