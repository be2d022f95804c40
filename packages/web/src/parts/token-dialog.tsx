import { type FormEvent, useEffect, useRef, useState } from 'react';
import { api } from '../data/api.js';
import { texts } from '../texts.js';

/** Asks for the server's token once; a cookie keeps it. */
export function TokenDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isWrong, setWrong] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = String(new FormData(event.currentTarget).get('token'));
    try {
      await api.session(token);
      window.location.reload();
    } catch {
      setWrong(true);
    }
  };
  return (
    <dialog ref={dialog} aria-labelledby="token-title">
      <form onSubmit={send}>
        <h2 id="token-title">{texts.token.title}</h2>
        <label>
          {texts.token.label}
          <input name="token" type="password" autoComplete="current-password" required />
        </label>
        {isWrong && <p role="alert">{texts.token.wrong}</p>}
        <button type="submit" className="primary">
          {texts.token.send}
        </button>
      </form>
    </dialog>
  );
}
