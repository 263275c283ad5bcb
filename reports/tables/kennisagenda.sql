-- titel: Kennisagenda
-- beschrijving: De vragen en kennishiaten op volgorde van belang: eerst wat betrokkenen het hoogst scoorden, daarna waarover het minst bekend is. Minder dan drie scores tellen niet mee in de volgorde.
-- sleutel: kenmerk
-- kolom rang: Plaats op de agenda
-- kolom kenmerk: Kenmerk van de vraag of het kennishiaat
-- kolom soort: Vraag of kennishiaat
-- kolom onderwerp: De vraag, of de naam van het element of thema waarover weinig bekend is
-- kolom herkomst: De studie, of het codeboek waaruit het onderwerp komt
-- kolom onder: Thema of venster waaronder het staat
-- kolom stand: Wat er nu over bekend is
-- kolom regel: Volgens welke regel, met de aantallen
-- kolom evaluaties: Onafhankelijke evaluaties die er iets over zeggen
-- kolom onderzocht_in: Gemeenten waarvan documenten er al iets over zeggen
-- kolom gescoord_door: Aantal mensen dat een score gaf
-- kolom gemiddelde: Gemiddelde score, van 1 (nauwelijks van belang) tot 5 (zeer van belang); leeg bij minder dan drie mensen
-- kolom mediaan: Middelste score
-- kolom spreiding: Standaardafwijking van de scores: hoe groter, hoe meer men verschilt
-- kolom termijn: KT, MLT of LT: korte, middellange of lange termijn
-- kolom termijn_van: Van wie die termijn is: uit de scores, of uit het codeboek
-- kolom termijn_kt: Aantal mensen dat de korte termijn koos
-- kolom termijn_mlt: Aantal mensen dat de middellange termijn koos
-- kolom termijn_lt: Aantal mensen dat de lange termijn koos
-- kolom gevraagd_door: Gemeenten en partners die het onderwerp inbrachten
-- kolom doelen: Doelen die het codeboek erbij noemt
-- kolom indicatoren: Waaraan volgens het codeboek te zien is of het doel is bereikt
-- kolom codeboek: Codeboek en versie; leeg bij een vraag van de studie
-- kolom dimensie: Dimensie van de code in dat codeboek
-- kolom code: Code in dat codeboek
-- type geheel: rang, evaluaties, gescoord_door, termijn_kt, termijn_mlt, termijn_lt
-- type getal: gemiddelde, mediaan, spreiding
-- herkomst evaluaties als :soort = 'Vraag': antwoorden WHERE vraag = :onderwerp
-- herkomst evaluaties als :soort = 'Kennishiaat': coderingen WHERE codeboek = :codeboek AND dimensie = :dimensie AND code = :code
-- geen herkomst rang: een volgnummer; het telt niets
-- geen herkomst gescoord_door, gemiddelde, mediaan, spreiding, termijn_kt, termijn_mlt, termijn_lt: wie welke score gaf, is niet openbaar
WITH best AS (
    -- Of a code that stands under no venster, the venster with the most evidence counts.
    SELECT g.codebook, g.dimension, g.code, g.venster, g.is_own, g.status, g.rule, g.evaluation_count,
        min(CASE g.status WHEN 'much' THEN 1 WHEN 'some' THEN 2 WHEN 'little' THEN 3 ELSE 4 END) AS amount
    FROM gaps g
    WHERE g.is_own OR NOT EXISTS (
        SELECT 1 FROM gaps o
        WHERE o.codebook = g.codebook AND o.dimension = g.dimension AND o.code = g.code AND o.is_own
    )
    GROUP BY g.codebook, g.dimension, g.code
),
items AS (
    SELECT
        'vraag:' || q.text AS item, 'Vraag' AS kind, q.text AS subject, q.codebook, 'thema' AS dimension, q.code,
        coalesce(l.label, q.status) AS status, q.rule, q.evaluation_count, q.position,
        CASE q.status WHEN 'open' THEN 1 WHEN 'partly' THEN 3 ELSE 9 END AS amount,
        (SELECT c.label FROM codes c WHERE c.codebook = q.codebook AND c.dimension = 'thema' AND c.code = q.code) AS under,
        (SELECT group_concat(name, '; ' ORDER BY name) FROM (
            SELECT DISTINCT d.name FROM answers a
            JOIN published p ON p.id = a.coding_id
            JOIN document_gemeente d ON d.document_id = p.document_id
            WHERE a.question_id = q.id)) AS places
    FROM questions q
    LEFT JOIN labels l ON l.dimension = 'vraagstatus' AND l.code = q.status
    UNION ALL
    SELECT
        'hiaat:' || substr(b.codebook || ' ', 1, instr(b.codebook || ' ', ' ') - 1) || ':' || b.dimension || ':' || b.code,
        'Kennishiaat', coalesce(c.label, b.code), b.codebook, b.dimension, b.code, coalesce(l.label, b.status), b.rule,
        b.evaluation_count, c.position, CASE b.status WHEN 'none' THEN 2 ELSE 4 END,
        iif(b.is_own, coalesce(v.label, b.venster), NULL),
        (SELECT group_concat(name, '; ' ORDER BY name) FROM (
            SELECT DISTINCT d.name FROM codings g
            JOIN document_gemeente d ON d.document_id = g.document_id
            WHERE g.is_published AND g.codebook = b.codebook AND g.dimension = b.dimension AND g.code = b.code))
    FROM best b
    LEFT JOIN codes c ON c.codebook = b.codebook AND c.dimension = b.dimension AND c.code = b.code
    LEFT JOIN labels l ON l.dimension = 'bewijs' AND l.code = b.status
    LEFT JOIN labels v ON v.dimension = 'venster' AND v.code = b.venster
    -- A thema has no venster of its own, and may be coded in passages that no venster counts: then it is no gap.
    WHERE b.amount > 2 AND (b.dimension <> 'thema' OR b.amount = 3 OR NOT EXISTS (
        SELECT 1 FROM codings g
        JOIN included i ON i.document_id = g.document_id
        WHERE g.is_published AND g.codebook = b.codebook AND g.dimension = b.dimension AND g.code = b.code
    ))
)
SELECT
    row_number() OVER (
        ORDER BY s.mean IS NULL, s.mean DESC, i.amount, i.evaluation_count, i.kind DESC, i.position, i.item
    ) AS rang,
    i.item AS kenmerk,
    i.kind AS soort,
    i.subject AS onderwerp,
    coalesce((SELECT min(k.codebook_title) FROM codes k WHERE k.codebook = i.codebook), 'De studie') AS herkomst,
    i.under AS onder,
    i.status AS stand,
    i.rule AS regel,
    i.evaluation_count AS evaluaties,
    i.places AS onderzocht_in,
    coalesce(s.score_count, 0) AS gescoord_door,
    s.mean AS gemiddelde,
    s.median AS mediaan,
    s.spread AS spreiding,
    coalesce(s.term, c.term) AS termijn,
    CASE WHEN s.term IS NOT NULL THEN 'Scores' WHEN c.term IS NOT NULL THEN 'Codeboek' END AS termijn_van,
    s.short_count AS termijn_kt,
    s.middle_count AS termijn_mlt,
    s.long_count AS termijn_lt,
    (SELECT group_concat(value, '; ' ORDER BY key) FROM json_each(c.asked_by)) AS gevraagd_door,
    (SELECT group_concat(value, '; ' ORDER BY key) FROM json_each(c.goals)) AS doelen,
    (SELECT group_concat(value, '; ' ORDER BY key) FROM json_each(c.indicators)) AS indicatoren,
    i.codebook AS codeboek,
    iif(i.codebook IS NULL, NULL, i.dimension) AS dimensie,
    i.code
FROM items i
LEFT JOIN agenda_scores s ON s.item = i.item
LEFT JOIN codes c ON c.codebook = i.codebook AND c.dimension = i.dimension AND c.code = i.code
ORDER BY rang
