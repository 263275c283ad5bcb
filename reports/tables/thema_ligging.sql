-- titel: Ligging van thema's
-- beschrijving: Waar elk thema ligt op een kaart waarop gelijkende thema's dicht bij elkaar liggen. Alleen de onderlinge afstand zegt iets, en in twee richtingen nooit alles: de richtingen zelf hebben geen betekenis.
-- sleutel: thema_id
-- kolom thema_id: Kenmerk van het thema
-- kolom thema: Naam van het thema
-- kolom x: Plaats van links naar rechts, van -1 tot 1
-- kolom y: Plaats van onder naar boven, van -1 tot 1
-- type getal: x, y
-- geen herkomst x, y: een plaats op de kaart, uit alle passages van het thema; zij telt niets
SELECT t.id AS thema_id, t.label AS thema, p.x, p.y
FROM topics t
JOIN topic_places p ON p.topic_id = t.id
ORDER BY t.label, t.id
