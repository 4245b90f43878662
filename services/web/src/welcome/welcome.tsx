/** The first page: one's own folder, or the example company. */

import { useState } from "react";
import { sentenceOf } from "../api";
import { SourceForm } from "../documents/source-form";
import { LanguageSwitch } from "../shell/language-switch";
import { useSession } from "../state/session";
import { Icon } from "../ui/icons";
import { Llama, Train } from "../ui/weave";
import { CompanyFields, isRfc, plainRfc, type CompanyDraft } from "./company-fields";

const LLAMAS = 14;

export function Welcome({ onEnter }: { onEnter: () => void }) {
  const { t, status } = useSession();
  return (
    <main className="welcome" id="content">
      <header className="welcome-hero">
        <div className="welcome-bar">
          <span className="brand">
            <Llama size={30} /> {t.product.name}
          </span>
          <LanguageSwitch />
        </div>
        <h1>{t.welcome.title}</h1>
        <p className="lead">{t.welcome.lead}</p>
        <div className="caravan">
          <Train count={LLAMAS} />
        </div>
      </header>
      <div className="welcome-ways">
        <OwnFolder onEnter={onEnter} />
        <Example onEnter={onEnter} />
      </div>
      <footer className="welcome-foot">
        <span>
          <Icon name="shield" size={16} /> {status?.place === "cloud" ? t.welcome.cloud : t.welcome.local}
        </span>
        <button type="button" className="link" onClick={onEnter}>
          {t.welcome.skip}
        </button>
      </footer>
    </main>
  );
}

function OwnFolder({ onEnter }: { onEnter: () => void }) {
  const { api, t, status } = useSession();
  const [draft, setDraft] = useState<CompanyDraft>({ name: status?.company?.name ?? "", rfc: status?.company?.rfc ?? "" });
  const saveCompany = async (): Promise<void> => {
    const name = draft.name.trim();
    if (draft.rfc.trim() && !isRfc(draft.rfc)) throw new Error(t.company.rfcBad);
    if (name || draft.rfc.trim()) await api.saveCompany({ name: name || null, rfc: plainRfc(draft.rfc) || null });
  };
  return (
    <section className="way own">
      <h2>{t.welcome.mine}</h2>
      <p>{t.welcome.mineLead}</p>
      <SourceForm before={saveCompany} onStarted={onEnter}>
        <CompanyFields draft={draft} onChange={setDraft} />
      </SourceForm>
    </section>
  );
}

function Example({ onEnter }: { onEnter: () => void }) {
  const { api, t, setWorkspace } = useSession();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const enter = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.loadExample();
      setWorkspace("example");
      onEnter();
    } catch (error) {
      setBusy(false);
      setProblem(sentenceOf(error) ?? t.connection.lost);
    }
  };
  return (
    <section className="way example">
      <h2>{t.welcome.example}</h2>
      <p>{t.welcome.exampleLead}</p>
      <ul className="example-questions">
        {t.chat.exampleSuggestions.map(({ topic, text }) => (
          <li key={topic}>{text}</li>
        ))}
      </ul>
      <button type="button" className="button accent wide" disabled={busy} onClick={() => void enter()}>
        {busy && <span className="spinner" />} {t.welcome.exampleStart}
      </button>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
