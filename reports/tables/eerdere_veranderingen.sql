-- titel: Veranderd tussen versies
-- beschrijving: De werkzame elementen van het codeboek waarover in een vastgestelde versie iets anders werd gevonden dan in de versie ervoor: de conclusie, of het aantal evaluaties. De laatste versie staat bovenaan.
-- sleutel: versie, code
-- kolom versie: De versie waarin het anders werd
-- kolom vorige_versie: De versie waarmee is vergeleken
-- kolom element_code: Code van het element; leeg als het er niet meer is
-- kolom code: Code die het element had
-- kolom element: Naam van het element
-- kolom was: Conclusie en aantallen in de vorige versie; leeg als het element er niet was
-- kolom werd: Conclusie en aantallen in deze versie; leeg als het element er niet meer was
WITH ordered AS (
    SELECT name, number, lead(name) OVER (ORDER BY number) AS next_name FROM releases
)
SELECT
    r.next_name AS versie,
    c.release AS vorige_versie,
    e.code AS element_code,
    c.element_code AS code,
    c.element,
    nullif(c.was, '') AS was,
    nullif(c.now, '') AS werd
FROM changes c
JOIN ordered r ON r.name = c.release
LEFT JOIN elements e ON e.code = c.element_code AND e.id IN (SELECT element_id FROM shown)
WHERE r.next_name IS NOT NULL
ORDER BY r.number DESC, c.element, c.element_code
