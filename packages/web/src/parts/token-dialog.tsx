import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ApiError, api } from '../data/api.js';
import { texts } from '../texts.js';

/** Asks for a token of the server; a cookie keeps the session that it begins. */
export function TokenDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [error, setError] = useState<string>();
  useEffect(() => dialog.current?.showModal(), []);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = String(new FormData(event.currentTarget).get('token'));
    try {
      await api.logIn(token);
      window.location.reload();
    } catch (reason) {
      const isWrong = reason instanceof ApiError && reason.status === 401;
      setError(isWrong ? texts.token.wrong : (reason as Error).message);
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
        {error !== undefined && <p role="alert">{error}</p>}
        <button type="submit" className="primary">
          {texts.token.send}
        </button>
      </form>
    </dialog>
  );
}
