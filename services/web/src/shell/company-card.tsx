/** Whose files these are; editing name and RFC; coming and going from the example. */

import { useState } from "react";
import { sentenceOf } from "../api";
import { useSession } from "../state/session";
import { Icon } from "../ui/icons";
import { CompanyFields, isRfc, plainRfc, type CompanyDraft } from "../welcome/company-fields";

export function CompanyCard() {
  const { t, status, workspace } = useSession();
  const [editing, setEditing] = useState(false);
  const name = status?.company?.name ?? (workspace === "example" ? t.company.example : t.company.none);
  return (
    <section className="company-card" aria-label={workspace === "example" ? t.company.example : t.company.mine}>
      <p className="company-name">
        <Icon name="building" size={16} />
        <span>
          {name}
          <small>{status?.company?.rfc ?? ""}</small>
        </span>
        {workspace === "company" && (
          <button type="button" className="tool" aria-label={t.company.edit} title={t.company.edit} aria-expanded={editing} onClick={() => setEditing(!editing)}>
            <Icon name="pencil" size={16} />
          </button>
        )}
      </p>
      {editing && workspace === "company" && <CompanyForm onDone={() => setEditing(false)} />}
      <WorkspaceLinks />
    </section>
  );
}

function CompanyForm({ onDone }: { onDone: () => void }) {
  const { api, t, status, refresh } = useSession();
  const [draft, setDraft] = useState<CompanyDraft>({ name: status?.company?.name ?? "", rfc: status?.company?.rfc ?? "" });
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    if (draft.rfc.trim() && !isRfc(draft.rfc)) return setProblem(t.company.rfcBad);
    try {
      await api.saveCompany({ name: draft.name.trim() || null, rfc: plainRfc(draft.rfc) || null });
      refresh();
      onDone();
    } catch (error) {
      setProblem(sentenceOf(error) ?? t.connection.lost);
    }
  };
  return (
    <form
      className="company-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <CompanyFields draft={draft} onChange={setDraft} />
      <button type="submit" className="button small">
        {t.company.save}
      </button>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}

function WorkspaceLinks() {
  const { api, t, status, workspace, setWorkspace, refresh } = useSession();
  const leave = async (): Promise<void> => {
    await api.removeExample();
    setWorkspace("company");
    refresh();
  };
  if (workspace === "company") {
    if (!status?.example_loaded) return null;
    return (
      <button type="button" className="link" onClick={() => setWorkspace("example")}>
        {t.company.goExample}
      </button>
    );
  }
  return (
    <>
      <p className="rail-note">{t.company.exampleNote}</p>
      <div className="company-links">
        <button type="button" className="link" onClick={() => setWorkspace("company")}>
          {t.company.leaveExample}
        </button>
        <button type="button" className="link" onClick={() => void leave()}>
          {t.company.removeExample}
        </button>
      </div>
    </>
  );
}
