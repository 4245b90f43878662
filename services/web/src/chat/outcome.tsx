/** What is being done now, and how a run ended when it did not end well. */

import { useSession } from "../state/session";
import type { Turn } from "../state/turn";
import { Icon } from "../ui/icons";
import { Llama } from "../ui/weave";

export function Progress({ turn }: { turn: Turn }) {
  const { t } = useSession();
  const text = turn.phase === "reconnecting" ? t.connection.reconnecting : (turn.progress ?? t.chat.working);
  return (
    <p className="progress" role="status">
      <span className="progress-llama">
        <Llama size={20} />
      </span>
      {text}
    </p>
  );
}

/** The text to ask again when a run broke. */
function lastQuestion(turn: Turn): string | null {
  return turn.sent?.text ?? turn.messages.findLast((message) => message.role === "user")?.text ?? null;
}

interface Props {
  turn: Turn;
  onRejoin: () => void;
  onRetry: (text: string) => void;
}

export function Outcome({ turn, onRejoin, onRetry }: Props) {
  const { t } = useSession();
  const question = lastQuestion(turn);
  if (turn.phase === "lost") {
    return (
      <div className="outcome" role="alert">
        <Icon name="warn" />
        <p>{turn.problem ?? t.connection.gone}</p>
        <button type="button" className="button small" onClick={onRejoin}>
          {t.connection.rejoin}
        </button>
      </div>
    );
  }
  if (turn.phase !== "failed" && turn.phase !== "stopped") return null;
  return (
    <div className="outcome" role="alert">
      <Icon name={turn.phase === "failed" ? "warn" : "stop"} />
      <p>{turn.problem ?? (turn.phase === "failed" ? t.chat.failed : t.chat.stopped)}</p>
      {question !== null && (
        <button type="button" className="button small" onClick={() => onRetry(question)}>
          <Icon name="retry" size={16} /> {t.chat.retry}
        </button>
      )}
    </div>
  );
}
