-- Full text over the labels of questions and the sentences of claims, and the views that tools open.

-- One row for each question, its rowid is question.number.
CREATE VIRTUAL TABLE words USING fts5 (
  label, sentences, tokenize = 'unicode61 remove_diacritics 0', prefix = '3 5'
);

CREATE VIEW questions AS
SELECT q.id, v.label, v.status, v.independent_origins, v.origins_at_most, v.certainty, v.contested_on,
       r.started AS first_learned, q.merged_into,
       (SELECT count(*) FROM membership m WHERE m.question = q.id AND m.until_run IS NULL) AS figures
FROM question q
JOIN run r ON r.id = q.first_run
LEFT JOIN verdict v ON v.question = q.id AND v.until_run IS NULL;

CREATE VIEW values_over_time AS
SELECT v.question, v.label AS question_label, s.as_of_start, s.as_of_end, s.label, s.min, s.max, s.modifier, s.unit,
       s.origins, r.started AS learned
FROM state s
JOIN verdict v ON v.id = s.verdict AND v.until_run IS NULL
JOIN run r ON r.id = s.since_run
ORDER BY v.question, s.position;

CREATE VIEW origins AS
SELECT v.question, v.label AS question_label, o.name, o.chain, o.outlets, o.claims
FROM origin o
JOIN verdict v ON v.id = o.verdict AND v.until_run IS NULL
ORDER BY v.question, o.position;

CREATE VIEW events AS
SELECT r.started AS learned, e.kind, e.question, v.label AS question_label, e.old, e.new, e.claims
FROM event e
JOIN run r ON r.id = e.run
LEFT JOIN verdict v ON v.question = e.question AND v.until_run IS NULL
ORDER BY e.id;
