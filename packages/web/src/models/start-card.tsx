import { type ReactNode, useState } from 'react';

interface StartCardProps {
  words: { readonly title: string; readonly explain: string };
  children: ReactNode;
}

/** What can be started, behind its title. Its form is made when it is opened, as it asks the server. */
export function StartCard({ words, children }: StartCardProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="card start" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.title}</summary>
      <p className="quiet">{words.explain}</p>
      {isOpen && children}
    </details>
  );
}
