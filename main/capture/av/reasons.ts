import {
  AVERROR_EACCES,
  AVERROR_EBUSY,
  AVERROR_ENODEV,
  AVERROR_ENOENT,
  AVERROR_EPERM,
  AVERROR_EXIT,
  AVERROR_HTTP_FORBIDDEN,
  AVERROR_HTTP_NOT_FOUND,
  AVERROR_HTTP_UNAUTHORIZED,
  AVERROR_INVALIDDATA,
  AVERROR_PROTOCOL_NOT_FOUND,
} from 'node-av/constants';
import { FFmpegError } from 'node-av/lib';

const words = new Map<number, string>([
  [AVERROR_EACCES, 'no permission to read it'],
  [AVERROR_EPERM, 'no permission to read it'],
  [AVERROR_EBUSY, 'one that another program uses'],
  [AVERROR_ENODEV, 'one that is not plugged in'],
  [AVERROR_ENOENT, 'nothing at this path'],
  // Its read was ended from here.
  [AVERROR_EXIT, 'no answer in time'],
  [AVERROR_HTTP_FORBIDDEN, 'a server that refuses access (403)'],
  [AVERROR_HTTP_NOT_FOUND, 'a server that has nothing at this path (404)'],
  [AVERROR_HTTP_UNAUTHORIZED, 'a server that asks for another name and password (401)'],
  [AVERROR_INVALIDDATA, 'an answer that is not video'],
  [AVERROR_PROTOCOL_NOT_FOUND, 'a protocol that is not allowed here'],
]);

/** FFmpeg's reason in words that can stand after "got"; it never carries the address, so no password can slip through. */
export function reasonOf(code: number): string {
  return words.get(code) ?? FFmpegError.strerror(code).toLowerCase();
}
