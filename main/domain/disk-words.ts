const words = new Map<string, string>([
  ['EROFS', 'a disk that can only be read'],
  ['EACCES', 'no right to write there'],
  ['EPERM', 'no right to write there'],
  ['ENOENT', 'a folder above it that is missing and cannot be made'],
  ['ENOTDIR', 'a file where a folder is expected'],
  ['EEXIST', 'a file where a folder is expected'],
  ['ENOSPC', 'a full disk'],
  ['EDQUOT', 'a used-up share of the disk'],
]);

/** What a file system answered, in words that can stand after "got". */
export const diskWords = (code: string): string => words.get(code) ?? code;
