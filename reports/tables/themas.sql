-- titel: Thema's
-- beschrijving: Groepen passages die op elkaar lijken, gevonden in de teksten zelf, met hun kenmerkende woorden.
-- sleutel: thema_id
-- kolom thema_id: Kenmerk van het thema
-- kolom thema: Naam van het thema
-- kolom woorden: Kenmerkende woorden, de sterkste eerst
-- kolom element_code: Code waaronder het thema als element telt; leeg als het geen citaten heeft
-- kolom passages: Aantal passages in ingesloten documenten
-- kolom documenten: Aantal documenten
-- kolom helpt: Aantal passages waarin het helpt
-- kolom belemmert: Aantal passages waarin het belemmert of ontbreekt
-- kolom nodig: Aantal passages waarin het nodig wordt genoemd
-- kolom stabiliteit: Stabiliteit, van 0 tot 1: hoe goed het thema terugkomt in andere berekeningen, met minder documenten
-- kolom vast: ja als de stabiliteit ten minste 0,6 is; anders is het thema niet meer dan een aanwijzing
-- kolom naam_van: Van wie de naam is: hand, model of terms (uit de woorden van het thema)
-- kolom citaat: Citaat dat het thema het best weergeeft; leeg als daarvan niets gepubliceerd mag worden
-- kolom citaat_document_id: Document van het citaat
-- kolom citaat_bladzijde: Bladzijde van het citaat
-- type geheel: passages, documenten, helpt, belemmert, nodig, citaat_bladzijde
-- type getal: stabiliteit
-- type ja_nee: vast
-- herkomst helpt: count(DISTINCT passage) FROM bewijs WHERE element_code = :element_code AND richting = 'helpt'
-- herkomst belemmert: count(DISTINCT passage) FROM bewijs WHERE element_code = :element_code AND richting = 'belemmert'
-- herkomst nodig: count(DISTINCT passage) FROM bewijs WHERE element_code = :element_code AND richting = 'nodig'
-- herkomst passages, documenten als :element_code IS NOT NULL: bewijs WHERE element_code = :element_code
-- geen herkomst passages, documenten: dit telt alle passages van het thema, ook die zonder gepubliceerd citaat
-- geen herkomst stabiliteit: dit vergelijkt berekeningen van het hele thema
WITH directions AS (
    SELECT e.topic_id,
        count(DISTINCT CASE WHEN s.direction = 'helpt' THEN s.passage_id END) AS helpt,
        count(DISTINCT CASE WHEN s.direction = 'belemmert' THEN s.passage_id END) AS belemmert,
        count(DISTINCT CASE WHEN s.direction = 'nodig' THEN s.passage_id END) AS nodig
    FROM elements e
    JOIN shown s ON s.element_id = e.id
    WHERE e.topic_id IS NOT NULL
    GROUP BY e.topic_id
)
SELECT
    t.id AS thema_id,
    t.label AS thema,
    (SELECT group_concat(value, '; ' ORDER BY key) FROM json_each(t.terms)) AS woorden,
    (SELECT min(e.code) FROM elements e JOIN shown s ON s.element_id = e.id WHERE e.topic_id = t.id) AS element_code,
    count(DISTINCT CASE WHEN i.document_id IS NOT NULL THEN p.id END) AS passages,
    count(DISTINCT i.document_id) AS documenten,
    coalesce(d.helpt, 0) AS helpt,
    coalesce(d.belemmert, 0) AS belemmert,
    coalesce(d.nodig, 0) AS nodig,
    t.stability AS stabiliteit,
    CASE WHEN t.is_stable THEN 'ja' ELSE 'nee' END AS vast,
    t.named_by AS naam_van,
    q.quote AS citaat,
    q.document_id AS citaat_document_id,
    q.page AS citaat_bladzijde
FROM topics t
LEFT JOIN published q ON q.id = t.coding_id
LEFT JOIN directions d ON d.topic_id = t.id
LEFT JOIN topic_passages x ON x.topic_id = t.id
LEFT JOIN passages p ON p.id = x.passage_id
LEFT JOIN included i ON i.document_id = p.document_id
GROUP BY t.id
ORDER BY passages DESC, t.label, t.id
