/** Files without a result, and why. */
export function Reasons({
  title,
  files,
}: {
  title: string;
  files: readonly { name: string; reason: string }[];
}) {
  return (
    <details className="notice">
      <summary>{title}</summary>
      <ul>
        {files.map(({ name, reason }) => (
          <li key={name}>
            {name}: {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}
