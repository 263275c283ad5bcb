-- accounts.db: who may come in. It is never shown by Datasette; of what opens a door only the SHA-256 is kept, and of
-- names and addresses that were tried only a hash with a key. Times are seconds since 1970, UTC.
CREATE TABLE keys (name TEXT PRIMARY KEY, key BLOB NOT NULL);

-- Every pseudonym that was ever given, so that none is given twice.
CREATE TABLE pseudonyms (pseudonym TEXT PRIMARY KEY);

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    pseudonym TEXT NOT NULL UNIQUE REFERENCES pseudonyms,
    role TEXT NOT NULL CHECK (role IN ('klankbordgroep', 'onderzoeker', 'beheerder')),
    password_hash TEXT,
    made_at REAL NOT NULL,
    revoked_at REAL,
    seen_at REAL
);

-- The link of an account that opens once.
CREATE TABLE invitations (
    hash TEXT PRIMARY KEY,
    account_id INTEGER NOT NULL UNIQUE REFERENCES accounts ON DELETE CASCADE,
    expires_at REAL NOT NULL
);

CREATE TABLE sessions (
    hash TEXT PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
    made_at REAL NOT NULL,
    seen_at REAL NOT NULL
);
CREATE INDEX sessions_account ON sessions (account_id);

-- Wrong passwords in a row, of a name and of an address.
CREATE TABLE attempts (subject TEXT PRIMARY KEY, count INTEGER NOT NULL, last_at REAL NOT NULL) WITHOUT ROWID;
