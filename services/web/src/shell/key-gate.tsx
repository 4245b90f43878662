/** Asks for the API key of a server that is not on this computer. */

import { useState } from "react";
import { useSession } from "../state/session";
import { Llama } from "../ui/weave";

export function KeyGate() {
  const { t, setKey } = useSession();
  const [text, setText] = useState("");
  return (
    <main className="gate" id="content">
      <Llama size={56} />
      <h1>{t.connection.key}</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) setKey(text.trim());
        }}
      >
        <label className="field">
          <span>{t.connection.keyLabel}</span>
          <input type="password" autoComplete="off" value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        <button type="submit" className="button primary">
          {t.connection.enter}
        </button>
      </form>
    </main>
  );
}
