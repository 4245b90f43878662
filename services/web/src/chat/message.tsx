/** One message of the conversation. */

import { memo } from "react";
import { useSession } from "../state/session";
import type { Answer, AnswerMeta } from "../types";
import type { Shown } from "../state/turn";
import { CopyButton } from "../ui/copy-button";
import { Icon } from "../ui/icons";
import { Llama } from "../ui/weave";
import { Files, HandoffCard, Notes, ShortReply } from "./answer-parts";
import { AnswerText, type Evidence } from "./markdown";
import { AnswerPlot } from "./plot";
import { Sources } from "./sources";
import { AnswerTable } from "./table";

export function UserMessage({ text, files = [] }: { text: string; files?: readonly string[] }) {
  const { t } = useSession();
  return (
    <li className="message user">
      <span className="visually-hidden">{t.chat.you}:</span>
      <p>{text}</p>
      {files.length > 0 && (
        <ul className="sent-files" aria-label={t.chat.attached}>
          {files.map((name) => (
            <li key={name}>
              <Icon name="file" size={14} /> {name}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Heading({ answers }: { answers: Answer[] }) {
  const { t } = useSession();
  const names = [...new Set(answers.map((answer) => t.chat.specialists[answer.specialist]))];
  const abstained = answers.length > 0 && answers.every((answer) => answer.abstained);
  return (
    <header className="message-head">
      <Llama size={22} />
      <h2 className="message-name">{names.join(" + ") || t.product.name}</h2>
      {abstained && <span className="badge soft">{t.chat.abstained}</span>}
    </header>
  );
}

function Provenance({ meta }: { meta: AnswerMeta }) {
  const { t, status } = useSession();
  const engines = [...new Set(meta.answers.map((answer) => answer.engine))];
  const fallback = meta.answers.some((answer) => answer.fallback);
  const nameOf = (engine: Answer["engine"]): string =>
    engine !== "embedded" && status?.model ? status.model : t.chat.engines[engine];
  const guard = meta.guard.name === "embedded" ? t.status.embeddedGuard : meta.guard.name;
  return (
    <span className="provenance">
      {engines.map((engine) => (
        <span key={engine}>{nameOf(engine)}</span>
      ))}
      <span>{t.chat.guardedBy(guard)}</span>
      {fallback && <span className="caution">{t.chat.fallback}</span>}
      {meta.guard.fallback && <span className="caution">{t.chat.guardFallback}</span>}
    </span>
  );
}

interface AgentProps {
  message: Shown;
  onEvidence: (evidence: Evidence) => void;
  /** Asks the question before it again. */
  onAgain: (() => void) | null;
}

export const AgentMessage = memo(function AgentMessage({ message, onEvidence, onAgain }: AgentProps) {
  const { t } = useSession();
  const { meta } = message;
  const answers = meta?.answers ?? [];
  const notes = answers.flatMap((answer) => answer.notes);
  return (
    <li className={meta?.blocked ? "message agent blocked" : "message agent"}>
      <Heading answers={answers} />
      {meta?.blocked && (
        <p className="blocked-note">
          <Icon name="shield" size={16} /> {t.chat.blocked}
        </p>
      )}
      <AnswerText text={message.text} sources={meta} onEvidence={onEvidence} />
      {answers.map((answer, index) => (
        <AnswerExtras key={index} answer={answer} />
      ))}
      {notes.length > 0 && <Notes notes={notes} />}
      {meta && <Sources citations={meta.citations} onEvidence={onEvidence} />}
      <footer className="message-foot">
        {meta && <Provenance meta={meta} />}
        <span className="message-tools">
          <CopyButton quiet label={t.chat.copyAnswer} text={() => message.text} />
          {onAgain && (
            <button type="button" className="tool" onClick={onAgain}>
              <Icon name="retry" size={16} />
              <span>{t.chat.again}</span>
            </button>
          )}
        </span>
      </footer>
    </li>
  );
});

function AnswerExtras({ answer }: { answer: Answer }) {
  return (
    <>
      {answer.handoff && <HandoffCard handoff={answer.handoff} />}
      {answer.plots.map((plot, index) => (
        <AnswerPlot key={index} plot={plot} />
      ))}
      {answer.tables.map((table, index) => (
        <AnswerTable key={index} table={table} />
      ))}
      {answer.files.length > 0 && <Files files={answer.files} />}
      {answer.short_reply && <ShortReply text={answer.short_reply} />}
    </>
  );
}

const NO_EVIDENCE = (): void => undefined;

/** An answer that is still being written, or that was cut. */
export function DraftMessage({ text, writing }: { text: string; writing: boolean }) {
  return (
    <li className={writing ? "message agent draft writing" : "message agent draft"}>
      <Heading answers={[]} />
      <AnswerText text={text} sources={null} onEvidence={NO_EVIDENCE} />
    </li>
  );
}
