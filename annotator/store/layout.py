"""The tables of a project file as SQL: version 1, and the step that makes each later one of it.

``revision`` and ``touch`` are the log, the only truth; the other tables are what the log says and
can be made again from it.  Rows are never removed but marked ``deleted``.  Long columns stand last,
so that reading the short ones does not read them.
"""

from __future__ import annotations

_LOG = """
CREATE TABLE meta(
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE revision(
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
  stream BLOB NOT NULL CHECK(length(stream) = 16),
  seq INTEGER NOT NULL CHECK(seq > 0),
  hlc INTEGER NOT NULL CHECK(hlc > 0),
  author_id BLOB NOT NULL CHECK(length(author_id) = 16),
  action TEXT NOT NULL CHECK(length(action) BETWEEN 1 AND 40),
  undoes BLOB CHECK(length(undoes) = 16),
  group_id BLOB CHECK(length(group_id) = 16),
  prev BLOB CHECK(length(prev) = 32),
  hash BLOB NOT NULL CHECK(length(hash) = 32),
  z INTEGER NOT NULL CHECK(z IN (0, 1)),
  body BLOB NOT NULL,
  UNIQUE(stream, seq)
) STRICT;
CREATE INDEX revision_time ON revision(hlc, id);

CREATE TABLE touch(
  entity BLOB NOT NULL CHECK(length(entity) = 16),
  n INTEGER NOT NULL REFERENCES revision(n),
  kind TEXT NOT NULL,
  PRIMARY KEY(entity, n, kind)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER revision_no_update BEFORE UPDATE ON revision
BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision
BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER touch_no_update BEFORE UPDATE ON touch
BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER touch_no_delete BEFORE DELETE ON touch
BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
"""

_REVISED = """revision_id BLOB NOT NULL CHECK(length(revision_id) = 16),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK(deleted IN (0, 1))"""

_ID = "id BLOB NOT NULL PRIMARY KEY CHECK(length(id) = 16)"


def _to(column: str, table: str) -> str:
    return f"{column} BLOB NOT NULL REFERENCES {table}(id) DEFERRABLE INITIALLY DEFERRED"


_CODING = f"""key TEXT NOT NULL,
  {_to("document_id", "document")},
  {_to("coder_id", "coder")}"""

_TABLES = f"""
CREATE TABLE document(
  n INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK(length(id) = 16),
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  length INTEGER NOT NULL CHECK(length >= 0),
  sort_key TEXT NOT NULL,
  {_REVISED},
  sha256 BLOB NOT NULL CHECK(length(sha256) = 32 AND substr(sha256, 1, 16) = id),
  meta TEXT NOT NULL CHECK(substr(meta, 1, 1) = '{{'),
  text TEXT NOT NULL
) STRICT;
CREATE INDEX document_order ON document(sort_key, id) WHERE deleted = 0;
CREATE INDEX document_key ON document(key);
CREATE TRIGGER document_immutable BEFORE UPDATE OF text, sha256 ON document
WHEN old.text IS NOT new.text OR old.sha256 IS NOT new.sha256
BEGIN SELECT raise(ABORT, 'the text of a document does not change'); END;

CREATE TABLE coder(
  {_ID},
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  {_REVISED}
) STRICT;

CREATE TABLE codebook(
  {_ID},
  schema_id TEXT NOT NULL,
  version TEXT NOT NULL,
  {_REVISED},
  attachments TEXT NOT NULL CHECK(substr(attachments, 1, 1) = '{{'),
  yaml TEXT NOT NULL
) STRICT;

CREATE TABLE annotation_set(
  {_ID},
  {_to("document_id", "document")},
  {_to("coder_id", "coder")},
  {_to("codebook_id", "codebook")},
  status TEXT NOT NULL CHECK(status <> ''),
  fields TEXT NOT NULL CHECK(substr(fields, 1, 1) = '{{'),
  {_REVISED}
) STRICT;
CREATE INDEX annotation_set_place ON annotation_set(document_id, coder_id) WHERE deleted = 0;

CREATE TABLE span(
  {_ID},
  {_CODING},
  {_to("codebook_id", "codebook")},
  label TEXT NOT NULL CHECK(label <> ''),
  start INTEGER NOT NULL CHECK(start >= 0),
  "end" INTEGER NOT NULL CHECK("end" > start),
  fragments TEXT CHECK(substr(fragments, 1, 2) = '[['),
  attributes TEXT NOT NULL CHECK(substr(attributes, 1, 1) = '{{'),
  origin TEXT NOT NULL,
  created TEXT,
  changed TEXT,
  {_REVISED}
) STRICT;
CREATE INDEX span_place ON span(document_id, coder_id, start) WHERE deleted = 0;

CREATE TABLE relation(
  {_ID},
  {_CODING},
  {_to("codebook_id", "codebook")},
  label TEXT NOT NULL CHECK(label <> ''),
  {_to("source_id", "span")},
  {_to("target_id", "span")},
  attributes TEXT NOT NULL CHECK(substr(attributes, 1, 1) = '{{'),
  origin TEXT NOT NULL,
  created TEXT,
  changed TEXT,
  {_REVISED}
) STRICT;
CREATE INDEX relation_place ON relation(document_id, coder_id) WHERE deleted = 0;
CREATE INDEX relation_source ON relation(source_id) WHERE deleted = 0;
CREATE INDEX relation_target ON relation(target_id) WHERE deleted = 0;

CREATE TABLE comment(
  {_ID},
  {_CODING},
  target_id BLOB NOT NULL CHECK(length(target_id) = 16),
  text TEXT NOT NULL,
  created TEXT,
  changed TEXT,
  {_REVISED}
) STRICT;
CREATE INDEX comment_place ON comment(document_id, coder_id) WHERE deleted = 0;

CREATE TABLE conflict(
  entity BLOB NOT NULL CHECK(length(entity) = 16),
  kind TEXT NOT NULL,
  revision_id BLOB NOT NULL CHECK(length(revision_id) = 16),
  differs INTEGER NOT NULL CHECK(differs IN (0, 1)),
  PRIMARY KEY(entity, kind, revision_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE pending(
  entity BLOB NOT NULL CHECK(length(entity) = 16),
  kind TEXT NOT NULL,
  PRIMARY KEY(entity, kind)
) STRICT, WITHOUT ROWID;
"""

_INDEX = """
CREATE VIRTUAL TABLE document_fts USING fts5(
  title, text, content='document', content_rowid='n', tokenize='unicode61 remove_diacritics 2'
);
"""

VERSION_1 = _LOG + _TABLES + _INDEX

VERSION_2 = """
CREATE INDEX revision_author ON revision(author_id, hlc, id, action, undoes, group_id);
CREATE INDEX span_label ON span(label, coder_id) WHERE deleted = 0;
CREATE INDEX span_gone ON span(document_id) WHERE deleted = 1;
CREATE INDEX relation_gone ON relation(document_id) WHERE deleted = 1;
CREATE INDEX comment_gone ON comment(document_id) WHERE deleted = 1;
CREATE INDEX annotation_set_gone ON annotation_set(document_id) WHERE deleted = 1;
"""
"""What one coder did, without reading the log; how often a label is used and what an article once
had, without reading all marks."""

VERSION_3 = f"""
CREATE TABLE assignment(
  {_ID},
  {_to("document_id", "document")},
  {_to("coder_id", "coder")},
  place INTEGER NOT NULL,
  locked INTEGER NOT NULL CHECK(locked IN (0, 1)),
  since TEXT,
  {_REVISED}
) STRICT;
CREATE INDEX assignment_place ON assignment(coder_id, place, document_id) WHERE deleted = 0;
CREATE INDEX assignment_document ON assignment(document_id);

CREATE TABLE review(
  {_ID},
  {_to("document_id", "document")},
  {_to("reviewer_id", "coder")},
  status TEXT NOT NULL CHECK(status <> ''),
  seed INTEGER NOT NULL,
  revealed INTEGER NOT NULL CHECK(revealed IN (0, 1)),
  changed TEXT NOT NULL,
  {_REVISED}
) STRICT;
CREATE INDEX review_document ON review(document_id);

CREATE TABLE decision(
  {_ID},
  {_to("document_id", "document")},
  {_to("reviewer_id", "coder")},
  {_to("codebook_id", "codebook")},
  case_id BLOB NOT NULL CHECK(length(case_id) = 16),
  kind TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK(verdict <> ''),
  created TEXT NOT NULL,
  {_REVISED},
  body TEXT NOT NULL CHECK(substr(body, 1, 1) = '{{')
) STRICT;
CREATE INDEX decision_document ON decision(document_id);

CREATE TABLE feedback(
  {_ID},
  {_to("document_id", "document")},
  {_to("coder_id", "coder")},
  created TEXT NOT NULL,
  {_REVISED},
  items TEXT NOT NULL CHECK(substr(items, 1, 1) = '[')
) STRICT;
CREATE INDEX feedback_place ON feedback(document_id, coder_id);

CREATE TABLE snapshot(
  {_ID},
  name TEXT NOT NULL,
  created TEXT NOT NULL,
  {_REVISED},
  body TEXT NOT NULL CHECK(substr(body, 1, 1) = '{{')
) STRICT;

CREATE TABLE parcel(
  {_ID},
  {_to("coder_id", "coder")},
  purpose TEXT NOT NULL CHECK(purpose <> ''),
  created TEXT NOT NULL,
  stream BLOB NOT NULL CHECK(length(stream) = 16),
  {_REVISED},
  documents TEXT NOT NULL CHECK(substr(documents, 1, 1) = '[')
) STRICT;
CREATE INDEX parcel_stream ON parcel(stream);
"""
"""What a team needs: who codes what, what was decided, and what goes back to the coders."""

MADE_BY_SQLITE = frozenset(f"document_fts_{part}" for part in ("data", "idx", "docsize", "config"))
"""Tables behind the text index; their SQL is SQLite's own and differs between its versions."""
