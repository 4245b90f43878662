/** The conversation: messages, what is under way, and where the user writes. */

import { useCallback, useState } from "react";
import type { Conversation } from "../state/conversation";
import { useSession } from "../state/session";
import type { Shown, Turn } from "../state/turn";
import { Icon } from "../ui/icons";
import { useDrop } from "../ui/use-drop";
import { ApprovalCard } from "./approval";
import { Composer, useAttachments, type Attached } from "./composer";
import { EvidenceDrawer } from "./evidence";
import { Hello } from "./hello";
import type { Evidence } from "./markdown";
import { AgentMessage, DraftMessage, UserMessage } from "./message";
import { Outcome, Progress } from "./outcome";
import { useFollow } from "./use-follow";

interface Props {
  conversation: Conversation;
  turn: Turn;
  onAddDocuments: () => void;
}

function questionBefore(messages: readonly Shown[], index: number): string | null {
  const before = messages[index - 1];
  return before?.role === "user" ? before.text : null;
}

export function Chat({ conversation, turn, onAddDocuments }: Props) {
  const { t } = useSession();
  const [evidence, setEvidence] = useState<Evidence | null>(null);
  const attachments = useAttachments();
  const { over, handlers } = useDrop(attachments.add);
  const blank = turn.phase === "idle" && turn.messages.length === 0 && !turn.sent;
  const { box, away, onScroll, toEnd } = useFollow(turn);
  const busy = turn.phase === "running" || turn.phase === "reconnecting";
  const send = useCallback(
    (text: string, files: Attached[] = []) => void conversation.send(text, files),
    [conversation],
  );
  const again = useCallback((text: string) => send(text), [send]);

  return (
    <section className="chat" aria-label={t.chat.label} {...handlers}>
      <div className="chat-scroll" ref={box} onScroll={onScroll} tabIndex={-1}>
        {blank ? (
          <Hello onAsk={again} onAddDocuments={onAddDocuments} />
        ) : (
          <Messages turn={turn} onEvidence={setEvidence} onAgain={busy ? null : again} />
        )}
        {turn.phase === "loading" && <p className="loading">{t.connection.loading}…</p>}
        <div className="chat-column" aria-live="polite">
          <p className="visually-hidden">{turn.outcome === "idle" && turn.phase === "idle" && t.chat.ready}</p>
          {turn.interrupts.map((interrupt) => (
            <ApprovalCard key={interrupt.id} interrupt={interrupt} onDecide={(yes) => void conversation.decide(interrupt, yes)} />
          ))}
          {busy && !turn.outcome && (turn.drafts.length === 0 || turn.phase === "reconnecting") && <Progress turn={turn} />}
          <Outcome turn={turn} onRejoin={() => void conversation.rejoin()} onRetry={again} />
        </div>
      </div>
      {away && (
        <button type="button" className="to-end" aria-label={t.chat.latest} title={t.chat.latest} onClick={toEnd}>
          <Icon name="down" />
        </button>
      )}
      <Composer
        attachments={attachments}
        busy={busy}
        waiting={turn.interrupts.length > 0}
        onSend={send}
        onStop={() => void conversation.stop()}
      />
      {over && <div className="drop-veil">{t.chat.dropHere}</div>}
      {evidence && <EvidenceDrawer evidence={evidence} onClose={() => setEvidence(null)} />}
    </section>
  );
}

interface MessagesProps {
  turn: Turn;
  onEvidence: (evidence: Evidence) => void;
  onAgain: ((text: string) => void) | null;
}

function Messages({ turn, onEvidence, onAgain }: MessagesProps) {
  const last = turn.messages.length - 1;
  const againFor = (index: number): (() => void) | null => {
    const repeatable = index === last && !turn.sent && !turn.messages[index]?.meta?.blocked;
    const question = repeatable ? questionBefore(turn.messages, index) : null;
    return question !== null && onAgain ? () => onAgain(question) : null;
  };
  return (
    <ol className="chat-column messages">
      {turn.messages.map((message, index) =>
        message.role === "user" ? (
          <UserMessage key={message.id} text={message.text} files={message.files} />
        ) : (
          <AgentMessage key={message.id} message={message} onEvidence={onEvidence} onAgain={againFor(index)} />
        ),
      )}
      {turn.sent && <UserMessage text={turn.sent.text} files={turn.sent.files} />}
      {turn.drafts.map((draft) => (
        <DraftMessage key={draft.id} text={draft.text} writing={turn.phase === "running" && !turn.outcome} />
      ))}
    </ol>
  );
}
