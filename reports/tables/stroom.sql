-- titel: Stroom van documenten (PRISMA 2020)
-- beschrijving: Van vindplaats tot ingesloten document, in de vakken van het stroomschema van PRISMA 2020 (Page e.a., BMJ 2021;372:n71). Een vindplaats is een document zoals een bron het noemt. De zoekregels van een bron kiezen vóór deze telling; op titel of samenvatting valt niets af, dus al wat gescreend is, is ook opgevraagd. Dubbele documenten blijken hier pas uit hun tekst, en zijn toch als dubbel geteld, niet als uitgesloten.
-- sleutel: fase, stap, onderdeel
-- kolom volgorde: Volgorde van de regels
-- kolom fase: Fase: identificatie, screening of insluiting
-- kolom stap: Het vak van het stroomschema
-- kolom onderdeel: De bron of de reden, waar een vak uit delen bestaat
-- kolom aantal: Hoeveel het er zijn
-- kolom prisma: Hoe het vak in PRISMA 2020 heet
-- kolom toelichting: Wat er is geteld
-- type geheel: volgorde, aantal
-- herkomst aantal als :stap = 'Ingesloten': count(*) FROM documenten
-- geen herkomst volgorde: een volgnummer; het telt niets
-- geen herkomst aantal als :stap <> 'Ingesloten': dit telt ook documenten die niet meedoen; die zijn niet gepubliceerd
WITH records AS (
    SELECT f.id, f.source_id, coalesce(
        f.document_id,
        (SELECT min(g.document_id) FROM finds g WHERE g.url = f.url AND g.document_id IS NOT NULL),
        f.url,
        f.id
    ) AS report_id
    FROM finds f
),
reports AS (
    SELECT DISTINCT r.report_id, d.id IS NOT NULL AS is_retrieved
    FROM records r
    LEFT JOIN documents d ON d.id = r.report_id
    WHERE r.report_id NOT IN (SELECT document_id FROM versions WHERE NOT is_counted)
),
reasons AS (
    SELECT coalesce(l.label, s.criterion, 'Zonder opgegeven criterium') AS reason, coalesce(l.position, 99) AS position
    FROM screenings s
    LEFT JOIN labels l ON l.dimension = 'criterium' AND l.code = s.criterion
    WHERE NOT s.is_included AND coalesce(s.criterion, '') <> 'duplicate'
),
boxes AS (
    SELECT 1 AS box, s.name AS part, (SELECT count(*) FROM records r WHERE r.source_id = s.id) AS amount, s.id AS rank
    FROM sources s
    UNION ALL SELECT 2, NULL, (SELECT count(*) FROM records), ''
    UNION ALL SELECT 3, 'Dubbele vindplaatsen', (SELECT count(*) - count(DISTINCT report_id) FROM records), '1'
    UNION ALL SELECT 3, 'Dubbele documenten', (SELECT count(*) FROM versions WHERE NOT is_counted), '2'
    UNION ALL SELECT 4, NULL, (SELECT count(*) FROM reports), ''
    UNION ALL SELECT 5, NULL, (SELECT count(*) FROM reports), ''
    UNION ALL SELECT 6, NULL, (SELECT count(*) FROM reports WHERE NOT is_retrieved), ''
    UNION ALL SELECT 7, NULL, (SELECT count(*) FROM screenings WHERE coalesce(criterion, '') <> 'duplicate'), ''
    UNION ALL SELECT 8, reason, count(*), printf('%02d', position) FROM reasons GROUP BY reason, position
    UNION ALL SELECT 9, NULL, (SELECT count(*) FROM reasons), ''
    UNION ALL SELECT 10, NULL, (SELECT count(*) FROM screenings WHERE is_included), ''
),
names (box, fase, stap, prisma, toelichting) AS (
    VALUES
    (1, 'Identificatie', 'Geïdentificeerd', 'Records identified from', 'Vindplaatsen die deze bron noemde'),
    (2, 'Identificatie', 'Geïdentificeerd, samen', 'Records identified', 'Vindplaatsen van alle bronnen'),
    (3, 'Identificatie', 'Verwijderd vóór screening', 'Records removed before screening: duplicate records',
        'Hetzelfde document op meer vindplaatsen, en versies van een document dat al meetelt'),
    (4, 'Screening', 'Gescreend', 'Records screened', 'Wat overblijft: elk document en elke niet verkregen vindplaats één keer'),
    (5, 'Screening', 'Opgevraagd', 'Reports sought for retrieval', 'Wat bij de bron is opgehaald, of vergeefs gevraagd'),
    (6, 'Screening', 'Niet verkregen', 'Reports not retrieved', 'Vindplaatsen die geen document gaven'),
    (7, 'Screening', 'Beoordeeld op geschiktheid', 'Reports assessed for eligibility',
        'Documenten die aan de criteria van de studie zijn getoetst'),
    (8, 'Screening', 'Uitgesloten', 'Reports excluded, by reason', 'Documenten, naar het eerste criterium waaraan zij niet voldoen'),
    (9, 'Screening', 'Uitgesloten, samen', 'Reports excluded', 'Documenten die aan een criterium niet voldoen'),
    (10, 'Insluiting', 'Ingesloten', 'Reports of included studies', 'Documenten die meedoen')
)
SELECT
    row_number() OVER (ORDER BY b.box, iif(b.box = 1, b.part, ''), b.rank, b.part) AS volgorde,
    n.fase,
    n.stap,
    b.part AS onderdeel,
    b.amount AS aantal,
    n.prisma,
    n.toelichting
FROM boxes b
JOIN names n ON n.box = b.box
ORDER BY volgorde
