CREATE TABLE IF NOT EXISTS inbox (
  id          INTEGER PRIMARY KEY,
  received_at INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  starts_at   INTEGER NOT NULL,
  firing      INTEGER NOT NULL,
  body        TEXT NOT NULL,
  UNIQUE (fingerprint, starts_at, firing)
);;
CREATE TABLE IF NOT EXISTS remediation (
  id          TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  starts_at   INTEGER NOT NULL,
  action      TEXT NOT NULL,
  impact      TEXT NOT NULL,
  target      TEXT NOT NULL,
  cluster     TEXT NOT NULL,
  namespace   TEXT NOT NULL,
  owner       TEXT NOT NULL,
  phase       TEXT NOT NULL,
  final       INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  next_at     INTEGER NOT NULL,
  acted_at    INTEGER,
  body        TEXT NOT NULL,
  UNIQUE (fingerprint, starts_at, action)
);;
CREATE INDEX IF NOT EXISTS remediation_due ON remediation (next_at) WHERE final = 0;;
CREATE INDEX IF NOT EXISTS remediation_acted ON remediation (acted_at) WHERE acted_at IS NOT NULL;;
CREATE INDEX IF NOT EXISTS remediation_created ON remediation (created_at);;
CREATE INDEX IF NOT EXISTS remediation_target ON remediation (target, acted_at) WHERE acted_at IS NOT NULL;;
CREATE INDEX IF NOT EXISTS remediation_owner ON remediation (owner, acted_at) WHERE acted_at IS NOT NULL;;
CREATE TABLE IF NOT EXISTS verdict (
  remediation TEXT NOT NULL,
  position    INTEGER NOT NULL,
  gate        TEXT NOT NULL,
  verdict     TEXT NOT NULL,
  reason      TEXT NOT NULL,
  PRIMARY KEY (remediation, position)
) WITHOUT ROWID;;
CREATE TABLE IF NOT EXISTS decision (
  remediation TEXT PRIMARY KEY,
  plan_hash   TEXT NOT NULL,
  approved    INTEGER NOT NULL,
  who         TEXT NOT NULL,
  reason      TEXT NOT NULL,
  at          INTEGER NOT NULL
);;
CREATE TABLE IF NOT EXISTS setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
);;
CREATE TABLE IF NOT EXISTS audit (
  sequence INTEGER PRIMARY KEY,
  body     TEXT NOT NULL,
  sha256   TEXT NOT NULL
);;
CREATE TRIGGER IF NOT EXISTS audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit records are never changed'); END;;
CREATE TRIGGER IF NOT EXISTS audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit records are never removed'); END
