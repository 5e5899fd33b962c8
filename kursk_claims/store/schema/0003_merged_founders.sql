-- Merged questions by the claim that they began with: where that claim moves, their ids lead there.
CREATE INDEX question_founder ON question (founder) WHERE merged_into IS NOT NULL;
