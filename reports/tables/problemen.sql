-- titel: Problemen
-- beschrijving: Wat niet of niet goed kon worden gelezen, per stap geteld.
-- sleutel: stap, ernst
-- kolom stap: Stap waarin het probleem zich voordeed
-- kolom ernst: Hoe ernstig het is
-- kolom aantal: Aantal keren
-- type geheel: aantal
-- geen herkomst aantal: dit telt wat niet gelezen kon worden; daarvan is niets gepubliceerd
SELECT coalesce(s.label, i.stage) AS stap, coalesce(e.label, i.severity) AS ernst, count(*) AS aantal
FROM issues i
LEFT JOIN labels s ON s.dimension = 'stap' AND s.code = i.stage
LEFT JOIN labels e ON e.dimension = 'ernst' AND e.code = i.severity
WHERE i.stage <> 'publish'
GROUP BY i.stage, i.severity
ORDER BY coalesce(s.position, 99), stap, coalesce(e.position, 99), ernst
