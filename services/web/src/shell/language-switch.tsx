import { useSession } from "../state/session";
import type { Lang } from "../types";

const LANGS: Lang[] = ["es", "en"];

export function LanguageSwitch() {
  const { lang, setLang, t } = useSession();
  const names: Record<Lang, string> = { es: t.product.spanish, en: t.product.english };
  return (
    <div className="languages" role="group" aria-label={t.product.language}>
      {LANGS.map((each) => (
        <button key={each} type="button" lang={each} aria-pressed={each === lang} aria-label={`${each.toUpperCase()} · ${names[each]}`} onClick={() => setLang(each)}>
          {each}
        </button>
      ))}
    </div>
  );
}
