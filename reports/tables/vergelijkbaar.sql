-- titel: Vergelijkbare citaten
-- beschrijving: Bij elk citaat hoogstens vijf citaten uit andere documenten, uit passages die er in betekenis het meest op lijken; van elke passage het citaat met dezelfde elementen. Software vergeleek de passages; gelijkenis zegt niet dat zij het met elkaar eens zijn.
-- sleutel: citaat_id, rang
-- kolom citaat_id: Kenmerk van het citaat
-- kolom rang: Rangorde: 1 lijkt het meest
-- kolom ander_citaat_id: Kenmerk van het vergelijkbare citaat
-- kolom gelijkenis: Gelijkenis van de passages, van -1 (tegengesteld) tot 1 (gelijk)
-- type geheel: rang
-- type getal: gelijkenis
WITH pairs AS (
    SELECT
        q.quote_id, a.rank, o.quote_id AS other_id, a.similarity,
        row_number() OVER (
            PARTITION BY q.quote_id, a.rank
            ORDER BY (
                SELECT count(DISTINCT f.code)
                FROM published e
                JOIN published f ON f.quote_id = o.quote_id AND f.dimension = e.dimension AND f.code = e.code
                WHERE e.quote_id = q.quote_id AND e.dimension = 'element'
            ) DESC, o.score DESC, o.quote_id
        ) AS place
    FROM alike a
    JOIN quotes q ON q.passage_id = a.passage_id
    JOIN quotes o ON o.passage_id = a.other_id
)
SELECT quote_id AS citaat_id, rank AS rang, other_id AS ander_citaat_id, similarity AS gelijkenis
FROM pairs
WHERE place = 1
ORDER BY quote_id, rank
