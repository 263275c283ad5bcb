-- titel: Veranderd sinds de vorige versie
-- beschrijving: De werkzame elementen van het codeboek waarover nu iets anders wordt gevonden dan in de laatst vastgestelde versie: de conclusie, of het aantal evaluaties.
-- sleutel: code
-- kolom versie: De versie waarmee is vergeleken
-- kolom element_code: Code van het element; leeg als het er niet meer is
-- kolom code: Code die het element heeft of had
-- kolom element: Naam van het element
-- kolom was: Conclusie en aantallen toen; leeg als het element er niet was
-- kolom nu: Conclusie en aantallen nu; leeg als het element er niet meer is
-- herkomst nu: bewijs WHERE element_code = :element_code
-- geen herkomst was: dit stond in een eerdere versie
SELECT
    c.release AS versie,
    e.code AS element_code,
    c.element_code AS code,
    c.element,
    nullif(c.was, '') AS was,
    iif(e.code IS NULL, NULL, nullif(c.now, '')) AS nu
FROM changes c
LEFT JOIN elements e ON e.code = c.element_code AND e.id IN (SELECT element_id FROM shown)
WHERE (c.was <> '' OR e.code IS NOT NULL)
    AND c.release = (SELECT name FROM releases ORDER BY number DESC LIMIT 1)
ORDER BY c.element, c.element_code
