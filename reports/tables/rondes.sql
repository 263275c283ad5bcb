-- titel: Beoordelingsrondes
-- beschrijving: De rondes waarin de klankbordgroep coderingen beoordeelde, met aantallen. Wie wat vond, staat er niet in.
-- sleutel: ronde
-- kolom ronde: Nummer van de ronde
-- kolom naam: Naam van de ronde
-- kolom sluit_op: Laatste dag waarop kon worden beoordeeld
-- kolom stand: Open of gesloten
-- kolom beoordelaars: Aantal mensen dat heeft beoordeeld
-- kolom oordelen: Aantal oordelen
-- kolom coderingen: Aantal coderingen waarover is geoordeeld
-- type geheel: ronde, beoordelaars, oordelen, coderingen
-- type datum: sluit_op
-- geen herkomst ronde: het nummer van de ronde; het telt niets
-- geen herkomst beoordelaars, oordelen, coderingen: wie in welke ronde wat vond, wordt niet gepubliceerd; de oordelen samen staan in de tabel met beoordeelde coderingen
SELECT
    number AS ronde,
    name AS naam,
    closes_on AS sluit_op,
    iif(is_closed, 'gesloten', 'open') AS stand,
    member_count AS beoordelaars,
    judgement_count AS oordelen,
    coding_count AS coderingen
FROM review_rounds
ORDER BY number
