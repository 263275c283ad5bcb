-- titel: Referenties
-- beschrijving: Waarmee u naar de ingesloten documenten verwijst: wie ze schreef, wanneer, hoe ze heten en waar ze staan. Stukken van een gemeente hebben de gemeente als auteur. Namen die alleen in de eigenschappen van een bestand staan, staan hier niet.
-- sleutel: document_id
-- kolom document_id: Kenmerk van het document (SHA-256 van het bestand)
-- kolom auteurs: Auteurs in de volgorde van het document, met een puntkomma ertussen; leeg als het er geen noemt
-- kolom uitvoerder: Wie het onderzoek deed
-- kolom uitgever: Wie het uitbracht
-- kolom opdrachtgever: Wie erom vroeg
-- kolom titel: Titel
-- kolom ondertitel: Ondertitel
-- kolom jaar: Jaar van verschijnen
-- kolom verschenen_op: Datum van verschijnen, zo precies als die bekend is
-- kolom soort_document: Soort document
-- kolom isbn: Nummer van het boek of rapport (ISBN)
-- kolom doi: Blijvend kenmerk op het web (DOI)
-- kolom bron_url: Adres waar het document is gevonden
-- type jaar: jaar
SELECT
    i.document_id,
    iif(i.document_type IN ('webpagina', 'brief', 'raadsmemo', 'raadsvoorstel', 'besluitenlijst', 'verordening',
                            'jaarstuk', 'interview') AND i.publisher IS NOT NULL,
        NULL,
        (SELECT group_concat(a.name, '; ' ORDER BY a.position) FROM authors a WHERE a.document_id = i.document_id)
    ) AS auteurs,
    maker.value AS uitvoerder,
    i.publisher AS uitgever,
    client.value AS opdrachtgever,
    i.title AS titel,
    subtitle.value AS ondertitel,
    i.year AS jaar,
    i.published_on AS verschenen_op,
    i.document_type AS soort_document,
    isbn.value AS isbn,
    doi.value AS doi,
    i.url AS bron_url
FROM included i
LEFT JOIN chosen maker ON maker.document_id = i.document_id AND maker.field = 'uitvoerder'
LEFT JOIN chosen client ON client.document_id = i.document_id AND client.field = 'opdrachtgever'
LEFT JOIN chosen subtitle ON subtitle.document_id = i.document_id AND subtitle.field = 'subtitle'
LEFT JOIN chosen isbn ON isbn.document_id = i.document_id AND isbn.field = 'isbn'
LEFT JOIN chosen doi ON doi.document_id = i.document_id AND doi.field = 'doi'
ORDER BY i.title, i.document_id
