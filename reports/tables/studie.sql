-- titel: Deze kennissynthese
-- beschrijving: Wat de studie van zichzelf zegt: titel, beschrijving, vragen en contact.
-- sleutel: onderdeel, volgorde
-- kolom onderdeel: Titel, beschrijving, vraag, contact of citaatlengte
-- kolom volgorde: Volgorde binnen het onderdeel
-- kolom inhoud: Wat er staat
-- type geheel: volgorde
-- geen herkomst volgorde: een volgnummer; het telt niets
SELECT key AS onderdeel, position AS volgorde, value AS inhoud
FROM study
ORDER BY iif(key = 'titel', 0, 1), key, position
