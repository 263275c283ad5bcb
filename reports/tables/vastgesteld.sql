-- titel: Vastgestelde versies
-- beschrijving: De versies die zijn vastgesteld toen een ronde werd gesloten, de laatste eerst. Met het kenmerk is naar een versie te verwijzen.
-- sleutel: versie
-- kolom versie: Kenmerk om naar te verwijzen
-- kolom nummer: Nummer
-- kolom ronde: Nummer van de ronde die toen werd gesloten
-- kolom vastgesteld_op: Wanneer vastgesteld (UTC)
-- kolom corpus: Hash van het corpus waarop de versie berust
-- kolom codeboek: Codeboek en versie
-- kolom oordelen: Aantal oordelen waarop de versie berust
-- kolom inschrijving: Hash van de laatste inschrijving waarop de versie berust
-- type geheel: nummer, ronde, oordelen
-- type tijdstip: vastgesteld_op
-- geen herkomst nummer, ronde: een volgnummer; het telt niets
-- geen herkomst oordelen: wie wat vond, wordt niet gepubliceerd; de oordelen samen staan in de tabel met beoordeelde coderingen
SELECT
    name AS versie,
    number AS nummer,
    round AS ronde,
    frozen_at AS vastgesteld_op,
    corpus_hash AS corpus,
    codebook AS codeboek,
    judgement_count AS oordelen,
    head AS inschrijving
FROM releases
ORDER BY number DESC
