import type { ReactNode } from 'react';

/** The caracal: two long ears with tufts, a narrow face, eyes as slits. Head and tufts take the colour of the text. */
export function Mark({ size = 40 }: { readonly size?: number }): ReactNode {
  return (
    <svg aria-hidden="true" fill="none" height={size} viewBox="0 0 48 48" width={size}>
      <path
        d="M9.2 11.5 17.6 19.2c2-.9 4.1-1.3 6.4-1.3s4.4.4 6.4 1.3l8.4-7.7c1.3 4.8 1.4 10.2.2 15.2L36.6 34 24 44.5 11.4 34 9 26.7c-1.2-5-1.1-10.4.2-15.2z"
        fill="currentColor"
      />
      <path
        d="M8.7 14.5C8 9.7 5.9 5.3 2.5 1.5c4.6 2.6 8 6.5 9.7 11.8zM39.3 14.5c.7-4.8 2.8-9.2 6.2-13-4.6 2.6-8 6.5-9.7 11.8z"
        fill="currentColor"
      />
      <path
        d="M13.6 26.2c2.8.1 5 1.3 6.5 3.7-2.9.6-5.2-.6-6.5-3.7zM34.4 26.2c-2.8.1-5 1.3-6.5 3.7 2.9.6 5.2-.6 6.5-3.7zM21.7 37h4.6L24 39.6z"
        fill="var(--mark-eye, var(--surface))"
      />
      <path
        d="M12.3 17.2l3.5 4.6-3.2 2.2c-.7-2.2-.8-4.5-.3-6.8zM35.7 17.2l-3.5 4.6 3.2 2.2c.7-2.2.8-4.5.3-6.8z"
        fill="var(--mark-eye, var(--surface))"
        opacity=".55"
      />
    </svg>
  );
}
