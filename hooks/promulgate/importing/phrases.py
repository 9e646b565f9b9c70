"""How texts tell their age, and a plain summary, by language.

Phrases are regular expressions, matched without regard to case before a date.
"""

EFFECTIVE = {
    "en": r"effective|in (?:effect|force)|takes? effect|valid (?:from|since)|comes? into (?:effect|force)",  # noqa: E501
    "es": r"entrada en vigor|entrar[áa] en vigor|entra en vigor|en vigor|vigente|vigencia|con efecto",  # noqa: E501
    "fr": r"entr[ée]+e? en vigueur|en vigueur|prend effet|applicable",
    "de": r"g[üu]ltig|in kraft|inkrafttreten|wirksam|wirkung (?:ab|vom)",
    "pt": r"entrada em vigor|entra em vigor|em vigor|vig[êe]ncia|vigente|efic[áa]cia|efetiv[ao]",
    "ar": r"تاريخ السريان|ساري(?:ة)? المفعول|يسري|سارية|تاريخ النفاذ",
    "it": r"in vigore|entrata in vigore|efficac[ei]a?|valid[ao] dal",
    "nl": r"ingangsdatum|van kracht|geldig vanaf|in werking",
    "pl": r"obowi[ąa]zuje od|wej[śs]cia w [żz]ycie",
    "ru": r"вступает в силу|вступления в силу|действует с|действительна с",
    "ja": r"施行日|発効日|施行|発効",
    "zh": r"生效日期|生效时间|生效",
    "ko": r"시행일|발효일",
    "he": r"בתוקף|תחילת תוקף",
}
UPDATED = {
    "en": r"(?:last|most recently|date(?: of)?(?: last)?) ?(?:updated?|modified|modification|revised|revision|changed?|reviewed|amended|edited)|(?:updated|revised|modified|amended|version (?:dated|of)|as of|dated?)",  # noqa: E501
    "es": r"[úu]ltima (?:actualizaci[óo]n|modificaci[óo]n|revisi[óo]n|versi[óo]n)|actualizad[ao]|modificad[ao]|fecha",  # noqa: E501
    "fr": r"derni[èe]re (?:mise [àa] jour|modification|r[ée]vision|version)|mise? [àa] jour|actualis[ée]+e?|date",  # noqa: E501
    "de": r"stand|zuletzt (?:aktualisiert|ge[äa]ndert|[üu]berarbeitet)|letzte (?:aktualisierung|[äa]nderung|[üu]berarbeitung|fassung)|aktualisiert|ge[äa]ndert|datum|fassung vom",  # noqa: E501
    "pt": r"[úu]ltima (?:atualiza[çc][ãa]o|actualiza[çc][ãa]o|modifica[çc][ãa]o|altera[çc][ãa]o|revis[ãa]o)|atualizad[ao]|actualizad[ao]|revisad[ao]|data",  # noqa: E501
    "ar": r"آخر (?:تحديث|تعديل|مراجعة)|تاريخ (?:آخر )?(?:التحديث|التعديل)|تم (?:ال)?تحديث",
    "it": r"ultim[ao] (?:aggiornamento|modifica|revisione)|aggiornat[ao]|data",
    "nl": r"laatst(?:e)? (?:bijgewerkt|gewijzigd|herzien|wijziging|update)|bijgewerkt|datum",
    "pl": r"ostatnia (?:aktualizacja|zmiana)|zaktualizowano|data",
    "ru": r"последн(?:ее|яя) (?:обновление|изменение|редакция)|обновлен[оа]|редакция от|дата",
    "ja": r"最終更新日?|最終改[定訂]日?|改[定訂]日?|更新日?|制定日?",
    "zh": r"最后更新|最近更新|最後更新|更新日期|更新时间|修订日期|更新于",
    "ko": r"최종 (?:수정|업데이트)|개정일|수정일|공고일",
    "he": r"עודכן לאחרונה|תאריך עדכון|עדכון אחרון|עודכן",
}
# {added} and {removed} are numbers of words.
SUMMARY = {
    "en": "Imported. Against the version before: {added} words added, {removed} removed.",
    "es": "Importada. Respecto de la versión anterior: {added} palabras añadidas, "
    "{removed} suprimidas.",
    "fr": "Importée. Par rapport à la version précédente\u202f: {added} mots ajoutés, "
    "{removed} supprimés.",
    "de": "Importiert. Gegenüber der vorigen Fassung: {added} Wörter hinzugefügt, "
    "{removed} entfernt.",
    "pt": "Importada. Em relação à versão anterior: {added} palavras acrescentadas, "
    "{removed} retiradas.",
    "ar": "نص مستورد. مقارنة بالنسخة السابقة: كلمات مضافة {added}، وكلمات محذوفة {removed}.",
}
PLAIN_SUMMARY = "+{added} / −{removed}"  # where no words of the language are known


def phrases(table: dict[str, str], language: str) -> str:
    """List what is said in a language, and in English, which many texts keep for dates."""
    base = language.split("-")[0]
    own = [table[base]] if base in table and base != "en" else []
    return "|".join([*own, table["en"]])


def summary(language: str, added: int, removed: int) -> str:
    """Say how many words a version added and removed, and nothing that nobody knows."""
    words = SUMMARY.get(language.split("-")[0], PLAIN_SUMMARY)
    return words.format(added=added, removed=removed)
