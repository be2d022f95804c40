import type { ReactNode } from 'react';

/** Files without a result, and why. */
export function Reasons({
  title,
  files,
  children,
}: {
  title: string;
  files: readonly { name: string; reason: string }[];
  /** What can be done about them. */
  children?: ReactNode;
}) {
  return (
    <details className="notice">
      <summary>{title}</summary>
      {children}
      <ul>
        {files.map(({ name, reason }, index) => (
          // Names may be there twice.
          <li key={`${index} ${name}`}>
            {name}: {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}
