-- zelfevaluatie.db: what gemeenten answered, apart from what is published, and never shown by Datasette. Of the private
-- link only the SHA-256 of its token is kept; of time only the day. There are no names, addresses or free texts.
CREATE TABLE zelfevaluaties (
    id INTEGER PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    gemeente_code TEXT NOT NULL,
    gemeente TEXT NOT NULL,
    begonnen_op TEXT NOT NULL,
    gewijzigd_op TEXT NOT NULL
);

-- By the key of a statement, which is the code of an element: runs of the chain leave it as it is.
CREATE TABLE antwoorden (
    zelfevaluatie_id INTEGER NOT NULL REFERENCES zelfevaluaties ON DELETE CASCADE,
    stelling TEXT NOT NULL,
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 4),
    PRIMARY KEY (zelfevaluatie_id, stelling)
) WITHOUT ROWID;
