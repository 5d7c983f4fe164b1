"""The tables, as statements of the migrations that make them. A published migration is never edited."""

from __future__ import annotations

APPLICATION_ID = 0x53504358  # "SPCX", so that no other program's file is taken for ours

# Paths are bytes: file names need not be UTF-8. Keys are random and stand for a row in the audit trail.
FIRST = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE patients(
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, identity TEXT NOT NULL UNIQUE,
  patient_id TEXT NOT NULL, name TEXT NOT NULL, birth_date TEXT NOT NULL, sex TEXT NOT NULL) STRICT;

CREATE TABLE studies(
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,
  patient INTEGER NOT NULL REFERENCES patients ON DELETE CASCADE,
  study_instance_uid TEXT NOT NULL, study_date TEXT NOT NULL, description TEXT NOT NULL, accession TEXT NOT NULL,
  age_years REAL, folded TEXT NOT NULL, added TEXT NOT NULL,
  UNIQUE(patient, study_instance_uid)) STRICT;
CREATE INDEX studies_by_date ON studies(patient, study_date);

CREATE TABLE series(
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,
  study INTEGER NOT NULL REFERENCES studies ON DELETE CASCADE,
  series_instance_uid TEXT NOT NULL, modality TEXT NOT NULL, body_part TEXT NOT NULL, manufacturer TEXT NOT NULL,
  UNIQUE(study, series_instance_uid)) STRICT;

CREATE TABLE images(
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,
  series INTEGER NOT NULL REFERENCES series ON DELETE CASCADE,
  arrival INTEGER NOT NULL UNIQUE, path BLOB NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
  sop_instance_uid TEXT NOT NULL, sop_class_uid TEXT NOT NULL, rows INTEGER NOT NULL, columns INTEGER NOT NULL,
  frames INTEGER NOT NULL, view TEXT NOT NULL, dicom INTEGER NOT NULL, pixel_sha256 TEXT NOT NULL,
  read INTEGER NOT NULL DEFAULT 0, assessment TEXT NOT NULL DEFAULT 'new'
    CHECK(assessment IN ('new', 'analysed', 'refused', 'failed')),
  flagged INTEGER NOT NULL DEFAULT 0, flags TEXT NOT NULL DEFAULT '', warnings INTEGER NOT NULL DEFAULT 0,
  added TEXT NOT NULL) STRICT;
CREATE INDEX images_by_series ON images(series, sop_instance_uid);
CREATE INDEX images_by_path ON images(path);

CREATE TABLE thumbnails(
  image INTEGER PRIMARY KEY REFERENCES images ON DELETE CASCADE, data BLOB NOT NULL) STRICT;

CREATE TABLE results(
  id INTEGER PRIMARY KEY, image INTEGER NOT NULL REFERENCES images ON DELETE CASCADE,
  sha256 TEXT NOT NULL, created TEXT NOT NULL, status TEXT NOT NULL, body BLOB NOT NULL,
  lungs BLOB, evidence BLOB, UNIQUE(image, sha256)) STRICT;

CREATE TABLE reviews(
  id TEXT PRIMARY KEY, image INTEGER NOT NULL REFERENCES images ON DELETE CASCADE,
  state TEXT NOT NULL CHECK(state IN ('draft', 'signed', 'amended')), replaces TEXT NOT NULL,
  created TEXT NOT NULL, updated TEXT NOT NULL, rows INTEGER NOT NULL, columns INTEGER NOT NULL,
  base TEXT NOT NULL, journal TEXT NOT NULL, sealed INTEGER NOT NULL, history BLOB NOT NULL) STRICT;
CREATE UNIQUE INDEX one_draft ON reviews(image) WHERE state = 'draft';
CREATE INDEX reviews_by_image ON reviews(image);

CREATE TABLE masks(
  review TEXT NOT NULL REFERENCES reviews ON DELETE CASCADE,
  name TEXT NOT NULL, pixels BLOB NOT NULL, UNIQUE(review, name)) STRICT;

CREATE TABLE items(
  review TEXT NOT NULL REFERENCES reviews ON DELETE CASCADE,
  collection TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, UNIQUE(review, collection, key)) STRICT;
CREATE VIEW annotations AS SELECT review, key, body FROM items WHERE collection = 'annotations';
CREATE VIEW judgements AS SELECT review, key, body FROM items WHERE collection = 'judgements';

CREATE TABLE revisions(
  id INTEGER PRIMARY KEY, review TEXT NOT NULL UNIQUE REFERENCES reviews ON DELETE CASCADE,
  sha256 TEXT NOT NULL UNIQUE, replaces TEXT NOT NULL, signed TEXT NOT NULL, body BLOB NOT NULL) STRICT;

CREATE TABLE revision_masks(
  revision INTEGER NOT NULL REFERENCES revisions ON DELETE CASCADE,
  name TEXT NOT NULL, pixels BLOB NOT NULL, UNIQUE(revision, name)) STRICT;

CREATE TABLE audit(
  entry INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
  facts TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT;

CREATE TRIGGER audit_grows BEFORE INSERT ON audit
  WHEN NEW.entry IS NOT (SELECT COALESCE(MAX(entry), 0) + 1 FROM audit)
  BEGIN SELECT RAISE(ABORT, 'the audit trail grows at its end'); END;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit trail is never shortened'); END;
CREATE TRIGGER results_stay BEFORE UPDATE ON results
  BEGIN SELECT RAISE(ABORT, 'results are never changed'); END;
CREATE TRIGGER revisions_stay BEFORE UPDATE ON revisions
  BEGIN SELECT RAISE(ABORT, 'a signed revision is never changed'); END;
CREATE TRIGGER revision_masks_stay BEFORE UPDATE ON revision_masks
  BEGIN SELECT RAISE(ABORT, 'a signed revision is never changed'); END;
CREATE TRIGGER signed_reviews_stay BEFORE UPDATE ON reviews
  WHEN OLD.state = 'amended' OR (OLD.state = 'signed' AND NEW.state IS NOT 'amended')
  BEGIN SELECT RAISE(ABORT, 'a signed review is never changed'); END;
"""

# Which device made a film, and the sha256 of the result set that a reader who reads first had shown to them ("" while
# it was not).
SECOND = """
ALTER TABLE series ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE series ADD COLUMN station TEXT NOT NULL DEFAULT '';
ALTER TABLE images ADD COLUMN revealed TEXT NOT NULL DEFAULT '';
"""

# Why a draft amends what was signed: asked for when it is begun, signed with it.
THIRD = """
ALTER TABLE reviews ADD COLUMN reason TEXT NOT NULL DEFAULT '';
"""

# What a candidate package said of films beside the active one, unseen. It goes with its image, as results do.
FOURTH = """
CREATE TABLE shadow(
  image INTEGER NOT NULL REFERENCES images ON DELETE CASCADE, candidate TEXT NOT NULL, beside TEXT NOT NULL,
  body BLOB NOT NULL, lungs BLOB, UNIQUE(image, candidate)) STRICT;
"""
