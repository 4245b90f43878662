/** The company's name and RFC, with why the RFC matters. */

import { useId } from "react";
import { useSession } from "../state/session";

/** SAT's shape of an RFC: three letters for companies, four for persons, a date, a check. */
const RFC = /^[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}$/;

export interface CompanyDraft {
  name: string;
  rfc: string;
}

export function plainRfc(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, "");
}

export function isRfc(text: string): boolean {
  return RFC.test(plainRfc(text));
}

interface Props {
  draft: CompanyDraft;
  onChange: (draft: CompanyDraft) => void;
}

export function CompanyFields({ draft, onChange }: Props) {
  const { t } = useSession();
  const why = useId();
  const bad = draft.rfc.trim().length >= 12 && !isRfc(draft.rfc);
  return (
    <div className="company-fields">
      <label className="field">
        <span>{t.company.name}</span>
        <input type="text" value={draft.name} autoComplete="organization" onChange={(event) => onChange({ ...draft, name: event.target.value })} />
      </label>
      <label className="field">
        <span>{t.company.rfc}</span>
        <input
          type="text"
          value={draft.rfc}
          maxLength={16}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          aria-describedby={why}
          aria-invalid={bad}
          onChange={(event) => onChange({ ...draft, rfc: event.target.value })}
        />
      </label>
      <p id={why} className={bad ? "hint bad" : "hint"}>
        {bad ? t.company.rfcBad : t.company.rfcWhy}
      </p>
    </div>
  );
}
