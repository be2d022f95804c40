/** Sentences under a title. */
export function Sentences(props: { className: string; title: string; lines: readonly string[] }) {
  return (
    <div className={props.className}>
      {props.title}
      <ul>
        {props.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
