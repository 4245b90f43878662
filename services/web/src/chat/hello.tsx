/** The conversation before its first message. */

import { useSession } from "../state/session";
import { Icon } from "../ui/icons";
import { Train } from "../ui/weave";

interface Props {
  onAsk: (text: string) => void;
  onAddDocuments: () => void;
}

export function Hello({ onAsk, onAddDocuments }: Props) {
  const { t, status, workspace } = useSession();
  const suggestions = workspace === "example" ? t.chat.exampleSuggestions : t.chat.suggestions;
  const empty = status !== null && status.documents === 0 && !status.ingestion.running;
  return (
    <section className="hello">
      <Train count={4} />
      <h2>{t.chat.hello}</h2>
      <p className="lead">{t.chat.helloLead}</p>
      {empty && (
        <p className="hello-empty">
          {t.chat.noDocuments}
          <button type="button" className="button small" onClick={onAddDocuments}>
            <Icon name="folder" size={16} /> {t.chat.addDocuments}
          </button>
        </p>
      )}
      <ul className="suggestions">
        {suggestions.map(({ topic, text }) => (
          <li key={topic}>
            <button type="button" onClick={() => onAsk(text)}>
              <span>{topic}</span>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
